"""A plan into the rows of its tracker: one for every time a measure falls due, one where it has no day.

A row's id, «measure#occurrence», stays when the title, the number or the day of its measure changes:
by it a filled tracker finds its way back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from frozendict import frozendict

from roadmap_engine.documents.phrases import join_awaited
from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.model.filled_tracker import STATUSES, HandCells, Status

__all__ = ["Answerer", "TrackerRow", "known_cells", "list_answerers", "list_rows"]


class _Known(TypedDict, total=False):
    """What is filled in beforehand."""

    status: Status
    done: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who answers: a person where one fills the role, the role itself where it stands for a group."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """One line of the tracker.

    Attributes:
        waits_for: the events that have to come first, in words.
        standing: work that goes on all the time and is never late.
        status: what the plan knows of it already, in a word of the tracker's list.
        done: the day it was done, where the plan knows.
        note: why, in a person's words.
        cells: of the plan's table, by caption.
    """

    id: str
    number: str
    title: str
    answerers: tuple[Answerer, ...]
    start: dt.date | None
    due: dt.date | None
    deadline: str
    waits_for: str
    standing: bool
    output: str
    status: Status = STATUSES[0]
    done: dt.date | None = None
    note: str = ""
    cells: Mapping[str, str] = frozendict()

    @property
    def is_settled(self) -> bool:
        """Whether the plan knows how it ended."""
        return self.status != STATUSES[0]


def known_cells(row: TrackerRow) -> HandCells:
    """Give what the plan knows already in the cells that people fill in."""
    return HandCells(status=row.status, done=row.done, note=row.note or None)


def list_rows(plan: Plan) -> tuple[TrackerRow, ...]:
    """List the rows in the order of the plan's table."""
    return tuple(row for measure in plan.measures() for row in _rows_of(measure))


def list_answerers(rows: Iterable[TrackerRow]) -> tuple[Answerer, ...]:
    """List everybody who answers for a row, once, in the order they are first named."""
    return tuple(dict.fromkeys(answerer for row in rows for answerer in row.answerers))


def _rows_of(measure: PlanMeasure) -> tuple[TrackerRow, ...]:
    deadline = measure.deadline
    days = [(each.key, each.start, each.due) for each in deadline.occurrences]
    if deadline.awaiting or not days:
        days.append(("", None, None))
    return tuple(
        TrackerRow(
            id=f"{measure.id}#{key}",
            number=measure.number.strip().rstrip("."),
            title=measure.title,
            answerers=_answerers_of(measure),
            start=start,
            due=due,
            deadline=deadline.text,
            waits_for="" if key else join_awaited(deadline),
            standing=deadline.standing,
            output=measure.output or "",
            cells=measure.cells,
            **_known_of(measure, due or start, alone=len(days) == 1),
        )
        for key, start, due in days
    )


def _known_of(measure: PlanMeasure, day: dt.date | None, *, alone: bool) -> _Known:
    """Give what the plan knows of a row, so that nobody has to fill it in again.

    Of several times a duty fell due, those before the day it was done were met on days that nobody noted.
    """
    settled = measure.settled
    if settled is None:
        return {}
    if measure.is_cancelled:
        return {"status": "отменено", "note": settled.in_words()} if measure.is_called_off(day) else {}
    met = alone or day is None or day >= settled.on
    return {"status": "выполнено", "done": settled.on if met else None, "note": settled.in_words()}


def _answerers_of(measure: PlanMeasure) -> tuple[Answerer, ...]:
    everybody: dict[Answerer, None] = {}
    for assignee in measure.responsible:
        people = [Answerer(f"person:{person.key}", person.name) for person in assignee.people]
        everybody |= dict.fromkeys(people or [Answerer(f"role:{assignee.role}", assignee.title)])
    return tuple(everybody)
