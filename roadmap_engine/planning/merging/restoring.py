"""A measure of the earlier version that becomes the school's own, as it was."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.model import Measure
from roadmap_engine.model.edit import Append, Edit, SetValue
from roadmap_engine.model.fields import CELLS, given_values
from roadmap_engine.planning.merging.anchors import anchor_measure, last_of
from roadmap_engine.planning.merging.case import Case, shorten, to_tree
from roadmap_engine.planning.merging.references import define_needed, rewrite

__all__ = ["restore_measure"]


def restore_measure(case: Case, measure: Measure) -> Iterator[Edit]:
    """Add a measure of the earlier version to the adoption, where it stood, with all it names."""
    tree = to_tree(measure)
    for field, value in given_values(measure, case.transition.kinds).items():
        branch = tree[CELLS] if field.own else tree
        if field.name in branch:
            branch[field.name] = shorten(rewrite(case, field, branch[field.name]))
            found = define_needed(case, ("add",), field, value)
            yield from (each for each in found if isinstance(each, SetValue))
    heirs = case.heirs(measure.id)
    # The parts that came instead of it may be taken out: within a layer that happens last.
    anchor = {"after": last_of(case, heirs)} if heirs else anchor_measure(case, measure.id)
    yield Append(("add",), {**anchor, "measure": tree})
