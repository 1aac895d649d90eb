"""RM24x to RM27x: layers: permissions, conditions, parameters, what a layer repeats or misses."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["LAYER_CODES"]

LAYER_CODES: tuple[Code, ...] = ()
