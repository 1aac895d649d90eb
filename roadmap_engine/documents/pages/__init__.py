"""The pages of a plan, for a web host that serves files and for a server alike.

A page is a pure function of a plan, its board and how it is shown: no script, no request to anybody else,
one stylesheet. Every text meets markup in a template, which escapes it.
"""

from __future__ import annotations
