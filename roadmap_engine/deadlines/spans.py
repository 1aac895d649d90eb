"""From one place to another: «сентябрь–октябрь», «с 11 января по 26 марта»."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import SUMMER, YEAR, Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.terms import Term
from roadmap_engine.deadlines.values import structure
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.dates import month_name

__all__ = ["Through", "base_month", "is_of_months"]


def base_month(place: Place) -> tuple[int, int | None] | None:
    """Give the named month a place lies in or begins with, and its year; None where it names none."""
    match place:
        case Day() | Month():
            return place.month, place.year
        case Through():
            return base_month(place.first)
        case DayOfWeek():
            return base_month(place.of)
        case Nth() | Part() | Edge():
            return base_month(place.of)
        case _:
            return None


def is_of_months(place: Place) -> bool:
    """Tell whether a place is named months or parts of them that are longer than a day."""
    match place:
        case Month():
            return True
        case Part():
            return isinstance(place.of, Month)
        case Nth():
            return place.rank > 0 and isinstance(place.of, Month)
        case _:
            return place.kind in ("through", "some") and all(map(is_of_months, place.parts()))


@dataclass(frozen=True, slots=True)
class Through(Place):
    """«С 11 января по 26 марта»: from the first day of one through the last day of another."""

    first: Place
    last: Place
    place: Literal["through"] = field(default="through", kw_only=True)

    __pydantic_config__ = structure()

    OF: ClassVar[frozenset[str]] = frozenset(
        {"day", "day-of-week", "month", "season", "quarter", "term", "part", "nth", "edge", "event", "school-year"}
    )  # fmt: skip

    def __post_init__(self) -> None:
        self._is_made_of(self.first, self.last)
        if self.first.repeats or self.last.repeats:
            raise ValueError("a time goes from one place to another, each of which comes once")
        if self.first == self.last:
            raise ValueError("from a time to the same time is the time itself")
        self._has_like_ends()
        ends = [base_month(each) for each in (self.first, self.last)]
        stated = {end[1] is None for end in ends if end is not None}
        if len(stated) > 1:
            raise ValueError("state the year of both ends or of neither")
        first, last = self.first, self.last
        terms = isinstance(first, Term) and isinstance(last, Term) and first.number >= last.number
        if terms and self.lacks_year:
            raise ValueError("terms of one year go forward")
        if self.first.rank >= YEAR and self.first.states_year != self.last.states_year:
            raise ValueError("state both school years or none")
        if (self.first.rank >= YEAR) != (self.last.rank >= YEAR):
            raise ValueError("of a year beside a shorter time its first or its last day is meant (edge)")

    def _has_like_ends(self) -> None:
        """See that both ends are days, or both are longer: «с 1 сентября по конец октября».

        Raises:
            ValueError: one end is a day and the other a whole time, whose first or last day is meant.
        """
        days = [each.rank == 0 or isinstance(each, Happening) for each in (self.first, self.last)]
        parts = any(isinstance(each, Part) for each in (self.first, self.last))
        if days[0] != days[1] and not parts:
            raise ValueError("a time goes from a day to a day, or from a whole time to a whole time")
        first, last = self.first, self.last
        if any(isinstance(each, Nth) and each.rank == 0 and each.through for each in (first, last)):
            raise ValueError("several counted days are no end of a longer time: name the first or the last")
        if any(
            isinstance(each, Part) and each.part in ("start", "end") and each.of.kind != "month"
            for each in (first, last)
        ):
            raise ValueError("the beginning and the end of it are its first and its last day (edge)")
        if any(isinstance(each, Happening) and each.day for each in (first, last)):
            raise ValueError("a time goes from an event, whatever its day")
        if days[0] and isinstance(last, Part) and last.part == "end":
            raise ValueError("through the end of a month is through its last day")
        if days[1] and isinstance(first, Part) and first.part == "start":
            raise ValueError("from the beginning of a month is from its first day")

    @property
    def rank(self) -> float:
        """As long as it is."""
        return max(self.first.rank, self.last.rank, 1)

    @property
    def lacks_year(self) -> bool:
        """Whether neither end says a year."""
        return self.first.lacks_year and self.last.lacks_year

    @property
    def runs_back(self) -> bool:
        """Whether days of the year, taken in one year, end before they begin: «25 декабря – 10 января»."""
        if not isinstance(self.first, Day) or not isinstance(self.last, Day):
            return False
        return (self.first.month, self.first.day) > (self.last.month, self.last.day)

    def days(self, frame: Frame) -> Days:
        """Join both ends; ends without years that run backwards cross New Year or open the plan in summer."""
        first, last = self.first.days(frame), self.last.days(frame)
        for each in (first, last):
            if isinstance(each, Awaited):
                return each
        if isinstance(first, Awaited) or isinstance(last, Awaited) or not first or not last:
            return ()
        if last[-1].last < first[0].first and self.lacks_year:
            first, last = self._across(first, last, frame)
        if last[-1].last < first[0].first:
            return ()
        key = f"{first[0].key}/{last[-1].key}" if is_of_months(self) else None
        return (Stretch(key, first[0].first, last[-1].last),)

    def _across(
        self, first: tuple[Stretch, ...], last: tuple[Stretch, ...], frame: Frame
    ) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
        # «25 августа – 5 сентября» opens the plan in the summer; «25 декабря – 10 января» crosses New Year.
        if isinstance(frame.context.year, SchoolYear) and first[0].first.month in SUMMER:
            earlier = self.first.days(frame.shifted(-1))
            return (first if isinstance(earlier, Awaited) or not earlier else earlier), last
        if isinstance(frame.context.year, SchoolYear) and is_of_months(self):
            # «Май – сентябрь» leaves the school year on one side or the other: nobody says on which.
            return first, last
        later = self.last.days(frame.shifted(1))
        return first, (last if isinstance(later, Awaited) or not later else later)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «сентябрь–октябрь 2026 г.», «с 11 января по 26 марта 2021 г.»."""
        first, last = self.first, self.last
        if isinstance(first, Month) and isinstance(last, Month):
            return _months(first, last, case)
        if is_of_months(self):
            return f"{first.say(Case.NOMINATIVE, events)} – {last.say(Case.NOMINATIVE, events)}"
        if isinstance(first, Day) and isinstance(last, Day) and first.year == last.year:
            if first.month == last.month and first.day < last.day:
                return f"с {first.day} по {last.words()}"
            if first.month < last.month:
                return f"с {first.words(year=False)} по {last.words()}"
        since = f"{'с момента' if isinstance(first, Happening) else 'с'} {first.say(Case.GENITIVE, events)}"
        if isinstance(last, Happening):
            return f"{since} до {last.say(Case.GENITIVE, events)}"
        return f"{since} по {last.say(Case.ACCUSATIVE, events)}"


def _months(first: Month, last: Month, case: Case) -> str:
    if first.year is not None and (first.year != last.year or last.month < first.month):
        return f"{first.say(case, _NO_EVENTS)} – {last.say(case, _NO_EVENTS)}"
    return f"{month_name(first.month, case)}–{last.say(case, _NO_EVENTS)}"


_NO_EVENTS = EventVocabulary(())
