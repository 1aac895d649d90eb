"""RM84x: differences, drift and amending orders."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["COMPARING_CODES"]

COMPARING_CODES: tuple[Code, ...] = ()
