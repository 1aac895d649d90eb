"""Parts of a month in days: decades, halves, beginning, middle and end, weeks.

A decade is ten days; beginning, middle and end are the three decades. A week runs from Monday to
Sunday and belongs to the month that has its Thursday, as weeks belong to years in ГОСТ ИСО 8601; days
of it that lie outside the month are left out.
"""

from __future__ import annotations

import datetime as dt

from roadmap_engine.calendars import Span, month_span
from roadmap_engine.deadlines.values import MonthPartName

__all__ = ["part_span", "weeks_span"]

THURSDAY = 3
_LAST = 0
_PARTS: dict[MonthPartName, tuple[int, int]] = {
    "decade-1": (1, 10),
    "decade-2": (11, 20),
    "decade-3": (21, _LAST),
    "start": (1, 10),
    "middle": (11, 20),
    "end": (21, _LAST),
    "half-1": (1, 15),
    "half-2": (16, _LAST),
}


def part_span(part: MonthPartName, year: int, month: int) -> Span:
    """Give the days of a decade, a half, the beginning, middle or end of a month.

    >>> str(part_span("decade-3", 2027, 2))
    '2027-02-21/2027-02-28'
    """
    first, last = _PARTS[part]
    whole = month_span(year, month)
    return Span(dt.date(year, month, first), dt.date(year, month, last) if last != _LAST else whole.last)


def weeks_span(week: int, through: int | None, year: int, month: int) -> Span:
    """Give the days of a week of a month, or of several; -1 is the last week.

    >>> str(weeks_span(1, None, 2026, 11))  # 1 November 2026 is a Sunday and belongs to October's last week
    '2026-11-02/2026-11-08'
    """
    whole = month_span(year, month)
    thursdays = [day for day in whole if day.weekday() == THURSDAY]
    first = thursdays[min(week, len(thursdays)) - 1 if week > 0 else -1]
    last = thursdays[min(through or week, len(thursdays)) - 1 if week > 0 else -1]
    monday, sunday = first - dt.timedelta(days=3), last + dt.timedelta(days=3)
    return Span(max(monday, whole.first), min(sunday, whole.last))
