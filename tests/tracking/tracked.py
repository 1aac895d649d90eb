"""A plan, its log and trackers of it that were filled in, for tests of what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.model import OccurrenceDays, Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import Did, Entry, StatusLog, Thing
from roadmap_engine.model.filled_tracker import CELL_NAMES
from roadmap_engine.model.plan_rows import known_cells, list_rows
from roadmap_engine.model.read_tracker import Place, ReadRow, ReadTracker
from roadmap_engine.model.tracker_cells import Baseline, mark_cell
from roadmap_engine.tracking.boards import add_happened, draw_board
from roadmap_engine.tracking.recording import Intent, Stamp, prepare_entries
from roadmap_engine.tracking.trackers import Joined, Take, join_tracker
from tests.documents.small_plans import dated, make_measure, make_plan, waiting
from tests.pipeline.filled import fill

__all__ = ["AT", "FILE", "PLAN", "TODAY", "Desk", "codes", "write_in"]

TODAY = dt.date(2027, 3, 1)
AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
FILE = "tracker.xlsx"

_MONTHS = tuple(
    OccurrenceDays(key=f"2027-{month:02}", start=None, due=dt.date(2027, month, 25)) for month in (1, 2, 3)
)
PLAN = with_fields(
    make_plan(
        make_measure("first", title="Первое"),
        make_measure("monthly", dated(*_MONTHS), number="1.2.", title="Каждый месяц"),
        make_measure("council", waiting(), number="1.3.", title="Ждёт решения"),
        academic_year="2026/2027",
    ),
    columns=("№", "Отметка"),
    fields=("number", "mark"),
    own={"mark": "blank"},
)
"""Three measures, five rows, a column of its own that people fill in."""


class Desk:
    """A plan and its log as they go on."""

    def __init__(self, plan: Plan = PLAN) -> None:
        self.texts = plan
        self.log = StatusLog()
        self.count = 0
        self._seen: tuple[StatusLog, Board, Plan] | None = None

    @property
    def board(self) -> Board:
        """Where the plan stands."""
        return self._see()[1]

    @property
    def plan(self) -> Plan:
        """The plan with what has happened."""
        return self._see()[2]

    def _see(self) -> tuple[StatusLog, Board, Plan]:
        if self._seen is None or self._seen[0] is not self.log:
            board = draw_board(self.texts, self.log, TODAY)[0]
            self._seen = self.log, board, add_happened(self.texts, board)
        return self._seen

    def tracker(self) -> bytes:
        """Draw the tracker as the log stands."""
        return render_tracker(self.plan)

    def read(self) -> ReadTracker:
        """Give what a reader of the tracker gives, without a workbook in between."""
        columns = dict.fromkeys((*CELL_NAMES, "own:mark"), "A")
        rows = []
        for line, row in enumerate(list_rows(self.plan), 5):
            cells = known_cells(row)
            marks = {name: mark_cell(value) for name, value in cells.by_name().items()}
            base = Baseline({name: mark for name, mark in marks.items() if mark}, self.plan.plan, "export")
            place = Place("План", line, columns)
            rows.append(ReadRow(row.id, row.number, row.title, row.deadline, cells, base, place))
        return ReadTracker(self.plan.plan, tuple(rows), has_ids=True, captions={"mark": "Отметка"})

    def cells(self, row: str) -> Mapping[str, Any]:
        """What plan and log say of a row."""
        return next(known_cells(each).by_name() for each in list_rows(self.plan) if each.id == row)

    def record(self, row: str, did: Did, **more: Any) -> Entry:
        """Record a deed about a row."""
        measure, _, key = row.partition("#")
        draft = Intent(Thing("measure", measure, key), did, more.pop("on", TODAY), **more)
        return self.add([draft])[0]

    def add(self, drafts: Sequence[Intent], via: str | None = None) -> tuple[Entry, ...]:
        """Record drafts, none of which may be refused."""
        entries, problems = prepare_entries(self.board, drafts, Stamp("deputy-head", AT, self._next, via))
        assert problems == ()
        self.log = StatusLog(entries=(*self.log.entries, *entries))
        return entries

    def join(self, data: bytes | ReadTracker, take: Take | None = None, file: str = FILE) -> Joined:
        """Join a tracker with plan and log; nothing is recorded."""
        read = read_tracker(data) if isinstance(data, bytes) else data
        assert read is not None
        return join_tracker(self.plan, self.board, read, file, TODAY, take)

    def take(self, data: bytes, values: Mapping[str, Mapping[str, Any]], take: Take | None = None) -> Joined:
        """Fill in cells of a tracker, by the id of the row and the letter; join it and record what comes."""
        joined = self.join(fill(data, values), take)
        self.add(joined.drafts, "tracker")
        return joined

    def _next(self) -> str:
        self.count += 1
        return f"entry{self.count:05}"


def write_in(read: ReadTracker, values: Mapping[str, Mapping[str, Any]]) -> ReadTracker:
    """Write into cells of a tracker that was read, by the id of the row and the name of the cell."""
    rows = tuple(
        replace(row, cells=row.cells.with_cells(values[row.id])) if row.id in values else row
        for row in read.rows
    )
    return replace(read, rows=rows)


def codes(joined: Joined) -> list[str]:
    """The codes of what is told."""
    return [each.code for each in joined.problems]
