"""Days by what they are in any week: «по вторникам и четвергам», «кроме выходных и праздничных дней»."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, WeekdayName
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.place import Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import structure
from roadmap_engine.russian.calendar_words import WEEKDAYS, WORKING
from roadmap_engine.russian.cases import Case

__all__ = ["DaysOff", "Weekdays"]

DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Weekdays(Place):
    """«По вторникам и четвергам»: these days of every week."""

    weekdays: Annotated[tuple[WeekdayName, ...], Field(min_length=1)]
    of: Each
    working: Literal[True] | None = None
    place: Literal["weekdays"] = field(default="weekdays", kw_only=True)

    __pydantic_config__ = structure()

    OF: ClassVar[frozenset[str]] = frozenset({"each"})

    def __post_init__(self) -> None:
        if self.of.unit != "week" or not self.weekdays or len(set(self.weekdays)) != len(self.weekdays):
            raise ValueError("weekdays are days of each week, each named once")

    def days(self, frame: Frame) -> Days:
        """Each of the days in each of the weeks."""
        found = self.of.days(frame)
        if isinstance(found, Awaited):
            return found
        numbers = {WEEKDAY_NAMES.index(name) for name in self.weekdays}
        single = len(numbers) == 1
        working = frame.context.calendar.is_working_day
        return tuple(
            Stretch(each.key if single else f"{each.key}-{day.isoweekday()}", day, day)
            for each in found
            for day in Span(each.first, each.first + dt.timedelta(days=DAYS_IN_WEEK - 1))
            if day.weekday() in numbers and (not self.working or working(day))
        )

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print them in the plural: «вторникам и четвергам»."""
        index = list(Case).index(case)
        words = [WEEKDAYS[WEEKDAY_NAMES.index(name)].plural[index] for name in self.weekdays]
        working = f"{WORKING['p'][index]} " if self.working else ""
        return working + (words[0] if len(words) == 1 else f"{', '.join(words[:-1])} и {words[-1]}")


@dataclass(frozen=True, slots=True)
class DaysOff(Place):
    """«Выходные и праздничные дни»: every day of the window that is no working day."""

    place: Literal["days-off"] = field(default="days-off", kw_only=True)

    __pydantic_config__ = structure()

    @property
    def repeats(self) -> bool:
        """It always does."""
        return True

    def days(self, frame: Frame) -> Days:
        """Each day off by itself."""
        working = frame.context.calendar.is_working_day
        return tuple(Stretch(day.isoformat(), day, day) for day in frame.window if not working(day))

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it in the genitive, as it stands after «кроме»."""
        return "выходных и праздничных дней"
