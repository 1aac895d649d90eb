"""The school's own calendar: terms, breaks, last days of lessons, year by year. Every part may be unknown.

A school decides these dates itself, so nothing here is ever derived from custom: what is not stated
is unknown. Half-years may be stated or follow from four stated quarters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from roadmap_engine.calendars.days import CalendarDay
from roadmap_engine.calendars.spans import Span
from roadmap_engine.calendars.years import SchoolYear

__all__ = ["Break", "BreakName", "LessonsEnd", "SchoolTerms", "Term", "TermKind", "Terms"]

TermKind = Literal["quarter", "trimester", "half-year"]
"""In the order in which a school that states several works by them."""
BreakName = Literal["autumn", "winter", "february", "spring", "summer"]

# The quarters a half-year is made of.
QUARTERS_OF_HALF = {1: (1, 2), 2: (3, 4)}


class _Dated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    starts_on: CalendarDay
    ends_on: CalendarDay

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError(f"ends_on {self.ends_on} is before starts_on {self.starts_on}")
        return self

    @property
    def span(self) -> Span:
        """The days of it."""
        return Span(self.starts_on, self.ends_on)


class Term(_Dated):
    """One term: a quarter (четверть), trimester or half-year, by its number in the school year."""

    kind: TermKind = "quarter"
    number: int = Field(ge=1, le=6)


class Break(_Dated):
    """School holidays; for all grades unless grades are named."""

    name: BreakName
    grades: tuple[int, ...] = ()


class LessonsEnd(BaseModel):
    """The last day of lessons, for all grades unless grades are named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: CalendarDay
    grades: tuple[int, ...] = ()


class Terms(BaseModel):
    """What a school knows of its year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    school_year: SchoolYear | None = None
    terms: tuple[Term, ...] = ()
    breaks: tuple[Break, ...] = ()
    lessons_end: tuple[LessonsEnd, ...] = ()

    def span_of(self, kind: TermKind, number: int) -> Span | None:
        """Give the days of a term, if known."""
        for term in self.terms:
            if (term.kind, term.number) == (kind, number):
                return term.span
        if kind == "half-year" and number in QUARTERS_OF_HALF:
            first, second = (self.span_of("quarter", part) for part in QUARTERS_OF_HALF[number])
            return Span(first.first, second.last) if first and second else None
        return None

    def of_kind(self, kind: TermKind) -> tuple[tuple[int, Span], ...]:
        """Give number and days of every known term of a kind, in order."""
        numbers = sorted({term.number for term in self.terms if term.kind == kind})
        if not numbers and kind == "half-year":
            numbers = [number for number in QUARTERS_OF_HALF if self.span_of(kind, number)]
        return tuple((number, span) for number in numbers if (span := self.span_of(kind, number)))

    def own_kind(self) -> TermKind | None:
        """Tell by which terms the school works: quarters before trimesters before half-years."""
        stated = {term.kind for term in self.terms}
        kinds: tuple[TermKind, ...] = get_args(TermKind)
        return next((kind for kind in kinds if kind in stated), None)

    def break_of(self, name: BreakName, grade: int | None = None) -> Span | None:
        """Give the days of a break; for a grade, its own ones before the common ones."""
        chosen = [each for each in self.breaks if each.name == name and _concerns(each.grades, grade)]
        chosen.sort(key=lambda each: not each.grades)
        return chosen[0].span if chosen else None

    def last_day_of_lessons(self, grade: int | None = None) -> dt.date | None:
        """Give the last day of lessons; without a grade, the latest of those that are known."""
        if grade is not None:
            own = [each.on for each in self.lessons_end if grade in each.grades]
            if own:
                return max(own)
        common = [each.on for each in self.lessons_end if not each.grades or grade is None]
        return max(common, default=None)

    def in_break(self, day: dt.date, grade: int | None = None) -> bool:
        """Tell whether the day lies in a known break."""
        return any(day in each.span for each in self.breaks if _concerns(each.grades, grade))


@dataclass(frozen=True, slots=True)
class SchoolTerms:
    """What a school knows of its years, each by itself.

    Attributes:
        known: of one year each; what states no year is of any.
    """

    known: tuple[Terms, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.known)

    def of(self, year: SchoolYear | None) -> Terms | None:
        """Give the terms of a school year: those that state it, else those that state none."""
        if year is None:
            return None
        stated = {each.school_year: each for each in reversed(self.known)}
        return stated.get(year) or stated.get(None)

    def within(self, span: Span) -> SchoolTerms:
        """Leave those that a plan of these days is about; of other years alone, the first stands for itself.

        What is known of a later year does not change what was said of an earlier one.
        """
        if len(self.known) <= 1:
            return self
        meant = [each for each in self.known if each.school_year and each.school_year.span.clipped(span)]
        return SchoolTerms(tuple(meant) or self.known[:1])

    def of_kind(self, kind: TermKind, years: Iterable[SchoolYear]) -> tuple[tuple[str, Span], ...]:
        """Give key and days of every known term of a kind in some years; of all years where none is named.

        A key is a term's kind and number, «quarter-1»; after the first year that is known it has the year
        too: «quarter-1-2027».
        """
        named = tuple(years)
        meant = [terms for year in named if (terms := self.of(year))] if named else list(self.known)
        return tuple(
            (
                f"{kind}-{number}" + (f"-{terms.school_year.start}" if place and terms.school_year else ""),
                span,
            )
            for place, terms in enumerate(dict.fromkeys(meant))
            for number, span in terms.of_kind(kind)
        )

    def own_kind(self) -> TermKind | None:
        """Tell by which terms the school works, as the first year that states any has it."""
        return next((kind for each in self.known if (kind := each.own_kind())), None)

    def in_break(self, day: dt.date, grade: int | None = None) -> bool:
        """Tell whether the day lies in a known break."""
        return any(each.in_break(day, grade) for each in self.known)

    @property
    def has_breaks(self) -> bool:
        """Whether any break is known."""
        return any(each.breaks for each in self.known)


def _concerns(grades: tuple[int, ...], grade: int | None) -> bool:
    return not grades or grade in grades
