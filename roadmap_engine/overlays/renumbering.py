"""What becomes of numbers that an author gave by hand when their stage or measure is moved.

A number is of the place. What the author left out is counted anew by itself. The numbers of stages stay in
their order, so that after «I, II, III» no stage stands out of turn. What a measure has because it is in a
stage, «4.4.» in the fourth, follows the stage's number and does not go along to another stage.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.measure import Measure, Stage
from roadmap_engine.model.numbering import lead_of, renumber
from roadmap_engine.overlays.layers import Site
from roadmap_engine.overlays.rows import Rows

__all__ = ["renumber_moved"]


def renumber_moved(
    rows: Rows,
    thing: Stage | Measure,
    home: str,
    stages: Sequence[str],
    numbered: Collection[str],
    site: Site,
) -> None:
    """Give numbers by the places after a move.

    Args:
        rows: after it.
        thing: what was moved.
        home: the stage it stood in; "" for a stage.
        stages: ids of the stages in their order before.
        numbered: what the moving layer gives a number of its own; that stands.
        site: of the move.
    """
    if isinstance(thing, Stage):
        _renumber_stages(rows, stages, numbered, site)
    elif thing.number and rows.home_of(thing.id) != home and thing.id not in numbered:
        _number(rows, thing, None, site)


def _renumber_stages(rows: Rows, before: Sequence[str], numbered: Collection[str], site: Site) -> None:
    now = rows.measures_of("")
    leads = {name: lead_of(_stage(rows, name).number, place) for place, name in enumerate(before, 1)}
    given = [_stage(rows, name).number for name in before if name not in numbered]
    for name, number in zip((name for name in now if name not in numbered), given, strict=True):
        if _stage(rows, name).number != number:
            _number(rows, _stage(rows, name), number, site)
    for place, name in enumerate(now, 1):
        lead = lead_of(_stage(rows, name).number, place)
        for each in map(rows.thing, rows.measures_of(name)):
            if isinstance(each, Measure) and each.number and each.id not in numbered:
                number = renumber(each.number, leads[name], lead)
                if number != each.number:
                    _number(rows, each, number, site)


def _stage(rows: Rows, name: str) -> Stage:
    stage = rows.thing(name)
    if not isinstance(stage, Stage):
        raise TypeError(name)
    return stage


def _number(rows: Rows, thing: Stage | Measure, number: str | None, site: Site) -> None:
    rows.put(with_fields(thing, number=number))
    rows.sites[thing.id, "number"] = site
