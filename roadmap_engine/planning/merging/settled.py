"""Measures that are done, signed or cancelled: what a newer version says of them becomes a notice.

One that is still there, whatever it is called now, keeps the fields it had, written under `settled.ID.kept`.
One that is gone, split or merged into another stays in the plan under `settled.ID.stays`, and the parts that
came instead of it are not taken. Both are the program's words and not the school's: no permission stands in
their way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Measure
from roadmap_engine.model.changing import with_values
from roadmap_engine.model.edit import Remove, Rename, SetValue
from roadmap_engine.model.fields import CELLS, MOVE, FieldKind, given_values, values_of, walk
from roadmap_engine.model.provenance import Path
from roadmap_engine.model.settled import Staying
from roadmap_engine.planning.merging.anchors import (
    first_of,
    heirs_inside,
    home_of_stage,
    last_of,
    stand_beside,
    stand_first,
)
from roadmap_engine.planning.merging.case import Merging, in_words, shorten, to_tree
from roadmap_engine.planning.merging.forbidden import find_anchor, is_forbidden
from roadmap_engine.planning.merging.gone import is_gone, kept_id
from roadmap_engine.planning.merging.meaning import follow, letters
from roadmap_engine.planning.merging.references import carry_thing, define_needed, rewrite
from roadmap_engine.planning.merging.restoring import describe_restored
from roadmap_engine.planning.merging.result import Found

__all__ = ["carry_place", "date_settled", "list_staying", "merge_settled"]


def merge_settled(case: Merging) -> Iterator[Found]:
    """Keep every settled measure as it was."""
    staying = list_staying(case)
    for name, settled in case.adoption.settled.items():
        if settled.stays is not None:
            yield from _carry_staying(case, name, settled.stays, staying)
        elif name not in case.before.measures or name in case.adoption.remove:
            continue
        elif is_gone(case, name):
            yield from _keep_whole(case, name, staying)
        else:
            heir = (case.heirs(name) or (name,))[0]
            yield from _keep_fields(case, name, heir)
            yield from _keep_place(case, name, heir, staying)


def list_staying(case: Merging) -> Mapping[str, str]:
    """Give what stays where it is, though the newer version has it no more, or elsewhere; with its id now."""
    staying: dict[str, str] = {}
    for name, settled in case.adoption.settled.items():
        if is_gone(case, name):
            staying[name] = kept_id(case, name)
        elif name in case.before.measures and settled.stays is None:
            heir = (case.heirs(name) or (name,))[0]
            if _is_moved_away(case, name, heir):
                staying[name] = heir
    return staying


def _is_moved_away(case: Merging, name: str, heir: str) -> bool:
    """Tell whether the newer version has a measure in another stage than it was done in."""
    home, stands = case.before.homes[name], case.adoption.settled[name].stands
    # A school may move what is done: then its own word stands.
    if name in case.adoption.move or {name, home} & {*case.adoption.remove}:
        return False
    if stands is not None:
        anchor = find_anchor(case.adoption, stands, is_settled=True)
        home = case.before.homes.get(anchor, anchor)
    stages = case.succession.stages.get(home, ())
    return bool(stages) and case.after.homes[heir] not in stages


def _keep_place(case: Merging, name: str, heir: str, staying: Mapping[str, str]) -> Iterator[Found]:
    path: Path = ("settled", name, "stands")
    stands = case.adoption.settled[name].stands
    if name not in staying:
        yield from (Remove(path),) if stands is not None else ()
        return
    others = {each: now for each, now in staying.items() if each != name}
    if stands is None:
        place = stand_beside(case, name, others)
    else:
        ((key, beside),) = stands.said().items()
        place = carry_place(case, key, beside, others)
    if stands is None or place != stands.said():
        yield SetValue(path, dict(place))
    yield from date_settled(case, name)
    # What an earlier update has told is not told again.
    if stands is None or heir in case.transition.moved:
        stage = in_words(case.after.stages[case.after.homes[heir]].title)
        yield _notice(case, heir, MOVE.name, stage, name)


def carry_place(case: Merging, key: str, beside: str, staying: Mapping[str, str]) -> Mapping[str, str]:
    """Give a place in the newer version; what it was beside and is in another stage now is no neighbour."""
    if (there := staying.get(beside) or _find_back(case, beside)) is not None:
        return {key: there}
    if beside in case.before.measures:
        is_first = case.before.siblings(case.before.homes[beside])[0] == beside
        if key == "before" and is_first and (place := stand_first(case, beside, staying)):
            return place
        heirs = heirs_inside(case, beside)
        if not heirs:
            return stand_beside(case, beside, staying)
        return {key: (first_of if key == "before" else last_of)(case, heirs)}
    stages = case.succession.stages.get(beside)
    if stages is None:
        return {key: beside}
    return {key: stages[0]} if stages else home_of_stage(case, beside)


def _find_back(case: Merging, name: str) -> str | None:
    """Give the id of what stands in another stage than it was published in, and is published in that now."""
    settled, heirs = case.adoption.settled.get(name), case.heirs(name)
    stands = settled is not None and settled.stands is not None and name not in case.adoption.move
    return heirs[0] if stands and heirs else None


def _as_published(case: Merging, name: str) -> Measure:
    """Give a measure as the school had it, without its own changes: what it kept before counts."""
    return with_values(case.before.measures[name], case.adoption.settled[name].kept_values(), alone=True)


def _as_it_was(case: Merging, name: str) -> Measure:
    """Give a measure as the school had it: its own changes, and what it kept before."""
    measure = with_values(case.before.measures[name], given_values(case.adoption.replace.get(name)))
    return with_values(measure, case.adoption.settled[name].kept_values(), alone=True)


def _keep_whole(case: Merging, name: str, staying: Mapping[str, str]) -> Iterator[Found]:
    path: Path = ("settled", name)
    settled, local = case.adoption.settled[name], case.adoption.replace.get(name)
    entry, needed = describe_restored(case, _as_published(case, name), path, staying)
    yield from needed
    if (now := staying[name]) != name:
        # Its own id is another's by now.
        entry = {**entry, "measure": {**entry["measure"], "id": now}}
        yield Rename(path, now)
        yield from (Rename(("replace", name), now),) if local is not None else ()
    if settled.stands is not None:
        ((key, beside),) = settled.stands.said().items()
        entry = {**carry_place(case, key, beside, staying), "measure": entry["measure"]}
    heirs = case.heirs(name) or ()
    whole = {each for each in staying if is_gone(case, each)}
    parts = [part for part in heirs if set(case.succession.sources(part)) <= whole]
    if local is not None:
        yield from carry_thing(case, ("replace", name), local)
        # What is kept was heard before what the school had changed, and so it is now.
        yield from (
            Remove(("replace", name, *field.path))
            for field in given_values(local)
            if field in settled.kept_values()
        )
    for kept, there in (("kept", settled.kept), ("stands", settled.stands)):
        if there is not None:
            yield Remove((*path, kept))
    yield from date_settled(case, name)
    yield SetValue((*path, "stays"), {**entry, **({"instead_of": shorten(parts)} if parts else {})})
    yield _notice(case, name, "", ", ".join(heirs), name)


def date_settled(case: Merging, name: str) -> Iterator[Found]:
    """Say which version a measure was settled under, where that is not said yet."""
    if case.adoption.settled[name].as_of is None:
        yield SetValue(("settled", name, "as_of"), case.before.number)


def _carry_staying(case: Merging, name: str, staying: Staying, others: Mapping[str, str]) -> Iterator[Found]:
    """Bring a measure that an earlier version already had no more to the ids of this one."""
    path: Path = ("settled", name, "stays")
    for field, anchor in (("after", staying.after), ("before", staying.before), ("stage", staying.stage)):
        if anchor is not None:
            ((key, value),) = carry_place(case, field, anchor, others).items()
            yield from (Rename((*path, field), key),) if key != field else ()
            yield from (SetValue((*path, field), value),) if value != anchor or key != field else ()
    yield from carry_thing(case, (*path, "measure"), staying.measure)
    if name in case.adoption.replace:
        yield from carry_thing(case, ("replace", name), case.adoption.replace[name])
    parts = follow(staying.instead_of, case.succession.measures)
    # A part that is one with something else now is not only what came instead of the measure.
    alone = [part for part in parts if set(case.succession.sources(part)) <= set(staying.instead_of)]
    if tuple(alone) != staying.instead_of:
        yield SetValue((*path, "instead_of"), shorten(alone)) if alone else Remove((*path, "instead_of"))


def _keep_fields(case: Merging, name: str, heir: str) -> Iterator[Found]:
    path: Path = ("settled", name)
    if heir != name:
        yield Rename(path, heir)
        if name in case.adoption.replace:
            yield Rename(("replace", name), heir)
    local = case.adoption.replace.get(name)
    if local is not None:
        yield from carry_thing(case, ("replace", name), local)
    was, own = _as_it_was(case, name), given_values(local)
    would_be = with_values(case.after.measures[heir], own)
    published = values_of(case.before.measures[name], case.transition.kinds)
    kept: dict[str, Any] = {}
    for field, (old, new) in walk(case.transition.kinds, was, would_be):
        # What a print has in other words never comes to a school; a column that is gone prints nothing.
        if field.kind is FieldKind.PRINTS or (field.own and field.name not in case.after.kinds):
            continue
        theirs = case.meanings.rename(field, new) if field in own else new
        if letters(case.meanings.rename(field, old)) != letters(theirs):
            branch = kept.setdefault(CELLS, {}) if field.own else kept
            branch[field.name] = shorten(rewrite(case, field, to_tree(old))) if old is not None else None
            yield from define_needed(case, path, field, old) if old is not None else ()
            # What an earlier update has told is not told again.
            if letters(case.meanings.rename(field, published.get(field))) != letters(theirs):
                yield _notice(case, heir, field.name, in_words(new), name)
    yield from _write_kept(case, name, kept)
    if kept or any(is_forbidden(case, heir, field, value) for field, value in own.items()):
        yield from date_settled(case, name)


def _write_kept(case: Merging, name: str, kept: Mapping[str, Any]) -> Iterator[Found]:
    path: Path = ("settled", name, "kept")
    if kept:
        yield SetValue(path, dict(kept))
    elif case.adoption.settled[name].kept is not None:
        yield Remove(path)


def _notice(case: Merging, thing: str, field: str, theirs: str, name: str) -> Problem:
    there = case.after.place(thing, field) if case.after.thing(thing) else None
    settled = case.adoption.settled[name]
    return case.notice(
        "RM832" if field else "RM833",
        case.locations.of_key(("settled", name)),
        there=there,
        key=f"{thing}.{field}" if field else thing,
        theirs=theirs,
        day=settled.on,
    )
