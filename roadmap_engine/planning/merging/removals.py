"""What a school took out, and what it changed of things the newer version took out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Change, Measure
from roadmap_engine.model.edit import Append, Edit, Remove, SetValue
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.case import Case, in_words
from roadmap_engine.planning.merging.restoring import apply_change, restore_measure
from roadmap_engine.planning.merging.result import Choice, Conflict, Found, Kept

__all__ = ["merge_lost", "merge_removals"]


def merge_removals(case: Case) -> Iterator[Found]:
    """Let what a school took out stay out under its new names, and tell what else changed of it."""
    removed = set(case.adoption.remove)
    named: set[str] = set()
    for position, name in enumerate(case.adoption.remove):
        path: Path = ("remove", position)
        heirs = case.heirs(name)
        if heirs is None:
            continue
        if not heirs:
            yield Remove(path)
            yield case.notice("RM823", case.place(path), key=name, value=name)
            continue
        mixed = [heir for heir in heirs if set(case.succession.sources(heir)) - removed]
        if mixed:
            yield _mixed(case, path, name, mixed[0])
            continue
        fresh = [heir for heir in heirs if heir not in named]
        named |= set(fresh)
        if not fresh:
            yield Remove(path)
        elif fresh[0] != name:
            yield SetValue(path, fresh[0])
        yield from (Append(("remove",), heir) for heir in fresh[1:])
        yield Kept(name, "remove", ", ".join(heirs), case.place(path), (Remove(path),))
        hidden = _hidden(case, name, heirs)
        if hidden:
            yield case.notice("RM830", case.place(path), name=name, hidden=hidden)


def _hidden(case: Case, name: str, heirs: tuple[str, ...]) -> str:
    """Say what the newer version changed of something that the school has taken out."""
    before = case.before.thing(name)
    changed: list[str] = []
    for heir in heirs:
        after = case.after.thing(heir)
        for field in type(after).model_fields if after is not None and type(after) is type(before) else ():
            if field in {"id", "was", "as_printed"}:
                continue
            if field == "measures":
                known = {each for old in getattr(before, field) for each in case.heirs(old.id) or ()}
                changed += [each.id for each in getattr(after, field) if each.id not in known]
            elif case.meanings.earlier(field, getattr(before, field)) != case.meanings.later(
                getattr(after, field)
            ):
                changed.append(field)
    return ", ".join(dict.fromkeys(changed))


def _mixed(case: Case, path: Path, name: str, heir: str) -> Conflict:
    """The school took out one of several measures that are one now."""
    there = case.after.place(heir)
    others = ", ".join(each for each in case.succession.sources(heir) if each != name)
    problem = Problem.of(
        "RM831",
        location=case.place(path),
        related=(there,) if there else (),
        key=heir,
        name=name,
        others=others,
        version=case.after.number,
    )
    choices = (
        Choice("ours", "", case.place(path), (SetValue(path, heir),)),
        Choice("theirs", in_words(getattr(case.after.thing(heir), "title", heir)), there, (Remove(path),)),
    )
    return Conflict(heir, heir, "", name, problem, choices)


def merge_lost(case: Case) -> Iterator[Found]:
    """Ask what becomes of measures that the school changed, or has dates for, and the newer version lacks."""
    worked_on = dict.fromkeys((*case.adoption.replace, *case.adoption.decided))
    for name in worked_on:
        if case.heirs(name) != () or name in case.adoption.settled:
            continue
        measure = case.before.measures.get(name)
        if measure is None:
            path: Path = ("replace", name)
            yield Remove(path, remembered=True)
            yield case.notice("RM826", case.place(path), name=f"replace: {name}")
        elif name not in case.adoption.remove:
            yield _lost(case, measure)


def _lost(case: Case, measure: Measure) -> Conflict:
    name = measure.id
    paths = [
        path for path in (("replace", name), ("decided", name)) if name in (case.written.get(path[0]) or {})
    ]
    change = case.adoption.replace.get(name)
    own = apply_change(measure, change)
    let_go = tuple(Remove(path) for path in paths)
    keep: tuple[Edit, ...] = (
        *(Remove(path) for path in paths if path[0] == "replace"),
        *restore_measure(case, own),
    )
    changed = [f"{field}: {in_words(value)}" for field, value in _given(change)]
    if name in case.adoption.decided:
        changed.append(f"decided: {case.adoption.decided[name]}")
    place = case.locations.of_key(paths[0])
    there = case.before.place(name)
    problem = Problem.of(
        "RM821",
        location=place,
        related=(there,) if there else (),
        key=name,
        title=in_words(measure.title),
        ours="; ".join(changed),
        version=case.after.number,
    )
    choices = (Choice("ours", in_words(own.title), place, keep), Choice("theirs", "—", None, let_go))
    return Conflict(name, name, "", in_words(measure.title), problem, choices)


def _given(change: Change | None) -> Iterator[tuple[str, Any]]:
    if change is not None:
        for field in type(change).model_fields:
            if getattr(change, field) is not None:
                yield field, getattr(change, field)
