"""What a school took out, and what it changed of things the newer version took out."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Measure, Stage
from roadmap_engine.model.changing import with_values
from roadmap_engine.model.edit import Append, Edit, Remove, Rename, SetValue
from roadmap_engine.model.fields import MOVE, given_values
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.case import Merging, in_words
from roadmap_engine.planning.merging.former import forget_former
from roadmap_engine.planning.merging.gone import kept_id, list_lost
from roadmap_engine.planning.merging.known_as import forget_known
from roadmap_engine.planning.merging.restoring import restore_measure, restore_stage
from roadmap_engine.planning.merging.result import Choice, Conflict, Found, Kept

__all__ = ["merge_lost", "merge_removals"]


def merge_removals(case: Merging) -> Iterator[Found]:
    """Let what a school took out stay out under its new names, and tell what else changed of it."""
    removed = set(case.adoption.remove)
    named: set[str] = set()
    for position, name in enumerate(case.adoption.remove):
        path: Path = ("remove", position)
        heirs = case.heirs(name)
        if heirs is None:
            continue
        yield from _moved_out(case, name, path)
        if not heirs:
            yield Remove(path)
            yield case.notice("RM823", case.place(path), key=name, value=name)
            continue
        mixed = [heir for heir in heirs if set(case.succession.sources(heir)) - removed]
        asked, fresh = (
            [heir for heir in heirs if heir not in named and (heir in mixed) is is_mixed]
            for is_mixed in (True, False)
        )
        named |= set(heirs)
        yield from (_mixed(case, path, name, heir, stands=[*fresh, *asked][0] == heir) for heir in asked)
        if not (fresh or asked):
            yield Remove(path)
        elif fresh and fresh[0] != name:
            yield SetValue(path, fresh[0])
        # Each part stays out by a decision of its own, and may be let in again alone.
        for heir in fresh:
            undo, needed = ((Remove(path),), ()) if heir == fresh[0] else ((), (Append(("remove",), heir),))
            yield Kept(heir, "remove", heir, case.place(path), undo, needed)
        hidden = _hidden(case, name, tuple(heir for heir in heirs if heir not in mixed))
        if hidden:
            yield case.notice("RM830", case.place(path), name=name, hidden=hidden)


def _moved_out(case: Merging, name: str, path: Path) -> Iterator[Found]:
    """Let measures stay out that were taken out with their stage and stand in another one now."""
    removed = set(case.adoption.remove)
    out = {heir for each in removed for heir in case.heirs(each) or ()}
    for row in _rows_of(case.before.thing(name)):
        if row.id in removed or row.id in case.adoption.move:
            continue
        for heir in case.heirs(row.id) or ():
            sources = case.succession.sources(heir)
            if case.after.homes[heir] in out or heir in out or sources[0] != row.id:
                continue
            if all(case.before.homes[each] in removed or each in removed for each in sources):
                stage = case.after.homes[heir]
                yield case.notice("RM830", case.place(path), name=heir, hidden=f"{MOVE.name}: {stage}")
                yield Kept(heir, "remove", heir, case.place(path), needed=(Append(("remove",), heir),))


def _hidden(case: Merging, name: str, heirs: tuple[str, ...]) -> str:
    """Say what the newer version changed of something that the school has taken out."""
    before = case.before.thing(name)
    known = {each for old in _rows_of(before) for each in case.heirs(old.id) or ()}
    changed: list[str] = []
    for after in (thing for heir in heirs if (thing := case.after.thing(heir)) is not None):
        changed += [field.name for field, _, _ in case.transition.differences(before, after)]
        changed += [MOVE.name] * (after.id in case.transition.moved)
        changed += [each.id for each in _rows_of(after) if each.id not in known]
    return ", ".join(dict.fromkeys(changed))


def _rows_of(thing: Measure | Stage | None) -> tuple[Measure, ...]:
    return thing.measures if isinstance(thing, Stage) else ()


def _mixed(case: Merging, path: Path, name: str, heir: str, *, stands: bool) -> Conflict:
    """The school took out one of several measures that are one now; it may stand where that one stands."""
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
    stay: Edit = SetValue(path, heir) if stands else Append(("remove",), heir)
    choices = (
        Choice("ours", "", case.place(path), (stay, *_drop_changes(case, heir))),
        Choice("theirs", case.after.title_of(heir), there, (Remove(path),) if stands else ()),
    )
    return Conflict(heir, heir, "", name, problem, choices)


def _drop_changes(case: Merging, heir: str) -> Iterator[Edit]:
    """Let go of what the school changed of the others, as far as it has come to what they are now."""
    for section, changes in (("replace", case.adoption.replace), (MOVE.name, case.adoption.move)):
        followed = {each: case.heirs(each) or () for each in changes if each not in case.adoption.settled}
        if any(heir in heirs for heirs in followed.values()):
            carrier = next((each for each, heirs in followed.items() if heirs[:1] == (heir,)), heir)
            yield Remove((section, carrier))


def merge_lost(case: Merging) -> Iterator[Found]:
    """Ask what becomes of what the school changed, or has dates for, and the newer version lacks."""
    for thing in list_lost(case):
        yield _lost(case, thing)


def _lost(case: Merging, thing: Measure | Stage) -> Conflict:
    name, now = thing.id, kept_id(case, thing.id)
    sections = ("replace", MOVE.name, "decided")
    paths = [(section, name) for section in sections if name in (case.written.get(section) or {})]
    change = case.adoption.replace.get(name)
    given = given_values(change)
    own = with_values(thing, given)
    # What papers know it by is told of what is kept alone.
    let_go = (*(Remove(path) for path in paths), *forget_known(case, thing), *forget_former(case, thing))
    stay = ("decided",) if now == name else ()
    keep: tuple[Edit, ...] = (
        *(
            Rename(path, now) if path[0] == "decided" else Remove(path)
            for path in paths
            if path[0] not in stay
        ),
        *(restore_stage(case, own, now) if isinstance(own, Stage) else restore_measure(case, own, now)),
    )
    changed = [f"{field.name}: {in_words(value)}" for field, value in given.items()]
    if name in case.adoption.move:
        changed.append(f"{MOVE.name}: {in_words(case.adoption.move[name].said())}")
    if name in case.adoption.decided:
        changed.append(f"decided: {case.adoption.decided[name]}")
    place = case.locations.of_key(paths[0])
    there = case.before.place(name)
    problem = Problem.of(
        "RM821",
        location=place,
        related=(there,) if there else (),
        key=name,
        title=in_words(thing.title),
        ours="; ".join(changed),
        version=case.after.number,
    )
    choices = (Choice("ours", in_words(own.title), place, keep), Choice("theirs", "—", None, let_go))
    return Conflict(name, name, "", in_words(thing.title), problem, choices)
