"""RM3xx: deadlines and calendars."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["DEADLINE_CODES"]

DEADLINE_CODES: tuple[Code, ...] = ()
