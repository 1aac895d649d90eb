"""Calendars: working days from a decree table, school and calendar years, a school's own terms."""

from __future__ import annotations

from roadmap_engine.calendars.days import CalendarDay, admit_day, parse_day, parse_days
from roadmap_engine.calendars.layers import PRESIDENTIAL_DAYS, DaysOff
from roadmap_engine.calendars.production import PRODUCTION_YEARS, ProductionYear
from roadmap_engine.calendars.spans import OpenSpan, Span, add_months, last_day_of_month, month_span
from roadmap_engine.calendars.teaching import TeachingDays
from roadmap_engine.calendars.terms import Break, BreakName, LessonsEnd, SchoolTerms, Term, TermKind, Terms
from roadmap_engine.calendars.text_value import TextValue
from roadmap_engine.calendars.working import WeekendPolicy, WorkingCalendar
from roadmap_engine.calendars.years import CalendarYear, SchoolYear, parse_year

__all__ = [
    "PRESIDENTIAL_DAYS",
    "PRODUCTION_YEARS",
    "Break",
    "BreakName",
    "CalendarDay",
    "CalendarYear",
    "DaysOff",
    "LessonsEnd",
    "OpenSpan",
    "ProductionYear",
    "SchoolTerms",
    "SchoolYear",
    "Span",
    "TeachingDays",
    "Term",
    "TermKind",
    "Terms",
    "TextValue",
    "WeekendPolicy",
    "WorkingCalendar",
    "add_months",
    "admit_day",
    "last_day_of_month",
    "month_span",
    "parse_day",
    "parse_days",
    "parse_year",
]
