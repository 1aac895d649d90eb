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
from typing import NamedTuple

from roadmap_engine.model.entry import Did, Entry, StrangeEntry
from roadmap_engine.model.progress import State
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["Aspect", "Folded", "fold"]

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
        states: those that the next entry finds, of which one must allow what it does.
        last: the last words on each aspect, by their ids; several where nobody has seen the others.
        heads: the last entries of all, which the next one comes after.
        vain: entries that had no effect, because nothing of the kind may be done in the state they found.
        entries: all of them, each after those it has seen, ties by id.
    """

    state: State = State.OPEN
    states: frozenset[State] = frozenset({State.OPEN})
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


def fold(entries: Iterable[Entry], strange: Iterable[StrangeEntry] = (), begun: State = State.OPEN) -> Folded:
    """Fold the entries about one thing.

    Args:
        entries: in any order, each once.
        strange: about the same thing, and not understood; they make its state «of a newer version» until an
            entry that has seen them says what holds.
        begun: the state that something else than entries says it is in; its first word may follow that too.
    """
    known = {entry.id: entry for entry in entries}
    foreign = {entry.id: entry for entry in strange}
    if not known and not foreign:
        return Folded(states=frozenset({State.OPEN, begun}))
    both: Mapping[str, Entry | StrangeEntry] = {**foreign, **known}
    seen = {
        name: tuple(one for one in each.after if one in both and one != name) for name, each in both.items()
    }
    return _Folding(known, seen, frozenset({State.OPEN, begun})).result()


class _Past(NamedTuple):
    """What an entry has seen: of its own chain all before it, of other chains so many of each.

    A chain is entries of which each follows the one before, as nearly all do; what its members have seen
    of others is one mapping for all of them, so that a long log takes no more room than its lines.
    """

    chain: int
    place: int
    others: Mapping[int, int]


class _Folding:
    """One thing's entries, taken each after those it has seen."""

    def __init__(
        self, known: Mapping[str, Entry], seen: Mapping[str, tuple[str, ...]], begun: frozenset[State]
    ) -> None:
        self.known, self.begun, self.order = known, begun, _sort(seen)
        self.past: dict[str, _Past] = {}
        self.ends: list[str] = []
        """Of each chain the entry it ends with by now."""
        self.words: dict[Aspect, list[str]] = {}
        """Of each aspect the entries that speak on it."""
        self.fronts: dict[str, tuple[str, ...]] = {}
        """Of each entry the last words on the state that whoever has seen it has seen."""
        self.vain: list[Entry] = []
        for name in self.order:
            # Of a circle, which only a forged log has, what stands before counts as seen.
            before = tuple(one for one in seen[name] if one in self.past)
            self.past[name] = self._look_back(name, before)
            self.fronts[name] = self._join_fronts(before)
            self._take(name)

    def _look_back(self, name: str, before: Sequence[str]) -> _Past:
        if len(before) == 1:
            last = self.past[before[0]]
            if self.ends[last.chain] == before[0]:
                self.ends[last.chain] = name
                return _Past(last.chain, last.place + 1, last.others)
        self.ends.append(name)
        others = self._cover(before)
        for one in before:
            chain, place, _others = self.past[one]
            others[chain] = max(others.get(chain, 0), place + 1)
        return _Past(len(self.ends) - 1, 0, others)

    def _cover(self, names: Iterable[str]) -> dict[int, int]:
        """Give how many of each chain some entries have seen between them."""
        found: dict[int, int] = {}
        looked: set[int] = set()
        for name in names:
            chain, place, others = self.past[name]
            if found.get(chain, 0) < place:
                found[chain] = place
            if others and id(others) not in looked:
                looked.add(id(others))
                for each, count in others.items():
                    if found.get(each, 0) < count:
                        found[each] = count
        return found

    def _leave_last(self, names: Sequence[str]) -> Sequence[str]:
        """Leave out of some entries those that another of them has seen."""
        if len(names) < 2:  # noqa: PLR2004 -- one has nobody who might have seen it
            return names
        covered = self._cover(names)
        past = self.past
        return [name for name in names if past[name].place >= covered.get(past[name].chain, 0)]

    def _join_fronts(self, names: Sequence[str]) -> tuple[str, ...]:
        if len(names) == 1:
            return self.fronts[names[0]]
        return tuple(self._leave_last([*dict.fromkeys(one for name in names for one in self.fronts[name])]))

    def _take(self, name: str) -> None:
        entry = self.known.get(name)
        if entry is None:
            self._speak(STATE, name)
            return
        states = self._states(self.fronts[name]) or self.begun
        # What this program does not understand may have been anything.
        if MOVES[entry.did].within.isdisjoint(states) and State.NEWER not in states:
            self.vain.append(entry)
            return
        for aspect in _aspects(entry):
            self._speak(aspect, name)

    def _speak(self, aspect: Aspect, name: str) -> None:
        self.words.setdefault(aspect, []).append(name)
        if aspect is STATE:
            self.fronts[name] = (name,)

    def _states(self, words: Iterable[str]) -> frozenset[State]:
        """Give the states that last words lead to."""
        return frozenset(self._state_of(name) for name in words)

    def _state_of(self, name: str) -> State:
        entry = self.known.get(name)
        return (MOVES[entry.did].to or State.OPEN) if entry is not None else State.NEWER

    def result(self) -> Folded:
        """Give what all of it comes to."""
        words = {aspect: sorted(self._leave_last(names)) for aspect, names in self.words.items()}
        states = self._states(words.get(STATE, ()))
        state = next(iter(states), State.OPEN) if len(states) < 2 else State.CONFLICT  # noqa: PLR2004 -- two
        return Folded(
            State.NEWER if State.NEWER in states else state,
            states or self.begun,
            {
                aspect: said
                for aspect, names in words.items()
                if (said := tuple(self.known[name] for name in names if name in self.known))
            },
            tuple(sorted(self._leave_last(self.order))),
            tuple(self.vain),
            tuple(self.known[name] for name in self.order if name in self.known),
        )


_OWN_ASPECTS: Mapping[Did, tuple[Aspect, ...]] = {
    **{did: (STATE,) for did, move in MOVES.items() if move.to is not None},
    Did.REOPENED: (STATE, DUE),
    Did.EXTENDED: (DUE,),
    Did.DATED: (DAY,),
    Did.DECIDED: (DAY,),
}
"""What deeds speak on, whatever else their entries say."""


def _aspects(entry: Entry) -> tuple[Aspect, ...]:
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
