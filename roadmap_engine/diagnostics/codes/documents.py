"""RM6xx: documents."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["DOCUMENT_CODES"]

DOCUMENT_CODES: tuple[Code, ...] = ()
