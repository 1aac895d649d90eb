"""RM64x: templates that people bring."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["TEMPLATE_CODES"]

TEMPLATE_CODES: tuple[Code, ...] = ()
