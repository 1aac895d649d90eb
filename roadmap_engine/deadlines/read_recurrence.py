"""Reading what recurs: «ежемесячно до 25 числа», «не менее 2 раз в четверть», «каждую пятницу»."""

from __future__ import annotations

from typing import Literal

from pydantic import ValidationError

from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.read_lengths import read_number
from roadmap_engine.deadlines.read_positions import (
    EACH,
    MAX_DAY,
    Position,
    is_day,
    read_end,
    read_nth,
    read_position,
    read_unit,
    read_weekday_list,
)
from roadmap_engine.deadlines.recurrence import DayOfMonth, EdgeOfCycle, OnWeekdays, Recurring, Unit
from roadmap_engine.diagnostics import Problem

__all__ = ["read_recurrence"]

MAX_INTERVAL = 12
MONTHS_IN_HALF_YEAR = 6

_AT_LEAST = wordings(
    *("не менее чем", "не менее", "не реже чем", "не реже", "минимум", "как минимум", "хотя бы", "не меньше"),
    "по меньшей мере",
)


_AT_MOST = wordings("не более чем", "не более", "не чаще чем", "не чаще", "максимум")


_ADVERBS = {"однажды": 1, "единожды": 1, "дважды": 2, "трижды": 3}


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
    c.take_text(*EACH)
    if c.take_text("полгода"):
        return Recurring(every="month", interval=MONTHS_IN_HALF_YEAR, times=times, bound=bound)
    interval = read_number(c) or 1
    every = read_unit(c)
    if every is None or interval > MAX_INTERVAL or times > MAX_DAY:
        return None
    counted = Recurring(every=every, interval=interval, times=times, bound=bound)
    return _with_day(c, counted) if interval == 1 else counted


def _with_day(c: Cursor, counted: Recurring) -> Recurring | None:
    """Read the day that may follow a count: «1 раз в квартал до 10 числа месяца, следующего за …»."""
    origin = c.position
    c.take_text(",")
    at = read_position(c, None)
    if isinstance(at, OnWeekdays) and counted.times in (None, 1) and counted.bound is None:
        return _fitting(c, origin, counted.every, at)
    if not isinstance(at, DayOfMonth):
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
    if not c.take_text(*EACH):
        return None
    origin = c.position
    weekdays = read_weekday_list(c, "weekday")
    if weekdays is not None:
        return Recurring(every="week", at=weekdays)
    nth = read_nth(c)
    if nth is not None:
        return Recurring(every="month", at=nth)
    c.position = origin
    day = c.take_kind("count")
    if day is not None and c.take_text("число"):
        c.take(wordings("каждого месяца", "месяца"))
        return (
            _fitting(c, origin, "month", DayOfMonth(edge="on", day=day.value)) if is_day(day.value) else None
        )
    c.position = origin
    interval = read_number(c) or 1
    every = read_unit(c)
    if every is None or interval > MAX_INTERVAL:
        return None
    each = Recurring(every=every, interval=interval)
    return _with_day(c, each) if interval == 1 else each


def _read_distributed(c: Cursor) -> Recurring | None:
    """Read «по четвертям», «по полугодиям»."""
    if c.text() == "по" and c.kind(1) == "unit" and c.text(1).endswith(("ам", "ям")):
        c.advance()
        every = read_unit(c)
        return Recurring(every=every) if every not in (None, "day") else None
    return None


def _read_edges(c: Cursor) -> Recurring | None:
    """Read «в конце каждой четверти», «по итогам полугодия», «при завершении четверти, триместра»."""
    origin = c.position
    edge = read_end(c)
    if edge is None:
        return None
    each = c.take_text(*EACH)
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
    return Recurring(every=every, at=EdgeOfCycle(edge=edge))


def _implied_cycle(c: Cursor, origin: int, at: DayOfMonth) -> Unit | None:
    """Tell the cycle that a day's own words or the adverb after them name."""
    if c.kind() == "freq":
        return c.advance().value  # type: ignore[return-value]  # the lexicon's frequencies are cycles
    words = {token.text for token in c.tokens[origin : c.position]}
    if words & {"кварталом", "квартала"}:
        return "quarter"
    last_day = at.day == -1 and at.of is None and at.edge == "on"
    if last_day or "каждого" in words or (at.of == "following" and "периодом" not in words):
        return "month"
    return None


def _read_bare_position(c: Cursor) -> Recurring | None:
    """Read a place in a cycle that names the cycle itself: «по пятницам», «до 5 числа каждого месяца»."""
    origin = c.position
    at = read_position(c, None)
    if isinstance(at, OnWeekdays):
        return Recurring(every="week" if at.nth is None else "month", at=at)
    if not isinstance(at, DayOfMonth):
        return None
    every = _implied_cycle(c, origin, at)
    if every is not None:
        return _fitting(c, origin, every, at)
    span = c.span(origin, c.position)
    c.complain(
        Problem.of("RM304", span=span, words=c.words(origin, c.position), better="до 25 числа каждого месяца")
    )
    return None
