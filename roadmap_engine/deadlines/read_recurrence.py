"""Reading what recurs: «ежемесячно до 25 числа», «не менее 2 раз в четверть», «каждую пятницу»."""

from __future__ import annotations

from typing import Literal

from pydantic import ValidationError

from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.read_dates import read_ordinal
from roadmap_engine.deadlines.read_lengths import read_number
from roadmap_engine.deadlines.rule import DayOfMonth, EdgeOfCycle, OnWeekdays, Recurring, Unit
from roadmap_engine.diagnostics import Problem

__all__ = ["Position", "read_position", "read_recurrence", "read_unit"]

Position = DayOfMonth | OnWeekdays | EdgeOfCycle

_EACH = ("каждый", "каждая", "каждую", "каждое", "каждые", "каждого", "каждой", "каждом", "каждых", "каждому")
_TERM_UNITS = frozenset({"school-quarter", "trimester", "half-year"})
_AT_LEAST = wordings(
    *("не менее чем", "не менее", "не реже чем", "не реже", "минимум", "как минимум", "хотя бы", "не меньше"),
    "по меньшей мере",
)
_AT_MOST = wordings("не более чем", "не более", "не чаще чем", "не чаще", "максимум")
_ADVERBS = {"однажды": 1, "единожды": 1, "дважды": 2, "трижды": 3}
_BY = wordings("до", "не позднее", "не позже", "к", "по", "в срок до")
_REPORTED = ("отчетным", "отчетного", "отчетному", "истекшим", "прошедшим")
_ENDS: dict[str, Literal["end", "after-end", "by-end", "start"]] = {
    **dict.fromkeys(("в конце", "на конец", "в конец", "при завершении", "при окончании"), "end"),
    **dict.fromkeys(("в последний день", "в день окончания", "в день завершения"), "end"),
    **dict.fromkeys(
        ("по итогам", "по окончании", "по завершении", "после окончания", "после завершения"), "after-end"
    ),
    **dict.fromkeys(("по окончанию", "по завершению"), "after-end"),
    **dict.fromkeys(("до конца", "до окончания", "до завершения", "к концу"), "by-end"),
    **dict.fromkeys(("в первый день", "в день начала"), "start"),
}
_END_PHRASES = wordings(*_ENDS)
_BARE_ENDS = ("конец", "конце", "окончание", "завершение")
_MAX_DAY = 31


def read_unit(c: Cursor) -> Unit | None:
    """Read the name of a cycle; several kinds of terms together mean whichever the school has."""
    token = c.peek()
    if token.kind != "unit" or token.value in ("hour", "decade"):
        if token.text in ("учебный", "учебного", "учебном", "календарный") and c.peek(1).value == "year":
            c.position += 2
            return "year"
        return None
    c.advance()
    if token.value not in _TERM_UNITS:
        return token.value  # type: ignore[return-value]  # the lexicon's units are cycles
    several = False
    while True:
        origin = c.position
        opened = c.take_text("(")
        if not opened:
            c.take_text(",", "/", "или", "и")
        if c.kind() == "unit" and c.peek().value in _TERM_UNITS:
            several = True
            c.advance()
            continue
        if several and not opened and c.position == origin and c.take_text(")"):
            continue
        c.position = origin
        break
    return "term" if several else token.value  # type: ignore[return-value]  # the lexicon's units are cycles


def read_recurrence(c: Cursor) -> Recurring | None:
    """Read a recurring duty with its place in the cycle, if it has one."""
    origin = c.position
    for read in (_read_adverb, _read_count, _read_each, _read_edges, _read_distributed, _read_bare_position):
        found = read(c)
        if found is not None:
            return found
        c.position = origin
    return None


def _read_adverb(c: Cursor) -> Recurring | None:
    token = c.take_kind("freq")
    if token is None:
        return None
    every: Unit = token.value  # type: ignore[assignment]  # the lexicon's frequencies are cycles
    origin = c.position
    c.take_text(",", "-", ":")
    at = read_position(c, every)
    if at is None:
        c.position = origin
        return Recurring(every=every)
    return _fitting(c, origin, every, at)


def _fitting(c: Cursor, origin: int, every: Unit, at: Position) -> Recurring | None:
    if every == "day" and isinstance(at, OnWeekdays):
        return None
    try:
        return Recurring(every=every, at=at)
    except ValidationError:
        span = c.span(origin, c.position)
        better = "ежеквартально до 10 числа месяца, следующего за отчётным кварталом"
        c.complain(Problem.of("RM304", span=span, words=c.words(origin, c.position), better=better))
        return None


def _read_count(c: Cursor) -> Recurring | None:
    bound: Literal["at-least", "at-most"] | None = None
    if c.take(_AT_LEAST):
        bound = "at-least"
    elif c.take(_AT_MOST):
        bound = "at-most"
    times = _read_times(c)
    if times is None:
        return None
    c.take_text("в", "во", "за", "на")
    c.take(wordings("течение", "течении"))
    c.take_text(*_EACH)
    interval = read_number(c) or 1
    every = read_unit(c)
    if every is None or not 1 <= interval <= 12 or times > _MAX_DAY:  # noqa: PLR2004 - as the model has it
        return None
    counted = Recurring(every=every, interval=interval, times=times, bound=bound)
    return _with_day(c, counted) if interval == 1 else counted


def _with_day(c: Cursor, counted: Recurring) -> Recurring | None:
    """Read the day that may follow a count: «1 раз в квартал до 10 числа месяца, следующего за …»."""
    origin = c.position
    c.take_text(",")
    at = _read_day_of_month(c)
    if at is None:
        c.position = origin
        return counted
    fitting = _fitting(c, origin, counted.every, at)
    return counted.model_copy(update={"at": at}) if fitting else None


def _read_times(c: Cursor) -> int | None:
    token = c.peek()
    if token.text in _ADVERBS:
        c.advance()
        return _ADVERBS[token.text]
    number = read_number(c)
    if number is not None and c.text() == "-" and c.kind(1) == "word":
        c.advance()
    if c.take_text("раз", "раза", "разу", "разa"):
        return number or 1
    return None


def _read_each(c: Cursor) -> Recurring | None:
    if not c.take_text(*_EACH):
        return None
    origin = c.position
    weekdays = _read_weekday_list(c, "weekday")
    if weekdays is not None:
        return Recurring(every="week", at=weekdays)
    nth = _read_nth(c)
    if nth is not None:
        return Recurring(every="month", at=nth)
    c.position = origin
    day = c.take_kind("count")
    if day is not None and c.take_text("число"):
        c.take(wordings("каждого месяца", "месяца"))
        return (
            _fitting(c, origin, "month", DayOfMonth(edge="on", day=day.value)) if _is_day(day.value) else None
        )  # type: ignore[arg-type]  # checked
    c.position = origin
    interval = read_number(c) or 1
    every = read_unit(c)
    return Recurring(every=every, interval=interval) if every and interval <= 12 else None  # noqa: PLR2004


def _read_distributed(c: Cursor) -> Recurring | None:
    """Read «по четвертям», «по полугодиям»."""
    if c.text() == "по" and c.kind(1) == "unit" and c.text(1).endswith(("ам", "ям")):
        c.advance()
        every = read_unit(c)
        return Recurring(every=every) if every not in (None, "day") else None
    return None


def _is_day(value: object) -> bool:
    return isinstance(value, int) and 1 <= value <= _MAX_DAY


def _read_edges(c: Cursor) -> Recurring | None:
    """Read «в конце каждой четверти», «по итогам полугодия», «при завершении четверти, триместра»."""
    origin = c.position
    edge = _read_end(c)
    if edge is None:
        return None
    each = c.take_text(*_EACH)
    every = read_unit(c)
    if every in (None, "day") or (every in ("week", "year") and not each):
        return None
    if c.kind() == "count" and not each:
        return None
    if every in ("month", "quarter") and edge == "by-end" and not each:
        span, unit = c.span(origin, c.position), "месяца" if every == "month" else "квартала"
        c.complain(
            Problem.of(
                "RM304", span=span, words=c.words(origin, c.position), better=f"до конца каждого {unit}"
            )
        )
        return None
    return Recurring(every=every, at=EdgeOfCycle(edge=edge)) if every else None


def _read_end(c: Cursor) -> Literal["end", "after-end", "by-end", "start"] | None:
    first = c.position
    if c.take(_END_PHRASES):
        return _ENDS[" ".join(token.text for token in c.tokens[first : c.position])]
    return "end" if c.take_text(*_BARE_ENDS) else None


def _read_bare_position(c: Cursor) -> Recurring | None:
    """Read a place in a cycle that names the cycle itself: «по пятницам», «до 5 числа каждого месяца»."""
    origin = c.position
    at = read_position(c, None)
    if isinstance(at, OnWeekdays):
        return Recurring(every="week" if at.nth is None else "month", at=at)
    if not isinstance(at, DayOfMonth):
        return None
    words = " ".join(token.text for token in c.tokens[origin : c.position])
    if "кварталом" in words or "квартала" in words:
        return _fitting(c, origin, "quarter", at)
    if "каждого" in words or "ежемесячно" in words or ("отчетным" in words and "периодом" not in words):
        return _fitting(c, origin, "month", at)
    if at.day == -1 and at.of is None and at.edge == "on":
        return _fitting(c, origin, "month", at)
    if c.text() == "ежемесячно":
        c.advance()
        return _fitting(c, origin, "month", at)
    if c.kind() == "freq":
        c.advance()
        return _fitting(c, origin, c.peek(-1).value, at)  # type: ignore[arg-type]  # the lexicon's frequencies
    span = c.span(origin, c.position)
    c.complain(
        Problem.of("RM304", span=span, words=c.words(origin, c.position), better="до 25 числа каждого месяца")
    )
    return None


def read_position(c: Cursor, every: Unit | None) -> Position | None:
    """Read where in a cycle: a day of a month, weekdays, the edge of the cycle."""
    origin = c.position
    found = _read_weekdays(c) or _read_day_of_month(c)
    if found is None and every is not None:
        found = _read_own_edge(c, every)
    if found is None:
        c.position = origin
    return found


def _read_own_edge(c: Cursor, every: Unit) -> EdgeOfCycle | None:
    edge = _read_end(c)
    if edge is None:
        return None
    c.take_text(*_EACH)
    c.take_text("отчетного", "текущего")
    return EdgeOfCycle(edge=edge) if read_unit(c) == every else None


def _read_weekdays(c: Cursor) -> OnWeekdays | None:
    origin = c.position
    if c.take_text("по") and c.kind() == "weekdays":
        return _read_weekday_list(c, "weekdays")
    c.position = origin
    if c.kind() == "weekday":
        return _read_weekday_list(c, "weekday")
    c.take_text("в", "во")
    return _read_nth(c)


def _read_weekday_list(c: Cursor, kind: str) -> OnWeekdays | None:
    days: list[int] = []
    origin = c.position
    while (token := c.take_kind(kind)) is not None and isinstance(token.value, int):
        days.append(token.value)
        origin = c.position
        if not c.take_text(",", "и"):
            break
    c.position = origin
    return OnWeekdays(weekdays=tuple(days)) if days else None


def _read_nth(c: Cursor) -> OnWeekdays | None:
    """Read «последняя пятница месяца», «второй вторник каждого месяца»."""
    origin = c.position
    nth = read_ordinal(c, most=5)
    day = c.take_kind("weekday") if nth is not None else None
    if nth is not None and day is not None:
        c.take_text("каждого")
        if c.take_text("месяца"):
            return OnWeekdays(weekdays=(day.value,), nth=nth)  # type: ignore[arg-type]  # checked by the model
    c.position = origin
    return None


def _read_day_of_month(c: Cursor) -> DayOfMonth | None:
    edge: Literal["on", "by"] = "by" if c.take(_BY) else "on"
    c.take_text("в")
    if c.take(wordings("последнего дня", "последний день")):
        day = -1
    else:
        token = c.take_kind("count")
        if token is None or not isinstance(token.value, int) or not _is_day(token.value):
            return None
        if not c.take_text("числа", "число", "числу"):
            return None
        day = token.value
    of = _read_which_month(c)
    if day == -1 and of is None and c.text(-1) not in ("месяца",):
        return None
    return DayOfMonth(edge=edge, day=day, of=of)


def _read_which_month(c: Cursor) -> Literal["first", "last", "following"] | None:
    if c.take(wordings("последнего месяца", "последнего месяца каждого")):
        _take_cycle(c)
        return "last"
    if c.take(wordings("первого месяца", "первого месяца каждого")):
        _take_cycle(c)
        return "first"
    c.take_text("каждого", "текущего", "отчетного")
    if not c.take_text("месяца"):
        return None
    origin = c.position
    c.take_text(",")
    if c.take_text("следующего", "следующим") and c.take_text("за"):
        c.take_text(*_REPORTED)
        _take_cycle(c)
        return "following"
    c.position = origin
    return None


def _take_cycle(c: Cursor) -> None:
    if not c.take_text("периодом", "периода"):
        read_unit(c)
