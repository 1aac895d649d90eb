"""Reading where in a cycle: «до 25 числа», «по пятницам», «в конце месяца»."""

from __future__ import annotations

from typing import Literal

from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.read_dates import read_ordinal
from roadmap_engine.deadlines.recurrence import DayOfMonth, EdgeOfCycle, OnWeekdays, Unit

__all__ = [
    "EACH",
    "MAX_DAY",
    "Position",
    "is_day",
    "read_day_of_month",
    "read_end",
    "read_nth",
    "read_position",
    "read_unit",
    "read_weekday_list",
]

Position = DayOfMonth | OnWeekdays | EdgeOfCycle


_ATTRIBUTES = ("учебн", "календарн")
EACH = ("каждый", "каждая", "каждую", "каждое", "каждые", "каждого", "каждой", "каждом", "каждых", "каждому")


_TERM_UNITS = frozenset({"school-quarter", "trimester", "half-year"})


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


MAX_DAY = 31


def read_unit(c: Cursor) -> Unit | None:
    """Read the name of a cycle; several kinds of terms together mean whichever the school has."""
    token = c.peek()
    if token.kind != "unit" or token.value in ("hour", "decade"):
        if not token.text.startswith(_ATTRIBUTES) or c.kind(1) != "unit":
            return None
        c.advance()
        return read_unit(c)
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


def is_day(value: object) -> bool:
    """Tell whether a number can be a day of a month."""
    return isinstance(value, int) and 1 <= value <= MAX_DAY


def read_end(c: Cursor) -> Literal["end", "after-end", "by-end", "start"] | None:
    """Read «в конце», «по итогам», «до конца» and the like."""
    first = c.position
    if c.take(_END_PHRASES):
        return _ENDS[" ".join(token.text for token in c.tokens[first : c.position])]
    return "end" if c.take_text(*_BARE_ENDS) else None


def read_position(c: Cursor, every: Unit | None) -> Position | None:
    """Read where in a cycle: a day of a month, weekdays, the edge of the cycle."""
    origin = c.position
    found: Position | None = _read_weekdays(c, alone=every is None) or read_day_of_month(c)
    if found is None and every is not None:
        found = _read_own_edge(c, every)
    if found is None:
        c.position = origin
    return found


def _read_own_edge(c: Cursor, every: Unit) -> EdgeOfCycle | None:
    edge = read_end(c)
    if edge is None:
        return None
    c.take_text(*EACH)
    c.take_text("отчетного", "текущего")
    return EdgeOfCycle(edge=edge) if read_unit(c) == every else None


def _read_weekdays(c: Cursor, *, alone: bool) -> OnWeekdays | None:
    origin = c.position
    if c.take_text("по") and c.kind() == "weekdays":
        return read_weekday_list(c, "weekdays")
    c.position = origin
    # «Понедельник» alone may be any one Monday.
    if c.kind() == "weekday" and not alone:
        return read_weekday_list(c, "weekday")
    c.take_text("в", "во")
    return read_nth(c)


def read_weekday_list(c: Cursor, kind: str) -> OnWeekdays | None:
    """Read weekdays one after the other: «вторникам и четвергам»."""
    days: list[int] = []
    origin = c.position
    while (token := c.take_kind(kind)) is not None and isinstance(token.value, int):
        days.append(token.value)
        origin = c.position
        if not c.take_text(",", "и"):
            break
    c.position = origin
    return OnWeekdays(weekdays=tuple(days)) if days else None


def read_nth(c: Cursor) -> OnWeekdays | None:
    """Read «последняя пятница месяца», «второй вторник каждого месяца»."""
    origin = c.position
    nth = read_ordinal(c, most=5)
    day = c.take_kind("weekday") if nth is not None else None
    if nth is not None and day is not None:
        c.take_text("каждого")
        if c.take_text("месяца"):
            return OnWeekdays(weekdays=(day.value,), nth=nth)
    c.position = origin
    return None


def read_day_of_month(c: Cursor) -> DayOfMonth | None:
    """Read «до 25 числа», «последний день месяца», «10 числа месяца, следующего за отчётным»."""
    edge: Literal["on", "by"] = "by" if c.take(_BY) else "on"
    c.take_text("в")
    if c.take(wordings("последнего дня", "последний день")):
        day = -1
    else:
        token = c.take_kind("count")
        if token is None or not isinstance(token.value, int) or not is_day(token.value):
            return None
        if not c.take_text("числа", "число", "числу"):
            return None
        day = token.value
    of = _read_which_month(c)
    if day == -1 and of is None and c.text(-1) != "месяца":
        return None
    return DayOfMonth(edge=edge, day=day, of=of)


def _read_which_month(c: Cursor) -> Literal["first", "last", "following"] | None:
    if c.take(wordings("последнего месяца", "последнего месяца каждого")):
        _take_cycle(c)
        return "last"
    if c.take(wordings("первого месяца", "первого месяца каждого")):
        _take_cycle(c)
        return "first"
    if c.take(wordings("следующего месяца")):
        return "following"
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
