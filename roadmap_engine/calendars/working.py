"""Which days are working days, and counting by them.

The week has five or six working days. A decree moves a day off only for those who have it: with a
six-day week Saturday is a working day anyway, so a transfer from a Saturday moves nothing, and a
«рабочая суббота» is a Saturday like any other. A public holiday on the week's own day off moves by law
to the next working day after it, except in January (ст. 112 ТК РФ, часть вторая).

For a year without a decree table `is_working_day` knows weekends and public holidays only; `knows`
tells, and whoever counts must report it.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr

from roadmap_engine.calendars.layers import DaysOff
from roadmap_engine.calendars.production import LABOUR_CODE, PRODUCTION_YEARS, PUBLIC_HOLIDAYS
from roadmap_engine.calendars.spans import ONE_DAY, Span

__all__ = ["WeekendPolicy", "WorkingCalendar"]

WeekLength = Literal[5, 6]
WeekendPolicy = Literal["keep", "previous", "next"]

SATURDAY, SUNDAY = 5, 6
JANUARY = 1


class WorkingCalendar(BaseModel):
    """The working days of one organisation.

    Attributes:
        week: five or six working days.
        extra_days_off: regional holidays and the organisation's own days off.
        layers: days off granted by further acts, such as `PRESIDENTIAL_DAYS`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    week: WeekLength = 5
    extra_days_off: tuple[Span, ...] = ()
    layers: tuple[DaysOff, ...] = ()

    # A calendar is asked day by day, thousands of times for one plan.
    _own: frozenset[dt.date] = PrivateAttr(default=frozenset())

    def model_post_init(self, _context: Any, /) -> None:
        """Spread the spans out into days."""
        self._own = frozenset(day for span in self.extra_days_off for day in span)

    def knows(self, year: int) -> bool:
        """Tell whether the decree of the year is in the table."""
        return year in PRODUCTION_YEARS

    def basis(self, year: int) -> str:
        """Cite what the working days of a year rest on."""
        entry = PRODUCTION_YEARS.get(year)
        return f"{LABOUR_CODE}; {entry.decree}" if entry else LABOUR_CODE

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether people work that day.

        >>> WorkingCalendar().is_working_day(dt.date(2027, 2, 20))  # a working Saturday by decree
        True
        """
        off, worked = _table(day.year, self.week)
        if day in off or day in self._own:
            return False
        if any(day in layer for layer in self.layers):
            return False
        return day.weekday() < self.week or day in worked

    def next_or_same(self, day: dt.date) -> dt.date:
        """Give the day itself if it is a working day, else the next one."""
        return self._seek(day, ONE_DAY)

    def previous_or_same(self, day: dt.date) -> dt.date:
        """Give the day itself if it is a working day, else the last one before."""
        return self._seek(day, -ONE_DAY)

    def add_working_days(self, day: dt.date, count: int) -> dt.date:
        """Go that many working days forward, or back when negative; the first one counted is the next.

        Zero gives the day itself, working or not.

        >>> WorkingCalendar().add_working_days(dt.date(2026, 12, 30), 1).isoformat()
        '2027-01-11'
        """
        # ст. 191 ГК РФ: «Течение срока … начинается на следующий день после календарной даты или
        # наступления события, которыми определено его начало».
        for _ in range(count):
            day = self.next_or_same(day + ONE_DAY)
        for _ in range(-count):
            day = self.previous_or_same(day - ONE_DAY)
        return day

    def _seek(self, day: dt.date, step: dt.timedelta) -> dt.date:
        while not self.is_working_day(day):
            day += step
        return day


@lru_cache(maxsize=256)
def _table(year: int, week: int) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    """Give the days off (beyond the plain weekend) and the weekend days that are worked."""
    holidays = {dt.date(year, month, day) for month, day in PUBLIC_HOLIDAYS}
    off, worked, moved = set(holidays), set[dt.date](), set[dt.date]()
    entry = PRODUCTION_YEARS.get(year)
    for source, target in entry.transfers if entry else ():
        if source.weekday() < week:
            continue  # not a day off in this week: there is nothing to move
        off.add(target)
        moved.add(source)
        if source not in holidays:
            worked.add(source)
    for holiday in sorted(holidays - moved):
        if holiday.month == JANUARY or holiday.weekday() < week:
            continue
        day = holiday
        while day in off or (day.weekday() >= week and day not in worked):
            day += ONE_DAY
        off.add(day)
    return frozenset(off), frozenset(worked)
