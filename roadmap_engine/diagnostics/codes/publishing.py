"""RM80x, RM81x: publishing, pinning and fetching bundles."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["PUBLISHING_CODES"]

PUBLISHING_CODES: tuple[Code, ...] = ()
