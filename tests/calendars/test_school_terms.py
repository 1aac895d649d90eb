"""Terms of several school years: each year has its own, and a later one says nothing of an earlier."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.calendars import (
    Break,
    CalendarYear,
    SchoolTerms,
    SchoolYear,
    Span,
    TeachingDays,
    Term,
    Terms,
    WorkingCalendar,
)
from roadmap_engine.deadlines import Context, explain

THIS, NEXT = SchoolYear(2026), SchoolYear(2027)


def terms(year: SchoolYear | None, start: int) -> Terms:
    """Two quarters and the break between them, in the year that begins so."""
    return Terms(
        school_year=year,
        terms=(
            Term(number=1, starts_on=dt.date(start, 9, 1), ends_on=dt.date(start, 10, 25)),
            Term(number=2, starts_on=dt.date(start, 11, 5), ends_on=dt.date(start, 12, 27)),
        ),
        breaks=(Break(name="autumn", starts_on=dt.date(start, 10, 26), ends_on=dt.date(start, 11, 4)),),
    )


OLD, NEW, UNDATED = terms(THIS, 2026), terms(NEXT, 2027), terms(None, 2026)
BOTH = SchoolTerms((OLD, NEW))


class TestChoosing:
    """Which terms are meant."""

    def test_each_year_has_its_own(self) -> None:
        assert [BOTH.of(year) for year in (THIS, NEXT, SchoolYear(2028), None)] == [OLD, NEW, None, None]

    def test_what_states_no_year_is_of_any(self) -> None:
        assert SchoolTerms((UNDATED,)).of(NEXT) is UNDATED

    def test_a_plan_knows_those_of_its_own_time(self) -> None:
        assert BOTH.within(THIS.span) == SchoolTerms((OLD,))
        assert BOTH.within(Span(THIS.first_day, NEXT.last_day)) == BOTH
        assert BOTH.within(CalendarYear(2027).span) == BOTH

    @pytest.mark.parametrize("year", range(2024, 2028))
    def test_terms_that_are_added_change_no_plan_of_another_year(self, year: int) -> None:
        """Whatever a plan was told before, it is told still."""
        plan = SchoolYear(year).span
        if year != NEXT.start:
            assert BOTH.within(plan) == SchoolTerms((OLD,)).within(plan)


class TestDating:
    """What deadlines and lessons make of them."""

    @pytest.mark.parametrize(("year", "due"), [(THIS, dt.date(2026, 10, 25)), (NEXT, dt.date(2027, 10, 25))])
    def test_a_quarter_is_that_of_the_plan(self, year: SchoolYear, due: dt.date) -> None:
        found = explain("до конца I четверти", Context(year=year, terms=BOTH)).schedule
        assert [each.due for each in found.occurrences] == [due]

    def test_a_plan_of_two_years_has_the_quarters_of_both(self) -> None:
        """The keys of the first year are what they were when it was the only one."""
        span = Span(THIS.first_day, NEXT.last_day)
        alone, both = (
            explain("1 раз в четверть", Context(year=span, terms=known)).schedule.occurrences
            for known in (SchoolTerms((OLD,)), BOTH)
        )
        assert both[: len(alone)] == alone
        assert [each.key for each in both] == [
            "quarter-1", "quarter-2", "quarter-1-2027", "quarter-2-2027",
        ]  # fmt: skip

    def test_lessons_keep_to_the_terms_of_their_year(self) -> None:
        days = TeachingDays(WorkingCalendar(), BOTH, THIS)
        assert [dt.date(year, 10, 27) in days for year in (2026, 2027)] == [False, False]
        assert dt.date(2026, 10, 27) not in TeachingDays(WorkingCalendar(), SchoolTerms((UNDATED,)), THIS)
        assert dt.date(2027, 10, 27) in TeachingDays(WorkingCalendar(), SchoolTerms((UNDATED,)), THIS)


def test_of_no_year_nothing_is_known_in_a_year() -> None:
    """And what nobody states is none of any year."""
    assert SchoolTerms((OLD,)).of(None) is None
    assert not SchoolTerms()
    assert bool(BOTH)


def test_breaks_are_those_of_all_years_that_are_known() -> None:
    """A day of either autumn."""
    assert BOTH.in_break(dt.date(2026, 10, 30))
    assert BOTH.in_break(dt.date(2027, 10, 30))
    assert not BOTH.in_break(dt.date(2027, 10, 1))
    assert BOTH.has_breaks
    assert not SchoolTerms().has_breaks
    assert BOTH.own_kind() == OLD.own_kind()


def test_a_year_is_followed_by_the_next() -> None:
    """Over the turn of a century, too."""
    assert THIS.following == NEXT
