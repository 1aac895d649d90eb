"""The small values of the deadline language that are no places: lengths, hours, how often.

Values with a short text («2 weeks», «3–5 days») stand as that text in YAML and JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, Self, get_args

from roadmap_engine.calendars import TextValue
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import UNITS, count_phrase, plural_form

__all__ = ["LENGTH_UNITS", "Clock", "Length", "LengthUnit", "Often", "length_words", "structure"]

LengthUnit = Literal["day", "working-day", "school-day", "week", "month", "year"]
LENGTH_UNITS: tuple[LengthUnit, ...] = get_args(LengthUnit)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MOST_TIMES = 400
_NOUNS: dict[LengthUnit, str] = {
    "day": "день", "working-day": "рабочий день", "school-day": "учебный день", "week": "неделя",
    "month": "месяц", "year": "год",
}  # fmt: skip


def structure() -> dict[str, str]:
    """Give how pydantic takes a value that is written as structure: no key but its own."""
    return {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Length(TextValue):
    """How long: a count and a unit, «2 weeks», «5 working-days»."""

    count: int
    unit: LengthUnit

    PATTERN: ClassVar[str] = rf"^\d+ ({'|'.join(LENGTH_UNITS)})s?$"
    SAYS: ClassVar[str] = "2 weeks"

    def __post_init__(self) -> None:
        if not 0 < self.count < 1000:
            raise ValueError(f"a length of {self.count} is not possible")
        if self.unit not in LENGTH_UNITS:
            raise ValueError(f"«{self.unit}» is no unit of a length")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2 weeks»; ValueError for anything else."""
        found = re.fullmatch(rf"(\d+) ({'|'.join(LENGTH_UNITS)})s?", text)
        if found is None:
            raise ValueError(f"«{text}» is not a length such as {cls.SAYS}")
        return cls(int(found[1]), found[2])  # type: ignore[arg-type]  # the pattern admits units only

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def said(self) -> Bilingual:
        """Name it to a reader."""
        return Bilingual(length_words(self), str(self).replace("-", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """An hour, at which a thing happens or by which it is due, and whose hour it is.

    Attributes:
        at: «18:00».
        until: the end, where an hour begins and ends («с 14:00 до 17:00»).
        edge: whether the thing happens at the hour or is due by it.
        zone: whose hour; none when it was not said.
    """

    at: str
    until: str | None = None
    edge: Literal["at", "by"] = "at"
    zone: Literal["moscow", "local"] | None = None

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        for each in (self.at, self.until):
            if each is not None and _CLOCK.fullmatch(each) is None:
                raise ValueError(f"there is no hour {each}; write it as 09:30")
        if self.until is not None and (self.edge == "by" or self.until <= self.at):
            raise ValueError("an hour that ends must end after it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Often:
    """How many times in each cycle: «2 раза», «не реже 1 раза», «1–2 раза».

    Attributes:
        times: how many; the most where two numbers are said.
        least: the fewest, where two numbers are said.
        bound: whether `times` is the least or the most; none means exactly.
    """

    times: int
    least: int | None = None
    bound: Literal["at-least", "at-most"] | None = None

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if not 0 < self.times < MOST_TIMES:
            raise ValueError(f"{self.times} times is not possible")
        if self.least is not None and (self.bound is not None or not 0 < self.least < self.times):
            raise ValueError("two numbers of times go up and have no bound")


def length_words(length: Length, case: Case = Case.NOMINATIVE) -> str:
    """Print a length in a case; a single week, month or year needs no number.

    >>> [length_words(Length(2, "week"), case) for case in (Case.NOMINATIVE, Case.GENITIVE)]
    ['2 недели', '2 недель']
    """
    noun = _NOUNS[length.unit]
    if length.count == 1 and case is not Case.NOMINATIVE and length.unit in ("week", "month", "year"):
        return UNITS[noun].singular[list(Case).index(case)]
    if case is Case.GENITIVE:
        unit = UNITS[noun]
        return f"{length.count} {plural_form(length.count, unit.singular[1], unit.plural[1], unit.plural[1])}"
    return count_phrase(length.count, noun, case)
