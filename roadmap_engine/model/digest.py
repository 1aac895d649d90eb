"""One letter's content: what waits for a person over all her plans, who waits for her, what is looked at."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from frozendict import frozendict

from roadmap_engine.model.absences import StandsIn
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.plan import Plan

__all__ = ["CALLING", "Digest", "DigestRow", "Followed", "Part", "Reader", "ToRecord", "Waiting"]


class Part(enum.StrEnum):
    """Why a row is in a letter; in the order in which a letter has them."""

    RETURNED = "returned"
    OVERDUE = "overdue"
    DISAGREES = "disagrees"
    THIS_WEEK = "this-week"
    UNDER_REVIEW = "under-review"


CALLING = frozenset(Part) - {Part.UNDER_REVIEW}
"""Parts that ask the reader for an act; without one of these, or an event to record, nobody is written to."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan whose people are written to.

    Attributes:
        name: tells it apart from the others of the run, for the program: the path of its text.
        board: seen on a day.
        addresses: by the key of a post, or of whoever holds it.
        unsubscribed: keys of posts that want no letters.
        recorders: by an event that the plan's roadmap has, the keys of those who record its date.
    """

    name: str
    plan: Plan
    board: Board
    addresses: Mapping[str, str] = frozendict()
    unsubscribed: frozenset[str] = frozenset()
    recorders: Mapping[str, tuple[str, ...]] = frozendict()


@dataclass(frozen=True, slots=True, order=True)
class Reader:
    """Whom a letter is for.

    Attributes:
        address: where it goes; empty where nobody knows one, and then the post alone tells.
        organisation: of the post, where there is no address.
        post: its key, where there is no address.
    """

    address: str = ""
    organisation: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A row of a plan in a letter."""

    followed: Followed
    part: Part
    row: BoardRow
    instead_of: StandsIn | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits for an event, and the posts or roles of those who answer for it."""

    row: BoardRow
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToRecord:
    """An event whose date the reader learns and records, and what waits for it.

    Attributes:
        can_be_since: the first day it can have come, as far as the plan knows.
    """

    followed: Followed
    event: str
    title: str
    waiting: tuple[Waiting, ...]
    can_be_since: dt.date | None = None
    instead_of: StandsIn | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What one letter says.

    Attributes:
        id: the same for the same content, reader and week; what the log knows the letter by.
        today: the day it speaks of.
        people: by the name of a plan, the key of the reader's post there.
        rows: in the order of the letter.
    """

    id: str
    reader: Reader
    today: dt.date
    people: Mapping[str, str]
    rows: tuple[DigestRow, ...] = ()
    to_record: tuple[ToRecord, ...] = ()

    @property
    def plans(self) -> tuple[Followed, ...]:
        """The plans it speaks of, each once."""
        found: dict[str, Followed] = {each.followed.name: each.followed for each in self.rows}
        return tuple((found | {each.followed.name: each.followed for each in self.to_record}).values())

    def rows_of(self, *parts: Part) -> tuple[DigestRow, ...]:
        """Give the rows of some parts, in their order."""
        return tuple(each for each in self.rows if each.part in parts)
