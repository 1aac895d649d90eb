"""What one school knows to date its rows by: its years, its calendar, and the events that have happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from frozendict import frozendict

from roadmap_engine.calendars import (
    PRESIDENTIAL_DAYS,
    SchoolTerms,
    SchoolYear,
    Span,
    TeachingDays,
    WorkingCalendar,
)
from roadmap_engine.deadlines import Context
from roadmap_engine.model import Adoption, Organisation
from roadmap_engine.model.measure import RowYear
from roadmap_engine.model.organisation import CalendarSettings
from roadmap_engine.model.plan_years import PlanYears
from roadmap_engine.model.same import MOST_KEPT

__all__ = ["Contexts", "adoption_contexts", "known_anchors", "teaching_days"]

ANNOUNCED = ("procedure", "procedure-start", "procedure-end")


@dataclass(frozen=True, slots=True)
class Contexts:
    """What the rows of a plan are dated against, by the year of it that they lie in.

    Attributes:
        unsaid: rows that say no year.
        this, next: those that say one.
    """

    unsaid: Context
    this: Context
    next: Context

    @classmethod
    def around(cls, own: Context) -> Contexts:
        """Give what is known where rows of the year after know the same."""
        year = own.year.following if isinstance(own.year, SchoolYear) else own.year
        return cls(own, own, replace(own, year=year))

    def of(self, year: RowYear | None) -> Context:
        """Give what rows of a year are dated against."""
        match year:
            case None:
                return self.unsaid
            case RowYear.THIS:
                return self.this
            case RowYear.NEXT:
                return self.next
            case _:
                assert_never(year)


def adoption_contexts(adoption: Adoption, organisation: Organisation) -> Contexts:
    """Gather what one school knows: its years, its calendar, and the events that have happened."""
    return _contexts_of(
        adoption.school_years,
        adoption.runs,
        adoption.days,
        frozendict(known_anchors(adoption)),
        adoption.procedure.held,
        organisation.calendar,
    )


@lru_cache(maxsize=MOST_KEPT)
def _contexts_of(
    years: PlanYears,
    runs: Span | None,
    days: Span,
    anchors: frozendict[str, dt.date | Span],
    held: Span | None,
    settings: CalendarSettings,
) -> Contexts:
    """Give the very same contexts to all schools of a run that know the same."""
    year, known = years[0], SchoolTerms(settings.terms)
    own = Context(
        year=runs or year,
        anchors=anchors,
        calendar=WorkingCalendar(
            week=settings.week,
            extra_days_off=settings.days_off,
            layers=PRESIDENTIAL_DAYS if settings.presidential_days else (),
        ),
        terms=known.within(days),
        procedure=held,
        weekend_policy=settings.weekend_policy,
        whole=days if len(years) > 1 else None,
    )
    after = year.following
    beyond = Span(days.first, max(days.last, after.last_day))
    return Contexts(
        own, replace(own, year=year), replace(own, year=after, whole=beyond, terms=known.within(beyond))
    )


def teaching_days(adoption: Adoption, organisation: Organisation, contexts: Contexts) -> TeachingDays:
    """Give the days on which the classes that a plan concerns are taught."""
    grades = adoption.procedure.grades or organisation.grades or ()
    known = contexts.unsaid
    return TeachingDays(known.calendar, known.terms, adoption.school_year, tuple(grades))


def known_anchors(adoption: Adoption) -> dict[str, dt.date | Span]:
    """The dates an adoption states; the days of the procedure give its start and its end."""
    anchors: dict[str, dt.date | Span] = {}
    held = adoption.procedure.held
    if held is not None:
        anchors |= zip(ANNOUNCED, (held, held.first, held.last), strict=True)
    if adoption.order.date is not None:
        anchors["order-issued"] = adoption.order.date
    return anchors | dict(adoption.events)
