"""On which days lessons are given, as far as a school has said."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.calendars import (
    Break,
    LessonsEnd,
    SchoolTerms,
    SchoolYear,
    TeachingDays,
    Term,
    Terms,
    WorkingCalendar,
)

YEAR = SchoolYear(2026)
QUARTERS = (
    Term(number=1, starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 10, 25)),
    Term(number=2, starts_on=dt.date(2026, 11, 5), ends_on=dt.date(2026, 12, 30)),
    Term(number=3, starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 3, 25)),
    Term(number=4, starts_on=dt.date(2027, 4, 5), ends_on=dt.date(2027, 5, 26)),
)
FEBRUARY = Break(name="february", starts_on=dt.date(2027, 2, 15), ends_on=dt.date(2027, 2, 21), grades=(1,))
SPRING = Break(name="spring", starts_on=dt.date(2027, 3, 26), ends_on=dt.date(2027, 4, 4))


def is_taught(day: dt.date, terms: Terms | None, *grades: int) -> bool:
    """Whether a school of five days a week teaches some classes."""
    known = SchoolTerms((terms,) if terms else ())
    return day in TeachingDays(WorkingCalendar(), known, YEAR, grades)


@pytest.mark.parametrize(
    ("day", "taught"),
    [
        (dt.date(2026, 9, 1), True),
        (dt.date(2026, 9, 5), False),  # a Saturday
        (dt.date(2026, 10, 28), False),  # between the first two quarters
        (dt.date(2026, 11, 5), True),
        (dt.date(2027, 2, 23), False),  # a holiday
        (dt.date(2027, 5, 26), True),
        (dt.date(2027, 5, 27), False),  # after the last quarter
        (dt.date(2026, 8, 31), True),  # another school year's, of which nothing is known
    ],
)
def test_terms_alone_tell_the_breaks_between_them(day: dt.date, *, taught: bool) -> None:
    """What lies between two neighbours is a break, whether it is stated or not."""
    assert is_taught(day, Terms(terms=QUARTERS)) is taught


def test_what_is_not_known_is_no_break() -> None:
    """A school that has stated its first quarter alone does not rest for the rest of the year."""
    known = Terms(terms=QUARTERS[:1])
    assert is_taught(dt.date(2026, 11, 10), known)
    assert is_taught(dt.date(2027, 7, 1), known)
    assert is_taught(dt.date(2027, 7, 1), None)
    assert not is_taught(dt.date(2027, 7, 3), None)
    third = Terms(terms=QUARTERS[2:])
    assert is_taught(dt.date(2026, 9, 1), third)


@pytest.mark.parametrize(
    ("stated", "day", "taught"),
    [
        ((1,), dt.date(2026, 9, 2), False),  # before the first
        ((1, 3), dt.date(2026, 9, 2), False),
        ((2,), dt.date(2026, 9, 2), True),  # the first may have begun
        ((2, 3), dt.date(2026, 9, 2), True),
        ((1, 2), dt.date(2026, 11, 25), False),  # between neighbours
        ((1, 3), dt.date(2026, 11, 25), True),  # the second may have begun
        ((1,), dt.date(2026, 11, 25), True),
        ((1, 2), dt.date(2027, 2, 26), True),  # after the second, of three
        ((2, 3), dt.date(2027, 2, 26), False),
        ((3,), dt.date(2027, 5, 26), False),  # after the last
        ((1,), dt.date(2026, 9, 3), True),
        ((1,), dt.date(2026, 11, 20), True),
        ((3,), dt.date(2027, 5, 25), True),
    ],
)
def test_before_after_and_between_terms_as_far_as_they_are_stated(
    stated: tuple[int, ...], day: dt.date, *, taught: bool
) -> None:
    """Before the first, after the last and between neighbours no lessons are given; else it is not known."""
    trimesters = (
        Term(kind="trimester", number=1, starts_on=dt.date(2026, 9, 3), ends_on=dt.date(2026, 11, 20)),
        Term(kind="trimester", number=2, starts_on=dt.date(2026, 11, 30), ends_on=dt.date(2027, 2, 25)),
        Term(kind="trimester", number=3, starts_on=dt.date(2027, 3, 1), ends_on=dt.date(2027, 5, 25)),
    )
    known = Terms(terms=tuple(each for each in trimesters if each.number in stated))
    assert is_taught(day, known) is taught


def test_a_school_of_half_years_rests_after_the_second() -> None:
    """And not after the first alone."""
    first = Term(kind="half-year", number=1, starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 12, 30))
    second = Term(kind="half-year", number=2, starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 5, 26))
    assert is_taught(dt.date(2027, 5, 27), Terms(terms=(first,)))
    assert not is_taught(dt.date(2027, 5, 27), Terms(terms=(second,)))


def test_a_break_of_some_classes_is_theirs() -> None:
    """A day counts where one of the classes concerned has lessons."""
    known = Terms(terms=QUARTERS, breaks=(FEBRUARY, SPRING))
    day = dt.date(2027, 2, 16)
    assert is_taught(day, known)
    assert is_taught(day, known, 5, 6)
    assert is_taught(day, known, 1, 2)
    assert not is_taught(day, known, 1)
    assert not is_taught(dt.date(2027, 3, 29), known, 5)


def test_lessons_end_for_each_class_on_its_day() -> None:
    """The ninth goes to its examinations earlier."""
    ends = (LessonsEnd(on=dt.date(2027, 5, 28)), LessonsEnd(on=dt.date(2027, 5, 20), grades=(9, 11)))
    known = Terms(lessons_end=ends)
    day = dt.date(2027, 5, 25)
    assert is_taught(day, known, 5)
    assert is_taught(day, known, 5, 9)
    assert not is_taught(day, known, 9)
    assert not is_taught(dt.date(2027, 5, 31), known, 5)
    assert is_taught(dt.date(2027, 5, 28), known, 5)
    assert is_taught(dt.date(2027, 5, 20), known, 9)
    assert not is_taught(dt.date(2027, 5, 21), known, 9)
