"""A measure of the earlier version that becomes the school's own, as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from frozendict import frozendict

from roadmap_engine.model import Measure, Stage
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.edit import Append, Edit, SetValue
from roadmap_engine.model.fields import CELLS, given_values
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.anchors import anchor_stage, carry_position, stand_beside
from roadmap_engine.planning.merging.case import Merging, shorten, to_tree
from roadmap_engine.planning.merging.references import define_needed, rewrite

__all__ = ["describe_restored", "restore_measure", "restore_stage"]


def restore_measure(case: Merging, measure: Measure, now: str) -> Iterator[Edit]:
    """Add a measure of the earlier version to the adoption, where the school had it, with all it names.

    Args:
        case: the merge.
        measure: as the school had it.
        now: its id from now on.
    """
    entry, needed = describe_restored(case, measure, ("add",))
    yield from needed
    own = case.adoption.move.get(measure.id)
    place = carry_position(case, measure.id, own)[0] if own is not None else {}
    yield Append(("add",), {**(place or entry), "measure": {**entry["measure"], "id": now}})


def restore_stage(case: Merging, stage: Stage, now: str) -> Iterator[Edit]:
    """Add the heading of a stage of the earlier version to the adoption, where the school had it.

    Its measures are gone one by one, each as far as the school has not changed it.

    Args:
        case: the merge.
        stage: as the school had it.
        now: its id from now on.
    """
    own = case.adoption.move.get(stage.id)
    before = anchor_stage(case, stage.id)
    anchor = {"after": before} if before is not None else {"before": next(iter(case.after.stages))}
    place = (carry_position(case, stage.id, own)[0] if own is not None else {}) or anchor
    tree = to_tree(with_fields(stage, measures=()))
    yield Append(("add",), {**place, "stage": {**tree, "id": now}})


def describe_restored(
    case: Merging, measure: Measure, path: Path, staying: Mapping[str, str] = frozendict()
) -> tuple[dict[str, Any], tuple[Edit, ...]]:
    """Give a measure of the earlier version with its place, as the newer text writes it.

    Args:
        case: the merge.
        measure: as the school had it.
        path: where it is to be written.
        staying: measures that stay as this one does, with their ids in the newer version.

    Returns:
        `after`, `before` or `stage`, and the measure; the definitions that it needs and the newer version has
        no more.
    """
    tree = to_tree(measure)
    needed: list[Edit] = []
    for field, value in given_values(measure, case.transition.kinds).items():
        branch = tree[CELLS] if field.own else tree
        if field.name in branch:
            branch[field.name] = shorten(rewrite(case, field, branch[field.name]))
            found = define_needed(case, path, field, value)
            needed += (each for each in found if isinstance(each, SetValue))
    # The parts that came instead of it may be taken out: within a layer that happens last.
    return {**stand_beside(case, measure.id, staying), "measure": tree}, tuple(needed)
