"""Boards × plans × addresses × today → what waits for each person over all her plans, a letter a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model.absences import StandsIn, list_deputies
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.contacts import fold_address
from roadmap_engine.model.digest import (
    CALLING,
    Digest,
    DigestRow,
    Followed,
    Part,
    Reader,
    ToRecord,
    Waiting,
)
from roadmap_engine.model.plan_people import PlanPerson, post_of
from roadmap_engine.model.progress import Sign, State

__all__ = ["draw_digests"]

_PERSON, _ROLE = "person:", "role:"
_LENGTH = 32
_UNDONE = frozenset({State.OPEN, State.STARTED, State.RETURNED})
_ORDER = tuple(Part)


def draw_digests(followed: Sequence[Followed], ahead: int) -> tuple[tuple[Digest, ...], tuple[Problem, ...]]:
    """Gather what each person has to be told.

    Whoever has several plans, or several posts, under one address gets one letter. What belongs to somebody
    who is away goes to whoever stands in, too. A row nobody in particular answers for goes to nobody.

    Args:
        followed: the plans, their boards seen on a day.
        ahead: how many days after that day count as «this week».

    Returns:
        The letters, for readers without an address too; and what reaches nobody: rows that a group answers
        for (RM785), posts without an address (RM779).
    """
    desks: dict[Reader, _Desk] = {}
    problems: list[Problem] = []
    for each in followed:
        gatherer = _Gatherer(each, ahead)
        for reader, post, item in gatherer.items():
            desks.setdefault(reader, _Desk()).lay(each, post, item)
        problems += gatherer.tell_groups()
    digests = tuple(digest for reader in sorted(desks) if (digest := desks[reader].close(reader)) is not None)
    return digests, (*problems, *_tell_unreached(digests, followed))


@dataclass(slots=True)
class _Desk:
    """What has been found for one reader."""

    rows: dict[tuple[str, str], DigestRow] = field(default_factory=dict)
    to_record: dict[tuple[str, str], ToRecord] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    today: dt.date = dt.date.min

    def lay(self, followed: Followed, post: str, item: DigestRow | ToRecord) -> None:
        self.people.setdefault(followed.name, post)
        self.today = max(self.today, followed.board.today or dt.date.min)
        match item:
            case DigestRow():
                self.rows[followed.name, item.row.row.id] = _prefer(
                    self.rows.get((followed.name, item.row.row.id)), item
                )
            case ToRecord():
                self.to_record[followed.name, item.event] = _prefer(
                    self.to_record.get((followed.name, item.event)), item
                )
            case _:
                assert_never(item)

    def close(self, reader: Reader) -> Digest | None:
        """Give the letter; none where nothing asks for an act."""
        rows, events = self.rows.values(), tuple(self.to_record.values())
        if not any(row.part in CALLING for row in rows) and all(each.can_be_since is None for each in events):
            return None
        last = dt.date.max
        sorted_rows = sorted(rows, key=lambda each: (_ORDER.index(each.part), each.row.due or last))
        name = _name(reader, self.today, sorted_rows, events)
        return Digest(name, reader, self.today, self.people, tuple(sorted_rows), events)


_Item = TypeVar("_Item", DigestRow, ToRecord)


def _prefer(known: _Item | None, item: _Item) -> _Item:
    """Keep of what is told once for her and once for somebody she stands in for what is hers."""
    return item if known is None or (known.instead_of is not None and item.instead_of is None) else known


@dataclass(slots=True)
class _Gatherer:
    """Goes through one plan."""

    followed: Followed
    ahead: int
    groups: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        return self.followed.board.today or dt.date.max

    def items(self) -> Iterator[tuple[Reader, str, DigestRow | ToRecord]]:
        """Give each thing there is to say, with whom it is for, and her post."""
        for row in self.followed.board.rows:
            part = self._part(row)
            if part is None:
                continue
            posts = [
                post_of(one.id.removeprefix(_PERSON))
                for one in row.row.answerers
                if one.id.startswith(_PERSON)
            ]
            if not posts and part in CALLING:
                self._note_groups(row)
            for post in dict.fromkeys(posts):
                for reader, key, instead in self._readers(post):
                    yield reader, key, DigestRow(self.followed, part, row, instead)
        for found in self._list_events():
            for post in self.followed.recorders.get(found.event, ()):
                for reader, key, instead in self._readers(post_of(post)):
                    yield (
                        reader,
                        key,
                        ToRecord(
                            found.followed,
                            found.event,
                            found.title,
                            found.waiting,
                            found.can_be_since,
                            instead,
                        ),
                    )

    def tell_groups(self) -> Iterator[Problem]:
        """Tell of each group, once, that what it answers for reaches nobody."""
        for name, count in self.groups.values():
            yield Problem.of("RM785", role=name, count=count, plan=self.followed.plan.plan)

    def _note_groups(self, row: BoardRow) -> None:
        for one in row.row.answerers:
            _name_before, count = self.groups.get(one.id, (one.name, 0))
            self.groups[one.id] = (one.name, count + 1)

    def _part(self, row: BoardRow) -> Part | None:
        match row.sign:
            case Sign.RETURNED | Sign.RETURNED_LATE:
                return Part.RETURNED
            case Sign.OVERDUE:
                return Part.OVERDUE
            case Sign.CONFLICT:
                return Part.DISAGREES
            case Sign.SUBMITTED:
                return Part.UNDER_REVIEW
            case Sign.SOON | Sign.UPCOMING | Sign.STARTED | Sign.EXTENDED:
                return Part.THIS_WEEK if self._is_near(row) else None
            case (
                Sign.REPORTED
                | Sign.ACCEPTED
                | Sign.WAITING
                | Sign.NOT_APPLICABLE
                | Sign.CANCELLED
                | Sign.STANDING
                | Sign.UNDATED
                | Sign.NEWER
            ):
                return None
            case _:
                assert_never(row.sign)

    def _is_near(self, row: BoardRow) -> bool:
        """Tell whether a row is due within the days of the letter, or begins then and has no end."""
        day = row.due or row.row.start
        return day is not None and 0 <= (day - self.today).days <= self.ahead

    def _readers(self, post: str) -> Iterator[tuple[Reader, str, StandsIn | None]]:
        """Give whoever holds a post today, and whoever stands in for her."""
        if not self._is_unsubscribed(post):
            yield self._reader(post), post, None
        holder = self._holder(post)
        for key, away in list_deputies(self.followed.board.away, post, self.today):
            if holder is not None and not self._is_unsubscribed(key):
                yield self._reader(key), key, StandsIn(holder, away.days.since, away.days.until)

    def _is_unsubscribed(self, post: str) -> bool:
        holder = self._holder(post)
        return post in self.followed.unsubscribed or (
            holder is not None and holder.key in self.followed.unsubscribed
        )

    def _reader(self, post: str) -> Reader:
        organisation = self.followed.plan.organisation
        holder = self._holder(post)
        known = self.followed.addresses
        address = (known.get(holder.key) if holder is not None else None) or known.get(post, "")
        if address:
            return Reader(fold_address(address))
        return Reader("", organisation.id if organisation is not None else "", post)

    def _holder(self, post: str) -> PlanPerson | None:
        organisation = self.followed.plan.organisation
        held = [each for each in (organisation.people if organisation else ()) if each.post_key == post]
        return next((each for each in held if each.holds_on(self.today)), held[0] if held else None)

    def _list_events(self) -> Iterator[ToRecord]:
        """List the events that rows wait for and nobody has dated, with what waits.

        One that cannot have come yet is nobody's business. Where nobody knows when it comes it is told beside
        what asks for an act, and is no reason to write: a plan may wait for a council for a year.
        """
        awaited: dict[str, tuple[str, list[Waiting]]] = {}
        since: dict[str, dt.date] = {}
        measures = {each.goes_by: each for each in self.followed.plan.in_view().measures()}
        for row in self.followed.board.rows:
            if row.row.key or row.happened.state not in _UNDONE or row.measure not in measures:
                continue
            deadline = measures[row.measure].deadline
            earliest = deadline.bounds.earliest if deadline.bounds is not None else None
            for each in deadline.awaiting:
                if each.event is None or each.event in self.followed.board.dated:
                    continue
                awaited.setdefault(each.event, (each.title, []))[1].append(Waiting(row, self._posts(row)))
                if earliest is not None:
                    since[each.event] = min(earliest, since.get(each.event, earliest))
        for event, (title, waiting) in awaited.items():
            day = since.get(event)
            if day is None or day <= self.today:
                yield ToRecord(self.followed, event, title, tuple(waiting), day)

    def _posts(self, row: BoardRow) -> tuple[str, ...]:
        """Name those who answer for a row by their posts, a group by its role."""
        found: dict[str, None] = {}
        for one in row.row.answerers:
            holder = (
                self._holder(post_of(one.id.removeprefix(_PERSON))) if one.id.startswith(_PERSON) else None
            )
            found[holder.post if holder is not None else one.name] = None
        return tuple(found)


def _name(reader: Reader, today: dt.date, rows: Iterable[DigestRow], to_record: Iterable[ToRecord]) -> str:
    """Name a letter by its reader, its week and its content; a day more of lateness says nothing new."""
    year, week, _ = today.isocalendar()
    content = [
        [reader.address, reader.organisation, reader.post, f"{year}-W{week:02}"],
        sorted(_row_words(each) for each in rows),
        sorted(_event_words(each) for each in to_record),
    ]
    data = json.dumps(content, ensure_ascii=False).encode(errors="backslashreplace")
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


def _row_words(each: DigestRow) -> list[str]:
    due = each.row.due.isoformat() if each.row.due else ""
    instead = each.instead_of.person.key if each.instead_of else ""
    entry = each.row.happened.entry or ""
    return [each.followed.plan.plan, each.row.row.id, each.part.value, due, entry, instead]


def _event_words(each: ToRecord) -> list[str]:
    return [each.followed.plan.plan, each.event, *sorted(one.row.row.id for one in each.waiting)]


def _tell_unreached(digests: Iterable[Digest], followed: Sequence[Followed]) -> Iterator[Problem]:
    names: Mapping[str, str] = {each.name: each.plan.plan for each in followed}
    for digest in digests:
        if not digest.reader.address:
            plans = list_names(dict.fromkeys(names[name] for name in digest.people))
            yield Problem.of("RM779", post=digest.reader.post, plans=plans)
