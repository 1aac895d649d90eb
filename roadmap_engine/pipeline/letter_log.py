"""What the logs say of a letter, and the entries that say it is being sent and what became of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.documents.letters import DrawnLetter
from roadmap_engine.load.status_logs import load_log
from roadmap_engine.model.board import Board
from roadmap_engine.model.digest import Digest
from roadmap_engine.model.entry import Did, Entry, Thing
from roadmap_engine.pipeline.tracking import Tracked, prepare
from roadmap_engine.tracking.boards import draw_board
from roadmap_engine.tracking.recording import Intent, Stamp

__all__ = [
    "DEEDS",
    "Begun",
    "Fate",
    "OutgoingLetter",
    "begin_letter",
    "last_entry",
    "note_letter",
    "tell_fate",
]


class Fate(enum.StrEnum):
    """What logs say of a letter they know."""

    BEGUN = "begun"
    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"


DEEDS: Mapping[Fate, Did] = MappingProxyType(
    {
        Fate.BEGUN: Did.LETTER_SENDING,
        Fate.SENT: Did.LETTER_SENT,
        Fate.REFUSED: Did.LETTER_REFUSED,
        Fate.LATER: Did.LETTER_LATER,
    }
)
"""The entry that says it."""
_SAYS_MOST = (Fate.SENT, Fate.REFUSED, Fate.BEGUN, Fate.LATER)
"""Of a letter about several plans, whose logs may differ after a run that was cut short, what counts."""


@dataclass(frozen=True, slots=True)
class OutgoingLetter:
    """A letter that can be sent.

    Attributes:
        message: a short text to paste into a messenger.
        unsubscribe: the address that ends letters, if anybody knows.
        about: the plans it speaks of.
        address_at: where its address is written.
        last: what the log of each plan last said of it, by the plan's name.
    """

    digest: Digest
    drawn: DrawnLetter
    message: str
    unsubscribe: str | None
    about: tuple[Tracked, ...]
    address_at: Location | None
    last: Mapping[str, Entry]

    @property
    def fate(self) -> Fate | None:
        """What the logs say of it; None where none knows it."""
        entry = self.telling
        return _fate_of(entry) if entry is not None else None

    @property
    def telling(self) -> Entry | None:
        """The entry that says it; none where no log knows of the letter."""
        by_fate = {_fate_of(entry): entry for entry in self.last.values()}
        return next((by_fate[each] for each in _SAYS_MOST if each in by_fate), None)

    @property
    def shown_address(self) -> str:
        """The address for a message; the key of the post where nobody knows one."""
        return self.digest.reader.address or self.digest.reader.post


def _fate_of(entry: Entry) -> Fate:
    return next(fate for fate, did in DEEDS.items() if did is entry.did)


def last_entry(board: Board, digest: str) -> Entry | None:
    """Give what a log last said of a letter; none where it knows nothing of it."""
    return next((each.last for each in board.letters if each.digest == digest), None)


def tell_fate(
    letter: OutgoingLetter, met: Entry | None = None, *, again: bool
) -> tuple[bool, tuple[Problem, ...]]:
    """Tell whether a letter is to be sent as the logs have it, and what has to be said of it.

    Args:
        letter: the letter.
        met: what another run has recorded about it since this one began, if anything.
        again: whether what was refused, or never ended, is to be sent anew.
    """
    entry = met or letter.telling
    if entry is None:
        return True, ()
    may = met is None
    address, place = letter.shown_address, letter.address_at
    match _fate_of(entry):
        case Fate.SENT:
            return False, ()
        case Fate.LATER:
            return may, ()
        case Fate.REFUSED | Fate.BEGUN if may and again:
            return True, ()
        case Fate.REFUSED:
            return False, (Problem.of("RM789", location=place, address=address, answer=entry.note or "?"),)
        case Fate.BEGUN:
            return False, (Problem.of("RM791", address=address, day=entry.at.date()),)
        case fate:
            assert_never(fate)


@dataclass(frozen=True, slots=True)
class Begun:
    """Whether a letter may be sent.

    Attributes:
        lines: to be added to the log before it is.
        met: what another run has recorded about it meanwhile, and then it may not.
    """

    lines: bytes = b""
    met: Entry | None = None


def begin_letter(letter: OutgoingLetter, tracked: Tracked, stamp: Stamp) -> Begun:
    """Make the entry that says a letter is being sent; the folder is held from now until it stands."""
    current = _now(tracked)
    met = last_entry(current.board, letter.digest.id)
    if met is not None and met != letter.last.get(str(tracked.path)):
        return Begun(met=met)
    return Begun(_write(letter, current, Fate.BEGUN, None, stamp))


def note_letter(
    letter: OutgoingLetter, tracked: Tracked, fate: Fate, note: str | None, stamp: Stamp
) -> bytes:
    """Make the line of the entry that says what became of a letter; the folder is held."""
    return _write(letter, _now(tracked), fate, note, stamp)


def _now(tracked: Tracked) -> Tracked:
    """Give a plan as its log says now; what is wrong with the log was told by whoever read it first."""
    log, _told = load_log(tracked.log_path)
    board, _said = draw_board(tracked.read.plan, log, tracked.board.today)
    return Tracked(tracked.path, tracked.read, board)


def _write(letter: OutgoingLetter, tracked: Tracked, fate: Fate, note: str | None, stamp: Stamp) -> bytes:
    post = letter.digest.people[str(tracked.path)]
    draft = Intent(Thing("person", post), DEEDS[fate], letter.digest.today, letter.digest.id, note)
    return prepare(tracked, (draft,), stamp).or_raise().lines
