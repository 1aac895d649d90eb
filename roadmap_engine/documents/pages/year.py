"""A plan's time as a picture: months across, measures down, bars in the colour of whose move it is.

Rows of one measure stand in one line; what happened is said in words right of the last bar or of today. What
waits for an event has words and no bar. The picture has no links: a table beside it says the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_engine.calendars import month_span
from roadmap_engine.diagnostics.languages import Language, english_month
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.pages.badges import choose_loudest, say_due, write_badge
from roadmap_engine.documents.phrases import clean_text, say_late, shorten
from roadmap_engine.documents.year_axis import Axis, Month, choose_axis, list_months
from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.progress import DONE, Look, Sign
from roadmap_engine.model.short_title import short_title
from roadmap_engine.russian import date_in_words, numeric_date

__all__ = ["Bar", "Line", "Year", "lay_out_year"]

WIDTH = 1280.0
_LEFT, _RIGHT = 236.0, 1100.0
"""Where the months begin and end; beside them stand titles, and words that need room."""
_HEAD, _ROW = 46.0, 24.0
_BAR = 10.0
_LETTER = 6.9
"""How wide a letter of the words is, on the average."""
_NAME_LETTERS = 20
_WITH_DUE = frozenset({Sign.SOON, Sign.OVERDUE, Sign.EXTENDED, Sign.STARTED})
"""Signs beside which the day says more than how late it is."""
_NEAR_TODAY = 44.0
"""So near to today's own name no month is named."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Days of work, or a day: where it stands, and whose move it is; `open_end` where no day ends it."""

    left: float
    width: float
    look: str
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: a stage's title alone, or a measure.

    Attributes:
        y: its upper edge.
        word, look: what is said of it, and whose move that is.
        word_x: where the words begin.
    """

    y: float
    number: str
    title: str
    stage: bool
    bars: tuple[Bar, ...] = ()
    word: str = ""
    look: str = Look.GREY.value
    word_x: float = 0.0


@dataclass(frozen=True, slots=True)
class Year:
    """The whole picture.

    Attributes:
        held: where the procedure is held, how wide that is, and its name; none where it is not known.
        now: where today is, and its name.
        words: what the picture shows, in a sentence.
    """

    width: float
    height: float
    left: float
    right: float
    head: float
    months: tuple[Month, ...]
    lines: tuple[Line, ...]
    held: tuple[float, float, str] | None
    now: tuple[float, str] | None
    words: str


def lay_out_year(
    plan: Plan, rows: Mapping[str, Sequence[BoardRow]], today: dt.date | None, language: Language = "ru"
) -> Year | None:
    """Lay out the picture of a plan.

    Args:
        plan: as it is shown.
        rows: of its board, by measure.
        today: the day the board is seen on.
        language: that it speaks; titles are shown as they were written.

    Returns:
        The picture; nothing where the plan has no day at all.
    """
    axis = choose_axis(plan, _LEFT, _RIGHT)
    if axis is None:
        return None
    if len(plan.years) > 1:
        axis = _trim(axis, plan, today)
    now = _place_today(axis, today, language)
    lines = tuple(_list_lines(plan, rows, axis, now[0] if now else _LEFT, language))
    measures = sum(not line.stage for line in lines)
    return Year(
        width=WIDTH,
        height=_HEAD + _ROW * len(lines) + 4,
        left=_LEFT,
        right=_RIGHT,
        head=_HEAD,
        months=tuple(_leave_room(list_months(axis, language), now)),
        lines=lines,
        held=_place_held(plan, axis),
        now=now,
        words=_say_all(axis, measures, len(lines) - measures, language),
    )


def _say_all(axis: Axis, measures: int, stages: int, language: Language) -> str:
    say = translator(language)
    first, last = numeric_date(axis.first), numeric_date(axis.last)
    size = say("Мероприятий: {measures}. Этапов: {stages}.").format(measures=measures, stages=stages)
    span = say("С {first} по {last}. То же в таблице под картинкой.").format(first=first, last=last)
    return f"{size} {span}"


def _trim(axis: Axis, plan: Plan, today: dt.date | None) -> Axis:
    """Leave out months at both ends of several years that nothing is in: what there is gets their room."""
    days = [
        day
        for measure in plan.measures()
        for each in measure.deadline.occurrences
        for day in (each.start, each.due)
    ]
    held = plan.procedure.held if plan.procedure is not None else None
    seen = sorted(
        day
        for day in (*days, today, *((held.first, held.last) if held is not None else ()))
        if day is not None and axis.first <= day <= axis.last
    )
    if not seen:
        return axis
    last = month_span(seen[-1].year, seen[-1].month).last
    return replace(axis, first=seen[0].replace(day=1), last=last)


def _place_today(axis: Axis, today: dt.date | None, language: Language) -> tuple[float, str] | None:
    if today is None or not axis.first <= today <= axis.last:
        return None
    if language == "ru":
        return axis.x(today), date_in_words(today, with_year=False)
    return axis.x(today), f"{today.day} {english_month(today.month)}"


def _leave_room(months: Iterable[Month], now: tuple[float, str] | None) -> Iterator[Month]:
    """Give the months, nameless where today's name stands."""
    for month in months:
        middle = month.left + month.width / 2
        near = now is not None and abs(middle - now[0]) < _NEAR_TODAY
        yield Month("", None, month.left, month.width) if near else month


def _place_held(plan: Plan, axis: Axis) -> tuple[float, float, str] | None:
    procedure = plan.procedure
    held = procedure.held if procedure is not None else None
    if procedure is None or held is None or held.last < axis.first or held.first > axis.last:
        return None
    left, right = axis.x(max(held.first, axis.first)), axis.after(min(held.last, axis.last))
    return left, round(right - left, 1), shorten(procedure.name, _NAME_LETTERS)


def _list_lines(
    plan: Plan, rows: Mapping[str, Sequence[BoardRow]], axis: Axis, now: float, language: Language
) -> Iterator[Line]:
    y = _HEAD
    for stage in plan.stages:
        yield Line(y, "", _one_line(f"{stage.number} {stage.title}"), stage=True)
        y += _ROW
        for measure in stage.measures:
            yield _lay_out_line(measure, rows.get(measure.goes_by, ()), axis, y, now, language)
            y += _ROW


def _lay_out_line(
    measure: PlanMeasure, rows: Sequence[BoardRow], axis: Axis, y: float, now: float, language: Language
) -> Line:
    bars = tuple(bar for row in rows for bar in _draw_bars(row, axis))
    end = max((bar.left + bar.width for bar in bars), default=_LEFT)
    x = round(max(end, now) + 8, 1)
    word, look = _say_state(rows, language)
    return Line(
        y,
        measure.number.strip().rstrip("."),
        short_title(measure),
        stage=False,
        bars=bars,
        word=shorten(word, max(1, int((WIDTH - x) / _LETTER))),
        look=look,
        word_x=x,
    )


def _say_state(rows: Sequence[BoardRow], language: Language) -> tuple[str, str]:
    """Say where a measure stands in a few words, and whose move it is."""
    if not rows:
        return "", Look.GREY.value
    row, say = choose_loudest(rows), translator(language)
    badge = write_badge(row, language)
    look = badge.look.split()[0]
    done = sum(each.happened.state in DONE for each in rows)
    if len(rows) > 1 and done and row.sign not in (Sign.OVERDUE, Sign.RETURNED_LATE, Sign.RETURNED):
        words = say("✓ {done} из {all}").format(done=done, all=len(rows))
        return words, Look.DONE.value if done == len(rows) else look
    match row.sign:
        case Sign.WAITING:
            return say("… ждёт: {what}").format(what=row.row.waits_for), look
        case Sign.UPCOMING:
            return _say_next(rows, language), look
        case _:
            late, due = say_late(row, language), say_due(row, language)
            said = (badge.word, due if row.sign in _WITH_DUE else late)
            return f"{badge.mark} {', '.join(each for each in said if each)}", look


def _say_next(rows: Sequence[BoardRow], language: Language) -> str:
    ahead = [row for row in rows if row.sign is Sign.UPCOMING]
    dated = [row for row in ahead if row.due is not None]
    # What has a day to end on says more than what only begins.
    said = say_due(min(dated, key=lambda row: row.due or dt.date.max) if dated else ahead[0], language)
    return translator(language)("ближайший {due}").format(due=said) if len(dated) > 1 else said


def _draw_bars(row: BoardRow, axis: Axis) -> Iterator[Bar]:
    look = write_badge(row).look.split()[0]
    start, due = row.row.start, row.due
    first, last = start or due, due or axis.last
    if first is None or first > axis.last or last < axis.first:
        return
    if start is None or start == due:
        middle = (axis.x(last) + axis.after(last)) / 2
        yield Bar(round(middle - _BAR / 2, 1), _BAR, look)
        return
    left, right = axis.x(max(first, axis.first)), axis.after(min(last, axis.last))
    yield Bar(left, round(max(right - left, _BAR), 1), look, open_end=due is None)


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())
