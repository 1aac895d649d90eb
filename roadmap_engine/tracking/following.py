"""Entries × plan → what those about each thing come to; a log that only grew is followed on, not anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from roadmap_engine.model.board import Stray
from roadmap_engine.model.entry import Entry, StatusLog, StrangeEntry, Thing
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_rows import PlanRow, list_rows
from roadmap_engine.tracking.board_rows import begun_of
from roadmap_engine.tracking.folding import Folded, fold, fold_on
from roadmap_engine.tracking.places import Places
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["Followed", "follow", "follow_on"]


@dataclass(frozen=True, slots=True)
class Followed:
    """What the entries of a log come to for a plan.

    Attributes:
        plan: as its texts alone make it.
        log: the entries.
        rows: of the plan.
        stages: of each measure the stage it stands in.
        placed: the row that a thing is, of things whose entries are at that row whatever they say.
        about: of each row, by its id, what the entries about it come to.
        others: the same of things that are no measures, in the order of their first entries.
        strays: what was logged of measures that the plan does not have.
    """

    plan: Plan
    log: StatusLog
    rows: tuple[PlanRow, ...]
    stages: Mapping[str, str]
    placed: Mapping[Thing, str]
    about: Mapping[str, Folded]
    others: Mapping[Thing, Folded]
    strays: tuple[Stray, ...]


@dataclass(slots=True)
class _Words:
    """Entries about one thing."""

    entries: list[Entry]
    strange: list[StrangeEntry]


def follow(plan: Plan, log: StatusLog) -> Followed:
    """Follow a log from its start.

    Args:
        plan: as its texts alone make it.
        log: what has happened.
    """
    own = tuple(entry for entry in log.entries if entry.adoption == plan.plan)
    things = _gather(own, (each for each in log.strange if each.adoption in (None, plan.plan)))
    rows = list_rows(plan)
    places = Places(plan, rows, {thing.id for thing in things if thing.kind == "measure"})
    placed: dict[Thing, str] = {}
    at: dict[str, list[_Words]] = {}
    strays: list[Stray] = []
    others: dict[Thing, Folded] = {}
    for thing, words in things.items():
        if thing.kind != "measure":
            others[thing] = fold(words.entries, words.strange)
            continue
        row = places.find(thing)
        if row is not None:
            placed[thing] = row.id
        elif all(MOVES[each.did].to is None for each in words.entries):
            # What changes no state may be said of a measure as a whole.
            row = places.find_first(thing)
        if row is None:
            strays.append(Stray(thing, fold(words.entries, words.strange).entries))
        else:
            at.setdefault(row.id, []).append(words)
    stages = {measure.goes_by: stage.id for stage in plan.stages for measure in stage.measures}
    about = {row.id: _fold_row(row, at.get(row.id, ())) for row in rows}
    return Followed(plan, log, rows, stages, placed, about, others, tuple(strays))


def _gather(entries: Iterable[Entry], strange: Iterable[StrangeEntry]) -> Mapping[Thing, _Words]:
    found: dict[Thing, _Words] = {}
    for entry in entries:
        found.setdefault(entry.thing, _Words([], [])).entries.append(entry)
    for each in strange:
        if each.thing is not None:
            found.setdefault(each.thing, _Words([], [])).strange.append(each)
    return found


def _fold_row(row: PlanRow, words: Iterable[_Words]) -> Folded:
    # A measure that got its date has entries from before it, under no occurrence, and from after it.
    joined = [entry for each in words for entry in each.entries]
    return fold(joined, [entry for each in words for entry in each.strange], begun_of(row))


def follow_on(before: Followed, log: StatusLog) -> Followed:
    """Follow the log of the same plan as it is now; what comes of it is what `follow` gives, in less time.

    Entries are folded on where each has seen all there was about its row, as nearly all do that a program
    writes; anything else is followed from the start.

    Args:
        before: what the log came to as it was.
        log: as it is now, whatever became of it; entries that stayed are the very same objects.
    """
    fresh = _list_fresh(before.log, log)
    about, others = dict(before.about), dict(before.others)
    for entry in fresh or ():
        if entry.adoption != before.plan.plan:
            continue
        row = before.placed.get(entry.thing)
        folded = about[row] if row is not None else others.get(entry.thing)
        gone_on = fold_on(folded, entry) if folded is not None else None
        if folded is None or gone_on is None:
            return follow(before.plan, log)
        if row is not None:
            about[row] = gone_on
        elif all(entry.id < each.id for each in folded.entries):
            # Things that are no rows stand in the order of their first entries.
            return follow(before.plan, log)
        else:
            others[entry.thing] = gone_on
    return follow(before.plan, log) if fresh is None else replace(before, log=log, about=about, others=others)


def _list_fresh(before: StatusLog, log: StatusLog) -> list[Entry] | None:
    """Give the entries that were added, each after those it names; None where more has changed."""
    known = {entry.id: entry for entry in before.entries}
    fresh = {entry.id: entry for entry in log.entries if known.get(entry.id) is not entry}
    stayed = len(log.entries) - len(fresh) == len(known) and fresh.keys().isdisjoint(known)
    if not stayed or len(before.strange) != len(log.strange):
        return None
    if any(one is not other for one, other in zip(before.strange, log.strange, strict=True)):
        return None
    # What somebody has named before it came has its place before that, and not at the end.
    seen: tuple[Entry | StrangeEntry, ...] = (*before.entries, *before.strange)
    if any(one in fresh for each in seen for one in each.after):
        return None
    return _put_in_order(fresh)


def _put_in_order(fresh: dict[str, Entry]) -> list[Entry] | None:
    """Put entries so that each comes after those it names; None where they name each other in a circle."""
    left, order = dict(fresh), list[Entry]()
    while left:
        ready = [entry for entry in left.values() if left.keys().isdisjoint({*entry.after} - {entry.id})]
        if not ready:
            return None
        order += ready
        for entry in ready:
            del left[entry.id]
    return order
