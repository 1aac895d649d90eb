"""RM65x, RM66x: orders and what they are drawn from."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["ORDER_CODES"]

ORDER_CODES: tuple[Code, ...] = ()
