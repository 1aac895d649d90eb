"""The parts a deadline rule is made of: dates and months that may lack a year, lengths, times, periods.

Every value says what a phrase says and no more: a date without a year stays without one until it is
scheduled. Values with a short text («2021-01-17», «09-15», «2 weeks») stand as that text in YAML.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from roadmap_engine.calendars import TextValue, last_day_of_month

__all__ = [
    "Length",
    "LengthUnit",
    "MonthPart",
    "MonthPartName",
    "MonthRange",
    "MonthWeeks",
    "NthWeekday",
    "PartialDate",
    "PartialMonth",
    "TimeOfDay",
    "Value",
]

LEAP_YEAR = 2024


class Value(BaseModel):
    """Base of all parts of a rule: frozen, hashable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class PartialMonth(TextValue):
    """A month, with or without its year: «2021-09», «09»."""

    month: int
    year: int | None = None

    PATTERN: ClassVar[str] = r"^(\d{4}-)?\d{2}$"
    SAYS: ClassVar[str] = "2021-09 or 09"

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:  # noqa: PLR2004 - months of a year
            raise ValueError(f"there is no month {self.month}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2021-09» or «09»."""
        found = re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})", text)
        if found is None:
            raise ValueError(f"«{text}» is not a month such as {cls.SAYS}")
        return cls(int(found[2]), int(found[1]) if found[1] else None)

    def __str__(self) -> str:
        return f"{self.month:02}" if self.year is None else f"{self.year}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class PartialDate(TextValue):
    """A day, with or without its year: «2021-01-17», «01-17»."""

    day: int
    month: int
    year: int | None = None

    PATTERN: ClassVar[str] = r"^(\d{4}-)?\d{2}-\d{2}$"
    SAYS: ClassVar[str] = "2021-01-17 or 01-17"

    def __post_init__(self) -> None:
        PartialMonth(self.month)
        if not 1 <= self.day <= last_day_of_month(self.year or LEAP_YEAR, self.month):
            raise ValueError(f"there is no day {self.day} in month {self.month}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2021-01-17» or «01-17»."""
        found = re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", text)
        if found is None:
            raise ValueError(f"«{text}» is not a date such as {cls.SAYS}")
        return cls(int(found[3]), int(found[2]), int(found[1]) if found[1] else None)

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Make it from a full date."""
        return cls(day.day, day.month, day.year)

    def __str__(self) -> str:
        text = f"{self.month:02}-{self.day:02}"
        return text if self.year is None else f"{self.year}-{text}"


LengthUnit = Literal["day", "working-day", "school-day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Length(TextValue):
    """How long: a count and a unit, «2 weeks», «5 working-days»."""

    count: int
    unit: LengthUnit

    PATTERN: ClassVar[str] = r"^\d+ (day|working-day|school-day|week|month|year)s?$"
    SAYS: ClassVar[str] = "2 weeks"

    def __post_init__(self) -> None:
        if not 0 < self.count < 1000:  # noqa: PLR2004 - longer than any plan
            raise ValueError(f"a length of {self.count} is not possible")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2 weeks»."""
        found = re.fullmatch(r"(\d+) (day|working-day|school-day|week|month|year)s?", text)
        if found is None:
            raise ValueError(f"«{text}» is not a length such as {cls.SAYS}")
        return cls(int(found[1]), found[2])  # type: ignore[arg-type]  # the pattern admits units only

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


class TimeOfDay(Value):
    """An hour, at which a thing happens or by which it is due, and whose hour it is."""

    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    edge: Literal["at", "by"] = "at"
    zone: Literal["moscow", "local"] | None = None


class NthWeekday(Value):
    """«Последняя пятница мая»: the nth weekday of a month, -1 the last; Monday is 0."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    nth: Literal[1, 2, 3, 4, 5, -1]
    month: PartialMonth


MonthPartName = Literal["decade-1", "decade-2", "decade-3", "start", "middle", "end", "half-1", "half-2"]


class MonthRange(Value):
    """«Сентябрь–октябрь»: from one month through another."""

    first: PartialMonth
    last: PartialMonth

    @model_validator(mode="after")
    def _states_both_years(self) -> Self:
        if (self.first.year is None) != (self.last.year is None):
            raise ValueError("state the year of both months or of neither")
        return self


class MonthPart(Value):
    """«Первая декада октября», «середина марта»."""

    part: MonthPartName
    of: PartialMonth


class MonthWeeks(Value):
    """«1–2 неделя октября»; -1 is the last week."""

    week: Literal[1, 2, 3, 4, 5, -1]
    through: Literal[2, 3, 4, 5] | None = None
    of: PartialMonth

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.through is not None and not 0 < self.week < self.through:
            raise ValueError(f"weeks {self.week} to {self.through} do not go forward")
        return self
