"""The kinds of answers, a closed set: what can be answered, as a value that any way of asking may show.

How the words of an answer become a value is in `reading`, which meets every kind.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.questionnaire.said import NOTHING_SAID, Said
from roadmap_engine.questionnaire.said import said as _

__all__ = [
    "COUNT", "COUNTS", "DAY", "DAYS", "DEADLINE", "GRADES", "NAME", "PERSON", "POST", "TITLE", "WORDS",
    "YEAR", "YEARS", "Kind", "Sort",
]  # fmt: skip


class Sort(enum.Enum):
    """What an answer is."""

    WORDS = "words"
    TITLE = "name of a school, a place, a plan"
    PERSON = "name of a person"
    POST = "post"
    NAME = "name for programs"
    DAY = "day"
    DAYS = "days from one to another"
    YEAR = "school year"
    YEARS = "school year, or two that follow each other"
    GRADES = "grades"
    COUNT = "whole number"
    COUNTS = "numbers of days"
    TRUTH = "yes or no"
    ONE = "one of the choices"
    SOME = "several of the choices"
    FILLING = "what a roadmap's parameter takes"
    DEADLINE = "deadline in words, or behind a «=» words that stay"


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be answered.

    Attributes:
        choices: what can be chosen, by name, with its meaning; empty where anything may be answered.
        also: tells of further words that will do.
        within, after: what days must be in, and begin after.
        year: that days without a year belong to.
        parameter: the one that is filled in.
        by_name: what is chosen is known to people by its name too, as a roadmap or a file is.
        taken: names that are given already, to the files that have them.
    """

    sort: Sort
    choices: Mapping[str, Said] = field(default_factory=dict)
    also: Callable[[str], bool] | None = None
    within: SchoolYear | None = None
    after: dt.date | None = None
    parameter: Parameter = field(default_factory=lambda: Parameter(title="…"))
    by_name: bool = False
    year: SchoolYear | None = None

    taken: Mapping[str, str] = field(default_factory=dict)

    @property
    def year_of(self) -> Callable[[int], int] | None:
        """Gives the year of a month that is named without one."""
        year = self.within or self.year
        return year.year_of_month if year is not None else None

    @property
    def how(self) -> Said:
        """How an answer is written."""
        return _HOW.get(self.sort, NOTHING_SAID)

    @property
    def place(self) -> str:
        """What stands in a text, as a comment, where an answer may be written later."""
        return _PLACES.get(self.sort, "…")


# fmt: off
_HOW = {
    Sort.NAME: _("Small Latin letters, figures, hyphens."),
    Sort.DAY: _("For example 28.05.2027 or 28 мая 2027."),
    Sort.DAYS: _("From when to when: 13.04.2027–18.05.2027."),
    Sort.YEAR: _("For example 2026/2027."),
    Sort.YEARS: _("For example 2026/2027, or two in a row: 2026/2027, 2027/2028."),
    Sort.GRADES: _("For example 5-8 or 9, 11."),
    Sort.COUNTS: _("Numbers of days with commas between: 1, 3, 7."),
    Sort.SOME: _("Numbers or names with commas between."),
}
# fmt: on
_PLACES = {
    Sort.DAY: "ГГГГ-ММ-ДД",
    Sort.DAYS: "ГГГГ-ММ-ДД/ГГГГ-ММ-ДД",
    **dict.fromkeys((Sort.YEAR, Sort.YEARS), "ГГГГ/ГГГГ"),
}
WORDS, TITLE, PERSON, POST = map(Kind, (Sort.WORDS, Sort.TITLE, Sort.PERSON, Sort.POST))
NAME, DAY, DAYS, YEAR, YEARS = map(Kind, (Sort.NAME, Sort.DAY, Sort.DAYS, Sort.YEAR, Sort.YEARS))
GRADES, COUNT, COUNTS, DEADLINE = map(Kind, (Sort.GRADES, Sort.COUNT, Sort.COUNTS, Sort.DEADLINE))
