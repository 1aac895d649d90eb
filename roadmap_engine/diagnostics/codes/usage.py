"""RM7xx: the command line."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["USAGE_CODES"]

USAGE_CODES: tuple[Code, ...] = ()
