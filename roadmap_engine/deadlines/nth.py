"""The n-th unit in a container: «последний рабочий день квартала», «вторая неделя октября», «25 числа».

A week runs from Monday to Sunday. In a month it belongs to the month that has its Thursday, as weeks belong to
years in ГОСТ ИСО 8601; in a school term it is each week that has a day of the term. Days outside are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines.cycles import RANKS, Each
from roadmap_engine.deadlines.day import WEEKDAY_NAMES
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.lexicon import UNIT_NOUNS
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.place import Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import structure
from roadmap_engine.russian.calendar_words import WEEKDAYS, WORKING, ordinal
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import UNITS, Unit, plural_form

__all__ = ["OPEN", "Nth", "NthUnit", "is_month_like"]

NthUnit = Literal[
    "day", "working-day", "school-day", "week", "decade", "month",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
]  # fmt: skip
TO_THURSDAY = dt.timedelta(days=3)
MONTH, LONGEST_COUNT = 2, 60
_MOST: dict[tuple[str, float | None], int] = {
    ("day", 2): 31, ("week", 2): 5, ("decade", 2): 3, ("month", 3): 3, ("month", 4): 6, ("month", 5): 12,
    ("working-day", 2): 23, ("school-day", 2): 27, ("day", 1): 10, ("working-day", 1): 7, ("school-day", 1): 7,
    **{(day, 2): 5 for day in WEEKDAY_NAMES}, **{(day, 1): 1 for day in WEEKDAY_NAMES},
}  # fmt: skip


def is_month_like(place: Place) -> bool:
    """Tell whether a place is whole months of the calendar, in which days have numbers."""
    return place.rank == MONTH


@dataclass(frozen=True, slots=True)
class Nth(Place):
    """The n-th unit of each stretch of a container, or from one to another.

    Attributes:
        nth: which, counted from 1; -1 is the last, -2 the last but one.
        unit: of what.
        of: in what; every stretch of it has its own.
        through: the last of several, «1–2 недели»; of the same sign as `nth`.
        working: only working days of that name count («первая рабочая среда»).
    """

    nth: Annotated[int, Field(ge=-31, le=366)]
    unit: NthUnit
    of: Place
    through: int | None = None
    working: Literal[True] | None = None
    place: Literal["nth"] = field(default="nth", kw_only=True)

    __pydantic_config__ = structure()

    OF: ClassVar[frozenset[str]] = frozenset(
        {"month", "season", "quarter", "calendar-half-year", "term", "break", "school-year", "calendar-year",
         "each", "next", "nth", "part", "some", "open"}
    )  # fmt: skip

    def __post_init__(self) -> None:
        self._is_made_of(self.of)
        self._is_within_bounds()
        if self.nth == 0:
            raise ValueError("there is no day 0: units are counted from 1, or from -1 back")
        if self.through is not None and not (self.nth < self.through and self.nth * self.through > 0):
            raise ValueError(f"from {self.nth} to {self.through} does not go forward")
        if self.rank >= self.of.rank:
            raise ValueError(f"a {self.unit} is not part of it")
        if self.working and self.unit not in WEEKDAY_NAMES:
            raise ValueError("a weekday may be a working one; a working day is a `working-day`")
        if self.unit == "decade" and not is_month_like(self.of):
            raise ValueError("a decade is ten days of a month")

    @property
    def rank(self) -> float:
        """That of its unit."""
        return RANKS.get(self.unit, 0)

    def _is_within_bounds(self) -> None:
        """See that the container can hold so many, and that a day of the calendar is said as itself.

        Raises:
            ValueError: there is no such unit in any such container, or there is another way to say it.
        """
        most = _MOST.get((self.unit, self.of.rank), _MOST.get((self.unit, None), LONGEST_COUNT))
        if max(abs(self.nth), abs(self.through or 0)) > most:
            raise ValueError(f"there is no {self.unit} {self.nth} in a {self.of.kind}")
        if self.unit == "day" and self.through is None:
            if self.of.kind == "month" and self.nth > 0:
                raise ValueError("a day of a named month is the day itself")
            if self.nth in (1, -1) and not is_month_like(self.of):
                raise ValueError("the first and the last day of it are its edges")
        if isinstance(self.of, Each) and (
            self.of.unit in ("day", "working-day", "decade") or self.of.interval > 1
        ):
            raise ValueError(f"nothing is counted in each {self.of.interval} {self.of.unit}")

    @property
    def counts_working_days(self) -> bool:
        """Whether only the decree tells its days."""
        return self.unit == "working-day" or self.working is not None

    def days(self, frame: Frame) -> Days:
        """Pick the unit in each stretch; a fifth that is missing is no day."""
        found = self.of.days(frame)
        if isinstance(found, Awaited):
            return found
        if self.unit == "school-day" and not frame.context.terms.has_breaks:
            return Awaited("breaks", "даты каникул", "the days of breaks")
        picked = []
        for each in found:
            units = _units(self, each, frame)
            first = _pick(units, self.nth, clamp=self.unit == "day" and is_month_like(self.of))
            last = _pick(
                units, self.through or self.nth, clamp=self.through is not None or self.unit == "day"
            )
            if first is not None and last is not None:
                picked.append(Stretch(self._key(each), first.first, last.last))
        return tuple(picked)

    def _key(self, each: Stretch) -> str | None:
        if self.of.repeats or (self.rank == 0 and self.of.rank == MONTH and not isinstance(self.of, Month)):
            return each.key
        if each.key is None or self.rank == 0:
            return None
        return (
            f"{each.key}-{self.unit}-{self.nth if self.nth > 0 else 'last' if self.nth == -1 else self.nth}"
        )

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «второй недели октября», «25 числа каждого месяца»."""
        return f"{self.head(case)} {self.of.say(Case.GENITIVE, events)}"

    def head(self, case: Case) -> str:
        """Print it without its container."""
        index = list(Case).index(case)
        if self.unit == "day" and self.nth > 0 and is_month_like(self.of):
            number = f"{self.nth}–{self.through}" if self.through else str(self.nth)
            return f"{number} {'число' if case in (Case.NOMINATIVE, Case.ACCUSATIVE) and not self.through else 'числа'}"
        unit = _noun(self.unit)
        if self.through == -1:
            return f"{ordinal(-1, 'p', case)} {self._counted(unit, index)}"
        if self.through is not None and self.unit in WEEKDAY_NAMES:
            first = ordinal(self.nth, unit.gender, Case.GENITIVE)
            last = ordinal(self.through, unit.gender, Case.ACCUSATIVE)
            adjective = f"{WORKING[unit.gender][3]} " if self.working else ""
            return f"с {first} по {last} {adjective}{unit.singular[3]}"
        if self.through is not None:
            return f"{self.nth}–{self.through} {unit.plural[index]}"
        number = (
            ordinal(self.nth, unit.gender, case) if -3 < self.nth <= 20 else f"{self.nth}-{_END[unit.gender]}"
        )
        working = f" {WORKING[unit.gender][index]}" if self.working else ""
        return f"{number}{working} {unit.singular[index]}"

    def _counted(self, unit: Unit, index: int) -> str:
        """Print «2 рабочие пятницы», «5 рабочих пятниц» of «последние …»."""
        count = -self.nth
        many = index in (0, 3) and plural_form(count, "", "", "many") == "many"
        few = unit.after_few if index in (0, 3) else unit.plural[index]
        adjective = f"{WORKING['p'][1 if many else index]} " if self.working else ""
        return f"{count} {adjective}{unit.plural[1] if many else few}"


@dataclass(frozen=True, slots=True)
class Open(Place):
    """A container that is not said: «3 неделя», «до 25 числа». A neighbour in the cell fills the hole, or nobody does."""

    RANK = 2
    KIND = "open"

    @property
    def lacks_year(self) -> bool:
        """Nothing is known of it."""
        return True


OPEN = Open()

_END = {"m": "й", "f": "я", "n": "е"}


def _noun(unit: NthUnit) -> Unit:
    match unit:
        case "working-day":
            return UNITS["рабочий день"]
        case "school-day":
            return UNITS["учебный день"]
        case "day" | "week" | "decade" | "month":
            return UNITS[UNIT_NOUNS[unit]]
        case _:
            return WEEKDAYS[WEEKDAY_NAMES.index(unit)]


def _pick(units: Sequence[Span], nth: int, *, clamp: bool) -> Span | None:
    """Give the n-th; the last where there are fewer and that may be."""
    if not units:
        return None
    index = nth - 1 if nth > 0 else len(units) + nth
    if index >= len(units):
        return units[-1] if clamp else None
    return units[index] if index >= 0 else None


def _units(place: Nth, each: Stretch, frame: Frame) -> Sequence[Span]:
    """Cut a stretch into the units of a place."""
    whole, is_working = Span(each.first, each.last), frame.context.calendar.is_working_day
    match place.unit:
        case "day":
            return [Span(day, day) for day in whole]
        case "working-day":
            return [Span(day, day) for day in whole if is_working(day)]
        case "school-day":
            return [Span(day, day) for day in whole if _has_lessons(day, frame)]
        case "week":
            by_thursday = isinstance(place.of, Month) or is_month_like(place.of)
            weeks = (week for week in whole.weeks() if not by_thursday or week.first + TO_THURSDAY in whole)
            return [inside for week in weeks if (inside := week.clipped(whole))]
        case "decade":
            return whole.decades()
        case "month":
            return [inside for month in whole.months() if (inside := month.clipped(whole))]
        case _:
            number, working = WEEKDAY_NAMES.index(place.unit), place.working
            days = (day for day in whole if day.weekday() == number and (not working or is_working(day)))
            return [Span(day, day) for day in days]


def _has_lessons(day: dt.date, frame: Frame) -> bool:
    context = frame.context
    return context.calendar.is_working_day(day) and not context.terms.in_break(day, context.grade)
