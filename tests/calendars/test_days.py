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


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("с 25 мая по 10 июня 2028", (2028, 5, 25), (2028, 6, 10)),
        ("25.05–10.06.2028", (2028, 5, 25), (2028, 6, 10)),
        ("с 25 по 28 мая 2028 г.", (2028, 5, 25), (2028, 5, 28)),
        ("с 25 мая по 2028-06-10", (2028, 5, 25), (2028, 6, 10)),
        ("25 декабря – 10 января 2030 г.", (2029, 12, 25), (2030, 1, 10)),
        ("с 25 мая 2025 г. по 10 июня", (2025, 5, 25), (2027, 6, 10)),
        ("28 мая 2028", (2028, 5, 28), (2028, 5, 28)),
    ],
)
def test_a_year_that_is_said_is_not_the_plans(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """The first day takes its year from the last that says one, though the plan is of another."""
    assert parse_days(words, YEAR) == (dt.date(*first), dt.date(*last))


def test_days_of_one_year_that_are_in_no_order_are_a_slip() -> None:
    """Where the plan gives the year of each month, none is moved to the year before."""
    assert parse_days("25 декабря – 10 января", lambda _: 2027) == (
        dt.date(2027, 12, 25),
        dt.date(2027, 1, 10),
    )


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("1 января – 1 января 2027", (2027, 1, 1)),
        ("2 января – 1 января 2027", (2027, 1, 2)),
        ("2 июля – 1 января 2027", (2027, 7, 2)),
        ("3 июля – 1 января 2027", (2026, 7, 3)),
        ("31 декабря – 1 января 2027", (2026, 12, 31)),
        ("29 февраля – 10 марта 2028", (2028, 2, 29)),
        ("29 февраля – 10 января 2028", (2028, 2, 29)),
    ],
)
def test_the_first_is_of_the_year_before_where_the_two_are_nearer_then(
    words: str, first: tuple[int, int, int]
) -> None:
    """Half a year lies between them at most; 29 February is looked for in the year that has it."""
    assert parse_days(words)[0] == dt.date(*first)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("янв.", 1), ("февраля", 2), ("март", 3), ("апр", 4), ("мая", 5), ("МАЙ", 5), ("июня", 6),
        ("Июль", 7),
        ("авг.", 8), ("сентября", 9), ("октября", 10), ("ноября", 11), ("дек.", 12),
    ],
)  # fmt: skip
def test_every_month_has_its_number(words: str, month: int) -> None:
    """In full or short, in either case; March is not May."""
    assert parse_day(f"5 {words} 2027") == dt.date(2027, month, 5)


def test_the_days_of_two_centuries_are_days() -> None:
    """The first of them and the last, and neither neighbour."""
    for day in (dt.date(1990, 1, 1), dt.date(2199, 12, 31)):
        assert parse_day(f"{day:%d.%m.%Y}") == parse_day(str(day)) == day
    for words in ("31.12.1989", "1989-12-31", "01.01.2200", "2200-01-01", "28.05.0000"):
        with pytest.raises(ValueError, match=r"date|outside"):
            parse_day(words, YEAR)


def test_the_schema_admits_what_is_read_and_writes_figures() -> None:
    """An editor marks no day that the program takes; what a program writes is in figures."""
    assert {"pattern", "format"} == {key for each in DAY.json_schema()["anyOf"] for key in each}
    assert "anyOf" not in DAY.json_schema(mode="serialization")
    assert "anyOf" in TypeAdapter[Span](Span).json_schema()
    assert "anyOf" not in TypeAdapter[Span](Span).json_schema(mode="serialization")
