"""What a school added: it follows what it stood after, and stands apart from what a newer version adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Addition, Measure, Stage
from roadmap_engine.model.edit import Edit, Remove, Rename, SetValue
from roadmap_engine.model.fields import CONDITION, MOVE
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.anchors import (
    anchor_measure,
    anchor_stage,
    follow_anchor,
    follow_before,
    stand_elsewhere,
)
from roadmap_engine.planning.merging.case import Merging, in_words
from roadmap_engine.planning.merging.forbidden import is_addition_forbidden
from roadmap_engine.planning.merging.gone import is_gone, number_id
from roadmap_engine.planning.merging.held import stay_beside
from roadmap_engine.planning.merging.known_as import tell_apart
from roadmap_engine.planning.merging.references import carry_field, carry_thing
from roadmap_engine.planning.merging.result import Choice, Conflict, Found, Kept
from roadmap_engine.planning.merging.settled import date_settled

__all__ = ["merge_additions"]


def merge_additions(case: Merging) -> Iterator[Found]:
    """Bring every addition to its place in the newer version."""
    yield from _keep_order(case)
    for position, addition in enumerate(case.adoption.add):
        path: Path = ("add", position)
        if _is_there_already(case, addition):
            yield Remove(path)
            for _, thing in addition.things(path):
                yield _same(case, path, thing.id)
            continue
        yield from _place(case, path, addition)
        yield from stay_beside(case, path, addition)
        if addition.when is not None:
            yield from carry_field(case, (*path, "when"), CONDITION, addition.when)
        for inner, thing in addition.things(path):
            yield from carry_thing(case, inner, thing)
            if _is_taken(case, thing.id):
                yield _collision(case, path, inner, thing)
            else:
                let_go = (Remove(_entry_of(path, inner)),)
                yield Kept(thing.id, "", in_words(thing.title), case.place(inner), let_go)
            if thing.id in case.adoption.settled and is_addition_forbidden(case, addition):
                yield from date_settled(case, thing.id)


def _keep_order(case: Merging) -> Iterator[Found]:
    """Let rows that come to stand after the same measure stand in the order they had in the table.

    In a text the later row of a list stands lower; where the table had it higher, it is put before the other.
    """
    order = tuple(case.before.measures)
    rows = [
        (position, addition.measure.id, addition.after)
        for position, addition in enumerate(case.adoption.add)
        if addition.measure is not None and addition.after in case.before.measures
    ]
    for place, (_, moved, anchor) in enumerate(rows):
        if anchor is None or case.heirs(anchor) != () or is_gone(case, anchor):
            continue
        heir = anchor_measure(case, anchor).get("after")
        for position, _, other in rows[place + 1 :]:
            if other is None or order.index(other) >= order.index(anchor):
                continue
            if follow_anchor(case, other) == heir:
                way: Path = ("add", position, "after")
                yield Rename(way, "before")
                yield SetValue(way, moved)


def _place(case: Merging, path: Path, addition: Addition) -> Iterator[Found]:
    """Let an addition stand after what is still there."""
    if addition.before is not None:
        yield from _place_before(case, path, addition.before)
        return
    if addition.after is not None:
        name, field = addition.after, "after"
    elif isinstance(addition.stage, str):
        name, field = addition.stage, "stage"
    else:
        return
    heir = follow_anchor(case, name)
    if heir == name:
        return
    way: Path = (*path, field)
    if heir is not None:
        yield SetValue(way, heir)
        return
    if addition.measure is None:
        stage = anchor_stage(case, name)
        yield Remove(way) if stage is None else SetValue(way, stage)
        yield _moved(case, way, name, stage or "")
        return
    anchor = stand_elsewhere(case, addition.measure.id, field, name)
    ((key, value),) = anchor.items()
    if key != field:
        yield Rename(way, key)
    yield SetValue(way, value)
    yield _moved(case, way, name, value)


def _place_before(case: Merging, path: Path, name: str) -> Iterator[Found]:
    """Let an addition stand before what is still there."""
    anchor = follow_before(case, name)
    if anchor is None:
        return
    way: Path = (*path, "before")
    if not anchor:
        yield Remove(way)
    for key, value in anchor.items():
        if key != "before":
            yield Rename(way, key)
        yield SetValue(way, value)
    if case.heirs(name) == () and not is_gone(case, name):
        yield _moved(case, way, name, next(iter(anchor.values()), ""))


def _moved(case: Merging, path: Path, name: str, now: str) -> Problem:
    return case.notice("RM825", case.place(path), name=name, now=now)


def _entry_of(path: Path, inner: Path) -> Path:
    """Give what goes with a thing that was added: a row of a stage alone, else the whole addition."""
    return inner if "measures" in inner else path


def _is_taken(case: Merging, name: str) -> bool:
    """Tell whether the newer version brings a thing of this id, which the earlier one did not have."""
    return case.after.thing(name) is not None and case.before.thing(name) is None


def _is_there_already(case: Merging, addition: Addition) -> bool:
    """Tell whether the newer version brings the very same measure."""
    own = addition.measure
    theirs = case.after.measures.get(own.id) if own is not None else None
    if own is None or theirs is None or not _is_taken(case, own.id):
        return False
    return not any(case.transition.differences(own, theirs))


def _same(case: Merging, path: Path, name: str) -> Problem:
    return case.notice("RM823", case.place(path), there=case.after.place(name), key=name, value=name)


def _collision(case: Merging, path: Path, inner: Path, own: Measure | Stage) -> Conflict:
    theirs = case.after.thing(own.id)
    fresh = _fresh_id(case, own.id)
    there = case.after.place(own.id)
    title = in_words(theirs.title) if theirs is not None else ""
    choices = (
        Choice("ours", fresh, case.place(inner), tuple(_rename_own(case, inner, own.id, fresh))),
        Choice("theirs", title, there, (Remove(_entry_of(path, inner)),)),
    )
    problem = Problem.of(
        "RM822",
        location=case.place((*inner, "id")),
        related=(there,) if there else (),
        key=own.id,
        ours=in_words(own.title),
        theirs=title,
        fresh=fresh,
        version=case.after.number,
    )
    return Conflict(own.id, own.id, "", "", problem, choices)


def _fresh_id(case: Merging, name: str) -> str:
    """Give an id that neither version nor the school has used: a number behind the old one."""
    known, versions = case.adoption.known_as, (case.before, case.after)
    own = {thing.id for _, thing in case.own_things()}
    own |= {*known.measures.values(), *known.stages.values()}
    return number_id(name, own.union(*(kind for each in versions for kind in (each.measures, each.stages))))


def _rename_own(case: Merging, inner: Path, name: str, fresh: str) -> Iterator[Edit]:
    """Give a thing of the school's another id, and everything of the school's that names it."""
    yield SetValue((*inner, "id"), fresh)
    yield from tell_apart(case, name, fresh, is_stage=inner[-1] == "stage")
    for section in ("replace", "decided", "assign", "settled"):
        if name in (case.written.get(section) or {}):
            yield Rename((section, name), fresh)
    kind, former = "stages" if inner[-1] == "stage" else "measures", case.adoption.former
    if was := (former.stages if kind == "stages" else former.measures).get(name):
        yield SetValue(("former", kind, fresh), list(was))
    for moved, position in case.adoption.move.items():
        ((key, beside),) = position.said().items()
        if beside == name:
            yield SetValue((MOVE.name, moved, key), fresh)
    yield from _rename_in_additions(case.written.get("add") or (), name, fresh)


def _rename_in_additions(additions: Any, name: str, fresh: str) -> Iterator[Edit]:
    for position, raw in enumerate(additions):
        if raw.get("after") == name:
            yield SetValue(("add", position, "after"), fresh)
        if raw.get("before") == name:
            yield SetValue(("add", position, "before"), fresh)
        if raw.get("stage") == name:
            yield SetValue(("add", position, "stage"), fresh)
        for path, thing in _raw_measures(("add", position), raw):
            needs = thing.get("after")
            named = [needs] if isinstance(needs, str) else needs or []
            if name in named:
                yield SetValue((*path, "after"), [fresh if each == name else each for each in named])


def _raw_measures(path: Path, raw: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(raw.get("measure"), dict):
        yield (*path, "measure"), raw["measure"]
    stage = raw.get("stage")
    if isinstance(stage, dict):
        for position, measure in enumerate(stage.get("measures") or ()):
            yield (*path, "stage", "measures", position), measure
