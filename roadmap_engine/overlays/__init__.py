"""Base and overlays to one roadmap: `assemble(texts, local) -> (Assembly, problems)`.

A layer says `add`, `replace` or `remove`; nothing merges by accident, and every value of the result knows
its layer and its place. Joining first, reading the deadlines last: a phrase may name an event that a lower
layer describes.
"""

from __future__ import annotations

from roadmap_engine.overlays.assembling import assemble

__all__ = ["assemble"]
