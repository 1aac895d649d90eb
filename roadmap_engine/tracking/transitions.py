"""What may be done in which state, and what comes of it: one table, which the manual prints too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from roadmap_engine.model.entry import Did
from roadmap_engine.model.progress import State

__all__ = ["MOVES", "Move", "Party", "allows", "name_allowed"]

Party = Literal["doer", "checker", "either", "program"]
"""Whose act it is: whoever does the work, whoever looks at it, either of them, or the program itself."""

_OPEN = frozenset({State.OPEN, State.STARTED, State.RETURNED})
_HANDED_IN = frozenset({State.REPORTED, State.SUBMITTED})
_ALL = frozenset(State) - {State.CONFLICT, State.NEWER}
_UNLOCKED = _ALL - {State.SUBMITTED, State.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Move:
    """A deed: where it may be done, and what it makes of a thing.

    Attributes:
        within: the states it may be done in.
        to: the state it leads to; None where the state stays.
        party: whose act it is.
        needs_note: whether a reason or a remark belongs to it.
    """

    within: frozenset[State]
    to: State | None
    party: Party
    needs_note: bool = False


MOVES: Mapping[Did, Move] = MappingProxyType(
    {
        Did.STARTED: Move(frozenset({State.OPEN, State.RETURNED}), State.STARTED, "doer"),
        Did.REPORTED: Move(_OPEN | {State.REPORTED}, State.REPORTED, "doer"),
        Did.SUBMITTED: Move(_OPEN | {State.REPORTED}, State.SUBMITTED, "doer"),
        Did.ACCEPTED: Move(_HANDED_IN, State.ACCEPTED, "checker"),
        Did.RETURNED: Move(_HANDED_IN, State.RETURNED, "checker", needs_note=True),
        Did.EXTENDED: Move(_OPEN, None, "checker", needs_note=True),
        Did.NOT_APPLICABLE: Move(_OPEN, State.NOT_APPLICABLE, "doer", needs_note=True),
        Did.CANCELLED: Move(_OPEN | _HANDED_IN, State.CANCELLED, "checker", needs_note=True),
        # What only the adoption's text says has ended is open as far as the log knows.
        Did.REOPENED: Move(_ALL - {State.SUBMITTED, State.RETURNED}, State.OPEN, "either"),
        Did.NOTED: Move(_UNLOCKED, None, "doer"),
        Did.ATTACHED: Move(_UNLOCKED, None, "doer"),
        Did.STEP_DONE: Move(_ALL, None, "either"),
        Did.DATED: Move(_ALL, None, "either"),
        Did.DECIDED: Move(_ALL, None, "either"),
        Did.ACKNOWLEDGED: Move(_ALL, None, "doer"),
        Did.ABSENT: Move(_ALL, None, "either"),
        Did.LETTER_SENDING: Move(_ALL, None, "program"),
        Did.LETTER_SENT: Move(_ALL, None, "program"),
        Did.LETTER_REFUSED: Move(_ALL, None, "program"),
        Did.LETTER_LATER: Move(_ALL, None, "program"),
    }
)


def allows(did: Did, state: State) -> bool:
    """Tell whether a deed may be done in a state."""
    return state in MOVES[did].within


def name_allowed(state: State) -> tuple[Did, ...]:
    """Give the deeds that change a state, in the order of the table."""
    return tuple(did for did, move in MOVES.items() if move.to is not None and state in move.within)
