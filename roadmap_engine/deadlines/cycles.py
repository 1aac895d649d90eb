"""What comes again: «каждый месяц», «1 раз в 2 недели», and the unit that follows each.

A key names the cycle («2027-03», «2026-Q4», «quarter-2») and not its days, so it stays when terms move.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span, TermKind, add_months, month_span
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.lexicon import UNIT_NOUNS
from roadmap_engine.deadlines.place import ONE_DAY, Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.terms import MONTHS_IN_HALF, MONTHS_IN_QUARTER, TERM_UNITS, unit_words
from roadmap_engine.deadlines.values import structure
from roadmap_engine.russian.calendar_words import EACH
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import UNITS, count_phrase

__all__ = ["RANKS", "Each", "Next", "Unit", "every_words"]

Unit = Literal[
    "day",
    "working-day",
    "week",
    "decade",
    "month",
    "quarter",
    "term",
    "school-quarter",
    "trimester",
    "half-year",
    "year",
]
RANKS: dict[str, float] = {
    "day": 0, "working-day": 0, "week": 1, "decade": 1, "month": 2, "quarter": 3, "term": 3, "school-quarter": 3, "trimester": 3,
    "half-year": 4, "year": 5,
}  # fmt: skip
REACH = 7
"""Months before the window whose following month may lie in it: what is due after a half-year ends."""
_GENITIVE_PLURAL: dict[TermKind, str] = {
    "quarter": "четвертей",
    "trimester": "триместров",
    "half-year": "полугодий",
}
_ANY_TERM = "четверти, триместра или полугодия"


@dataclass(frozen=True, slots=True)
class Each(Place):
    """«Каждый месяц», «каждые 2 недели»: every unit of the window.

    Attributes:
        unit: the cycle; `term` is whichever terms the school has.
        interval: each one, or each second, third …
        since: the year the count begins in, for a cycle longer than the plan («1 раз в 5 лет»).
    """

    unit: Unit
    interval: Annotated[int, Field(ge=1, le=400)] = 1
    since: Annotated[int, Field(ge=1990, le=2199)] | None = None
    place: Literal["each"] = field(default="each", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= 400:
            raise ValueError(f"each {self.interval}th {self.unit} is not possible")
        if self.interval > 1 and self.unit in ("term", "working-day", "decade"):
            raise ValueError(f"which second {self.unit} is not known")
        if self.since is not None and (self.unit != "year" or self.interval == 1):
            raise ValueError("a first year is said of what comes every so many years")

    @property
    def rank(self) -> float:
        """That of its unit."""
        return RANKS[self.unit] + (0.5 if self.interval > 1 else 0)

    @property
    def lacks_year(self) -> bool:
        """It is of every year."""
        return False

    @property
    def repeats(self) -> bool:
        """It always does."""
        return True

    @property
    def name(self) -> str:
        """How anchors call it."""
        return self.unit

    def title(self) -> str:
        """Print it in the genitive."""
        return _ANY_TERM if self.unit == "term" else unit_words(self.unit, Case.GENITIVE)

    def days(self, frame: Frame) -> Days:
        """Every cycle that has a day in the window, and those shortly before it; whole, not cut."""
        match self.unit:
            case "term" | "school-quarter" | "trimester" | "half-year":
                if self.unit == "half-year" and isinstance(frame.context.year, CalendarYear):
                    found: Days = _by_months(MONTHS_IN_HALF, self._reach(frame))
                else:
                    found = _terms(self.unit, frame)
            case "week":
                found = _keyed((_week_key(week), week) for week in frame.window.weeks())
            case "month":
                found = _by_months(1, self._reach(frame))
            case "quarter":
                found = _by_months(MONTHS_IN_QUARTER, self._reach(frame))
            case "year":
                found = _years(frame)
            case "decade":
                found = _decades(frame.window)
            case "working-day":
                working = frame.context.calendar.is_working_day
                found = tuple(Stretch(day.isoformat(), day, day) for day in frame.window if working(day))
            case "day":
                found = tuple(Stretch(day.isoformat(), day, day) for day in frame.window)
        return found if isinstance(found, Awaited) else self._grouped(found, frame)

    def _reach(self, frame: Frame) -> Span:
        """Give the window, and the months before it of which something in it may follow."""
        window = frame.window
        if self.interval > 1:
            return window
        return Span(add_months(window.first.replace(day=1), -REACH), window.last)

    def _grouped(self, cycles: tuple[Stretch, ...], frame: Frame) -> Days:
        """Make one cycle of each two weeks, three months …; it is named by the first of them.

        What comes in fewer years than the plan has is due in one nobody can name: it waits.
        """
        if self.interval == 1:
            return cycles
        if self.unit == "year":
            if self.since is None:
                return Awaited(
                    None,
                    f"год, с которого считать {count_phrase(self.interval, 'год')}",
                    f"the year from which {self.interval} years are counted",
                )
            start = self.since
            # A school year counts by the autumn it begins in: «начиная с 2026 года» is the plan 2026/2027.
            return tuple(
                each
                for each in cycles
                if (each.first.year - start) % self.interval == 0 and each.first.year >= start
            )
        if len(cycles) < self.interval:
            # Longer than the plan: when it is due, nobody can tell.
            return Awaited(
                None,
                f"день, с которого считать {count_phrase(self.interval, UNIT_NOUNS[self.unit])}",
                f"the day from which {self.interval} {self.unit.replace('-', ' ')}s are counted",
            )
        groups = [cycles[index : index + self.interval] for index in range(0, len(cycles), self.interval)]
        return tuple(Stretch(group[0].key, group[0].first, group[-1].last) for group in groups)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «каждого месяца», «каждых 2 недель»."""
        index = list(Case).index(case)
        if self.unit == "term":
            return (
                f"каждой {_ANY_TERM}" if case is Case.GENITIVE else "каждую четверть, триместр или полугодие"
            )
        unit = UNITS[UNIT_NOUNS[self.unit]]
        if self.interval > 1:
            return f"{EACH['p'][index]} {count_phrase(self.interval, UNIT_NOUNS[self.unit], case)}"
        return f"{EACH[unit.gender][index]} {unit.singular[index]}"


@dataclass(frozen=True, slots=True)
class Next(Place):
    """«Месяц, следующий за отчётным кварталом»: the whole unit after each cycle."""

    unit: Literal["month"]
    of: Each
    place: Literal["next"] = field(default="next", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if (
            self.of.unit not in ("month", "quarter", "half-year", "school-quarter", "trimester")
            or self.of.interval > 1
        ):
            raise ValueError("a month follows each month, quarter, term or half-year")

    @property
    def rank(self) -> float:
        """That of its unit."""
        return RANKS[self.unit]

    def days(self, frame: Frame) -> Days:
        """The unit after each cycle, under the cycle's key."""
        found = self.of.days(frame)
        if isinstance(found, Awaited):
            return found
        following = []
        for each in found:
            # A term that ends within a month is followed by the next one that begins after it.
            after = each.last + ONE_DAY
            first = after if after.day == 1 else add_months(after.replace(day=1), 1)
            following.append(Stretch(each.key, first, month_span(first.year, first.month).last))
        return tuple(following)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it."""
        reported = "отчётной" if self.of.unit == "school-quarter" else "отчётным"
        return f"{unit_words(self.unit, case)}, следующего за {reported} {unit_words(self.of.unit, Case.INSTRUMENTAL)}"


def every_words(each: Each) -> tuple[str, str]:
    """Print the cycle for reasons, in Russian and in English: «каждый квартал», "every quarter"."""
    if each.unit == "term":
        return "каждую четверть, триместр или полугодие школы", "every term of the school"
    unit = each.unit.replace("-", " ")
    english = f"every {unit}" if each.interval == 1 else f"every {each.interval} {unit}s"
    return each.say(Case.ACCUSATIVE, _NO_EVENTS), english


_NO_EVENTS = EventVocabulary(())


def _keyed(cycles: Iterable[tuple[str, Span]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(key, span.first, span.last) for key, span in cycles)


def _by_months(length: int, days: Span) -> tuple[Stretch, ...]:
    return _keyed((_month_key(span.first, length), span) for span in days.months(length))


def _week_key(week: Span) -> str:
    return f"{week.first:%G-W%V}"


def _decades(window: Span) -> tuple[Stretch, ...]:
    """Give the three decades of each month, of those that have a day of the window."""
    return _keyed(
        (f"{_month_key(month.first, 1)}-decade-{number}", decade)
        for month in window.months()
        for number, decade in enumerate(month.decades(), 1)
        if decade.clipped(window)
    )


def _month_key(first: dt.date, length: int) -> str:
    if length == 1:
        return f"{first.year}-{first.month:02}"
    return f"{first.year}-{'Q' if length == MONTHS_IN_QUARTER else 'H'}{(first.month - 1) // length + 1}"


def _years(frame: Frame) -> tuple[Stretch, ...]:
    year, window = frame.context.year, frame.window
    if isinstance(year, CalendarYear):
        years = range(window.first.year, window.last.year + 1)
        spans = [(str(each), Span(dt.date(each, 1, 1), dt.date(each, 12, 31))) for each in years]
    else:
        found = frame.school_years()
        if not isinstance(year, SchoolYear):
            found = tuple(each for each in found if each.span.clipped(window))
        spans = [(str(each.start), each.span) for each in found] or [(str(window.first.year), window)]
        if isinstance(year, Span):
            # A plan that opens in summer has that summer in its first year.
            key, whole = spans[0]
            spans[0] = (key, Span(min(whole.first, year.first), whole.last))
    return _keyed(spans)


def _terms(unit: Unit, frame: Frame) -> Days:
    terms = frame.context.terms
    kind = TERM_UNITS.get(unit) or terms.own_kind()
    known = terms.of_kind(kind, frame.school_years()) if kind else ()
    if known:
        return _keyed(known)
    title = f"даты {_GENITIVE_PLURAL[kind]}" if kind else "даты четвертей, триместров или полугодий"
    return Awaited("terms", title, "the days of the terms")
