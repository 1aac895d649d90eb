"""Reading lengths of time: «2 недель», «трёх рабочих дней», «10 (десяти) дней», «месяца», «3-дневный»."""

from __future__ import annotations

from roadmap_engine.deadlines.cursor import Cursor
from roadmap_engine.deadlines.values import Length, LengthUnit

__all__ = ["read_length", "read_number", "read_set_term"]

HOURS_IN_DAY = 24
DAYS_IN_DECADE = 10
LONGEST = 999

_UNITS: dict[object, LengthUnit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
_DAYS: dict[str, LengthUnit] = {
    **dict.fromkeys(("рабочих", "рабочего", "рабочий", "рабочие", "рабочим", "раб"), "working-day"),
    **dict.fromkeys(("календарных", "календарного", "календарный", "календарные"), "day"),
    **dict.fromkeys(("учебных", "учебного", "учебный", "учебные", "школьных"), "school-day"),
}


def read_number(c: Cursor) -> int | None:
    """Read «5», «пяти», «5 (пяти)»."""
    token = c.peek()
    if (
        token.kind not in ("count", "number")
        or not isinstance(token.value, int)
        or not 0 < token.value <= LONGEST
    ):
        return None
    c.advance()
    if c.text() == "(" and c.kind(1) in ("count", "number") and c.text(2) == ")":
        if c.peek(1).value != token.value:
            c.position -= 1
            return None
        c.position += 3
    return token.value


def read_length(c: Cursor) -> Length | None:
    """Read a length; a unit alone is one of it."""
    origin = c.position
    number = read_number(c)
    kind = _DAYS.get(c.text())
    if kind is not None:
        c.advance()
        c.take_text(".")
    unit = c.peek()
    if unit.kind != "unit" or (number is None and unit.text in ("г", "гг", "ч", "лет")):
        if c.text() == "полугода" and number is None and kind is None:
            c.advance()
            return Length(6, "month")
        c.position = origin
        return None
    c.advance()
    if unit.text in ("дн", "нед", "мес", "ч", "г"):
        c.take_text(".")
    length = _length(number or 1, unit.value, kind)
    if length is None:
        c.position = origin
    return length


def _length(number: int, unit: object, kind: LengthUnit | None) -> Length | None:
    if kind is not None:
        return Length(number, kind) if unit == "day" else None
    if unit == "hour":
        return Length(number // HOURS_IN_DAY, "day") if number % HOURS_IN_DAY == 0 else None
    if unit == "decade":
        return Length(number * DAYS_IN_DECADE, "day") if number * DAYS_IN_DECADE <= LONGEST else None
    return Length(number, _UNITS[unit]) if unit in _UNITS else None


def read_set_term(c: Cursor) -> Length | None:
    """Read «3-дневный срок», «двухнедельный срок», «трёхдневный»."""
    origin = c.position
    number = read_number(c)
    if number is not None:
        c.take_text("-")
    compound = c.take_kind("compound")
    if compound is not None and isinstance(compound.value, tuple):
        own, unit = compound.value
        if number is None or own == 1:
            c.take_text("срок")
            return Length((number or 1) * own, unit)
    c.position = origin
    return None
