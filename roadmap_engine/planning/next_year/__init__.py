"""An adoption of one school year → what stays of it for the next, and what speaks of the past."""

from __future__ import annotations
