"""Reading an hour and whose hour it is: «14:00», «до 18.00 часов», «к 9 ч. по московскому времени»."""

from __future__ import annotations

from typing import Literal

from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.values import TimeOfDay

__all__ = ["read_time"]

HOURS, MINUTES, MONTHS = 24, 60, 12

_BY = wordings("до", "не позднее", "не позже", "к")
_AT = wordings("в", "во")
_MOSCOW = wordings(
    *("мск", "( мск )", "по московскому времени", "московского времени", "время московское", "по мск"),
    *("( время московское )", "по москве", "( по московскому времени )", "( московское время )"),
)
_LOCAL = wordings(
    *(
        "по местному времени",
        "местного времени",
        "время местное",
        "( по местному времени )",
        "( время местное )",
    ),
    "( местное время )",
)


def read_time(c: Cursor, *, edge: Literal["at", "by"] = "at") -> TimeOfDay | None:
    """Read an hour with its preposition; `edge` is what an hour without one means."""
    origin = c.position
    said = True
    if c.take(_BY):
        edge = "by"
    elif c.take(_AT):
        edge = "at"
    else:
        said = False
    clock = _read_clock(c, said=said)
    if clock is None:
        c.position = origin
        return None
    zone: Literal["moscow", "local"] | None = None
    if c.take(_MOSCOW):
        zone = "moscow"
    elif c.take(_LOCAL):
        zone = "local"
    return TimeOfDay(at=clock, edge=edge, zone=zone)


def _read_clock(c: Cursor, *, said: bool) -> str | None:
    token = c.peek()
    if token.kind in ("time", "day-month") and isinstance(token.value, tuple):
        hour, minute = token.value
        hours_follow = c.peek(1).kind == "unit" and c.peek(1).value == "hour"
        # «10.10» alone may be a day; after «в» or before «часов» it is an hour.
        sure = (
            token.kind == "time" or hours_follow or not 1 <= minute <= MONTHS or (said and c.text(-1) == "в")
        )
        if not sure or hour >= HOURS or minute >= MINUTES:
            return None
        c.advance()
        _take_hours(c)
        return f"{hour:02}:{minute:02}"
    if token.kind == "count" and isinstance(token.value, int) and token.value < HOURS:
        return _read_spelled(c, token.value, said=said)
    return None


def _read_spelled(c: Cursor, hour: int, *, said: bool) -> str | None:
    if c.peek(1).kind == "unit" and c.peek(1).value == "hour":
        c.advance()
        _take_hours(c)
        minute = c.peek()
        if minute.kind == "count" and c.text(1) in ("мин", "минут") and isinstance(minute.value, int):
            c.position += 2
            c.take_text(".")
            return f"{hour:02}:{minute.value:02}" if minute.value < MINUTES else None
        return f"{hour:02}:00"
    if (
        said
        and c.text(1) == "-"
        and c.text(2) in ("00", "30")
        and c.peek(3).kind in ("end", "mark", "unit", "word")
    ):
        c.position += 3
        _take_hours(c)
        return f"{hour:02}:{c.peek(-1).text if c.kind(-1) == 'count' else '00'}"
    return None


def _take_hours(c: Cursor) -> None:
    if c.kind() == "unit" and c.peek().value == "hour":
        c.advance()
        c.take_text(".")
