"""What a school's papers make of a story: rows, events and points follow the things, which keep their titles.

A title stands for a thing: nobody in the story gives one another title, and no two have the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roadmap_engine.documents.calendar_events import list_events
from roadmap_engine.documents.calendar_history import continue_history, find_identity, tell_pasts
from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption, CalendarHistory, Plan
from roadmap_engine.model.filled_tracker import HandCells
from roadmap_engine.model.plan_rows import list_rows
from roadmap_engine.model.read_tracker import ReadRow, ReadTracker
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.trackers import carry_over
from roadmap_engine.planning.comparing.amending import order_as_amended
from roadmap_engine.planning.comparing.order_difference import command_still
from roadmap_engine.planning.comparing.table_difference import amend_table, compare_tables, table_of
from roadmap_engine.planning.drawing import draw_plan
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import school, vpr
from tests.planning.comparing.test_order_difference import content

__all__ = ["Shelf", "draw"]

_HEAD = (
    "adoption: school\nroadmap: tiny@1\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
    "order: {date: 2026-09-01, number: 1-од}\n"
)


def draw(local: str, text: str) -> Plan:
    """Draw the plan of a school on a version."""
    loaded = load_text((_HEAD + local).encode(), "adoption.yaml", "adoption")
    assert isinstance(loaded.value, Adoption), loaded.problems
    assembly, _ = assemble((load_text(text.encode(), "roadmap.yaml", "roadmap"),), loaded)
    assert assembly is not None
    plan, problems = draw_plan(assembly, loaded.value, school(), vpr(), labels={}, locations=loaded.locations)
    assert not [each for each in problems if each.code == "RM774"], problems
    return plan


@dataclass
class Shelf:
    """The papers of the plan that was seen last."""

    plan: Plan | None = None
    history: CalendarHistory = field(default_factory=CalendarHistory)
    turns: int = 0

    def take(self, plan: Plan) -> None:
        """Lay the papers of the plan as it is now over those of the one before, and hold them to the laws."""
        before, history = self.plan, self.history
        now = dt.datetime(2026, 9, 1, tzinfo=dt.UTC) + dt.timedelta(days=self.turns)
        self.plan, self.history = plan, continue_history(history, plan, now)
        self.turns += 1
        ids = [each.goes_by for each in plan.measures()]
        assert len(set(ids)) == len(ids)
        if before is not None:
            _events_stay(before, history, plan, self.history)
            _rows_stay(before, plan)
            _order_is_as_a_fresh_one(before, plan)


def _titles(plan: Plan) -> set[str]:
    return {each.title for each in plan.measures()}


def _events(plan: Plan, history: CalendarHistory) -> Mapping[str, tuple[Any, ...]]:
    known = find_identity(history, plan)
    return {
        event.uid(known): (event.measure.title, event.days.key, event.edge) for event in list_events(plan)
    }


def _events_stay(before: Plan, then: CalendarHistory, plan: Plan, now: CalendarHistory) -> None:
    """A UID is one thing's for ever, unless it has become another; SEQUENCE never falls."""
    old, new = _events(before, then), _events(plan, now)
    there = _titles(plan)
    for uid, event in old.items():
        if event[0] in there and event in new.values():
            assert new.get(uid) == event, (event, new.get(uid))
        elif uid in new:
            assert event[0] not in there or new[uid][0] == event[0]
    earlier, later = tell_pasts(then), tell_pasts(now)
    for uid, past in earlier.items():
        assert later[uid].revision.number >= past.revision.number
        assert later[uid].revision.revised_at >= past.revision.revised_at


def _rows_stay(before: Plan, plan: Plan) -> None:
    """What somebody wrote about a thing stands beside it, or with what has left the plan."""
    rows = tuple(
        ReadRow(row.id, row.number, row.title, row.deadline, _written(row.title)) for row in list_rows(before)
    )
    filled = carry_over(plan, ReadTracker(before.plan, rows, has_ids=True))
    titles, there = {row.id: row.title for row in list_rows(plan)}, _titles(plan)
    stood = {str(cells.note): titles[row] for row, cells in filled.rows.items() if cells.status == "в работе"}
    for note, title in stood.items():
        assert note not in there or note == title, (note, title)
    aside = {str(each.cells.note) for each in filled.stray}
    written = {row.title for row in list_rows(before)}
    assert written <= stood.keys() | aside | {str(cells.note) for cells in filled.rows.values()}


def _written(words: str) -> HandCells:
    return HandCells(status="в работе", note=words)


def _order_is_as_a_fresh_one(before: Plan, plan: Plan) -> None:
    """The signed order, amended, says what a new one would; so does its table."""
    _, current = command_still((before, plan))
    fresh, _ = draw_order(current)
    assert fresh is not None
    assert content(order_as_amended((before, plan)).points) == content(fresh.points)
    if before.columns == plan.columns:
        amended = amend_table(table_of(before), compare_tables(before, plan))
        assert [(line.number, line.title, line.cells) for line in amended] == [
            (line.number, line.title, line.cells) for line in table_of(plan)
        ]
