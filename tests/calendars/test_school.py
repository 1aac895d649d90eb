"""School years, terms and spans."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from roadmap_engine.calendars import (
    Break,
    CalendarYear,
    LessonsEnd,
    SchoolYear,
    Span,
    Term,
    Terms,
    add_months,
    last_day_of_month,
    parse_year,
)

QUARTERS = tuple(
    Term(number=number, starts_on=starts, ends_on=ends)
    for number, starts, ends in (
        (1, dt.date(2026, 9, 1), dt.date(2026, 10, 25)),
        (2, dt.date(2026, 11, 5), dt.date(2026, 12, 27)),
        (3, dt.date(2027, 1, 11), dt.date(2027, 3, 21)),
        (4, dt.date(2027, 3, 29), dt.date(2027, 5, 26)),
    )
)


class TestYears:
    """A school year runs from 1 September to 31 August."""

    @pytest.mark.parametrize("text", ["2026/2027", "2026-2027", "2026/27", "2026 – 2027", "2026\\27"])
    def test_a_school_year_is_read_in_every_spelling(self, text: str) -> None:
        assert SchoolYear.parse(text) == SchoolYear(2026)
        assert str(SchoolYear(2026)) == "2026/2027"

    @pytest.mark.parametrize("text", ["2026/2028", "2027/2026", "2026", "сейчас"])
    def test_what_is_no_school_year_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=text[:4]):
            SchoolYear.parse(text)

    def test_months_fall_into_its_two_calendar_years(self) -> None:
        year = SchoolYear(2026)
        assert [year.year_of_month(month) for month in (9, 12, 1, 8)] == [2026, 2026, 2027, 2027]
        assert year.span == Span(dt.date(2026, 9, 1), dt.date(2027, 8, 31))

    def test_a_year_of_either_kind_is_read(self) -> None:
        assert parse_year("2027") == CalendarYear(2027)
        assert parse_year("2026/2027") == SchoolYear(2026)
        assert str(CalendarYear(2027)) == "2027"
        assert CalendarYear(2027).span == Span(dt.date(2027, 1, 1), dt.date(2027, 12, 31))
        assert CalendarYear(2027).year_of_month(9) == 2027
        with pytest.raises(ValueError, match="1812"):
            parse_year("1812")


class TestSpans:
    """Both ends of a span belong to it."""

    def test_a_span_is_text(self) -> None:
        span = Span.parse("2027-04-13/2027-05-18")
        assert Span.parse(str(span)) == span
        assert dt.date(2027, 4, 13) in span
        assert dt.date(2027, 5, 18) in span
        assert dt.date(2027, 5, 19) not in span
        assert Span.parse("2027-04-13") == Span(dt.date(2027, 4, 13), dt.date(2027, 4, 13))

    def test_a_span_does_not_run_backwards(self) -> None:
        with pytest.raises(ValueError, match="before it begins"):
            Span.parse("2027-05-18/2027-04-13")

    def test_clipping_gives_the_common_days_or_none(self) -> None:
        april = Span.parse("2027-04-01/2027-04-30")
        assert april.clipped(Span.parse("2027-04-20/2027-05-05")) == Span.parse("2027-04-20/2027-04-30")
        assert april.clipped(Span.parse("2027-06-01/2027-06-02")) is None
        assert len(list(april)) == 30

    def test_a_model_holds_a_span_as_text(self) -> None:
        class Holder(BaseModel):
            span: Span

        held = Holder.model_validate({"span": "2027-04-13/2027-05-18"})
        assert held.model_dump(mode="json") == {"span": "2027-04-13/2027-05-18"}
        assert Holder.model_json_schema()["properties"]["span"]["type"] == "string"
        with pytest.raises(ValidationError, match="2027-04-13/2027-05-18"):
            Holder.model_validate({"span": ["2027-04-13"]})

    @given(st.dates(dt.date(1990, 1, 1), dt.date(2190, 12, 31)), st.integers(-100, 100))
    def test_months_end_at_the_end_of_a_month(self, day: dt.date, months: int) -> None:
        moved = add_months(day, months)
        assert (moved.year - day.year) * 12 + moved.month - day.month == months
        assert moved.day == min(day.day, last_day_of_month(moved.year, moved.month))


class TestTerms:
    """What a school has not stated is unknown."""

    def test_nothing_is_known_of_nothing(self) -> None:
        terms = Terms()
        assert terms.span_of("quarter", 1) is None
        assert terms.own_kind() is None
        assert terms.break_of("autumn") is None
        assert terms.last_day_of_lessons() is None
        assert not terms.in_break(dt.date(2026, 10, 30))

    def test_half_years_follow_from_four_quarters(self) -> None:
        terms = Terms(terms=QUARTERS)
        assert terms.span_of("half-year", 1) == Span(dt.date(2026, 9, 1), dt.date(2026, 12, 27))
        assert [number for number, _ in terms.of_kind("half-year")] == [1, 2]
        assert terms.own_kind() == "quarter"
        assert Terms(terms=QUARTERS[:3]).span_of("half-year", 2) is None

    def test_a_grade_has_its_own_break_and_last_day(self) -> None:
        terms = Terms(
            breaks=(
                Break(name="spring", starts_on=dt.date(2027, 3, 22), ends_on=dt.date(2027, 3, 28)),
                Break(
                    name="spring", starts_on=dt.date(2027, 3, 15), ends_on=dt.date(2027, 3, 28), grades=(1,)
                ),
            ),
            lessons_end=(
                LessonsEnd(on=dt.date(2027, 5, 26)),
                LessonsEnd(on=dt.date(2027, 5, 20), grades=(9, 11)),
            ),
        )
        first = terms.break_of("spring", 1)
        assert first is not None
        assert first.first == dt.date(2027, 3, 15)
        assert terms.last_day_of_lessons(9) == dt.date(2027, 5, 20)
        assert terms.last_day_of_lessons(5) == dt.date(2027, 5, 26)
        assert terms.last_day_of_lessons() == dt.date(2027, 5, 26)
        assert terms.in_break(dt.date(2027, 3, 16), 1)
        assert not terms.in_break(dt.date(2027, 3, 16), 5)

    def test_a_term_does_not_end_before_it_starts(self) -> None:
        with pytest.raises(ValidationError, match="before starts_on"):
            Term(number=1, starts_on=dt.date(2026, 10, 25), ends_on=dt.date(2026, 9, 1))
