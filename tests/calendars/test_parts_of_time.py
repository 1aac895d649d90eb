"""Weeks, months and decades are whole and have no gap; of terms and breaks the nearer word is heard."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.calendars import Break, LessonsEnd, Span, Term, Terms, month_span

_DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))
_DAY = dt.timedelta(days=1)


@given(_DAYS, st.integers(0, 800), st.sampled_from([1, 2, 3, 4, 6, 12]))
def test_whole_months_cover_a_span_without_a_gap(first: dt.date, more: int, length: int) -> None:
    """Each begins on the first of a month that such a length from January on begins with."""
    span = Span(first, first + dt.timedelta(days=more))
    months = list(span.months(length))
    assert months[0].first <= span.first <= months[0].last
    assert months[-1].first <= span.last <= months[-1].last
    for each in months:
        assert (each.first.day, (each.first.month - 1) % length) == (1, 0)
        assert (each.last + _DAY).day == 1
        assert (each.last.year - each.first.year) * 12 + each.last.month - each.first.month == length - 1
    assert all(one.last + _DAY == other.first for one, other in itertools.pairwise(months))
    if length == 1:
        assert list(span.months()) == months


@given(_DAYS, st.integers(0, 100))
def test_whole_weeks_cover_a_span_without_a_gap(first: dt.date, more: int) -> None:
    """From Monday to Sunday."""
    span = Span(first, first + dt.timedelta(days=more))
    weeks = list(span.weeks())
    assert weeks[0].first <= span.first <= weeks[0].last
    assert weeks[-1].first <= span.last <= weeks[-1].last
    assert {(each.first.isoweekday(), (each.last - each.first).days) for each in weeks} == {(1, 6)}
    assert all(one.last + _DAY == other.first for one, other in itertools.pairwise(weeks))


@given(_DAYS)
def test_the_decades_of_a_month_are_its_days(day: dt.date) -> None:
    """Ten, ten, and the rest."""
    decades = month_span(day.year, day.month).decades()
    days = [each for decade in decades for each in decade]
    assert [len(list(decade)) for decade in decades][:2] == [10, 10]
    assert [each.day for each in days] == list(range(1, calendar.monthrange(day.year, day.month)[1] + 1))


def test_twenty_days_have_no_third_decade() -> None:
    """There is no rest."""
    assert len(Span.parse("2027-02-01/2027-02-20").decades()) == 2
    assert str(Span.parse("2027-02-01/2027-02-21").decades()[2]) == "2027-02-21/2027-02-21"


def _term(kind: str, number: int, first: str, last: str) -> Term:
    return Term.model_validate({"kind": kind, "number": number, "starts_on": first, "ends_on": last})


_QUARTERS = (
    _term("quarter", 1, "2026-09-01", "2026-10-25"),
    _term("quarter", 2, "2026-11-03", "2026-12-27"),
    _term("quarter", 3, "2027-01-11", "2027-03-21"),
    _term("quarter", 4, "2027-03-29", "2027-05-26"),
)
_STATED = _term("half-year", 2, "2027-01-12", "2027-05-30")


@pytest.mark.parametrize(
    ("terms", "halves"),
    [
        (_QUARTERS, {1: "2026-09-01/2026-12-27", 2: "2027-01-11/2027-05-26"}),
        (_QUARTERS[:2], {1: "2026-09-01/2026-12-27"}),
        (_QUARTERS[:3], {1: "2026-09-01/2026-12-27"}),
        (_QUARTERS[1:], {2: "2027-01-11/2027-05-26"}),
        # What is stated is heard, and where one is, none is reckoned beside it.
        ((*_QUARTERS, _STATED), {2: "2027-01-12/2027-05-30"}),
        ((), {}),
    ],
)
def test_a_half_year_is_stated_or_made_of_both_its_quarters(
    terms: tuple[Term, ...], halves: dict[int, str]
) -> None:
    """One quarter alone makes none."""
    known = Terms(terms=terms)
    assert {number: str(span) for number, span in known.of_kind("half-year")} == halves
    assert [number for number, _ in known.of_kind("quarter")] == [
        each.number for each in terms if each.kind == "quarter"
    ]
    assert known.of_kind("trimester") == ()
    assert known.own_kind() == ("quarter" if terms else None)


def _break(name: str, first: str, last: str, *grades: int) -> Break:
    return Break.model_validate({"name": name, "starts_on": first, "ends_on": last, "grades": grades})


_BREAKS = Terms(
    breaks=(
        _break("winter", "2026-12-28", "2027-01-10"),
        _break("february", "2027-02-15", "2027-02-21", 1),
        _break("winter", "2026-12-30", "2027-01-12", 9, 11),
    )
)


@pytest.mark.parametrize(
    ("name", "grade", "span"),
    [
        ("winter", None, "2026-12-28/2027-01-10"),
        ("winter", 5, "2026-12-28/2027-01-10"),
        ("winter", 9, "2026-12-30/2027-01-12"),
        ("february", 1, "2027-02-15/2027-02-21"),
        ("february", 2, None),
        ("february", None, None),
        ("spring", 1, None),
    ],
)
def test_a_grades_own_break_is_heard_before_the_common_one(
    name: str, grade: int | None, span: str | None
) -> None:
    """And another's never."""
    found = _BREAKS.break_of(name, grade)  # type: ignore[arg-type]
    assert (None if found is None else str(found)) == span


@pytest.mark.parametrize(
    ("day", "grade", "is_in"),
    [
        (dt.date(2026, 12, 28), None, True),
        (dt.date(2026, 12, 27), None, False),
        (dt.date(2027, 1, 11), 9, True),
        (dt.date(2027, 1, 11), 5, False),
        (dt.date(2027, 1, 11), None, False),
        (dt.date(2027, 2, 15), 1, True),
        (dt.date(2027, 2, 15), 2, False),
    ],
)
def test_a_day_lies_in_a_break_of_its_grade(day: dt.date, grade: int | None, is_in: bool) -> None:
    """Or of all grades."""
    assert _BREAKS.in_break(day, grade) == is_in


@pytest.mark.parametrize("value", [{"starts_on": "2027-01-02", "ends_on": "2027-01-01", "number": 1}])
def test_a_term_ends_after_it_starts(value: dict[str, object]) -> None:
    """One day is enough."""
    with pytest.raises(ValueError, match="before starts_on"):
        Term.model_validate(value)
    assert Term.model_validate({**value, "ends_on": "2027-01-02"}).span == Span.parse("2027-01-02")


def test_the_last_day_of_several_of_a_grade_is_the_latest() -> None:
    """In whatever order they are written."""
    days = [dt.date(2027, 5, 20), dt.date(2027, 5, 25), dt.date(2027, 5, 22)]
    terms = Terms(lessons_end=tuple(LessonsEnd(on=day, grades=(9,)) for day in days))
    assert (terms.last_day_of_lessons(9), terms.last_day_of_lessons(8)) == (days[1], None)
