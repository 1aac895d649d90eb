"""Entries about one thing into what they come to: a fold over their graph, whatever their order in the file.

Entries about a thing form a graph by `after`. What is said of a thing has several aspects that do not touch
each other: its state, its new due day, a step, what stands in a column. Of each the last words count: those
that no other word on the same aspect has seen. Two last words that say different things are a conflict,
until an entry that has seen both says what holds. The clock decides nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from roadmap_engine.model.entry import Entry, StrangeEntry
from roadmap_engine.model.progress import State
from roadmap_engine.tracking.aspects import STATE, Aspect, list_aspects, say_on
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["Folded", "fold", "fold_on"]


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
        circled: that some of them come after each other in a circle, as only a forged log has it.
    """

    state: State = State.OPEN
    states: frozenset[State] = frozenset({State.OPEN})
    last: Mapping[Aspect, tuple[Entry, ...]] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    vain: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()
    circled: bool = False

    def word(self, aspect: Aspect) -> Entry | None:
        """Give the last word on an aspect; of several that say the same, the one with the greatest id."""
        words = self.last.get(aspect, ())
        return words[-1] if words else None

    def rivals(self, aspect: Aspect) -> tuple[Entry, ...]:
        """Give the last words on an aspect where they say different things; else nothing."""
        words = self.last.get(aspect, ())
        return words if len({say_on(aspect, each) for each in words}) > 1 else ()


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


def fold_on(folded: Folded, entry: Entry) -> Folded | None:
    """Fold one entry more, which has seen all that were folded before; what comes of it is what `fold` gives.

    Args:
        folded: what came of the others; none of them names this one.
        entry: the one.

    Returns:
        What all of them come to; None where it has not seen them all, and they have to be folded anew.
    """
    if folded.circled or not set(folded.heads) <= set(entry.after):
        return None
    entries, heads = (*folded.entries, entry), (entry.id,)
    if not _has_effect(entry, folded.states):
        return replace(folded, heads=heads, vain=(*folded.vain, entry), entries=entries)
    aspects = list_aspects(entry)
    # In the order in which they were first spoken on, as `fold` has them.
    last = {**folded.last, **dict.fromkeys(aspects, (entry,))}
    if STATE not in aspects:
        return replace(folded, last=last, heads=heads, entries=entries)
    to = MOVES[entry.did].to or State.OPEN
    return Folded(to, frozenset({to}), last, heads, folded.vain, entries)


def _has_effect(entry: Entry, states: frozenset[State]) -> bool:
    """Tell whether an entry may do what it does in one of the states that it finds."""
    # What this program does not understand may have been anything.
    return not MOVES[entry.did].within.isdisjoint(states) or State.NEWER in states


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
        self.known, self.begun = known, begun
        self.order, self.circled = _sort(seen)
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
        if not _has_effect(entry, states):
            self.vain.append(entry)
            return
        for aspect in list_aspects(entry):
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
            self.circled,
        )


def _sort(seen: Mapping[str, tuple[str, ...]]) -> tuple[list[str], bool]:
    """Sort entries so that each comes after those it has seen, ties by id; a circle is broken by id.

    Returns:
        Their ids, and whether there was a circle.
    """
    waits = {name: len(set(before)) for name, before in seen.items()}
    follows: dict[str, list[str]] = {name: [] for name in seen}
    for name, before in seen.items():
        for one in set(before):
            follows[one].append(name)
    ready = [name for name, count in waits.items() if count == 0]
    heapq.heapify(ready)
    left = dict.fromkeys(sorted(seen))
    order: list[str] = []
    circled = False
    while left:
        if ready:
            name = heapq.heappop(ready)
            if name not in left:
                continue
        else:
            name, circled = next(iter(left)), True
        del left[name]
        order.append(name)
        for each in follows[name]:
            waits[each] -= 1
            if waits[each] == 0 and each in left:
                heapq.heappush(ready, each)
    return order, circled
