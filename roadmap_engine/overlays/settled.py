"""Measures a school has settled: the fields that were written down when a newer version changed them.

They are applied after everything else, so that what is done or signed stands in the plan as it was.
"""

from __future__ import annotations

from roadmap_engine.model.base import with_fields
from roadmap_engine.overlays.draft import Draft
from roadmap_engine.overlays.layers import Layer

__all__ = ["keep_settled"]


def keep_settled(draft: Draft, layer: Layer) -> None:
    """Give settled measures of a school's layer the fields they had."""
    for name, settled in getattr(layer.text, "settled", {}).items():
        measure, kept = draft.measure(name), settled.kept_fields()
        if measure is None or not kept:
            continue
        draft.put(with_fields(measure, **kept))
        draft.note_fields(name, kept, layer.site("settled", name, "kept"))
