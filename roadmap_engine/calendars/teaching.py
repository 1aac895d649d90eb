"""The days on which a school teaches, as far as is known: working days in its terms, outside its breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from roadmap_engine.calendars.terms import SchoolTerms, TermKind, Terms
from roadmap_engine.calendars.working import WorkingCalendar
from roadmap_engine.calendars.years import SchoolYear

__all__ = ["TeachingDays"]

_IN_A_YEAR: Mapping[TermKind, int] = MappingProxyType({"quarter": 4, "trimester": 3, "half-year": 2})


@dataclass(frozen=True, slots=True)
class TeachingDays:
    """The days on which some classes of a school have lessons.

    Attributes:
        working: its working days.
        terms: its terms and breaks; where nothing is known of a day, only days off are left out.
        school_year: the year they are of, unless they say it.
        grades: the classes; days that only others have off are theirs.
    """

    working: WorkingCalendar
    terms: SchoolTerms = field(default_factory=SchoolTerms)
    school_year: SchoolYear | None = None
    grades: tuple[int, ...] = ()

    def __contains__(self, day: dt.date) -> bool:
        """Tell whether one of the classes has, as far as is known, no day off, no break and no end then."""
        if not self.working.is_working_day(day):
            return False
        terms = self._terms_on(day)
        return terms is None or any(self._is_taught(day, terms, grade) for grade in self.grades or (None,))

    def _terms_on(self, day: dt.date) -> Terms | None:
        """Give the terms of the year a day lies in; what states no year is of this one."""
        years = ((each.school_year or self.school_year, each) for each in self.terms.known)
        return next((each for year, each in years if year is not None and day in year.span), None)

    def _is_taught(self, day: dt.date, terms: Terms, grade: int | None) -> bool:
        last = terms.last_day_of_lessons(grade)
        return not (
            (last is not None and day > last) or terms.in_break(day, grade) or _is_between_terms(day, terms)
        )


def _is_between_terms(day: dt.date, terms: Terms) -> bool:
    """Tell whether a day lies before the first term, after the last, or between two neighbours."""
    kind = terms.own_kind()
    if kind is None:
        return False
    known = dict(terms.of_kind(kind))
    if any(day in span for span in known.values()):
        return False
    before = max((number for number, span in known.items() if span.last < day), default=0)
    if before == 0:
        return 1 in known
    return before == _IN_A_YEAR[kind] or before + 1 in known
