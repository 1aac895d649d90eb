"""Where one layer puts things: what is there already moves, what is new is added, each beside what it names.

A thing that something stands beside is meant where this layer puts it: whatever waits for another thing to be
moved or added comes after it, and where each waits for the other, none is moved. What is moved to one place
stands there in the order it had, before what is added there; that stands in the order of the layer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import PROBLEMS
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.condition import LONGEST_CONDITION
from roadmap_engine.model.measure import Addition, Measure, Position, Stage, call_thing
from roadmap_engine.overlays.journal import Journal
from roadmap_engine.overlays.layers import Site
from roadmap_engine.overlays.renumbering import renumber_moved
from roadmap_engine.overlays.rows import Rows
from roadmap_engine.overlays.unknown import report_unknown

__all__ = ["Placing"]


class Placing:
    """The moves and additions of one layer that still wait; it lives only while they are made."""

    def __init__(
        self,
        rows: Rows,
        moves: Mapping[str, tuple[Position, Site]],
        additions: Sequence[tuple[Addition, Site]] = (),
        journal: Journal | None = None,
        numbered: Sequence[str] = (),
    ) -> None:
        """Gather what is to be put.

        Args:
            rows: as the layers so far have them.
            moves: where each thing goes, and where that is said.
            additions: what is new, and where it is written.
            journal: of the layer; none where the program itself puts things back.
            numbered: what the layer gives a number of its own.
        """
        self._rows = rows
        order = {name: place for place, name in enumerate(rows.in_order())}
        # What the layer adds itself is no thing that it could move.
        for name in (name for name in moves if name not in order):
            report_unknown(rows, name, rows.names(), moves[name][1], at_key=True)
        names = sorted(moves.keys() & order.keys(), key=order.__getitem__)
        self._moves = {name: moves[name] for name in names}
        self._additions = list(additions)
        self._journal = journal
        self._numbered = frozenset(numbered)
        self._coming = Counter(thing.id for each, _ in additions for _, thing in each.things(()))
        put = (*(to.said() for to, _ in moves.values()), *(each.place() for each, _ in additions))
        self._places = Counter(place for each in put for place in each.items())
        # What is put after one thing stands there one after the other.
        self._last_after: dict[str, str] = {}

    def put(self) -> None:
        """Move and add everything; what cannot be done becomes a problem."""
        while self._moves or self._additions:
            ready = next((name for name in self._moves if self._is_ready(name)), None)
            free = (place for place, (each, _) in enumerate(self._additions) if self._is_free(each))
            if ready is not None:
                self._move(ready, *self._moves.pop(ready))
            elif (place := next(free, None)) is not None:
                addition, site = self._additions.pop(place)
                self._coming -= Counter(thing.id for _, thing in addition.things(()))
                self._add(addition, site)
            else:
                self._report_circles()
                self._moves.clear()

    def _is_ready(self, name: str) -> bool:
        beside = self._moves[name][0].beside
        return beside == name or (beside not in self._moves and beside not in self._coming)

    def _is_free(self, addition: Addition) -> bool:
        return _anchor_of(addition) not in self._moves

    def _report_circles(self) -> None:
        """Name every circle once, at the move of it that stands first in the table."""
        homes = {thing.id: _anchor_of(each) for each, _ in self._additions for _, thing in each.things(())}
        seen: set[str] = set()
        for start in self._moves:
            way: list[str] = []
            name: str | None = start
            while name is not None and name not in seen and name not in way:
                way.append(name)
                name = self._moves[name][0].beside if name in self._moves else homes.get(name)
            if name in way:
                self._report_circle(way[way.index(name) :])
            seen |= {*way}

    def _report_circle(self, names: Sequence[str]) -> None:
        moved = [name for name in names if name in self._moves]
        first, *others = (self._moves[name][1] for name in moved)
        self._rows.problems.append(
            Problem.of(
                "RM761",
                location=first.key,
                related=tuple(site.key for site in others[: PROBLEMS.most]),
                thing=call_thing(self._thing(moved[0])),
                names=list_names(names),
            )
        )

    def _thing(self, name: str) -> Stage | Measure:
        return cast("Stage | Measure", self._rows.thing(name))

    def _move(self, name: str, to: Position, site: Site) -> None:
        rows, thing = self._rows, self._thing(name)
        if to.beside == name:
            self._moves[name] = to, site
            self._report_circle([name])
            del self._moves[name]
            return
        if not self._is_fitting(thing, to, site):
            return
        home = "" if thing.is_stage else to.stage or rows.home_of(to.beside)
        before, stages = rows.standing(name), rows.measures_of("")
        rows.move(name, home, site, self._behind(to.after, name), to.before)
        now = rows.standing(name)
        if before == now and all(self._places[place] == 1 for place in to.said().items()):
            rows.problems.append(Problem.of("RM764", location=site.key, thing=call_thing(thing)))
        elif before != now and self._journal is not None:
            renumber_moved(rows, thing, before.stage, stages, self._numbered, site)
            self._journal.note_move(thing, before, now, site)

    def _is_fitting(self, thing: Stage | Measure, to: Position, site: Site) -> bool:
        """Tell whether a thing can be moved there; what is of the other kind, or nowhere, is a problem."""
        rows = self._rows
        key, beside = next((key, name) for key, name in to if name is not None)
        there, wanted = rows.thing(beside), thing.is_stage or key == "stage"
        if there is None:
            report_unknown(
                rows, beside, rows.stage_names() if wanted else rows.measure_names(), site.under(key)
            )
        elif there.is_stage != wanted or (thing.is_stage and key == "stage"):
            location = site.under(key).location
            rows.problems.append(Problem.of("RM760", location=location, thing=f"move {thing.id}"))
        else:
            return True
        return False

    def _behind(self, after: str | None, name: str) -> str | None:
        """Give what a thing is to stand after, where others may have been put after the same."""
        if after is None:
            return None
        last = self._last_after.get(after, after)
        self._last_after[after] = name
        return last

    def _add(self, addition: Addition, site: Site) -> None:
        # An addition without a measure is that of a stage: the model sees to it.
        rows = self._rows
        kind, thing = ("measure", addition.measure) if addition.measure else ("stage", addition.stage)
        own = cast("Stage | Measure", thing)
        siblings = rows.measure_names() if addition.measure else rows.stage_names()
        after, before, home = addition.after, addition.before, ""
        for key, anchor in (("after", after), ("before", before)):
            if anchor is not None and anchor not in siblings:
                report_unknown(rows, anchor, siblings, site.under(key))
                # Put last, so that what is wrong in it is told in the same run.
                after = before = None
        if addition.measure is not None:
            anchor, stages = after or before, rows.stage_names()
            home = rows.home_of(anchor) if anchor is not None else str(addition.stage)
            if addition.stage is not None and home not in stages:
                report_unknown(rows, home, stages, site.under("stage"))
            if anchor is None and home not in stages:
                if not stages:
                    return
                home = stages[-1]
        inner = site.under(kind)
        if _is_taken(rows, own.id, inner):
            return
        if self._journal is not None:
            self._journal.note_addition(own, home, inner)
        rows.insert(own, home, inner, self._behind(after, own.id), before)
        _put_condition(rows, own, addition, site)


def _anchor_of(addition: Addition) -> str:
    return next(iter(addition.place().values()), "")


def _put_condition(rows: Rows, thing: Stage | Measure, addition: Addition, site: Site) -> None:
    """Give what was added the addition's condition, besides its own."""
    if addition.when is None:
        return
    here = site.under("when")
    both = f"({addition.when}) and ({thing.when})" if thing.when is not None else addition.when
    if len(both) > LONGEST_CONDITION:
        rows.problems.append(
            Problem.of(
                "RM150",
                location=here.location,
                thing=call_thing(thing),
                field="when",
                limit=LONGEST_CONDITION,
            )
        )
        return
    rows.put(with_fields(cast("Stage | Measure", rows.thing(thing.id)), when=both))
    rows.conditions[thing.id] = (*rows.conditions.get(thing.id, ()), (addition.when, here))
    rows.sites[thing.id, "when"] = here


def _is_taken(rows: Rows, name: str, site: Site) -> bool:
    there = rows.sites.get((name, ""))
    if there is None:
        return False
    related = (there.under("id").location,)
    rows.problems.append(Problem.of("RM207", location=site.under("id").location, related=related, name=name))
    return True
