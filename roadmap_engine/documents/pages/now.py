"""What a board asks for on its day: what is late, what came back, what is due soon, what waits for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from roadmap_engine.diagnostics.languages import Bilingual, Language
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.pages.badges import Badge, say_due, write_badge
from roadmap_engine.documents.pages.lines import place_of
from roadmap_engine.documents.phrases import clean_text, join_roles
from roadmap_engine.model import Plan
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.counts import Counts
from roadmap_engine.model.progress import Sign
from roadmap_engine.russian import capitalise_first, numeric_date

__all__ = [
    "Awaited",
    "Work",
    "WorkGroup",
    "group_awaited",
    "group_work",
    "list_ahead",
    "list_later",
    "write_lead",
]

_GROUPS: tuple[tuple[Bilingual, frozenset[Sign]], ...] = (
    (Bilingual("Просрочено", "Overdue"), frozenset({Sign.OVERDUE, Sign.RETURNED_LATE})),
    (Bilingual("Возвращено", "Returned"), frozenset({Sign.RETURNED})),
    (Bilingual("Скоро срок", "Due soon"), frozenset({Sign.SOON})),
    (Bilingual("На проверке", "Under review"), frozenset({Sign.SUBMITTED})),
    (Bilingual("Записи расходятся", "Entries disagree"), frozenset({Sign.CONFLICT})),
)


_OVER = frozenset({Sign.REPORTED, Sign.ACCEPTED, Sign.NOT_APPLICABLE, Sign.CANCELLED, Sign.NEWER})
"""Of what is done or not to be done."""


@dataclass(frozen=True, slots=True)
class Work:
    """A row that asks something of somebody.

    Attributes:
        heading: number and title of its measure.
        place: the id of its line on the page.
        words: its day.
        who: whose work it is.
    """

    badge: Badge
    heading: str
    place: str
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Rows that ask the same of somebody."""

    title: str
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """What measures wait for, and those that do, by number or title and the id of their line."""

    title: str
    waiting: tuple[tuple[str, str], ...]


def group_work(plan: Plan, board: Board, language: Language = "ru") -> tuple[WorkGroup, ...]:
    """Group the rows that ask something of somebody on the board's day, those first that are late."""
    who = {measure.goes_by: join_roles(measure.responsible) for measure in plan.measures()}
    return tuple(
        WorkGroup(
            title.said(language),
            tuple(_write_work(row, board, who.get(row.measure, ""), language) for row in rows),
        )
        for title, signs in _GROUPS
        if (rows := sorted((row for row in board.rows if row.sign in signs), key=_by_day))
    )


def list_ahead(plan: Plan, board: Board, until: dt.date, language: Language = "ru") -> tuple[Work, ...]:
    """List the rows that are due by a day and ask nothing of anybody yet, by their days."""
    who = {measure.goes_by: join_roles(measure.responsible) for measure in plan.measures()}
    asked = frozenset().union(*(signs for _title, signs in _GROUPS))
    ahead = (
        row
        for row in board.rows
        if row.sign not in asked | _OVER and row.due is not None and board.today is not None
        if board.today <= row.due <= until
    )
    return tuple(
        _write_work(row, board, who.get(row.measure, ""), language) for row in sorted(ahead, key=_by_day)
    )


def list_later(plan: Plan, board: Board, after: dt.date, language: Language = "ru") -> tuple[Work, ...]:
    """List once each measure that is neither over nor due by a day; without days, at the end."""
    who = {measure.goes_by: join_roles(measure.responsible) for measure in plan.measures()}
    asked = frozenset().union(*(signs for _title, signs in _GROUPS))
    later = (
        row for row in board.rows if row.sign not in asked | _OVER and (row.due is None or row.due > after)
    )
    first: dict[str, BoardRow] = {}
    for row in sorted(later, key=lambda row: row.due or row.row.start or dt.date.max):
        first.setdefault(row.measure, row)
    return tuple(_write_later(row, board, who.get(row.measure, ""), language) for row in first.values())


def _write_later(row: BoardRow, board: Board, who: str, language: Language) -> Work:
    """Say of what has no day to end on what it waits for, or when it begins."""
    work = _write_work(row, board, who, language)
    if row.due is not None:
        return work
    return replace(work, words=row.row.waits_for if row.sign is Sign.WAITING else say_due(row, language))


def group_awaited(board: Board) -> tuple[Awaited, ...]:
    """Group the measures that wait by what they wait for, in the order of the table."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in board.rows:
        if row.sign is Sign.WAITING:
            groups.setdefault(row.row.waits_for, []).append((_name(row), place_of(row.measure)))
    return tuple(Awaited(capitalise_first(title), tuple(waiting)) for title, waiting in groups.items())


def write_lead(board: Board, counts: Counts, language: Language = "ru") -> str:
    """Say in a sentence where a plan stands."""
    say = translator(language)
    if board.today is None:
        return f"{say('По записям школы.')} {_say_done(counts, language)}"
    said = [
        f"{title.said(language)}: {number}"
        for title, signs in _GROUPS
        if (number := sum(row.sign in signs for row in board.rows))
    ]
    if not said:
        quiet = say("Сейчас ничего не просрочено, и в ближайшие дни сроков нет.")
        return f"{quiet} {_say_done(counts, language)}"
    words = ", ".join(f"{each[0].lower()}{each[1:]}" for each in said)
    return f"{words[0].upper()}{words[1:]}. {_say_done(counts, language)}"


def _say_done(counts: Counts, language: Language) -> str:
    say = translator(language)
    if not counts.expected:
        return say("Отчётов пока не ожидается.")
    return say("Отчётов {done} из {all} ожидаемых.").format(done=counts.reported, all=counts.expected)


def _by_day(row: BoardRow) -> dt.date:
    # Of one day, as in the table.
    return row.due or dt.date.max


def _name(row: BoardRow) -> str:
    return row.row.number or " ".join(clean_text(row.row.title).split())


def _write_work(row: BoardRow, board: Board, who: str, language: Language) -> Work:
    number, title = row.row.number, " ".join(clean_text(row.row.title).split())
    return Work(
        write_badge(row, language),
        f"{number}. {title}" if number else title,
        place_of(row.measure),
        ", ".join(_say_days(row, board.today, language)),
        who,
    )


def _say_days(row: BoardRow, today: dt.date | None, language: Language) -> Iterator[str]:
    say = translator(language)
    if row.happened.on is not None:
        yield numeric_date(row.happened.on)
    if row.due is not None and today is not None:
        left = (row.due - today).days
        words = say("срок был {day}") if left < 0 else say("срок {day}")
        yield words.format(day=numeric_date(row.due))
        yield _say_left(left, language)


def _say_left(days: int, language: Language) -> str:
    say = translator(language)
    match days:
        case 0:
            return say("сегодня")
        case 1:
            return say("завтра")
        case _ if days < 0:
            return say.count("{n} день назад", "{n} дней назад", -days).format(n=-days)
        case _:
            return say.count("через {n} день", "через {n} дней", days).format(n=days)
