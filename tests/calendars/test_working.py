"""The working calendar against the law, the decrees and an independent source."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import PRESIDENTIAL_DAYS, PRODUCTION_YEARS, Span, WorkingCalendar

FIVE, SIX = WorkingCalendar(), WorkingCalendar(week=6)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31))
CALENDARS = st.sampled_from(
    [
        FIVE,
        SIX,
        WorkingCalendar(layers=PRESIDENTIAL_DAYS),
        WorkingCalendar(extra_days_off=(Span.parse("2026-04-27"),)),
    ]
)


@pytest.mark.parametrize("year", range(2020, 2028))
def test_each_day_of_a_five_day_week_agrees_with_an_independent_source(year: int) -> None:
    """The decree table gives the same working days as the `holidays` package, day by day."""
    oracle = holidays.country_holidays("RU", years=year)
    differing = [
        day
        for day in Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
        if FIVE.is_working_day(day) != oracle.is_working_day(day)
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("year", "count"),
    [(2020, 248), (2021, 247), (2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247), (2027, 247)],
)
def test_the_published_number_of_working_days_comes_out(year: int, count: int) -> None:
    """The production calendars of these years name these totals."""
    days = Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
    assert sum(FIVE.is_working_day(day) for day in days) == count


def test_every_year_names_its_decree() -> None:
    """«Постановление Правительства РФ …» stands behind each entry, and each transfer leaves a day off."""
    for entry in PRODUCTION_YEARS.values():
        assert entry.decree.startswith("Постановление Правительства РФ")
        for source, target in entry.transfers:
            assert source.year == target.year == entry.year
            assert source.weekday() >= 5 or not FIVE.is_working_day(source)
            assert not FIVE.is_working_day(target)


def test_a_year_without_a_decree_is_not_known() -> None:
    """The next year is unknown until its decree is published; plain weekends still hold."""
    assert not FIVE.knows(2028)
    assert FIVE.knows(2027)
    assert not FIVE.is_working_day(dt.date(2028, 1, 8))
    assert FIVE.basis(2028) == "ст. 112 ТК РФ"
    assert "№ 1466" in FIVE.basis(2026)


class TestSixDayWeek:
    """«При шестидневной рабочей неделе» Saturday is a working day and has no day off to give away."""

    def test_saturday_works(self) -> None:
        assert SIX.is_working_day(dt.date(2026, 9, 5))
        assert not FIVE.is_working_day(dt.date(2026, 9, 5))

    def test_a_transfer_from_a_saturday_moves_nothing(self) -> None:
        # 2025: «с субботы 1 ноября на понедельник 3 ноября».
        assert SIX.is_working_day(dt.date(2025, 11, 1))
        assert SIX.is_working_day(dt.date(2025, 11, 3))
        assert not FIVE.is_working_day(dt.date(2025, 11, 3))

    def test_a_transfer_from_a_sunday_holds(self) -> None:
        # 2025: «с воскресенья 23 февраля на четверг 8 мая».
        assert not SIX.is_working_day(dt.date(2025, 5, 8))

    def test_a_holiday_on_sunday_moves_to_the_next_working_day(self) -> None:
        # ст. 112 ТК РФ: «… выходной день переносится на следующий после праздничного рабочий день».
        assert not SIX.is_working_day(dt.date(2026, 3, 9))

    def test_a_holiday_on_saturday_moves_nowhere(self) -> None:
        assert not SIX.is_working_day(dt.date(2026, 5, 9))
        assert SIX.is_working_day(dt.date(2026, 5, 11))
        assert not FIVE.is_working_day(dt.date(2026, 5, 11))


def test_layers_and_regional_days_only_add_days_off() -> None:
    """The President's paid days and a region's own holidays are days off where a calendar takes them."""
    layered = WorkingCalendar(layers=PRESIDENTIAL_DAYS, extra_days_off=(Span.parse("2026-04-27/2026-04-28"),))
    assert FIVE.is_working_day(dt.date(2020, 4, 1))
    assert not layered.is_working_day(dt.date(2020, 4, 1))
    assert not layered.is_working_day(dt.date(2021, 11, 2))
    assert not layered.is_working_day(dt.date(2026, 4, 28))
    assert layered.is_working_day(dt.date(2026, 4, 29))


def test_a_calendar_reads_from_written_text() -> None:
    """organisation.yaml holds spans as text."""
    calendar = WorkingCalendar.model_validate(
        {"week": 6, "extra_days_off": ["2026-04-27", "2026-06-21/2026-06-22"]}
    )
    assert not calendar.is_working_day(dt.date(2026, 6, 22))
    assert WorkingCalendar.model_validate(calendar.model_dump(mode="json")) == calendar


@given(CALENDARS, DAYS, st.integers(-40, 40))
@settings(max_examples=100, deadline=None)
def test_so_many_working_days_are_counted(calendar: WorkingCalendar, day: dt.date, count: int) -> None:
    """«На следующий день после календарной даты»: that day itself is not counted, the last one is."""
    end = calendar.add_working_days(day, count)
    assert count == 0 or calendar.is_working_day(end)
    passed = [day + dt.timedelta(days=number) for number in range(1, (end - day).days + 1)]
    passed += [day - dt.timedelta(days=number) for number in range(1, (day - end).days + 1)]
    assert sum(calendar.is_working_day(each) for each in passed) == abs(count)
    assert (end > day, end < day) == (count > 0, count < 0)


@given(CALENDARS, DAYS, st.integers(-40, 40))
@settings(max_examples=200, deadline=None)
def test_counting_there_and_back_returns(calendar: WorkingCalendar, day: dt.date, count: int) -> None:
    """From a working day, n working days forward and n back is the same day."""
    start = calendar.next_or_same(day)
    assert calendar.add_working_days(calendar.add_working_days(start, count), -count) == start


@given(CALENDARS, DAYS, DAYS, st.integers(-30, 30))
@settings(max_examples=200, deadline=None)
def test_counting_keeps_the_order_of_days(
    calendar: WorkingCalendar, one: dt.date, other: dt.date, count: int
) -> None:
    """A later start never gives an earlier end."""
    assert calendar.add_working_days(min(one, other), count) <= calendar.add_working_days(
        max(one, other), count
    )


@given(CALENDARS, DAYS)
@settings(max_examples=100, deadline=None)
def test_the_nearest_working_days_enclose_a_day(calendar: WorkingCalendar, day: dt.date) -> None:
    """Both neighbours work, and a working day is its own neighbour."""
    before, after = calendar.previous_or_same(day), calendar.next_or_same(day)
    assert before <= day <= after
    assert calendar.is_working_day(before)
    assert calendar.is_working_day(after)
    assert calendar.is_working_day(day) == (before == after)
