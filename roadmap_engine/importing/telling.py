"""The account of the rows of an import, and a word for each row and cell that became nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.accounts import Account, Became, RowAccount
from roadmap_engine.importing.drafting import Draft
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.manuscript import Cell, Manuscript, Table
from roadmap_engine.importing.plan_tables import FoundPlan
from roadmap_engine.importing.preface import Preface
from roadmap_engine.importing.sections import ReadRows
from roadmap_engine.model.provenance import Path

__all__ = ["Around", "shorten", "tell_of_rows", "tell_of_schedules"]

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Around:
    """A file, the only table that is wanted of it, and what was found in it."""

    manuscript: Manuscript
    wanted: str | None
    found: FoundPlan
    preface: Preface

    def rows_read(self) -> list[tuple[int, int]]:
        """Give the rows of tables that are the title, the introduction or the stamp."""
        sources = {each.source for each in self.found.above if each.source is not None}
        left = {each.source for each in (*self.preface.left, *self.found.below)}
        return sorted(sources - left)

    def tables(self) -> tuple[Table, ...]:
        """Give the tables that are asked for."""
        tables = self.manuscript.tables()
        return tuple(t for t in tables if self.wanted is None or self.wanted in (str(t.number), t.name))


def tell_of_rows(draft: Draft, around: Around, read: ReadRows) -> Account:
    """Give the account of every filled row, and tell of the rows and cells that became nothing.

    Args:
        draft: the text so far; what is told goes to its remarks.
        around: the file.
        read: its rows; none where the measures are points of an order.
    """
    rows = [
        *draft.rows,
        *(
            RowAccount(table, row, Became.CAPTIONS, ("columns", head) if head else ())
            for table, row, head in read.captions
        ),
        *(RowAccount(table, row, Became.NOTICE) for table, row, _problem in read.told if row),
        *(RowAccount(table, row, Became.PREFACE) for table, row in around.rows_read()),
    ]
    draft.remarks += [(("columns",), problem) for problem in read.changed]
    draft.remarks += [(("stages",), problem) for _table, _row, problem in read.told]
    notes: dict[Path, tuple[str, ...]] = {}
    for path, words in draft.kept:
        notes[path] = (*notes.get(path, ()), words)
    account = Account(tuple(rows), notes, around.wanted)
    left: dict[int, list[str]] = {}
    for table, row in account.missing(around.manuscript):
        rows.append(RowAccount(table, row.number, Became.NOTICE))
        left.setdefault(table, []).append(row.words())
    plans = {plan.table.number for plan in around.found.tables} if read.sections else set()
    for table, lines in left.items():
        told = _tell_of_plan(lines) if table in plans else [_tell_of_table(table, lines, around.found)]
        draft.remarks += [(("stages",), problem) for problem in told]
    complete = replace(account, rows=tuple(rows))
    draft.remarks += _tell_of_faults(around, complete)
    return complete


def _tell_of_plan(lines: Sequence[str]) -> list[Problem]:
    return [Problem.of("RM868", text=line).lessen() for line in lines]


def _tell_of_table(table: int, lines: Sequence[str], found: FoundPlan) -> Problem:
    code = "RM884" if table in found.schedules else "RM885"
    return Problem.of(code, table=table, count=len(lines), text=shorten(lines[0]))


def tell_of_schedules(manuscript: Manuscript, found: FoundPlan) -> list[Problem]:
    """Tell of the schedules in a file that has no plan."""
    filled = {t.number: [row.words() for row in t.rows if row.filled()] for t in manuscript.tables()}
    return [_tell_of_table(number, filled[number], found) for number in found.schedules]


def _tell_of_faults(around: Around, account: Account) -> Iterator[tuple[Path, Problem]]:
    """Tell of every cell that shows an error, at the measure it stands in."""
    paths: Mapping[tuple[int, int], Path] = {row.place: row.path for row in account.rows if row.path}
    for table in around.tables():
        for row in table.rows:
            for cell in row.own_cells():
                if cell.fault and cell.row == row.index:
                    path = paths.get((table.number, row.number), ("stages",))
                    caption = _caption_over(table.number, cell, around.found)
                    where: dict[str, Any] = {"table": table.number, "row": row.number, "column": caption}
                    yield path, Problem.of("RM888", **where, error=cell.fault)


def _caption_over(table: int, cell: Cell, found: FoundPlan) -> str:
    """Give the words over a cell; its place where none are, or where the table has another shape now."""
    plan = next((each for each in found.tables if each.table.number == table), None)
    columns: tuple[Column, ...] = ()
    if plan is not None and table not in found.unfolded:
        above = [header.columns for header in plan.headers if header.first < cell.row]
        columns = above[-1] if above else plan.columns
    over = next((c.caption for c in columns if c.first <= cell.column <= c.last), "")
    return over or f"графа {cell.column + 1}"


def shorten(text: str) -> str:
    """Give the beginning of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN].rstrip()}…"
