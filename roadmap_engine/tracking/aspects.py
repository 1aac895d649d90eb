"""What is said of a thing has several aspects; an entry → those it speaks on, and what it says on each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from roadmap_engine.model.entry import Did, Entry
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["DAY", "DUE", "NOTE", "STATE", "Aspect", "list_aspects", "say_on"]

Aspect = tuple[str, str]
"""What a word is on: «state», «due», «day», «note», or one of several: a step, a cell, a reader, a letter."""

STATE: Aspect = ("state", "")
DUE: Aspect = ("due", "")
DAY: Aspect = ("day", "")
NOTE: Aspect = ("note", "")


_OWN_ASPECTS: Mapping[Did, tuple[Aspect, ...]] = {
    **{did: (STATE,) for did, move in MOVES.items() if move.to is not None},
    Did.REOPENED: (STATE, DUE),
    Did.EXTENDED: (DUE,),
    Did.DATED: (DAY,),
    Did.DECIDED: (DAY,),
}
"""What deeds speak on, whatever else their entries say."""


def list_aspects(entry: Entry) -> tuple[Aspect, ...]:
    """Give what an entry speaks on."""
    own = _OWN_ASPECTS.get(entry.did, ())
    if entry.cells:
        own += tuple(("cell", name) for name in entry.cells)
    if entry.note is not None and entry.redacted is None:
        own += (NOTE,)
    match entry.did:
        case Did.STEP_DONE:
            own += (("step", entry.about.step or ""),)
        case Did.ACKNOWLEDGED:
            own += (("read", str(entry.to or entry.who)),)
        case Did.ABSENT:
            own += (("absent", entry.id),)
        case Did.LETTER_SENDING | Did.LETTER_SENT | Did.LETTER_REFUSED | Did.LETTER_LATER:
            own += (("letter", str(entry.to or "")),)
        case _:
            pass
    return own


_SAYINGS: Mapping[str, Callable[[Entry, str], Hashable]] = {
    "state": lambda entry, _name: MOVES[entry.did].to,
    "due": lambda entry, _name: entry.to if entry.did is Did.EXTENDED else None,
    "day": lambda entry, _name: entry.to,
    "cell": lambda entry, name: entry.cells[name],
    "note": lambda entry, _name: entry.id,
    "letter": lambda entry, _name: entry.did,
}


def say_on(aspect: Aspect, entry: Entry) -> Hashable:
    """Give what an entry says on an aspect, to tell two words apart; of other kinds none is a rival."""
    kind, name = aspect
    return _SAYINGS[kind](entry, name) if kind in _SAYINGS and kind != "note" else None
