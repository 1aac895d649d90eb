"""RM1xx: reading a file."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["READING_CODES"]

READING_CODES: tuple[Code, ...] = ()
