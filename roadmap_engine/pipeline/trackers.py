"""What people wrote into a tracker, carried over into the tracker of the plan as it is now.

A row is known by its id. An id that is gone is looked for where its measure was renamed, or where the one
row that waited for a date has got it. A row without an id is known by its words, if they are those of one
row only. Whatever has no row any more, or is not shown, goes to the sheet «Снято с плана»; nothing that
somebody wrote is dropped. What the log does not know yet stands in its cell as it was written, and the row
keeps what the cell held before: so it still counts as not recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.model import Plan
from roadmap_engine.model.filled_tracker import STATUSES, Filled, HandCells, StrayRow, Why
from roadmap_engine.model.plan_rows import PlanRow, known_cells, list_rows, name_measures_now
from roadmap_engine.model.read_tracker import ReadRow, ReadTracker
from roadmap_engine.model.tracker_cells import Baseline, mark_cell
from roadmap_engine.pipeline.tracker_months import join_weeks
from roadmap_engine.tracking.cells import Compared, compare_cells

__all__ = ["carry_over", "find_unread", "renew_tracker"]


def renew_tracker(plan: Plan, data: bytes, file: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Draw the tracker of a plan with what people have written into an earlier one.

    Args:
        plan: as it is now.
        data: the earlier tracker, as it stands.
        file: what people call it.

    Returns:
        The new tracker, what did not go into its table, and what the log does not know yet; None where the
        earlier one cannot be read or is another plan's.
    """
    read = _read(plan, data)
    if read is None:
        return None, ()
    filled = carry_over(plan, read)
    problems = list(_tell_unread(plan, filled, file))
    fresh = len(filled.stray) - len(read.stray)
    if fresh > 0:
        problems.append(Problem.of("RM732", file=file, count=fresh))
    if read.left:
        problems.append(Problem.of("RM733", file=file, names=list_names(read.left)))
    return render_tracker(plan, filled), tuple(problems)


def find_unread(plan: Plan, data: bytes, file: str) -> tuple[Problem, ...]:
    """Tell what people have written into a tracker that the log does not know yet.

    Args:
        plan: as it is now.
        data: the tracker, as it stands.
        file: what people call it.
    """
    read = _read(plan, data)
    if read is None:
        return ()
    return tuple(_tell_unread(plan, carry_over(plan, read), file))


def _read(plan: Plan, data: bytes) -> ReadTracker | None:
    """Read a tracker; None where it cannot be read or is another plan's."""
    from roadmap_engine.importing.tracker import read_tracker  # noqa: PLC0415 -- most builds find no tracker

    read = read_tracker(data)
    return None if read is None or read.plan not in ("", plan.plan) else read


def _tell_unread(plan: Plan, filled: Filled, file: str) -> Iterator[Problem]:
    names = [_name_row(row) for row in list_rows(plan) if row.id in filled.rows]
    if names:
        yield Problem.of("RM575", file=file, count=len(names), names=list_names(names))


def carry_over(plan: Plan, read: ReadTracker) -> Filled:
    """Find the row of today's plan for everything that people wrote."""
    now = name_measures_now(plan, {_name(row.id) for row in read.rows if row.id})
    carrying = _Carrying(plan, join_weeks(list_rows(plan), read, now), now)
    for step in (carrying.take_ids, carrying.take_renamed, carrying.take_words, carrying.take_back):
        step()
    return carrying.close()


class _Carrying:
    """The rows of today as they fill up, and what is left of the former ones."""

    def __init__(self, plan: Plan, read: ReadTracker, now: Mapping[str, str]) -> None:
        self.today = {row.id: row for row in list_rows(plan)}
        self.read = read
        self.left = list(read.rows)
        self.taken: dict[str, ReadRow] = {}
        self.stray: list[StrayRow] = []
        self.now = now
        self.others = {measure.goes_by for measure in plan.hidden_measures()}

    def take_ids(self) -> None:
        """Give each row what stood under its id."""
        self._take(lambda row: row.id if row.id in self.today else None)

    def take_renamed(self) -> None:
        """Give a row what stood under its measure's earlier id, or in the row that waited for its date."""
        self._take(lambda row: f"{self._measure(row.id)}#{_key(row.id)}" if row.id else None)
        before = Counter(self._measure(row.id) for row in self.read.rows if row.id)
        after = Counter(self._measure(each) for each in self.today)
        free = self._free_by_measure()

        def only_one(row: ReadRow) -> str | None:
            measure = self._measure(row.id)
            single = before[measure] == after[measure] == 1 or not _key(row.id)
            return free[measure][0] if row.id and single and len(free.get(measure, ())) == 1 else None

        self._take(only_one)

    def take_words(self) -> None:
        """Give a row without an id to the one row that has its words, or its words and its day."""
        for row in [each for each in self.left if not each.id]:
            same = [each for each in self.today.values() if _same_words(each, row)]
            homes = same if len(same) == 1 else [each for each in same if each.due == row.cells.due]
            if len(homes) == 1 and homes[0].id not in self.taken:
                self._give(homes[0].id, row)
            else:
                self._stray(row, Why.OWN if self.read.has_ids else Why.UNKNOWN)
            self.left.remove(row)

    def take_back(self) -> None:
        """Give rows that came back into the plan what had been put aside."""
        for row in self.left:
            self._stray(row, Why.OTHERS if self._measure(row.id) in self.others else Why.GONE)
        for former in self.read.stray:
            home = f"{self._measure(former.id)}#{_key(former.id)}"
            row = ReadRow(
                former.id, former.number, former.title, former.deadline, former.cells, extra=former.extra
            )
            standing = self.taken.get(home)
            is_free = standing is None or self._gives_way(standing, row)
            if home in self.today and self.today[home].status == STATUSES[0] and is_free:
                self.taken[home] = row
            elif former not in self.stray:
                self.stray.append(former)

    def close(self) -> Filled:
        """Give what is to be written into the new tracker."""
        rows: dict[str, HandCells] = {}
        bases: dict[str, Baseline] = {}
        for home, row in self.taken.items():
            now = known_cells(self.today[home])
            compared = compare_cells(row, now)
            if compared.unread:
                written = row.cells.by_name()
                rows[home] = now.with_cells({name: written.get(name) for name in compared.unread})
                bases[home] = _keep_base(row, compared)
        extra = {home: row.extra for home, row in self.taken.items() if row.extra}
        read = self.read
        return Filled(rows, bases, tuple(self.stray), read.captions, read.columns, extra, read.sheets)

    def _take(self, find: Callable[[ReadRow], str | None]) -> None:
        """Give rows of today what stands in the former rows that belong to them."""
        left = []
        for row in self.left:
            home = find(row)
            if home is None or home not in self.today:
                left.append(row)
            else:
                self._give(home, row)
        self.left = left

    def _give(self, home: str, row: ReadRow) -> None:
        """Give a former row to one of today; of two that say different things the first stays."""
        standing = self.taken.setdefault(home, row)
        if standing is row:
            return
        if not standing.changed():
            standing, row = row, standing
        clash = any(standing.extra.get(place, value) != value for place, value in row.extra.items())
        self.taken[home] = replace(standing, extra=frozendict({**row.extra, **standing.extra}))
        if clash or (row.changed() and not self._same_cells(home, standing, row)):
            self._stray(row, Why.TWICE)

    def _same_cells(self, home: str, one: ReadRow, other: ReadRow) -> bool:
        now = known_cells(self.today[home])
        sides = []
        for row in (one, other):
            written = {name: mark_cell(value) for name, value in row.cells.by_name().items()}
            sides.append({name: written.get(name, "") for name in compare_cells(row, now).unread})
        return sides[0] == sides[1]

    def _gives_way(self, standing: ReadRow, row: ReadRow) -> bool:
        """Tell whether a row says nothing by hand that another does not say too."""
        there = row.marks()
        return all(standing.marks()[name] == there.get(name, "") for name in standing.changed())

    def _stray(self, row: ReadRow, why: Why) -> None:
        if row.changed() or row.extra or (why is Why.OWN and _has_words(row)):
            words = (row.id, row.number, row.title, row.deadline)
            self.stray.append(StrayRow(*words, row.cells, why, row.extra))

    def _measure(self, row_id: str) -> str:
        name = _name(row_id)
        return self.now.get(name, name)

    def _free_by_measure(self) -> Mapping[str, list[str]]:
        free: dict[str, list[str]] = {}
        for each in self.today:
            if each not in self.taken:
                free.setdefault(self._measure(each), []).append(each)
        return free


def _keep_base(row: ReadRow, compared: Compared) -> Baseline:
    """Give what a row is to be compared with next: of cells the log does not know, what they held before."""
    marks = {**compared.now, **{name: row.base_mark(name) for name in compared.unread}}
    return Baseline(frozendict({name: mark for name, mark in marks.items() if mark}), export=row.base.export)


def _name_row(row: PlanRow) -> str:
    return f"{row.number} {row.title}".strip()


def _name(row_id: str) -> str:
    return row_id.partition("#")[0]


def _key(row_id: str) -> str:
    return row_id.partition("#")[2]


def _same_words(row: PlanRow, read: ReadRow) -> bool:
    return _flat(row.title) == _flat(read.title) != ""


def _has_words(row: ReadRow) -> bool:
    return any((row.number, row.title, row.deadline))


def _flat(words: str) -> str:
    return " ".join(words.split()).casefold()
