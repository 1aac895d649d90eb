"""Spans with and without ends, as text and as days; what lies outside the years there are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from roadmap_engine.calendars import (
    LessonsEnd,
    OpenSpan,
    SchoolYear,
    Span,
    Term,
    Terms,
    add_months,
    month_span,
    parse_year,
)
from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY

_DAYS = st.dates(FIRST_DAY, LAST_DAY)


class TestOpenSpans:
    """«2027-04-13/..»: one of the ends may be open, both not."""

    @given(st.one_of(st.none(), _DAYS), st.one_of(st.none(), _DAYS))
    def test_what_is_written_is_read_back(self, first: dt.date | None, last: dt.date | None) -> None:
        if first is None and last is None:
            with pytest.raises(ValueError, match="a first day or a last one"):
                OpenSpan(first, last)
        elif first is not None and last is not None and last < first:
            with pytest.raises(ValueError, match="before it begins"):
                OpenSpan(first, last)
        else:
            span = OpenSpan(first, last)
            assert OpenSpan.parse(str(span)) == span
            assert str(span) == "/".join(".." if day is None else day.isoformat() for day in (first, last))

    def test_one_day_alone_is_both_ends(self) -> None:
        assert OpenSpan.parse("2027-04-13") == OpenSpan(dt.date(2027, 4, 13), dt.date(2027, 4, 13))
        assert OpenSpan.parse(" .. / 2027-04-13 ") == OpenSpan(None, dt.date(2027, 4, 13))

    @pytest.mark.parametrize("text", ["..", "../..", "2027-04-13/", "2027-05-18/2027-04-13", "2027-13-01"])
    def test_what_is_no_span_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"day|span|date|month"):
            OpenSpan.parse(text)


class TestSpans:
    """Both ends belong to a span."""

    @given(st.lists(_DAYS, min_size=4, max_size=4))
    def test_clipping_keeps_the_days_of_both(self, days: list[dt.date]) -> None:
        one, other = (Span(*sorted(pair)) for pair in (days[:2], days[2:]))
        common = one.clipped(other)
        assert common == other.clipped(one)
        first, last = max(one.first, other.first), min(one.last, other.last)
        assert common == (Span(first, last) if first <= last else None)

    def test_days_that_touch_have_one_in_common(self) -> None:
        first, second = Span.parse("2027-04-01/2027-04-10"), Span.parse("2027-04-10/2027-04-20")
        assert first.clipped(second) == Span.parse("2027-04-10")

    @pytest.mark.parametrize(("year", "month", "days"), [(2027, 2, 28), (2028, 2, 29), (2026, 12, 31)])
    def test_a_month_is_all_its_days(self, year: int, month: int, days: int) -> None:
        span = month_span(year, month)
        assert (span.first.day, span.last.day, len(list(span))) == (1, days, days)
        assert {day.month for day in span} == {month}

    @pytest.mark.parametrize(("day", "months"), [(dt.date(9999, 12, 1), 1), (dt.date(1, 1, 1), -1)])
    def test_there_is_no_day_after_the_last_year(self, day: dt.date, months: int) -> None:
        with pytest.raises(OverflowError, match="there is no day"):
            add_months(day, months)


class TestTexts:
    """A field holds a span as text; what it cannot be read from is refused, what it is not is not printed."""

    class Holder(BaseModel):
        """Two spans, one of which may be of the other kind."""

        span: Span
        either: SchoolYear | OpenSpan

    def test_each_kind_is_printed_by_its_own(self) -> None:
        held = self.Holder.model_validate({"span": "2027-04-13", "either": "../2027-05-18"})
        assert held.model_dump(mode="json") == {
            "span": "2027-04-13/2027-04-13",
            "either": "../2027-05-18",
        }
        again = self.Holder.model_validate({"span": held.span, "either": "2026/27"})
        assert again.span is held.span
        assert again.model_dump(mode="json")["either"] == "2026/2027"

    def test_a_bare_day_of_yaml_is_its_text(self) -> None:
        held = self.Holder.model_validate({"span": dt.date(2027, 4, 13), "either": "2026/2027"})
        assert held.span == Span.parse("2027-04-13")

    @pytest.mark.parametrize("value", [True, None, 1.5, ["2027-04-13"], 2027, "1989-12-31", "2200-01-01"])
    def test_what_is_no_span_is_refused(self, value: object) -> None:
        with pytest.raises(ValueError, match="span"):
            self.Holder.model_validate({"span": value, "either": "2026/2027"})


def test_a_school_year_keeps_within_the_years_there_are() -> None:
    """Its first and its last day are days of a text."""
    assert SchoolYear.parse("1990/1991").span.first >= FIRST_DAY
    assert SchoolYear.parse("2198/2199").span.last <= LAST_DAY
    for text in ("1989/1990", "2199/2200"):
        with pytest.raises(ValueError, match=text):
            SchoolYear.parse(text)
    assert SchoolYear.parse("2099/00") == SchoolYear(2099)


def test_half_years_that_are_stated_are_not_reckoned_from_quarters() -> None:
    """What a school says of its half-years is heard; a second one alone is the only one there is."""
    stated = Term(kind="half-year", number=2, starts_on=dt.date(2027, 1, 12), ends_on=dt.date(2027, 5, 30))
    assert Terms(terms=(stated,)).of_kind("half-year") == ((2, stated.span),)
    assert Terms(terms=(stated,)).of_kind("quarter") == ()
    assert Terms(terms=(stated,)).span_of("half-year", 3) is None


def test_without_a_grade_lessons_end_with_the_last_of_them() -> None:
    """A grade has its own last day before the common one; a grade without one has the common one."""
    days = {(): dt.date(2027, 5, 26), (9,): dt.date(2027, 5, 20), (1,): dt.date(2027, 5, 31)}
    terms = Terms(lessons_end=tuple(LessonsEnd(on=day, grades=grades) for grades, day in days.items()))
    found = {grade: terms.last_day_of_lessons(grade) for grade in (None, 1, 5, 9)}
    assert found == {None: days[1,], 1: days[1,], 5: days[()], 9: days[9,]}
    own = Terms(lessons_end=(LessonsEnd(on=days[9,], grades=(9,)),))
    assert (own.last_day_of_lessons(), own.last_day_of_lessons(5)) == (days[9,], None)


def test_years_and_spans_name_themselves_to_a_reader() -> None:
    """A year as a text has it, in every language; a span by its days, as the language has them."""
    assert (SchoolYear(2026).said(), parse_year("2027").said()) == ("2026/2027", "2027")
    said = Span.parse("2027-04-13/2027-05-18").said()
    assert said.said("ru") == "13.04.2027–18.05.2027"
    assert said.said("en") == "13 April 2027 – 18 May 2027"
