"""From one place to another, and lists of places: «сентябрь–октябрь», «октябрь, январь, май»."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field

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

__all__ = ["Some", "Through", "base_month", "is_of_months", "opening_frames"]


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
        case Through():
            return is_of_months(place.first) and is_of_months(place.last)
        case Some():
            return all(is_of_months(each) for each in place.places)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Through(Place):
    """«С 11 января по 26 марта»: from the first day of one through the last day of another."""

    first: Place
    last: Place
    place: Literal["through"] = field(default="through", kw_only=True)

    __pydantic_config__ = structure()

    OF: ClassVar[frozenset[str]] = frozenset(
        {
            "day",
            "day-of-week",
            "month",
            "season",
            "quarter",
            "term",
            "part",
            "nth",
            "edge",
            "event",
            "school-year",
        }
    )

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
        if (
            isinstance(first, Term)
            and isinstance(last, Term)
            and first.number >= last.number
            and self.lacks_year
        ):
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
        since = (
            f"с момента {first.say(Case.GENITIVE, events)}"
            if isinstance(first, Happening)
            else f"с {first.say(Case.GENITIVE, events)}"
        )
        if isinstance(last, Happening):
            return f"{since} до {last.say(Case.GENITIVE, events)}"
        return f"{since} по {last.say(Case.ACCUSATIVE, events)}"


def _months(first: Month, last: Month, case: Case) -> str:
    from roadmap_engine.russian.dates import month_name

    if first.year is not None and (first.year != last.year or last.month < first.month):
        return f"{first.say(case, _NO_EVENTS)} – {last.say(case, _NO_EVENTS)}"
    return f"{month_name(first.month, case)}–{last.say(case, _NO_EVENTS)}"


_NO_EVENTS = EventVocabulary(())


@dataclass(frozen=True, slots=True)
class Some(Place):
    """«Октябрь, январь, май», «5, 10 и 15 числа каждого месяца»: each is a time of its own."""

    places: Annotated[tuple[Place, ...], Field(min_length=2)]
    place: Literal["some"] = field(default="some", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if len(self.places) < 2:
            raise ValueError("a list has two entries or more")
        if not any(all(map(alike, self.places)) for alike in _ALIKE):
            raise ValueError("a list is of months, of terms, of days, or of what recurs in one cycle")
        if len({each.lacks_year for each in self.places}) > 1:
            raise ValueError("state the year of every entry or of none")
        if len({each.repeats for each in self.places}) > 1:
            raise ValueError("all of a list comes again and again, or none of it")

    @property
    def rank(self) -> float:
        """That of its longest."""
        return max(each.rank for each in self.places)

    @property
    def lacks_year(self) -> bool:
        """Whether none of them says a year."""
        return all(each.lacks_year for each in self.places)

    def days(self, frame: Frame) -> Days:
        """The stretches of each, in the order of the list; of what recurs, in the order of days."""
        frames = opening_frames(self.places, frame)
        found: list[Stretch] = []
        for number, (each, own) in enumerate(zip(self.places, frames, strict=True), 1):
            stretches = each.days(own)
            if isinstance(stretches, Awaited):
                return stretches
            if self.repeats:
                name = each.nth if isinstance(each, Nth) else number
                stretches = tuple(entry._replace(key=f"{entry.key}-{name}") for entry in stretches)
            found.extend(stretches)
        return tuple(sorted(found, key=lambda entry: entry.first) if self.repeats else found)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print the list; a year stands once where those before it are of the same year."""
        pairs = itertools.zip_longest(self.places, self.places[1:])
        words = [
            _without_year(each, case, events)
            if after and _shares_year(each, after)
            else each.say(case, events)
            for each, after in pairs
        ]
        heads = [
            each.head(case)
            for each in self.places
            if isinstance(each, Nth) and each.unit == "day" and each.nth > 0
        ]
        if len(heads) == len(words) and self.repeats:
            numbers = [head.partition(" ")[0] for head in heads]
            last = self.places[-1]
            return f"{', '.join(numbers[:-1])} и {last.say(Case.GENITIVE, events)}"
        return ", ".join(words)


def _is_of_terms(place: Place) -> bool:
    return place.kind == "term"


def _is_dated(place: Place) -> bool:
    return place.kind in ("day", "day-of-week")


def _recurs(place: Place) -> bool:
    return isinstance(place, Nth) and (place.repeats or place.of.kind in ("open", "month"))


def _is_of_quarters(place: Place) -> bool:
    return place.kind == "quarter"


_ALIKE = (is_of_months, _is_of_terms, _is_of_quarters, _is_dated, _recurs)


def _ends(place: Place) -> tuple[tuple[int, int | None], tuple[int, int | None]] | None:
    first = base_month(place)
    last = base_month(place.last) if isinstance(place, Through) else first
    return (first, last) if first and last else None


def _shares_year(entry: Place, following: Place) -> bool:
    one, two = _ends(entry), _ends(following)
    if one is None or two is None or two[0][1] != two[1][1] or two[1][0] < two[0][0]:
        return False
    return one[0][1] == one[1][1] == two[0][1] and one[0][0] <= one[1][0] <= two[0][0]


def _without_year(place: Place, case: Case, events: EventVocabulary) -> str:
    return place.say(case, events).removesuffix(" г.")[:-5] if place.states_year else place.say(case, events)


def _opens(place: Place) -> bool:
    """Tell whether a place lies in a summer of no stated year, which may be the one before the school year."""
    month = base_month(place)
    return month is not None and month[1] is None and month[0] in SUMMER


def opening_frames(places: tuple[Place, ...], frame: Frame) -> list[Frame]:
    """Give each entry of a list its frame: summer months that lead into later ones open the plan.

    «Август, сентябрь» of a school year begins in the summer before it, because a list goes forward; in «январь,
    апрель, июль, октябрь» nothing does, and the summer is the school year's own.
    """
    frames = [frame] * len(places)
    if not isinstance(frame.context.year, SchoolYear) or frame.context.summer is not None:
        return frames
    leading = list(itertools.takewhile(_opens, places))
    for index in range(min(len(leading), len(places) - 1) - 1, -1, -1):
        here, following = places[index], places[index + 1]
        first, after = here.days(frame), following.days(frames[index + 1])
        if (
            not isinstance(first, Awaited)
            and not isinstance(after, Awaited)
            and first
            and after
            and after[0].first < first[0].first
        ):
            frames[index] = frame.shifted(-1)
    return frames
