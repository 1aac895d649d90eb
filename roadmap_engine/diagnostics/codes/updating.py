"""RM82x, RM83x: taking a newer version."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["UPDATING_CODES"]

UPDATING_CODES: tuple[Code, ...] = ()
