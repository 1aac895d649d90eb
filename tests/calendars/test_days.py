"""Days and pairs of days as people write them; whatever is none is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import TypeAdapter, ValidationError

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.calendars.days import CalendarDay, parse_day, parse_days

DAY = TypeAdapter[dt.date](CalendarDay)
YEAR = SchoolYear(2026).year_of_month


@pytest.mark.parametrize(
    "words",
    ["2027-05-28", "28.05.2027", "28 мая 2027", "28 мая 2027 г.", "«28» мая 2027 года", "28-го мая 2027"],
)
def test_a_day_in_words_is_the_day_in_figures(words: str) -> None:
    """In a text, in an answer and in a command."""
    assert parse_day(words) == DAY.validate_python(words) == dt.date(2027, 5, 28)


@pytest.mark.parametrize("words", ["скоро", "31.02.2027", "28 мая", "28.05.1812", "2027-13-01", ""])
def test_what_is_no_day_is_refused(words: str) -> None:
    """A day without its year is none in a text."""
    with pytest.raises(ValueError, match=r"day|date"):
        parse_day(words)
    with pytest.raises(ValidationError):
        DAY.validate_python(words)


def test_a_day_that_is_one_already_stays() -> None:
    """YAML reads some of them itself."""
    assert DAY.validate_python(dt.date(2027, 5, 28)) == dt.date(2027, 5, 28)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("13.04–18.05.2027", (2027, 4, 13), (2027, 5, 18)),
        ("с 13 по 18 мая 2027", (2027, 5, 13), (2027, 5, 18)),
        ("2027-04-13/2027-05-18", (2027, 4, 13), (2027, 5, 18)),
        ("28 мая 2027", (2027, 5, 28), (2027, 5, 28)),
        ("25 декабря – 10 января 2027 г.", (2026, 12, 25), (2027, 1, 10)),
        ("18 мая – 13 апреля 2027 г.", (2027, 5, 18), (2027, 4, 13)),
        ("18 мая 2027 – 13 апреля 2027", (2027, 5, 18), (2027, 4, 13)),
    ],
)
def test_two_days(words: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """The first takes from the last what it leaves unsaid; a slip stays one, for its reader to refuse."""
    assert parse_days(words) == (dt.date(*first), dt.date(*last))


def test_a_year_that_is_not_said_is_the_plans() -> None:
    """September is of its first half, May of its second."""
    assert parse_days("с 25 сентября по 10 мая", YEAR) == (dt.date(2026, 9, 25), dt.date(2027, 5, 10))


def test_the_schema_admits_what_is_read_and_writes_figures() -> None:
    """An editor marks no day that the program takes; what a program writes is in figures."""
    assert {"pattern", "format"} == {key for each in DAY.json_schema()["anyOf"] for key in each}
    assert "anyOf" not in DAY.json_schema(mode="serialization")
    assert "anyOf" in TypeAdapter[Span](Span).json_schema()
    assert "anyOf" not in TypeAdapter[Span](Span).json_schema(mode="serialization")
