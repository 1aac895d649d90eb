"""Measures a school has settled: the fields that were written down when a newer version changed them.

They are applied after everything else, so that what is done or signed stands in the plan as it was.
"""

from __future__ import annotations

from frozendict import frozendict

from roadmap_engine.model.measure import Measure
from roadmap_engine.overlays.draft import Draft
from roadmap_engine.overlays.layers import Layer

__all__ = ["keep_settled"]


def keep_settled(draft: Draft, layer: Layer) -> None:
    """Give settled measures of a school's layer the fields they had."""
    for name, settled in getattr(layer.text, "settled", {}).items():
        measure, kept = draft.measure(name), settled.kept
        if measure is None or kept is None:
            continue
        # A field that is written as null was not there; as opposed to a change, which leaves it alone.
        given = {field: getattr(kept, field) for field in kept.model_fields_set & Measure.model_fields.keys()}
        unsaid = dict.fromkeys(("participants", "after", "responsible", "output"), ())
        given = {field: unsaid.get(field) if value is None else value for field, value in given.items()}
        if given.get("as_printed", ()) is None:
            given["as_printed"] = frozendict()
        draft.put(measure.model_copy(update=given))
        draft.note_fields(name, given, layer.site("settled", name, "kept"))
