"""The shapes that rules had in format 1; `former_places` has those of the places in them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from roadmap_engine.deadlines.former_places import FormerClock, Moment, MonthEntry, Period, Position, Shape
from roadmap_engine.deadlines.rule import SourceKind, StandingManner
from roadmap_engine.deadlines.values import Length

__all__ = [
    "DayOfMonth", "EdgeOfCycle", "FormerBy", "FormerComposite", "FormerDate", "FormerDuring",
    "FormerExternal", "FormerFrom", "FormerMonths", "FormerRange", "FormerRecurring", "FormerRelative",
    "FormerRule", "FormerSimple", "FormerStanding", "Guided", "InYear", "OnWeekdays", "Sense", "Spoken",
    "Window",
]  # fmt: skip

Sense = Literal["within", "exactly", "by", "not-before"]
Bound = Literal["at-least", "at-most"]
Cycle = Literal["day", "week", "month", "quarter", "term", "school-quarter", "trimester", "half-year", "year"]


class Spoken(Shape):
    """What stands beside any rule."""

    time: FormerClock | None = None
    remark: str | None = None


class FormerDate(Spoken):
    """On a day."""

    kind: Literal["date"]
    on: Moment


class FormerBy(Spoken):
    """By a day."""

    kind: Literal["by"]
    until: Moment


class FormerFrom(Spoken):
    """From a day on."""

    kind: Literal["from"]
    since: Moment


class FormerExternal(Spoken):
    """Somebody else sets the dates."""

    kind: Literal["external"]
    source: SourceKind
    words: Annotated[str, Field(min_length=1)]
    event: str | None = None


class Guided(Spoken):
    """A time inside which somebody's plan sets the days."""

    according: FormerExternal | None = None


class FormerRange(Guided):
    """From a day through another."""

    kind: Literal["range"]
    since: Moment
    until: Moment


class FormerMonths(Guided):
    """Months and parts of them."""

    kind: Literal["months"]
    months: Annotated[tuple[MonthEntry, ...], Field(min_length=1)]


class FormerDuring(Guided):
    """All through a period."""

    kind: Literal["during"]
    period: Period


class FormerRelative(Spoken):
    """Counted from something."""

    kind: Literal["relative"]
    direction: Literal["after", "before", "on"]
    event: str | None = None
    words: str | None = None
    moment: Moment | None = None
    length: Length | None = None
    sense: Sense | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if sum(part is not None for part in (self.event, self.words, self.moment)) != 1:
            raise ValueError("count from exactly one of: event, words, moment")
        if (self.length is None) != (self.sense is None):
            raise ValueError("a length needs a sense, and a sense a length")
        if self.length is not None and self.direction == "on":
            raise ValueError("nothing is counted when the direction is «on»")
        return self


Window = Annotated[
    FormerBy | FormerFrom | FormerRange | FormerMonths | FormerDuring, Field(discriminator="kind")
]


class FormerStanding(Spoken):
    """A duty without dates."""

    kind: Literal["standing"]
    manner: StandingManner
    within: (
        Annotated[FormerFrom | FormerRange | FormerMonths | FormerDuring, Field(discriminator="kind")] | None
    ) = None


class DayOfMonth(Shape):
    """A day of the cycle's month."""

    at: Literal["day-of-month"]
    edge: Literal["on", "by"]
    day: Annotated[int, Field(ge=-1, le=31)]
    of: Literal["first", "last", "following"] | None = None


class OnWeekdays(Shape):
    """Weekdays of each week, or the nth of each month."""

    at: Literal["weekday"]
    weekdays: Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(min_length=1)]
    nth: Position | None = None


class EdgeOfCycle(Shape):
    """The beginning or end of the cycle."""

    at: Literal["edge"]
    edge: Literal["start", "end", "by-end", "after-end"]


class InYear(Shape):
    """A time of each year."""

    at: Literal["year"]
    rule: Annotated[
        FormerDate | FormerBy | FormerFrom | FormerRange | FormerMonths | FormerDuring,
        Field(discriminator="kind"),
    ]


class FormerRecurring(Guided):
    """Every so often."""

    kind: Literal["recurring"]
    every: Cycle
    interval: Annotated[int, Field(ge=1, le=12)] = 1
    times: Annotated[int, Field(ge=1, le=31)] | None = None
    bound: Bound | None = None
    at: Annotated[DayOfMonth | OnWeekdays | EdgeOfCycle | InYear, Field(discriminator="at")] | None = None
    within: Window | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.bound is not None and self.times is None:
            raise ValueError("at least or at most how many times?")
        if isinstance(self.at, InYear) and self.every != "year":
            raise ValueError("a time of the year recurs every year")
        if self.interval > 1 and self.at is not None:
            raise ValueError("each second or third cycle has no place of its own")
        return self


FormerSimple = (
    FormerDate
    | FormerBy
    | FormerFrom
    | FormerRange
    | FormerMonths
    | FormerRecurring
    | FormerRelative
    | FormerDuring
    | FormerExternal
    | FormerStanding
)


class FormerComposite(Shape):
    """Several rules in one cell."""

    kind: Literal["composite"]
    parts: Annotated[tuple[Annotated[FormerSimple, Field(discriminator="kind")], ...], Field(min_length=2)]
    # plan.json wrote the two keys that every rule had; here they never said anything.
    time: None = None
    remark: None = None


FormerRule = Annotated[FormerSimple | FormerComposite, Field(discriminator="kind")]
