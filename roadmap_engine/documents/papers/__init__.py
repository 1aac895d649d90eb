"""One module a kind of paper; no two of them know each other."""

from __future__ import annotations
