"""The table of a signed plan and that of a newer one → which lines of the signed table change, and how.

A line is a row or the heading of a stage. Lines that are still there in the same order stay and may be
restated; a line that moved is put elsewhere, and one that says something else besides is taken out where it
was and put in where it is now. Applied to the signed table the changes give the newer one, line by line.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from frozendict import frozendict

from roadmap_engine.model import Plan, PlanDeadline
from roadmap_engine.model.standing import keep_order
from roadmap_engine.planning.comparing.descent import trace_descent, trace_stages

__all__ = ["LineChange", "TableLine", "amend_table", "compare_tables", "table_of"]

Key = tuple[str, str]
LineKind = Literal["removed", "restated", "moved", "added", "renumbered"]
"""In the order in which an order words them."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a plan's table.

    Attributes:
        key: «stage» or «row», and the id.
        number, title: as printed.
        cells: a row's printed text by caption, without the number; none in a heading.
        section: what the section it stands in is called.
    """

    key: Key
    number: str
    title: str
    cells: Mapping[str, str] = frozendict()
    section: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a stage."""
        return self.key[0] == "stage"


@dataclass(frozen=True, slots=True)
class LineChange:
    """What happens to one line of the signed table.

    Attributes:
        kind: `renumbered` where nothing but the number changes. A line that moves may be renumbered, too.
        before: the line in the signed table; none where it is added.
        after: as it is from now on; none where it is removed.
        place: the line it is put after, as the signed table has it where it has it; none at the top. What
            moves is put after a line of the signed table, whatever is added between.
    """

    kind: LineKind
    before: TableLine | None = None
    after: TableLine | None = None
    place: TableLine | None = None

    @property
    def is_heading(self) -> bool:
        """Whether the line is the heading of a stage."""
        line = self.after or self.before
        return line is not None and line.is_heading


def table_of(plan: Plan) -> tuple[TableLine, ...]:
    """Give the lines of a plan's table; what is cancelled, or not shown, has none."""
    plan = plan.in_view()
    numbered = [caption for caption, name in zip(plan.columns, plan.fields, strict=True) if name == "number"]
    numbers = [stage.number.rstrip(".") for stage in plan.stages]
    told_apart = all(numbers) and len(set(numbers)) == len(numbers)
    lines = []
    for stage, bare in zip(plan.stages, numbers, strict=True):
        section = bare if told_apart else f"«{' '.join(stage.title.split())}»"
        lines.append(TableLine(("stage", stage.id), stage.number, stage.title, section=section))
        for measure in stage.standing_measures():
            cells = {name: text for name, text in measure.cells.items() if name not in numbered}
            key = ("row", measure.id)
            lines.append(TableLine(key, measure.number, measure.title, frozendict(cells), section))
    return tuple(lines)


def compare_tables(old: Plan, new: Plan) -> tuple[LineChange, ...]:
    """Find what changes in the signed table, in the order of the newer one; removals come first."""
    stages, rows = trace_stages(old, new), trace_descent(old, new)
    before = {line.key: line for line in table_of(old)}
    printed = dict(_printed_as_signed(old, new, rows.continues))
    after = tuple(
        replace(line, cells=frozendict({**line.cells, **printed[line.key]})) if line.key in printed else line
        for line in table_of(new)
    )
    continues = {("stage", now): ("stage", then) for now, then in stages.continues.items()}
    continues |= {("row", now): ("row", then) for now, then in rows.continues.items()}
    places = {key: place for place, key in enumerate(before)}
    was = [key if (key := continues.get(line.key)) in places else None for line in after]
    kept = _find_kept([None if key is None else places[key] for key in was], table_of(old), after)
    return tuple(_compare(before, after, was, kept))


def _find_kept(
    then: Sequence[int | None], before: Sequence[TableLine], after: Sequence[TableLine]
) -> frozenset[int]:
    """Find the lines that stay in their order: headings first, and under them the most rows that do.

    Two rows that go under another heading have moved, and not the heading.
    """
    headings = keep_order(
        [place if line.is_heading else None for place, line in zip(then, after, strict=True)]
    )
    marks = {place for now in headings if (place := then[now]) is not None}
    sections = list(itertools.accumulate(int(place in marks) for place in range(len(before))))
    kept = set(headings)
    for number, rows in itertools.groupby(
        enumerate(after), key=lambda each: sum(place <= each[0] for place in headings)
    ):
        at = [place for place, line in rows if not line.is_heading]
        were = [was if (was := then[place]) is not None and sections[was] == number else None for place in at]
        kept |= {at[place] for place in keep_order(were)}
    return frozenset(kept)


def _printed_as_signed(
    old: Plan, new: Plan, continues: Mapping[str, str]
) -> Iterator[tuple[Key, dict[str, str]]]:
    """Give the cells of deadlines that are the same and were printed otherwise: what was signed stands."""
    captions = [each for each, name in zip(new.columns, new.fields, strict=True) if name == "deadline"]
    signed = {each.id: each for each in old.in_view().measures()}
    for now in new.measures():
        then = signed.get(continues.get(now.id, ""))
        if then is not None and _meaning(then.deadline) == _meaning(now.deadline):
            yield ("row", now.id), {each: then.cells[each] for each in captions if each in then.cells}


def _meaning(deadline: PlanDeadline) -> tuple[object, ...]:
    days = tuple((each.start, each.due, each.time, each.zone) for each in deadline.occurrences)
    return deadline.text, days, tuple(each.title for each in deadline.awaiting)


def _compare(
    before: Mapping[Key, TableLine],
    after: Sequence[TableLine],
    was: Sequence[Key | None],
    kept: Collection[int],
) -> Iterator[LineChange]:
    """Compare line by line.

    Args:
        before: the lines of the signed table.
        after: those of the newer one.
        was: the signed line of each newer one, if it has any.
        kept: the places of those that stand in the same order.
    """
    standing = {
        key
        for place, key in enumerate(was)
        if key is not None and (place in kept or _is_same(before[key], after[place]))
    }
    yield from (LineChange("removed", before=line) for key, line in before.items() if key not in standing)
    above: TableLine | None = None
    signed_above: TableLine | None = None
    for place, (key, line) in enumerate(zip(was, after, strict=True)):
        if key is None or key not in standing:
            yield LineChange("added", after=line, place=above)
            above = line
            continue
        signed = before[key]
        if place not in kept:
            yield LineChange("moved", signed, line, signed_above)
        above = signed_above = signed
        if not _is_same(signed, line):
            yield LineChange("restated", signed, line)
        elif signed.number.rstrip(".") != line.number.rstrip("."):
            yield LineChange("renumbered", signed, line)


def _is_same(signed: TableLine, line: TableLine) -> bool:
    """Tell whether a line says what it said; what has no number cannot be called by another one."""
    return _words(signed) == _words(line) and bool(signed.number) == bool(line.number)


def _words(line: TableLine) -> Mapping[str, str] | str:
    return line.title if line.is_heading else line.cells


def amend_table(table: Sequence[TableLine], changes: Sequence[LineChange]) -> tuple[TableLine, ...]:
    """Apply changes to a table: what it reads from now on."""
    gone = {change.before.key for change in changes if change.kind in {"removed", "moved"} and change.before}
    anew = {change.before.key: change.after for change in changes if change.before and change.after}
    # Lines of the signed table are named by what they are there, whatever their ids are now. One that is new
    # may have the id of another, and even its words: it is known by being the very line of a change.
    added = {id(change.after) for change in changes if change.kind == "added"}
    lines = [line for line in table if line.key not in gone]

    def place_of(line: TableLine) -> int:
        is_new = id(line) in added
        return next(
            place
            for place, each in enumerate(lines)
            if (each is line if is_new else id(each) not in added and each.key == line.key)
        )

    for kind in ("moved", "added"):
        for change in changes:
            line = change.before if kind == "moved" else change.after
            if change.kind == kind and line is not None:
                lines.insert(place_of(change.place) + 1 if change.place is not None else 0, line)
    return tuple(line if id(line) in added else anew.get(line.key, line) for line in lines)
