"""The kinds of rule that stand by themselves: days, spans, months, counted, somebody else's, standing."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from roadmap_engine.deadlines.periods import (
    CalendarYearPeriod,
    Edge,
    EventPeriod,
    HalfYearPeriod,
    Moment,
    MonthPeriod,
    Period,
    PlanPeriod,
    QuarterPeriod,
    SeasonPeriod,
    YearPeriod,
)
from roadmap_engine.deadlines.values import (
    Length,
    MonthPart,
    MonthRange,
    MonthWeeks,
    NthWeekday,
    PartialDate,
    PartialMonth,
    TimeOfDay,
    Value,
)

__all__ = [
    "By",
    "Date",
    "During",
    "External",
    "From",
    "Guided",
    "MonthEntry",
    "Months",
    "Range",
    "Relative",
    "SourceKind",
    "Spoken",
    "Standing",
    "StandingManner",
    "is_bare",
    "is_yearly",
    "month_of",
]

MonthEntry = PartialMonth | MonthRange | MonthPart | MonthWeeks


def month_of(entry: MonthEntry) -> PartialMonth:
    """Give the month an entry of a list is in, or begins with."""
    if isinstance(entry, PartialMonth):
        return entry
    return entry.first if isinstance(entry, MonthRange) else entry.of


class Spoken(Value):
    """What any rule may carry besides its meaning: an hour, and a remark that is printed and not read."""

    time: TimeOfDay | None = None
    remark: str | None = None


class Date(Spoken):
    """«17 января 2021 г.», «последняя пятница мая», «последний день I четверти»."""

    kind: Literal["date"] = "date"
    on: Moment


class By(Spoken):
    """«До 17 января», «до конца четверти», «до начала учебного года»; «до D» includes D."""

    kind: Literal["by"] = "by"
    until: Moment


class From(Spoken):
    """«С 1 сентября», «начиная с октября»."""

    kind: Literal["from"] = "from"
    since: Moment


SourceKind = Literal["schedule", "plan", "decision", "order", "documents", "terms", "occasion", "agreement"]


class External(Spoken):
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


class Guided(Spoken):
    """A window of time inside which somebody's plan or schedule sets the days."""

    according: External | None = None


class Range(Guided):
    """«С 11 января по 26 марта 2021 г.»; both ends belong to it."""

    kind: Literal["range"] = "range"
    since: Moment
    until: Moment

    @model_validator(mode="after")
    def _states_both_years(self) -> Self:
        ends = [each.year is None for each in (self.since, self.until) if isinstance(each, PartialDate)]
        if len(set(ends)) > 1:
            raise ValueError("state the year of both days or of neither")
        return self


class Months(Guided):
    """«Октябрь 2020 г., март–май 2021 г.», «первая декада октября»: each entry is a time of its own."""

    kind: Literal["months"] = "months"
    months: Annotated[tuple[MonthEntry, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _states_all_years(self) -> Self:
        if len({month_of(entry).year is None for entry in self.months}) > 1:
            raise ValueError("state the year of every month or of none")
        return self


class During(Guided):
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


def is_bare(rule: Spoken) -> bool:
    """Tell whether a rule carries neither an hour nor a remark nor a guiding plan."""
    guided = isinstance(rule, Guided) and rule.according is not None
    return rule.time is None and rule.remark is None and not guided


class Standing(Spoken):
    """«Постоянно», «поурочно»: a duty without dates, perhaps only for some time."""

    kind: Literal["standing"] = "standing"
    manner: StandingManner
    within: Annotated[From | Range | Months | During, Field(discriminator="kind")] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.within is not None and not is_bare(self.within):
            raise ValueError("time, remark and according stand beside the rule itself, not inside `within`")
        return self


class Relative(Spoken):
    """«После получения результатов в течение 2 недель», «за 3 дня до начала процедуры».

    Attributes:
        event: id of the event counted from; or
        words: the event as the phrase names it (genitive), when no vocabulary knows it; or
        moment: a day or an edge of a period counted from.
        direction: after it, before it, or on it.
        length: how far; none means simply after, before or on.
        sense: `within` the length, `exactly` at its end, `by` its end («не позднее чем …»), or
            `not-before` it.
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
