"""How far a thing has come: its state as entries make it, and the sign a reader sees on a day.

One list of words and marks for page, letter, workbook, calendar and terminal. A mark is a typed character,
so that it survives paper and mail; the word beside it says the same.
"""

from __future__ import annotations

import datetime as dt
import enum
import operator
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import Field

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.base import Frozen, FrozenMap
from roadmap_engine.model.entry import EntryId

__all__ = ["DONE", "ENDED", "FROZEN", "SIGN_WORDS", "Happened", "Look", "Sign", "SignWords", "State"]


class State(enum.StrEnum):
    """What entries have made of a thing; days and waiting are not stored, they follow."""

    OPEN = "open"
    STARTED = "started"
    REPORTED = "reported"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    NOT_APPLICABLE = "not-applicable"
    CANCELLED = "cancelled"
    CONFLICT = "conflict"
    NEWER = "newer"

    # As its words: a long log asks thousands of times in what state it leaves a row.
    __hash__ = str.__hash__


DONE = frozenset({State.REPORTED, State.SUBMITTED, State.ACCEPTED})
"""The work is done, whoever has still to look at it."""
ENDED = frozenset({State.REPORTED, State.ACCEPTED, State.NOT_APPLICABLE, State.CANCELLED})
"""Nobody's move: done where nobody accepts, accepted, or called off."""
FROZEN = ENDED
"""What no newer text of a roadmap changes any more."""


class Look(enum.StrEnum):
    """Whose move it is, which is all that a colour says."""

    LATE = "late"
    TURN = "turn"
    REVIEW = "review"
    DONE = "done"
    GREY = "grey"


class Sign(enum.StrEnum):
    """What a reader sees of a row on a day."""

    UPCOMING = "upcoming"
    STARTED = "started"
    SOON = "soon"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    OVERDUE = "overdue"
    RETURNED_LATE = "returned-late"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    EXTENDED = "extended"
    NOT_APPLICABLE = "not-applicable"
    CANCELLED = "cancelled"
    STANDING = "standing"
    UNDATED = "undated"
    CONFLICT = "conflict"
    NEWER = "newer"

    # As its words, as states: a department's table asks tens of thousands of times.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class SignWords:
    """How a sign is written: its mark, its word, and whose move its colour says."""

    mark: str
    word: Bilingual
    look: Look


SIGN_WORDS: Mapping[Sign, SignWords] = MappingProxyType(
    {
        Sign.UPCOMING: SignWords("·", Bilingual("впереди", "ahead"), Look.GREY),
        Sign.STARTED: SignWords("○", Bilingual("в работе", "in progress"), Look.GREY),
        Sign.SOON: SignWords("○", Bilingual("скоро срок", "due soon"), Look.TURN),
        Sign.SUBMITTED: SignWords("◐", Bilingual("на проверке", "under review"), Look.REVIEW),
        Sign.RETURNED: SignWords("←", Bilingual("возвращено", "returned"), Look.TURN),
        Sign.OVERDUE: SignWords("!", Bilingual("просрочено", "overdue"), Look.LATE),
        Sign.RETURNED_LATE: SignWords(
            "←", Bilingual("возвращено, срок прошёл", "returned, overdue"), Look.LATE
        ),
        Sign.REPORTED: SignWords("✓", Bilingual("выполнено", "done"), Look.DONE),
        Sign.ACCEPTED: SignWords("✓", Bilingual("принято", "accepted"), Look.DONE),
        Sign.WAITING: SignWords("…", Bilingual("ждёт", "waiting"), Look.GREY),
        Sign.EXTENDED: SignWords("→", Bilingual("перенесено", "extended"), Look.GREY),
        Sign.NOT_APPLICABLE: SignWords("–", Bilingual("не применимо", "not applicable"), Look.GREY),
        Sign.CANCELLED: SignWords("×", Bilingual("отменено", "cancelled"), Look.GREY),
        Sign.STANDING: SignWords("∞", Bilingual("постоянно", "standing"), Look.GREY),
        Sign.UNDATED: SignWords("·", Bilingual("без срока", "no date"), Look.GREY),
        Sign.CONFLICT: SignWords("≠", Bilingual("записи расходятся", "entries disagree"), Look.TURN),
        Sign.NEWER: SignWords("?", Bilingual("от более новой версии", "of a newer version"), Look.GREY),
    }
)


class Happened(Frozen):
    """What has happened to one time that a measure falls due, as far as the log knows.

    Attributes:
        state: what the last entries made of it.
        on: the day that state counts from; none where it is still open, or entries disagree.
        done_on: of what is done, handed in or accepted, the day it was done: that of the report, or else of
            handing in. Whoever takes time to accept it makes nobody late.
        entry: the entry that made it so.
        who: the key of whoever made it so.
        note: what was said with it: a remark, a reason.
        extended_to: its due day, where that was put off; `extended_why` says the reason.
        own_word: that the organisation's own file accepted it, and no account of anybody else's.
        cells: what was filled into columns of the roadmap's own, by the column's name.
        evidence: how many files and links show it.
        links: those of them that are links, the last one attached at the end.
    """

    state: State = State.OPEN
    on: dt.date | None = None
    done_on: dt.date | None = None
    entry: EntryId | None = None
    who: str | None = None
    note: str | None = None
    extended_to: dt.date | None = None
    extended_why: str | None = None
    own_word: bool = Field(default=False, exclude_if=lambda said: not said)
    cells: FrozenMap[str, str] = Field(default_factory=dict)
    evidence: int = 0
    links: tuple[str, ...] = Field(default=(), exclude_if=operator.not_)
