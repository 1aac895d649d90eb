"""RM2xx: the shape and sense of a roadmap."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["ROADMAP_CODES"]

ROADMAP_CODES: tuple[Code, ...] = ()
