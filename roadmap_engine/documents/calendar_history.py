"""A plan and its history into what each calendar event has been through, and into the next revision.

RFC 5546, 2.1.4: SEQUENCE grows when a date or the status changes. LAST-MODIFIED grows on any change a
reader can see, and never falls: a client that has seen a later one ignores the event.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from frozendict import frozendict

from roadmap_engine.documents.calendar_events import (
    Edge,
    event_uid,
    list_called_off,
    list_events,
    list_needless,
)
from roadmap_engine.documents.calendar_identity import Identity, Revision, told_identity
from roadmap_engine.documents.calendar_marks import mark_event, mark_off
from roadmap_engine.model import CalendarHistory, EventMark, EventMemory, HistoryRevision, Plan

__all__ = [
    "STEP",
    "EventPast",
    "continue_history",
    "find_identity",
    "remember",
    "tell_pasts",
]

CANCELLED_FOR = dt.timedelta(days=60)
"""How long a cancelled event is still shown, as cancelled."""

_Part = tuple[str, Edge, int]
"""What tells the events of one measure apart: the key of the occurrence, its edge, days ahead."""

STEP = dt.timedelta(seconds=1)
"""Between two revisions at least: iCalendar knows no shorter time."""


@dataclass(frozen=True, slots=True)
class EventPast:
    """What an event has been through.

    Attributes:
        revision: its sequence number, when it was last revised and when it was created.
        mark: as it was last seen.
        cancelled_at: when the plan lost it; None while the plan has it.
        dropped: calendars no longer show it, though its number is kept in case it comes back.
    """

    revision: Revision
    mark: EventMark
    cancelled_at: dt.datetime | None = None
    dropped: bool = False

    @property
    def has_gone(self) -> bool:
        """Whether the plan has lost it."""
        return self.cancelled_at is not None

    @property
    def is_shown(self) -> bool:
        """Whether calendars show it as one of the plan's."""
        return self.cancelled_at is None and not self.dropped

    @property
    def shown_as_cancelled(self) -> bool:
        """Whether calendars show it as cancelled."""
        return self.cancelled_at is not None and not self.dropped


def tell_pasts(history: CalendarHistory) -> Mapping[str, EventPast]:
    """Fold a history into the past of every event there has been, by UID."""
    pasts: dict[str, EventPast] = {}
    least = 0
    for step in history.revisions:
        least = max(least, step.least)
        pasts |= {uid: _as_remembered(memory) for uid, memory in step.remembered.items()}
        for uid, mark in step.changed.items():
            pasts[uid] = _revised(pasts.get(uid), mark, step.at, least)
        for uid in pasts.keys() & step.cancelled:
            past = pasts[uid]
            revision = replace(past.revision, number=past.revision.number + 1, revised_at=step.at)
            pasts[uid] = EventPast(revision, past.mark, step.at)
        for uid, mark in step.called_off.items():
            if uid in pasts:
                revision = replace(pasts[uid].revision, revised_at=step.at)
                pasts[uid] = replace(pasts[uid], revision=revision, mark=mark)
        for uid in pasts.keys() & step.dropped:
            pasts[uid] = replace(pasts[uid], dropped=True)
    return frozendict(pasts)


def _as_remembered(memory: EventMemory) -> EventPast:
    revision = Revision(memory.number, memory.revised_at, memory.created_at)
    return EventPast(revision, memory.mark, memory.cancelled_at, memory.dropped)


def _revised(past: EventPast | None, mark: EventMark, at: dt.datetime, least: int) -> EventPast:
    if past is None:
        return EventPast(Revision(least, at, at), mark)
    moved = (past.mark.day, past.mark.series) != (mark.day, mark.series) or past.cancelled_at is not None
    number = past.revision.number + int(moved)
    return EventPast(Revision(number, at, past.revision.created_at), mark)


def remember(
    history: CalendarHistory, at: dt.datetime, pasts: Mapping[str, EventPast], least: int = 0, plan: str = ""
) -> CalendarHistory:
    """Append what something else remembers of events.

    Args:
        history: so far.
        at: later than its last revision, and not before any of the pasts.
        pasts: of events by UID, instead of what the history says of them.
        least: the number of events that come later.
        plan: what the plan is known by, where the history begins with this.
    """
    memories = {
        uid: EventMemory(
            mark=past.mark,
            number=past.revision.number,
            revised_at=past.revision.revised_at,
            created_at=past.revision.created_at,
            cancelled_at=past.cancelled_at,
            dropped=past.dropped,
        )
        for uid, past in sorted(pasts.items())
    }
    revision = HistoryRevision(at=at, remembered=frozendict(memories), least=least, plan=plan)
    return CalendarHistory(revisions=(*history.revisions, revision))


def continue_history(history: CalendarHistory, plan: Plan, now: dt.datetime) -> CalendarHistory:
    """Append what has changed since the last revision; a plan that has not changed appends nothing.

    Args:
        history: so far; empty for a plan that is drawn for the first time.
        plan: as it is now.
        now: the present instant. The first revision takes the day the plan is dated by instead, so
            that a first calendar does not depend on when it is made.
    """
    pasts, before, known = tell_pasts(history), told_identity(history, plan), find_identity(history, plan)
    renamed = {name: root for name, root in known.roots.items() if before.roots.get(name) != root}
    marks = {event.uid(known): mark_event(plan, event) for event in list_events(plan)}
    changed = {
        uid: mark
        for uid, mark in marks.items()
        if uid not in pasts or pasts[uid].mark != mark or not pasts[uid].is_shown
    }
    gone = {uid: past for uid, past in pasts.items() if uid not in marks and not past.dropped}
    quiet = {uid for uid, past in gone.items() if _goes_quietly(past, now)}
    if gone:
        quiet |= gone.keys() & list_needless(plan, known)
    cancelled = [uid for uid, past in gone.items() if past.cancelled_at is None and uid not in quiet]
    off = {event.uid(known): event for event in list_called_off(plan)} if gone else {}
    called_off = {
        uid: mark
        for uid, past in gone.items()
        if uid not in quiet and (mark := mark_off(past.mark, off.get(uid))) != past.mark
    }
    dropped = quiet
    if not (changed or cancelled or called_off or dropped or renamed):
        return history
    revision = HistoryRevision(
        at=_instant(history, plan, now),
        changed=frozendict(changed),
        cancelled=tuple(sorted(cancelled)),
        called_off=frozendict(called_off),
        dropped=tuple(sorted(dropped)),
        renamed=frozendict(renamed),
        plan="" if history.revisions else known.plan,
    )
    return CalendarHistory(revisions=(*history.revisions, revision))


def find_identity(history: CalendarHistory, plan: Plan) -> Identity:
    """Find what the events of a plan's measures are known by: a client keeps an event only by its UID.

    A measure goes by the first of its ids whose events there have been. Of a split, the first part in the
    table has them, of those that have such events still; a measure with events of its own keeps those,
    whatever it was. What a measure was last called comes before what others had in common with it earlier,
    and what waits for its days, or is not shown, keeps what it goes by.

    Args:
        history: of the plan so far.
        plan: as it is now.
    """
    known, pasts = told_identity(history, plan), tell_pasts(history)
    names = [each.goes_by for each in plan.measures()]
    # Where one went on with the events of another that was not there, and is again, they stay with the one.
    held = {root: name for name, root in known.roots.items() if name in names}
    roots = {name: root for root, name in held.items()}
    taken = {*names, *roots.values()}
    # An id that was given away and came back with something else: the events under it are another measure's.
    others = {*roots.values(), *(name for name in known.roots if name not in roots)}
    for name in sorted(others & set(names) - roots.keys()):
        roots[name] = next(each for each in _numbered(name) if each not in taken)
        taken.add(roots[name])
    claims = _list_claims(plan, known, pasts, roots) if pasts else ()
    for claim in sorted(claims, key=lambda each: (each.rank, not each.has_events)):
        if claim.measure in roots:
            continue
        if claim.root not in taken:
            roots[claim.measure] = claim.root
            taken.add(claim.root)
        elif not claim.has_events:
            # No event will tell later that it is not what the other one was: it is written down.
            roots[claim.measure] = claim.measure
    return known.with_roots(roots)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a measure may go by that had another id.

    Attributes:
        measure: by the id that papers know it by.
        root: what one of its former ids goes by.
        rank: how many of its ids that there have been events of are later than that.
        has_events: some of its events have been there under that root; else it holds the last one alone.
    """

    measure: str
    root: str
    rank: int
    has_events: bool


def _list_claims(
    plan: Plan, known: Identity, pasts: Mapping[str, EventPast], roots: Mapping[str, str]
) -> Iterator[_Claim]:
    """Give what measures that have no root and no events under their own ids may go by, as in the table."""
    own: dict[str, set[_Part]] = {}
    for event in list_events(plan):
        own.setdefault(event.measure.goes_by, set()).add((event.days.key, event.edge, event.ahead))
    # Nobody but the events there are now takes anything from another.
    every = set[_Part]().union(*own.values())

    @functools.cache
    def seen(root: str) -> frozenset[_Part]:
        return frozenset(part for part in every if event_uid(known, root, *part) in pasts)

    # What goes on under another name by now, though the plan has it not, is nobody's who never had that name.
    called: dict[str, set[str]] = {}
    for name, root in known.roots.items():
        called.setdefault(root, set()).add(name)
    for measure in plan.measures():
        name = measure.goes_by
        if name in roots or not measure.was or seen(name):
            continue
        was = set(measure.was)
        former = dict.fromkeys(known.root(each) for each in measure.was if each in known.roots or seen(each))
        for rank, root in enumerate(former):
            has_events = not seen(root).isdisjoint(own.get(name, ()))
            if rank == 0 or (has_events and called.get(root, was) & was):
                yield _Claim(name, root, rank, has_events)


def _numbered(name: str) -> Iterator[str]:
    return (f"{name}-{number}" for number in itertools.count(2))


def _goes_quietly(past: EventPast, now: dt.datetime) -> bool:
    """Tell whether an event that the plan lost is no longer shown at all.

    What was over cannot be called off any more; what was called off is shown as that for a while.
    """
    if past.cancelled_at is None:
        return past.mark.last_day < now.astimezone(dt.UTC).date()
    return now - past.cancelled_at > CANCELLED_FOR


def _instant(history: CalendarHistory, plan: Plan, now: dt.datetime) -> dt.datetime:
    """The instant of the next revision: later than all before it, even if the clock went back."""
    if not history.revisions:
        return Revision.first(plan).revised_at
    return max(now.astimezone(dt.UTC).replace(microsecond=0), history.revisions[-1].at + STEP)
