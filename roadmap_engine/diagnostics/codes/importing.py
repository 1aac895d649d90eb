"""RM85x to RM87x: tables of Word and Excel to a roadmap."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["IMPORTING_CODES"]

IMPORTING_CODES: tuple[Code, ...] = ()
