"""RM4xx: the Russian language."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["RUSSIAN_CODES"]

RUSSIAN_CODES: tuple[Code, ...] = ()
