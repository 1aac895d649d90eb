"""RM5xx: adoption and planning."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["PLANNING_CODES"]

PLANNING_CODES: tuple[Code, ...] = ()
