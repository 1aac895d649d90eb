"""RM71x, RM72x: texts that the program writes for a person to go on with."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["CREATING_CODES"]

CREATING_CODES: tuple[Code, ...] = ()
