"""Entries about one thing into what they come to: a fold over their graph, whatever their order in the file.

Entries about a thing form a graph by `after`. What is said of a thing has several aspects that do not touch
each other: its state, its new due day, a step, what stands in a column. Of each the last words count: those
that no other word on the same aspect has seen. Two last words that say different things are a conflict,
until an entry that has seen both says what holds. The clock decides nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_engine.model.entry import Did, Entry, StrangeEntry
from roadmap_engine.model.progress import State
from roadmap_engine.tracking.transitions import MOVES, allows

__all__ = ["Aspect", "Folded", "fold", "heads_of"]

Aspect = tuple[str, str]
"""What a word is on: «state», «due», «day», «note», or one of several: a step, a cell, a reader, a letter."""

STATE: Aspect = ("state", "")
DUE: Aspect = ("due", "")
DAY: Aspect = ("day", "")
NOTE: Aspect = ("note", "")


@dataclass(frozen=True, slots=True)
class Folded:
    """What the entries about one thing come to.

    Attributes:
        state: CONFLICT where last words lead to different states, NEWER where one is not understood.
        last: the last words on each aspect, by their ids; several where nobody has seen the others.
        heads: the last entries of all, which the next one comes after.
        vain: entries that had no effect, because nothing of the kind may be done in the state they found.
        entries: all of them, each after those it has seen, ties by id.
    """

    state: State = State.OPEN
    last: Mapping[Aspect, tuple[Entry, ...]] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    vain: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()

    def word(self, aspect: Aspect) -> Entry | None:
        """Give the last word on an aspect; of several that say the same, the one with the greatest id."""
        words = self.last.get(aspect, ())
        return words[-1] if words else None

    def rivals(self, aspect: Aspect) -> tuple[Entry, ...]:
        """Give the last words on an aspect where they say different things; else nothing."""
        words = self.last.get(aspect, ())
        return words if len({_said(aspect, each) for each in words}) > 1 else ()


def fold(entries: Iterable[Entry], strange: Iterable[StrangeEntry] = ()) -> Folded:
    """Fold the entries about one thing.

    Args:
        entries: in any order, each once.
        strange: about the same thing, and not understood; they make its state «of a newer version» until an
            entry that has seen them says what holds.
    """
    known = {entry.id: entry for entry in entries}
    foreign = {entry.id: entry for entry in strange}
    both: tuple[Entry | StrangeEntry, ...] = (*known.values(), *foreign.values())
    seen = {
        each.id: tuple(one for one in each.after if (one in known or one in foreign) and one != each.id)
        for each in both
    }
    order = _sort(seen)
    return _Folding(known, foreign, seen, order).result()


def heads_of(entries: Iterable[Entry | StrangeEntry]) -> tuple[str, ...]:
    """Give the ids of those that no other of them has seen, in their order."""
    all_of = {entry.id: entry for entry in entries}
    seen = {one for each in all_of.values() for one in each.after if one != each.id}
    # In a circle, which only a forged log has, everybody has been seen: then all are last.
    return tuple(sorted(all_of.keys() - seen)) or tuple(sorted(all_of))


class _Folding:
    """One thing's entries, taken each after those it has seen."""

    def __init__(
        self,
        known: Mapping[str, Entry],
        foreign: Mapping[str, StrangeEntry],
        seen: Mapping[str, tuple[str, ...]],
        order: Sequence[str],
    ) -> None:
        self.known, self.foreign, self.order = known, foreign, order
        self.place = {name: index for index, name in enumerate(order)}
        self.past: dict[str, int] = {}
        """Of each entry everything it has seen, as a set of bits by place."""
        self.words: dict[Aspect, list[str]] = {}
        """Of each aspect the entries that speak on it."""
        self.fronts: dict[str, tuple[str, ...]] = {}
        """Of each entry the last words on the state that whoever has seen it has seen."""
        self.vain: list[Entry] = []
        for name in order:
            # Of a circle only what stands before counts as seen.
            before = [one for one in seen[name] if self.place[one] < self.place[name]]
            bits = 0
            for one in before:
                bits |= self.past[one] | 1 << self.place[one]
            self.past[name] = bits
            self.fronts[name] = self._join_fronts(before)
            self._take(name)

    def _join_fronts(self, names: Sequence[str]) -> tuple[str, ...]:
        if len(names) == 1:
            return self.fronts[names[0]]
        return self._leave_last(dict.fromkeys(each for name in names for each in self.fronts[name]))

    def _leave_last(self, names: Iterable[str]) -> tuple[str, ...]:
        """Leave out of some entries those that another of them has seen."""
        found = tuple(names)
        covered = 0
        for name in found:
            covered |= self.past[name]
        return tuple(name for name in found if not covered >> self.place[name] & 1)

    def _take(self, name: str) -> None:
        entry = self.known.get(name)
        if entry is None:
            self._speak(STATE, name)
            return
        states = self._states(self.fronts[name])
        # What this program does not understand may have been anything.
        may = State.NEWER in states or any(allows(entry.did, state) for state in states)
        if not may:
            self.vain.append(entry)
            return
        for aspect in _aspects(entry):
            self._speak(aspect, name)

    def _speak(self, aspect: Aspect, name: str) -> None:
        self.words.setdefault(aspect, []).append(name)
        if aspect is STATE:
            self.fronts[name] = (name,)

    def _states(self, words: Iterable[str]) -> set[State]:
        """Give the states that last words lead to."""
        return {self._state_of(name) for name in words} or {State.OPEN}

    def _state_of(self, name: str) -> State:
        entry = self.known.get(name)
        return (MOVES[entry.did].to or State.OPEN) if entry is not None else State.NEWER

    def result(self) -> Folded:
        states = self._states(self._leave_last(self.words.get(STATE, ())))
        state = next(iter(states)) if len(states) == 1 else State.CONFLICT
        if State.NEWER in states:
            state = State.NEWER
        last = {
            aspect: tuple(self.known[name] for name in sorted(self._leave_last(names)) if name in self.known)
            for aspect, names in self.words.items()
        }
        return Folded(
            state,
            last,
            heads_of((*self.known.values(), *self.foreign.values())),
            tuple(self.vain),
            tuple(self.known[name] for name in self.order if name in self.known),
        )


def _aspects(entry: Entry) -> tuple[Aspect, ...]:
    """Give what an entry speaks on."""
    own: list[Aspect] = [("cell", name) for name in entry.cells]
    if MOVES[entry.did].to is not None:
        own.append(STATE)
        if entry.did is Did.REOPENED:
            own.append(DUE)
    if entry.note is not None and entry.redacted is None:
        own.append(NOTE)
    match entry.did:
        case Did.EXTENDED:
            own.append(DUE)
        case Did.DATED | Did.DECIDED:
            own.append(DAY)
        case Did.STEP_DONE:
            own.append(("step", entry.about.step or ""))
        case Did.ACKNOWLEDGED:
            own.append(("read", str(entry.to or entry.who)))
        case Did.ABSENT:
            own.append(("absent", entry.id))
        case Did.LETTER_SENDING | Did.LETTER_SENT | Did.LETTER_REFUSED | Did.LETTER_LATER:
            own.append(("letter", str(entry.to or "")))
        case _:
            pass
    return tuple(own)


_SAYINGS: Mapping[str, Callable[[Entry, str], Hashable]] = {
    "state": lambda entry, _name: MOVES[entry.did].to,
    "due": lambda entry, _name: entry.to if entry.did is Did.EXTENDED else None,
    "day": lambda entry, _name: entry.to,
    "cell": lambda entry, name: entry.cells[name],
    "note": lambda entry, _name: entry.id,
    "letter": lambda entry, _name: entry.did,
}


def _said(aspect: Aspect, entry: Entry) -> Hashable:
    """Give what an entry says on an aspect, to tell two words apart; of other kinds none is a rival."""
    kind, name = aspect
    return _SAYINGS[kind](entry, name) if kind in _SAYINGS and kind != "note" else None


def _sort(seen: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Sort entries so that each comes after those it has seen, ties by id; a circle is broken by id."""
    waits = {name: len(set(before)) for name, before in seen.items()}
    follows: dict[str, list[str]] = {name: [] for name in seen}
    for name, before in seen.items():
        for one in set(before):
            follows[one].append(name)
    ready = [name for name, count in waits.items() if count == 0]
    heapq.heapify(ready)
    left = dict.fromkeys(sorted(seen))
    order: list[str] = []
    while left:
        if ready:
            name = heapq.heappop(ready)
            if name not in left:
                continue
        else:
            name = next(iter(left))
        del left[name]
        order.append(name)
        for each in follows[name]:
            waits[each] -= 1
            if waits[each] == 0 and each in left:
                heapq.heappush(ready, each)
    return order
