"""What a deadline says, as a value: ten kinds of rule that together cover how plans put it.

A rule holds the meaning of a phrase and no date that the phrase does not state. The same structure may
stand in YAML instead of a phrase (`deadline: {kind: by, until: 10-01}`); `wording` prints it back.
`time` and `remark` may stand beside any kind but `composite`, whose parts have their own.
"""

from __future__ import annotations

import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from roadmap_engine.deadlines.values import (
    CalendarYearPeriod,
    Edge,
    EventPeriod,
    HalfYearPeriod,
    Length,
    Moment,
    MonthPart,
    MonthRange,
    MonthPeriod,
    MonthWeeks,
    NthWeekday,
    PartialDate,
    PartialMonth,
    Period,
    PlanPeriod,
    QuarterPeriod,
    SeasonPeriod,
    TimeOfDay,
    Value,
    YearPeriod,
)

__all__ = [
    "RULE_ADAPTER",
    "By",
    "Composite",
    "Date",
    "DayOfMonth",
    "During",
    "EdgeOfCycle",
    "External",
    "From",
    "InYear",
    "MonthEntry",
    "Months",
    "OnWeekdays",
    "Range",
    "Recurring",
    "Relative",
    "Rule",
    "SimpleRule",
    "SourceKind",
    "Standing",
    "StandingManner",
    "Unit",
    "is_yearly",
    "month_of",
]


MonthEntry = PartialMonth | MonthRange | MonthPart | MonthWeeks


def month_of(entry: MonthEntry) -> PartialMonth:
    """Give the month an entry of a list is in, or begins with."""
    if isinstance(entry, PartialMonth):
        return entry
    return entry.first if isinstance(entry, MonthRange) else entry.of


class _Spoken(Value):
    """What any rule may carry besides its meaning: an hour, and a remark that is printed and not read."""

    time: TimeOfDay | None = None
    remark: str | None = None


class Date(_Spoken):
    """«17 января 2021 г.», «последняя пятница мая», «последний день I четверти»."""

    kind: Literal["date"] = "date"
    on: Moment


class By(_Spoken):
    """«До 17 января», «до конца четверти», «до начала учебного года»; «до D» includes D."""

    kind: Literal["by"] = "by"
    until: Moment


class From(_Spoken):
    """«С 1 сентября», «начиная с октября»."""

    kind: Literal["from"] = "from"
    since: Moment


SourceKind = Literal["schedule", "plan", "decision", "order", "documents", "terms", "occasion", "agreement"]


class External(_Spoken):
    """«По графику ФЦТ», «в соответствии с решением Педсовета»: somebody else sets the dates.

    Attributes:
        source: what sets them.
        words: the phrase itself, which is printed as it is.
        event: the event that brings the dates, if it is one the plan knows.
    """

    kind: Literal["external"] = "external"
    source: SourceKind
    words: Annotated[str, Field(min_length=1)]
    event: str | None = None


class _Guided(_Spoken):
    """A window of time inside which somebody's plan or schedule sets the days."""

    according: External | None = None


class Range(_Guided):
    """«С 11 января по 26 марта 2021 г.»; both ends belong to it."""

    kind: Literal["range"] = "range"
    since: Moment
    until: Moment

    @model_validator(mode="after")
    def _states_both_years(self) -> Self:
        if isinstance(self.since, PartialDate) and isinstance(self.until, PartialDate):
            if (self.since.year is None) != (self.until.year is None):
                raise ValueError("state the year of both days or of neither")
        return self


class Months(_Guided):
    """«Октябрь 2020 г., март–май 2021 г.», «первая декада октября»: each entry is a time of its own."""

    kind: Literal["months"] = "months"
    months: Annotated[tuple[MonthEntry, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _states_all_years(self) -> Self:
        if len({month_of(entry).year is None for entry in self.months}) > 1:
            raise ValueError("state the year of every month or of none")
        return self


class During(_Guided):
    """«В течение учебного года», «в период проведения процедуры», perhaps by a plan of its own."""

    kind: Literal["during"] = "during"
    period: Period


StandingManner = Literal[
    "constant", "systematic", "regular", "lesson", "need", "request", "immediate", "working-order"
]


def is_yearly(rule: object) -> bool:
    """Tell whether a rule names a time of the year and no year, so that it can recur every year."""
    if isinstance(rule, During):
        return _lacks_year(Edge.model_construct(edge="start", of=rule.period))
    if isinstance(rule, Months):
        return month_of(rule.months[0]).year is None
    if isinstance(rule, Date):
        return _lacks_year(rule.on)
    if isinstance(rule, By):
        return _lacks_year(rule.until)
    if isinstance(rule, From):
        return _lacks_year(rule.since)
    return isinstance(rule, Range) and _lacks_year(rule.since) and _lacks_year(rule.until)


def _lacks_year(moment: Moment) -> bool:
    if isinstance(moment, PartialDate):
        return moment.year is None
    if isinstance(moment, NthWeekday):
        return moment.month.year is None
    period = moment.of
    if isinstance(period, MonthPeriod):
        return period.month.year is None
    if isinstance(period, (CalendarYearPeriod, HalfYearPeriod, YearPeriod, PlanPeriod, EventPeriod)):
        return False
    stated = period.year if isinstance(period, (SeasonPeriod, QuarterPeriod)) else period.school_year
    return stated is None


def _is_bare(rule: _Spoken) -> bool:
    guided = isinstance(rule, _Guided) and rule.according is not None
    return rule.time is None and rule.remark is None and not guided


class Standing(_Spoken):
    """«Постоянно», «поурочно»: a duty without dates, perhaps only for some time."""

    kind: Literal["standing"] = "standing"
    manner: StandingManner
    within: Annotated[From | Range | Months | During, Field(discriminator="kind")] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.within is not None and not _is_bare(self.within):
            raise ValueError("time, remark and according stand beside the rule itself, not inside `within`")
        return self


class Relative(_Spoken):
    """«После получения результатов в течение 2 недель», «за 3 дня до начала процедуры».

    Attributes:
        event: id of the event counted from; or
        words: the event as the phrase names it (genitive), when no vocabulary knows it; or
        moment: a day or an edge of a period counted from.
        direction: after it, before it, or on it.
        length: how far; none means simply after, before or on.
        sense: `within` the length, `exactly` at its end, `by` its end («не позднее чем …»), or `not-before` it.
    """

    kind: Literal["relative"] = "relative"
    direction: Literal["after", "before", "on"]
    event: str | None = None
    words: str | None = None
    moment: Moment | None = None
    length: Length | None = None
    sense: Literal["within", "exactly", "by", "not-before"] | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if sum(part is not None for part in (self.event, self.words, self.moment)) != 1:
            raise ValueError("count from exactly one of: event, words, moment")
        if (self.length is None) != (self.sense is None):
            raise ValueError("a length needs a sense (within, exactly, by, not-before), and a sense a length")
        if self.direction == "on" and self.length is not None:
            raise ValueError("nothing is counted when the direction is «on»")
        if self.moment is not None and self.length is None and self.direction != "after":
            raise ValueError("a moment with nothing counted is a `date` or a `by`")
        return self


Unit = Literal["day", "week", "month", "quarter", "term", "school-quarter", "trimester", "half-year", "year"]


class DayOfMonth(Value):
    """«До 25 числа», «10 числа месяца, следующего за отчётным кварталом»; day -1 is the last.

    Attributes:
        edge: on that day or by it.
        day: day of the month; a month that is shorter ends on its last day.
        of: which month when the cycle is longer than one: its last, or the one that follows the cycle.
    """

    at: Literal["day-of-month"] = "day-of-month"
    edge: Literal["on", "by"]
    day: Annotated[int, Field(ge=-1, le=31)]
    of: Literal["first", "last", "following"] | None = None

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if self.day == 0:
            raise ValueError("there is no day 0")
        return self


class OnWeekdays(Value):
    """«По пятницам», «последняя пятница месяца»; Monday is 0."""

    at: Literal["weekday"] = "weekday"
    weekdays: Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(min_length=1)]
    nth: Literal[1, 2, 3, 4, 5, -1] | None = None

    @model_validator(mode="after")
    def _names_one_day(self) -> Self:
        if self.nth is not None and len(self.weekdays) > 1:
            raise ValueError("an nth weekday of the month is one weekday")
        return self


class EdgeOfCycle(Value):
    """«В конце четверти», «до конца каждого месяца», «по итогам полугодия»."""

    at: Literal["edge"] = "edge"
    edge: Literal["start", "end", "by-end", "after-end"]


class InYear(Value):
    """«Ежегодно, до 1 октября»: where in each year."""

    at: Literal["year"] = "year"
    rule: Annotated[Date | By | From | Range | Months | During, Field(discriminator="kind")]

    @model_validator(mode="after")
    def _is_yearly(self) -> Self:
        if not is_yearly(self.rule):
            raise ValueError("what recurs every year names no year of its own")
        if not _is_bare(self.rule):
            raise ValueError("time, remark and according stand beside the rule itself, not inside `at`")
        return self


class Recurring(_Guided):
    """«Ежемесячно до 25 числа», «не менее 2 раз в четверть», «ежегодно, до 1 октября».

    Attributes:
        every: the cycle; `term` is whichever terms the school has.
        interval: each cycle, or each second, third …
        times: how often in a cycle, when it is counted.
        bound: whether `times` is the least, the most, or exactly.
        at: where in the cycle.
        within: the time in which it recurs; none means the plan's year.
    """

    kind: Literal["recurring"] = "recurring"
    every: Unit
    interval: Annotated[int, Field(ge=1, le=12)] = 1
    times: Annotated[int, Field(ge=1, le=31)] | None = None
    bound: Literal["at-least", "at-most"] | None = None
    at: Annotated[DayOfMonth | OnWeekdays | EdgeOfCycle | InYear, Field(discriminator="at")] | None = None
    within: Annotated[By | From | Range | Months | During, Field(discriminator="kind")] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        fault = next((fault for check in _CHECKS if (fault := check(self))), None)
        if fault is not None:
            raise ValueError(fault)
        return self


def _check_place(rule: Recurring) -> str | None:
    if isinstance(rule.at, InYear) and rule.every != "year":
        return "a time of the year recurs every year"
    if isinstance(rule.at, OnWeekdays) and rule.every != ("week" if rule.at.nth is None else "month"):
        return "weekdays recur every week, the nth weekday every month"
    if isinstance(rule.at, EdgeOfCycle) and rule.every == "day":
        return "a day has no first or last day"
    return None


def _check_day(rule: Recurring) -> str | None:
    if not isinstance(rule.at, DayOfMonth):
        return None
    if rule.every == "month":
        known = rule.at.of in (None, "following")
        return None if known else "the day is in each month itself or in the one that follows it"
    if rule.every not in ("quarter", "half-year", "year"):
        return f"a {rule.every} has no days of a month"
    return None if rule.at.of else f"say in which month of the {rule.every} the day is (of)"


def _check_count(rule: Recurring) -> str | None:
    if rule.bound is not None and rule.times is None:
        return "at least or at most how many times?"
    if rule.interval > 1 and (rule.at is not None or rule.every == "term"):
        return "each second or third cycle has no place of its own"
    if rule.times is not None and isinstance(rule.at, (OnWeekdays, EdgeOfCycle)):
        return "what is counted has no weekday or edge of the cycle"
    return None


def _check_window(rule: Recurring) -> str | None:
    if rule.within is None:
        return None
    if not _is_bare(rule.within):
        return "time, remark and according stand beside the rule itself, not inside `within`"
    yearly = rule.every == "year" and (is_yearly(rule.within) or isinstance(rule.within, (By, From, Months)))
    return "what recurs every year recurs within stated years" if yearly else None


_CHECKS = (_check_place, _check_day, _check_count, _check_window)

SimpleRule = Annotated[
    Date | By | From | Range | Months | Recurring | Relative | During | External | Standing,
    Field(discriminator="kind"),
]


class Composite(Value):
    """«Ежегодно до 1 октября, а также в соответствии с решением Педсовета»: several rules in one cell."""

    kind: Literal["composite"] = "composite"
    parts: Annotated[tuple[SimpleRule, ...], Field(min_length=2)]

    time: None = None
    remark: None = None

    @model_validator(mode="after")
    def _keeps_months_together(self) -> Self:
        for first, second in itertools.pairwise(self.parts):
            if isinstance(first, Months) and isinstance(second, Months) and _is_bare(first):
                raise ValueError("months that follow each other are one rule: put them into one list")
        return self


Rule = Annotated[
    Date | By | From | Range | Months | Recurring | Relative | During | External | Standing | Composite,
    Field(discriminator="kind"),
]

RULE_ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule)
