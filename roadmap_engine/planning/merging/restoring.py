"""A measure of the earlier version that becomes the school's own, as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roadmap_engine.model import Change, Measure
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.edit import Append, Edit, SetValue
from roadmap_engine.planning.merging.anchors import anchor_measure, last_of
from roadmap_engine.planning.merging.case import Case, to_tree
from roadmap_engine.planning.merging.references import define_needed, rewrite

__all__ = ["apply_change", "restore_measure", "shorten"]


def apply_change(measure: Measure, change: Change | None) -> Measure:
    """Give a measure with the fields of a change, as joining the layers does."""
    if change is None:
        return measure
    given = {
        name: value for name in Measure.model_fields if (value := getattr(change, name, None)) is not None
    }
    # What an order says of a measure belongs to its title as well.
    stale = {"directive": None} if "title" in given else {}
    return with_fields(measure, **stale, **given)


def restore_measure(case: Case, measure: Measure) -> Iterator[Edit]:
    """Add a measure of the earlier version to the adoption, where it stood, with all it names."""
    tree = to_tree(measure)
    for field in tuple(tree):
        if field != "id":
            value = getattr(measure, field)
            tree[field] = shorten(rewrite(case, field, value, tree[field]))
            found = define_needed(case, ("add",), field, value)
            yield from (each for each in found if isinstance(each, SetValue))
    heirs = case.heirs(measure.id)
    # The parts that came instead of it may be taken out: within a layer that happens last.
    anchor = {"after": last_of(case, heirs)} if heirs else anchor_measure(case, measure.id)
    yield Append(("add",), {**anchor, "measure": tree})


def shorten(value: Any) -> Any:
    """Write a list of one as the one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
