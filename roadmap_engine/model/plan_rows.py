"""A plan into the rows that are tracked: one for every time a measure falls due, one where it has no day.

Regular work, weekly and oftener, has a row a month. A row's id, «measure#occurrence», stays when the title,
the number or the day of its measure changes: by it a filled tracker finds its way back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from frozendict import frozendict

from roadmap_engine.model.filled_tracker import STATUSES, HandCells
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import PlanDeadline, PlanMeasure
from roadmap_engine.model.progress import DONE, SIGN_WORDS, Happened, Sign, State
from roadmap_engine.model.regular import list_series
from roadmap_engine.model.tracker_cells import DATE_CELL, NUMBER_CELL, recall_cell

__all__ = [
    "Answerer",
    "PlanRow",
    "find_row_keys",
    "known_cells",
    "list_answerers",
    "list_rows",
    "name_measures_now",
]


NOTHING = Happened()
"""Of a row that the log does not know."""


class _Known(TypedDict, total=False):
    """What is filled in beforehand."""

    status: str
    done: dt.date | None
    note: str
    happened: Happened


@dataclass(frozen=True, slots=True)
class _Time:
    """What has a row of its own: an occurrence, the occurrences of a month, or what is not known yet."""

    key: str
    start: dt.date | None
    due: dt.date | None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who answers: a person where one fills the role, the role itself where it stands for a group."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the tracker.

    Attributes:
        waits_for: the events that have to come first, in words.
        standing: work that goes on all the time and is never late.
        due: as the plan has it; `due_now` is the day it was put off to.
        status: what is known of it already, in a word of the tracker.
        done: the day that counts from: of what is done, the day it was done.
        note: what was said of it last: a remark, a reason.
        happened: what the status log says of it.
        cells: of the plan's table, by caption.
        covers: the keys of the occurrences that a row of a month stands for; none in other rows.
        is_alone: whether its measure has no other.
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
    status: str = STATUSES[0]
    done: dt.date | None = None
    note: str = ""
    happened: Happened = NOTHING
    cells: Mapping[str, str] = frozendict()
    covers: tuple[str, ...] = ()
    is_alone: bool = True

    @property
    def measure(self) -> str:
        """The id that its measure goes by."""
        return self.id.partition("#")[0]

    @property
    def key(self) -> str:
        """The key of its occurrence, or of its month; empty while it waits for its date."""
        return self.id.partition("#")[2]

    @property
    def due_now(self) -> dt.date | None:
        """Its due day, the new one where it was put off."""
        return self.happened.extended_to or self.due


def known_cells(row: PlanRow) -> HandCells:
    """Give what the plan and the log know already in the cells that people fill in."""
    said = dict(row.happened.cells)
    number, date = said.pop(NUMBER_CELL, ""), said.pop(DATE_CELL, "")
    return HandCells(
        status=row.status,
        done=row.done,
        note=row.note or None,
        start=row.start,
        due=row.due_now,
        number=number or None,
        date=recall_cell(date),
        link=row.happened.links[-1] if row.happened.links else None,
        own=frozendict({name: recall_cell(words) for name, words in said.items() if words}),
    )


def list_rows(plan: Plan) -> tuple[PlanRow, ...]:
    """List the rows in the order of the plan's table; what the plan does not show has none."""
    return tuple(row for measure in plan.in_view().measures() for row in _rows_of(measure))


def list_answerers(rows: Iterable[PlanRow]) -> tuple[Answerer, ...]:
    """List everybody who answers for a row, once, in the order they are first named."""
    return tuple(dict.fromkeys(answerer for row in rows for answerer in row.answerers))


def find_row_keys(deadline: PlanDeadline) -> Mapping[str, str]:
    """Give the key of the row that each occurrence is tracked in: its own, or that of its month."""
    times = _times_of(deadline)
    return {covered: time.key for time in times for covered in time.covers or (time.key,)}


def name_measures_now(plan: Plan, then: Collection[str]) -> Mapping[str, str]:
    """Give what each measure goes by, by every name it has had; of a split, the first part in the table.

    Args:
        plan: as it is now.
        then: names of measures when the rows were written. What was one of them was no other, whatever the
            two were before.
    """
    former: dict[str, str] = {}
    for measure in plan.measures():
        last = next((each for each in measure.was if each in then), None)
        if last is not None:
            former.setdefault(last, measure.goes_by)
    for measure in plan.measures():
        for each in measure.was:
            former.setdefault(each, measure.goes_by)
    # What has had the id of another goes by its own, whoever was called so before.
    return former | {each.goes_by: each.goes_by for each in plan.measures()}


def _rows_of(measure: PlanMeasure) -> tuple[PlanRow, ...]:
    deadline = measure.deadline
    times = _times_of(deadline)
    return tuple(
        PlanRow(
            id=f"{measure.goes_by}#{time.key}",
            number=measure.number.strip().rstrip("."),
            title=measure.title,
            answerers=_answerers_of(measure, time.due or time.start),
            start=time.start,
            due=time.due,
            deadline=deadline.text,
            waits_for="" if time.key else deadline.awaited,
            standing=deadline.standing,
            output=measure.output or "",
            cells=measure.cells,
            covers=time.covers,
            is_alone=len(times) == 1,
            **_known_of(measure, time, alone=len(times) == 1),
        )
        for time in times
    )


def _times_of(deadline: PlanDeadline) -> tuple[_Time, ...]:
    """Give the times that have a row, in the order of the plan's days; what is awaited has one of none."""
    number_of = {each.key: number for number, days in list_series(deadline).items() for each in days}
    times: dict[str, _Time] = {}
    for each in deadline.occurrences:
        day = each.due or each.start
        if each.key not in number_of or day is None:
            times[each.key] = _Time(each.key, each.start, each.due)
            continue
        number = number_of[each.key]
        key = f"{number}.{day:%Y-%m}" if number else f"{day:%Y-%m}"
        before = times.get(key, _Time(key, day, day))
        times[key] = _Time(
            key, min(before.start or day, day), max(before.due or day, day), (*before.covers, each.key)
        )
    if deadline.awaiting or not times:
        times[""] = _Time("", None, None)
    return tuple(times.values())


def _known_of(measure: PlanMeasure, time: _Time, *, alone: bool) -> _Known:
    """Give what is known of a row, so that nobody has to fill it in again: by the log, or by the plan's text.

    Of several times a duty fell due, those before the day it was done were met on days that nobody noted.
    """
    happened, day = measure.happened.get(time.key), time.due or time.start
    if happened is not None:
        return _happened_of(happened)
    settled = measure.settled
    if settled is None:
        return {}
    if measure.is_cancelled:
        return {"status": "отменено", "note": settled.in_words()} if measure.is_called_off(day) else {}
    met = alone or day is None or day >= settled.on
    return {"status": "выполнено", "done": settled.on if met else None, "note": settled.in_words()}


def _happened_of(happened: Happened) -> _Known:
    """Give what the log knows of a row; a day stands only with what is done."""
    state = happened.state
    word = STATUSES[0] if state is State.OPEN else SIGN_WORDS[Sign(state.value)].word.russian
    done = happened.done_on if state in DONE else None
    return {"status": word, "done": done, "note": happened.note or "", "happened": happened}


def _answerers_of(measure: PlanMeasure, day: dt.date | None) -> tuple[Answerer, ...]:
    """Give who answers for a time of a measure: whoever holds the post then, or did when it was done."""
    if measure.settled is not None and day is not None:
        day = min(day, measure.settled.on)
    everybody: dict[Answerer, None] = {}
    for assignee in measure.responsible:
        people = [Answerer(f"person:{person.key}", person.name) for person in assignee.people_on(day)]
        everybody |= dict.fromkeys(people or [Answerer(f"role:{assignee.role}", assignee.title)])
    return tuple(everybody)
