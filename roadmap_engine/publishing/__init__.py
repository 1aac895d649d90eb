"""Roadmaps as immutable versioned bundles: written, listed, fetched, verified."""

from __future__ import annotations

__all__: list[str] = []
