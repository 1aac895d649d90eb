"""The table of a signed plan and that of a newer one → which lines of the signed table change, and how.

A line is a row or the heading of a stage. Lines that are still there in the same order stay and may be
restated; a line that moved is taken out where it was and put in where it is now. Applied to the signed
table the changes give the newer one, line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from frozendict import frozendict

from roadmap_engine.model import Plan, PlanDeadline
from roadmap_engine.model.standing import keep_order
from roadmap_engine.planning.comparing.descent import trace_descent, trace_stages

__all__ = ["LineChange", "TableLine", "amend_table", "compare_tables", "table_of"]

Key = tuple[str, str]
LineKind = Literal["removed", "restated", "added", "renumbered"]
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
        kind: `renumbered` where nothing but the number changes.
        before: the line in the signed table; none where it is added.
        after: as it is from now on; none where it is removed.
        place: the line it is put after, as the signed table has it where it has it; none at the top.
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
    """Give the lines of a plan's table; what is cancelled has none."""
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
    kept = _kept(tuple(before), [continues.get(line.key) for line in after])
    return tuple(_compare(before, after, kept))


def _printed_as_signed(
    old: Plan, new: Plan, continues: Mapping[str, str]
) -> Iterator[tuple[Key, dict[str, str]]]:
    """Give the cells of deadlines that are the same and were printed otherwise: what was signed stands."""
    captions = [each for each, name in zip(new.columns, new.fields, strict=True) if name == "deadline"]
    signed = {each.id: each for each in old.measures()}
    for now in new.measures():
        then = signed.get(continues.get(now.id, ""))
        if then is not None and _meaning(then.deadline) == _meaning(now.deadline):
            yield ("row", now.id), {each: then.cells[each] for each in captions if each in then.cells}


def _meaning(deadline: PlanDeadline) -> tuple[object, ...]:
    days = tuple((each.start, each.due, each.time, each.zone) for each in deadline.occurrences)
    return deadline.text, days, tuple(each.title for each in deadline.awaiting)


def _compare(
    before: Mapping[Key, TableLine], after: Sequence[TableLine], kept: Mapping[int, Key]
) -> Iterator[LineChange]:
    standing = set(kept.values())
    for key, line in before.items():
        if key not in standing:
            yield LineChange("removed", before=line)
    above: TableLine | None = None
    for place, line in enumerate(after):
        if place not in kept:
            yield LineChange("added", after=line, place=above)
            above = line
            continue
        above = signed = before[kept[place]]
        # What has no number cannot be called by another one.
        if _words(signed) != _words(line) or bool(signed.number) != bool(line.number):
            yield LineChange("restated", signed, line)
        elif signed.number != line.number:
            yield LineChange("renumbered", signed, line)


def _words(line: TableLine) -> Mapping[str, str] | str:
    return line.title if line.is_heading else line.cells


def _kept(old: Sequence[Key], new: Sequence[Key | None]) -> dict[int, Key]:
    """Find the most lines that stand in the same order in both: place now to the key then."""
    places = {key: place for place, key in enumerate(old)}
    then = [None if key is None else places.get(key) for key in new]
    return {now: old[place] for now in keep_order(then) if (place := then[now]) is not None}


def amend_table(table: Sequence[TableLine], changes: Sequence[LineChange]) -> tuple[TableLine, ...]:
    """Apply changes to a table: what it reads from now on."""
    gone = {change.before.key for change in changes if change.kind == "removed" and change.before}
    anew = {change.before.key: change.after for change in changes if change.before and change.after}
    # Places are named by the lines of the signed table, whatever their ids are now.
    keys = [line.key for line in table if line.key not in gone]
    lines = [anew.get(line.key, line) for line in table if line.key not in gone]
    for change in changes:
        if change.kind == "added" and change.after is not None:
            place = keys.index(change.place.key) + 1 if change.place is not None else 0
            keys.insert(place, change.after.key)
            lines.insert(place, change.after)
    return tuple(lines)
