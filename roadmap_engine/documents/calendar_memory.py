"""What else remembers a plan's calendar events: another copy of their history, calendars that people have.

A history is lost, brought back from an old copy, or continued on two computers at once. Subscribers' clients
have seen what they have seen all the same, and SEQUENCE only grows (RFC 5545, 3.8.7.4). So what two memories
say of an event is joined to one that neither of them is ahead of.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from pydantic import TypeAdapter

from roadmap_engine.calendars.days import admit_day
from roadmap_engine.documents.calendar_endings import ending_uid, tell_ended
from roadmap_engine.documents.calendar_events import list_events, note_uid
from roadmap_engine.documents.calendar_history import (
    STEP,
    EventPast,
    find_identity,
    remember,
    tell_pasts,
)
from roadmap_engine.documents.calendar_identity import Identity, Revision
from roadmap_engine.documents.calendar_marks import mark_event
from roadmap_engine.documents.calendar_roles import roles_of
from roadmap_engine.documents.calendar_series import read_series
from roadmap_engine.documents.calendar_wording import OFF_WORDS
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.model import CalendarHistory, EventMark, Plan
from roadmap_engine.model.base import is_slug, with_fields
from roadmap_engine.model.history import SequenceNumber

__all__ = ["begin_anew", "join_histories", "raise_all", "recall_calendars"]

_Pasts = Mapping[str, EventPast]

_EVENT = re.compile(r"^BEGIN:VEVENT\n(.*?)^END:VEVENT$", re.MULTILINE | re.DOTALL)
_PROPERTY = re.compile(r"^([A-Z-]+)(?:;[^:\n]*)?:(.*)$", re.MULTILINE)
_IDENTITY = re.compile(r"^(?:DTSTAMP|CREATED|LAST-MODIFIED|SEQUENCE):.*\n", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_ZERO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Seconds since then are more than the revisions of any event; they fit into SEQUENCE until 2068."""


def join_histories(one: CalendarHistory, other: CalendarHistory) -> CalendarHistory:
    """Join two copies of a history; one that is the beginning of the other adds nothing.

    What both have changed gets a number and an instant greater than either has. The order of the two does
    not matter, and joining a copy again adds nothing.
    """
    one, other = sorted((one, other), key=_age)
    if other.revisions[: len(one.revisions)] == one.revisions:
        return other
    known = tell_pasts(other)
    more = _find_more(known, tell_pasts(one))
    least = max(step.least for step in (*one.revisions, *other.revisions))
    ended = sorted(tell_ended(one).keys() - _tell_ever_ended(other))
    if not more and not ended and any(step.least == least for step in other.revisions):
        return other
    joined = remember(other, _after(other.revisions[-1].at, more.values()), more, least)
    last = with_fields(joined.revisions[-1], ended=tuple(ended))
    return CalendarHistory(revisions=(*joined.revisions[:-1], last)) if ended else joined


def recall_calendars(
    history: CalendarHistory,
    plan: Plan,
    calendars: Mapping[str, bytes],
    now: dt.datetime,
    *,
    known_own: bool = False,
) -> CalendarHistory:
    """Join a history with what calendars say that were made with another one, or with more of it.

    Args:
        history: as far as it is there; empty where it is lost.
        plan: as it is now.
        calendars: that people have, by their names, «deadlines.ics», «calendars/head.ics»; what is none says
            nothing.
        now: the present instant.
        known_own: whether they are known to be this plan's; else they must have an event of it.

    Returns:
        The same history where the calendars say no more than it does.
    """
    identity = _recall_identity(history, plan, calendars)
    known, seen = tell_pasts(history), _read_calendars(plan, calendars, identity)
    events = {event.uid(identity) for event in list_events(plan)}
    told = {uid: past for uid, past in seen.items() if uid not in known or not _is_state(past, known[uid])}
    more = _find_more(known, told) if known_own or seen.keys() & (known.keys() | events) else {}
    if not more:
        return history
    at = _after(max(now, history.revisions[-1].at if history.revisions else now), more.values())
    least = _count_seconds(at)
    # What the calendars no longer show may have been through more than is told here.
    forgotten = {
        uid: replace(past, revision=replace(past.revision, number=least, revised_at=at))
        for uid, past in known.items()
        if uid not in seen and past.revision.number < least
    }
    return remember(history, at, more | forgotten, least, "" if history.revisions else identity.plan)


def begin_anew(now: dt.datetime, plan: Plan) -> CalendarHistory:
    """Begin a history where one was, and nothing tells what it said: every number is greater than any was."""
    now = now.astimezone(dt.UTC).replace(microsecond=0)
    return remember(CalendarHistory(), now, {}, _count_seconds(now), Identity.of(plan).plan)


def raise_all(history: CalendarHistory, now: dt.datetime) -> CalendarHistory:
    """Append that every event was revised, because people may have seen later states than an old copy knows.

    Numbers and instants are greater than any were. A history that has not begun is left alone: nothing tells
    what its events are.

    Args:
        history: as it came back.
        now: the present instant.
    """
    if not history.revisions:
        return history
    pasts = tell_pasts(history)
    at = _after(max(now, history.revisions[-1].at), pasts.values())
    least = max([_count_seconds(at), *(past.revision.number + 1 for past in pasts.values())])
    raised = {
        uid: replace(past, revision=replace(past.revision, number=least, revised_at=at))
        for uid, past in pasts.items()
    }
    return remember(history, at, raised, least)


def _tell_ever_ended(history: CalendarHistory) -> set[str]:
    return {address for step in history.revisions for address in step.ended}


def _count_seconds(at: dt.datetime) -> int:
    return max(0, int((at - _ZERO).total_seconds()))


def _after(instant: dt.datetime, pasts: Iterable[EventPast]) -> dt.datetime:
    instants = (
        instant.astimezone(dt.UTC).replace(microsecond=0),
        *(past.revision.revised_at for past in pasts),
    )
    return max(instants) + STEP


def _age(history: CalendarHistory) -> tuple[dt.datetime, int, str]:
    if not history.revisions:
        return dt.datetime.min.replace(tzinfo=dt.UTC), 0, ""
    return history.revisions[-1].at, len(history.revisions), history.model_dump_json()


def _find_more(known: _Pasts, told: _Pasts) -> dict[str, EventPast]:
    """Give the pasts, joined, that are not as they are known."""
    joined = {uid: _join(known.get(uid), past) for uid, past in told.items()}
    return {uid: past for uid, past in joined.items() if past != known.get(uid)}


def _join(known: EventPast | None, told: EventPast) -> EventPast:
    if known is None or _follows(told, known):
        return told
    if known == told or _follows(known, told):
        return known
    later = max(known, told, key=lambda past: (past.revision.revised_at, past.revision.number, repr(past)))
    revisions = (known.revision, told.revision)
    joined = Revision(
        number=max(revision.number for revision in revisions) + 1,
        revised_at=max(revision.revised_at for revision in revisions) + STEP,
        created_at=min(revision.created_at for revision in revisions),
    )
    return replace(later, revision=joined)


def _follows(later: EventPast, earlier: EventPast) -> bool:
    """Tell whether a client that has seen one state of an event takes the other for a newer one."""
    told, known = later.revision, earlier.revision
    if told == known:
        return _is_alike(later, earlier) and later.mark.content == earlier.mark.content and later.dropped
    more = 0 if _is_alike(later, earlier) else 1
    return told.revised_at > known.revised_at and told.number >= known.number + more


def _is_alike(one: EventPast, other: EventPast) -> bool:
    """Tell whether two states are of one day and one status, so that one number will do for both."""
    days = (one.mark.day, one.mark.series) == (other.mark.day, other.mark.series)
    return days and one.has_gone == other.has_gone


def _is_state(seen: EventPast, known: EventPast) -> bool:
    """Tell whether a calendar shows an event in the state that is known; of its words it says less."""
    return seen.revision == known.revision and _is_alike(seen, known)


def _recall_identity(history: CalendarHistory, plan: Plan, calendars: Mapping[str, bytes]) -> Identity:
    """Tell what a plan's events are known by; where no history says so, by the events that people have."""
    if history.revisions:
        return find_identity(history, plan)
    people_have = {uid for data in calendars.values() for uid, _ in _read_events(data)}
    events = list_events(plan)
    candidates = (Identity.of(plan), Identity.before_histories_told(plan))
    return max(candidates, key=lambda known: len({event.uid(known) for event in events} & people_have))


def _read_calendars(plan: Plan, calendars: Mapping[str, bytes], known: Identity) -> dict[str, EventPast]:
    """Read what calendars say of the plan's events; what they show as now takes the plan's own mark."""
    roles = {name: PurePosixPath(name).stem for name in calendars if "/" in name}
    notes = {note_uid(plan, known, role) for role in (None, *roles_of(plan), *roles.values())}
    first = Identity.of(plan)
    now_named = {event.uid(first): event.uid(known) for event in list_events(plan)}
    fresh = {now_named.get(uid, uid): body for uid, body in _read_events(render_calendar(plan))}
    marks = {event.uid(known): mark_event(plan, event) for event in list_events(plan)}
    seen: dict[str, EventPast] = {}
    shown_to: dict[str, list[str]] = {}
    for name, data in calendars.items():
        for uid, body in _read_events(data):
            if is_slug(role := roles.get(name, "")):
                shown_to.setdefault(uid, []).append(role)
            same = _IDENTITY.sub("", body) == _IDENTITY.sub("", fresh.get(uid, ""))
            past = None if uid in notes else _read_past(body, marks[uid] if same else None)
            if past is not None and uid == ending_uid(known, roles.get(name, ""), past.mark.day):
                continue
            if past is not None and (uid not in seen or _follows(past, seen[uid])):
                seen[uid] = past
    return {uid: _with_roles(past, marks.get(uid), shown_to.get(uid, ())) for uid, past in seen.items()}


def _with_roles(past: EventPast, mark: EventMark | None, roles: Iterable[str]) -> EventPast:
    return past if past.mark == mark else replace(past, mark=with_fields(past.mark, roles=tuple(roles)))


def _read_events(data: bytes) -> Iterator[tuple[str, str]]:
    """Give the lines of each event, unfolded, by its UID."""
    plain = data.replace(b"\r\n", b"\n").replace(b"\n ", b"").replace(b"\n\t", b"")
    for event in _EVENT.finditer(plain.decode(errors="replace")):
        uid = re.search(r"^UID:(.+)$", event[1], re.MULTILINE)
        if uid is not None:
            yield uid[1], event[1]


def _read_past(body: str, mark: EventMark | None) -> EventPast | None:
    """Read what an event has been through; nothing of one that is written otherwise than the program does."""
    told = dict(reversed(_PROPERTY.findall(body)))  # reminders come last, and have lines of the same names
    try:
        revision = Revision(
            number=TypeAdapter(SequenceNumber).validate_python(int(told["SEQUENCE"])),
            revised_at=_read_instant(told["LAST-MODIFIED"]),
            created_at=_read_instant(told["CREATED"]),
        )
        words = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], told["SUMMARY"])
        # Why an event is off its calendar alone does not know for certain; the plan says so, or nobody does.
        title = next(
            (words.removeprefix(each) for each in OFF_WORDS.values() if words.startswith(each)), words
        )
        mark = (
            mark
            or EventMark(
                day=dt.datetime.strptime(told["DTSTART"][:8], "%Y%m%d").date(),  # noqa: DTZ007 -- a day has no zone
                title=title,
                series=_read_series(told),
                content=hashlib.sha256(_IDENTITY.sub("", body).encode()).hexdigest()[:16],
            )
        )
    except (KeyError, ValueError):
        return None
    return EventPast(revision, mark, revision.revised_at if told.get("STATUS") == "CANCELLED" else None)


def _read_series(told: Mapping[str, str]) -> tuple[dt.date, ...]:
    return read_series(told["DTSTART"], told["RRULE"], told.get("EXDATE", "")) if "RRULE" in told else ()


def _read_instant(value: str) -> dt.datetime:
    instant = dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    admit_day(instant.date())
    return instant
