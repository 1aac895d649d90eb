"""What reports on a plan say, before anybody decides how they look: the same in Word and on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_engine.documents.phrases import say_late, shorten, write_days
from roadmap_engine.model import OccurrenceDays, Plan
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.counts import Counts, count_board
from roadmap_engine.model.entry import Entry, EvidenceFile
from roadmap_engine.model.progress import DONE, SIGN_WORDS, Sign
from roadmap_engine.model.tracker_cells import DATE_CELL, NUMBER_CELL
from roadmap_engine.russian import Case, capitalise_first, numeric_date, signature_name
from roadmap_engine.russian.titles import title_in_case

__all__ = [
    "Execution",
    "ExecutionRow",
    "ExecutionStage",
    "LateRow",
    "WaitingRow",
    "describe_execution",
    "name_order",
    "say_day",
    "say_due",
    "say_signature",
    "say_state",
]

_LATE = (Sign.OVERDUE, Sign.RETURNED_LATE)
_LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True)
class ExecutionRow:
    """A time that a measure falls due, as a report has it."""

    number: str
    title: str
    due: str
    state: str
    done: str
    document: str


@dataclass(frozen=True, slots=True)
class ExecutionStage:
    """A stage with its rows."""

    heading: str
    rows: tuple[ExecutionRow, ...]


@dataclass(frozen=True, slots=True)
class LateRow:
    """What is overdue, since when, who answers, and why."""

    number: str
    title: str
    due: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """What is waited for, and what waits for it."""

    event: str
    measures: str


@dataclass(frozen=True, slots=True)
class Execution:
    """How far a plan is on a day.

    Attributes:
        order: the order that approves the plan, as one line; empty where nothing is known of it.
        summary: the counts, in sentences.
        signature: the post and the name of whoever answers for the plan.
    """

    organisation: str
    heading: str
    order: str
    summary: tuple[str, ...]
    stages: tuple[ExecutionStage, ...]
    overdue: tuple[LateRow, ...]
    waiting: tuple[WaitingRow, ...]
    signature: tuple[str, str]
    counts: Counts


def describe_execution(plan: Plan, board: Board) -> Execution:
    """Say how far a plan is on the day of its board.

    Args:
        plan: the plan.
        board: where it stands; where it is seen on no day, nothing is said of what is overdue.
    """
    by_stage: dict[str, list[BoardRow]] = {}
    for row in board.rows:
        by_stage.setdefault(row.stage, []).append(row)
    stages = tuple(
        ExecutionStage(f"{stage.number} {stage.title}".strip(), tuple(map(_row, by_stage[stage.id])))
        for stage in plan.stages
        if stage.id in by_stage
    )
    waiting: dict[str, list[str]] = {}
    for row in board.rows:
        if row.sign is Sign.WAITING:
            waiting.setdefault(row.row.waits_for, []).append(_name(row))
    day = f"\nна {numeric_date(board.today)}" if board.today is not None else ""
    title = title_in_case(plan.title, Case.GENITIVE) or f"документа «{plan.title}»"
    counts = count_board(board)
    return Execution(
        plan.organisation.full if plan.organisation is not None else "",
        f"СПРАВКА\nоб исполнении {title}{day}",
        name_order(plan),
        tuple(_summarise(board, counts)),
        stages,
        tuple(_late_row(row) for row in board.rows if row.sign in _LATE),
        tuple(WaitingRow(event, "; ".join(dict.fromkeys(measures))) for event, measures in waiting.items()),
        say_signature(plan, board.today),
        counts,
    )


def name_order(plan: Plan) -> str:
    """Name the order that approves a plan; nothing where neither its date nor its number is known."""
    order = plan.order
    if order is None or (order.date is None and order.number is None):
        return ""
    date = f" от {numeric_date(order.date)}" if order.date is not None else ""
    return f"Приказ{date}{f' № {order.number}' if order.number else ''}"


def _summarise(board: Board, counts: Counts) -> Iterator[str]:
    if board.today is not None:
        yield (
            f"К {numeric_date(board.today)} включительно наступило сроков: {counts.expected}. "
            f"Исполнено: {counts.reported}, из них в срок: {counts.in_time}; принято: {counts.accepted}."
        )
        yield (
            f"На проверке: {counts.review}. Просрочено: {counts.overdue}. "
            f"Всего сроков в плане: {len(board.rows)}."
        )
    else:
        yield (
            f"Сроков с датой: {counts.expected}. Исполнено: {counts.reported}, из них в срок: "
            f"{counts.in_time}; принято: {counts.accepted}; на проверке: {counts.review}. "
            f"Всего сроков в плане: {len(board.rows)}."
        )


def _row(row: BoardRow) -> ExecutionRow:
    happened = row.happened
    # The day the work was done, not that of its acceptance.
    day = happened.done_on or happened.on
    done = numeric_date(day) if happened.state in DONE and day is not None else ""
    return ExecutionRow(
        row.row.number,
        row.row.title,
        say_due(row),
        say_state(row),
        done,
        _say_document(row),
    )


def say_state(row: BoardRow) -> str:
    """Say where a row stands: mark, word, and how late it is."""
    words = SIGN_WORDS[row.sign]
    return ", ".join(each for each in (f"{words.mark} {words.word.russian}", say_late(row)) if each)


def say_due(row: BoardRow) -> str:
    """Say the days of a row, the new one where it was put off."""
    if row.happened.extended_to is not None:
        before = f" (было {numeric_date(row.row.due)})" if row.row.due is not None else ""
        return f"до {numeric_date(row.happened.extended_to)}{before}"
    if row.row.due is None and row.row.start is None:
        return row.row.deadline
    return write_days(OccurrenceDays(key="", start=row.row.start, due=row.row.due))


def _say_document(row: BoardRow) -> str:
    cells = row.happened.cells
    number, date = cells.get(NUMBER_CELL), cells.get(DATE_CELL)
    said = [row.row.output] if row.row.output else []
    requisites = [f"от {say_day(date)}"] if date else []
    requisites += [f"№ {number}"] if number else []
    said += [" ".join(requisites)] if requisites else []
    names = [name for entry in row.history for name in _name_evidence(entry)]
    return "; ".join([*said, *dict.fromkeys(names)])


def say_day(words: str) -> str:
    """Say a day that stands as ISO writes it; other words stay as they are."""
    try:
        return numeric_date(dt.date.fromisoformat(words))
    except ValueError:
        return words


def _name_evidence(entry: Entry) -> Iterator[str]:
    for each in entry.evidence:
        yield each.name if isinstance(each, EvidenceFile) else each.link


def _late_row(row: BoardRow) -> LateRow:
    happened = row.happened
    reasons = [happened.note] if happened.note and happened.note != happened.extended_why else []
    if row.sign is Sign.RETURNED_LATE:
        reasons = [f"возвращено: {happened.note}" if happened.note else "возвращено"]
    if happened.extended_why:
        reasons.append(f"срок переносился: {happened.extended_why}")
    who = ", ".join(dict.fromkeys(each.name for each in row.row.answerers))
    why = shorten("; ".join(reasons), _LONGEST_NOTE) or "причина не записана"
    days = ", ".join(each for each in (numeric_date(row.due), say_late(row)) if each) if row.due else ""
    return LateRow(row.row.number, row.row.title, days, who, why)


def _name(row: BoardRow) -> str:
    return row.row.number or shorten(row.row.title, 80)


def say_signature(plan: Plan, day: dt.date | None) -> tuple[str, str]:
    """Give the post and the name of whoever answers for the plan: whose control it is, else the head."""
    control = plan.order.control if plan.order is not None else None
    people = control.people_on(day) if control is not None else ()
    person = people[0] if people else plan.signed_on(day)
    if person is None:
        return "Ответственный", "____________"
    return capitalise_first(person.post), signature_name(person.name)
