"""What a deadline says, as a value: a relation over a place, with what else the phrase tells.

Seven relations suffice. A rule holds the meaning of a phrase and no date that the phrase does not state. The
same structure may stand in YAML instead of a phrase (`deadline: {relation: by, at: 10-01}`); `wording` prints
it back. Texts of format 1, whose rules had a `kind`, are read through `former`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import Discriminator, Field

from roadmap_engine.deadlines.fitting import INSTEAD, fit_after, fit_by, fit_from, fit_on
from roadmap_engine.deadlines.place import YEAR, Place
from roadmap_engine.deadlines.values import Clock, Often, structure

__all__ = [
    "After", "By", "External", "From", "Many", "On", "Placed", "Rule", "SimpleRule", "SourceKind", "Standing",
    "StandingManner", "is_bare",
]  # fmt: skip

_LEFT_OUT = frozenset({"day", "day-of-week", "days-off", "weekdays", "month", "season", "break", "through"})
PLACE_KINDS = (
    "day", "day-of-week", "month", "season", "quarter", "calendar-half-year", "term", "break", "school-year",
    "calendar-year", "year", "plan", "next-year", "event", "each", "nth", "weekdays", "part", "edge", "shift",
    "through", "some",
)  # fmt: skip

SourceKind = Literal["schedule", "plan", "decision", "order", "documents", "terms", "occasion", "agreement"]
StandingManner = Literal[
    "constant", "systematic", "regular", "lesson", "need", "request", "immediate", "working-order"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What any rule may carry besides its meaning.

    Attributes:
        time: an hour.
        remark: words that are printed and say nothing of time.
        but: the days it does not hold («кроме каникул»).
        within: the time in which it recurs or stands; none means the plan's year.
    """

    time: Clock | None = None
    remark: str | None = None
    but: tuple[Place, ...] | None = None
    within: Annotated[On | By | From, Discriminator("relation")] | None = None

    def _check_spoken(self) -> None:
        if self.within is not None and not (is_bare(self.within) and self.within.within is None):
            raise ValueError("time, remark and according stand beside the rule itself, not inside `within`")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed(Spoken):
    """What a rule with a place may carry besides.

    Attributes:
        often: how many times in each cycle.
        yearly: whether it comes every year.
        according: somebody's plan or schedule that sets the days inside the place.
    """

    often: Often | None = None
    yearly: Literal[True] | None = None
    according: External | None = None

    AT: ClassVar[frozenset[str]] = frozenset()

    def _check(self, at: Place) -> None:
        self._check_spoken()
        if at.kind not in self.AT:
            raise ValueError(f"nobody says «{self.relation}» of a {at.kind}: {INSTEAD}")  # type: ignore[attr-defined]
        wide, recurs = isinstance(self, On) and at.rank > 0, at.repeats or self.yearly
        for wrong, reason in (
            (self.but and at.rank == 0 and not at.repeats, "nothing is left out of one day"),
            (self.often and not (recurs or wide), "how many times is said of what recurs or lasts"),
            (self.often and at.kind == "weekdays", "days of the week say themselves how often"),
            (
                self.often and at.kind in ("school-year", "year") and not at.states_year,
                "how many times in the plan's own year is said of each year (each)",
            ),
            (
                self.often and at.kind in ("event", "shift"),
                "how many times is said of a time of the calendar",
            ),
            (
                self.yearly and (at.repeats or at.states_year),
                "what recurs every year names no year of its own",
            ),
            (
                self.according and (at.kind == "shift" or not (wide or at.repeats)),
                "a plan sets the days inside a longer time of the calendar",
            ),
            (self.yearly and not at.lacks_year, "what recurs every year is a time of the year"),
            (
                self.yearly and at.kind == "next-year" and not at.reported,  # type: ignore[attr-defined]
                "the next year comes once",
            ),
            (
                any(each.kind not in _LEFT_OUT or _skips(each) for each in self.but or ()),
                "days, weekdays, months, seasons, breaks and ranges are left out",
            ),
            (isinstance(self, By) and _is_at(self.time), "what is due by a day is due by its hour"),
        ):
            if wrong:
                raise ValueError(reason)
        self._check_within(at)

    def _check_within(self, at: Place) -> None:
        if self.within is None:
            return
        if not (at.repeats or self.yearly):
            raise ValueError("only what recurs does so within a time")
        if isinstance(self.within, On) and self.within.at.rank == 0:
            raise ValueError("what recurs does so within more than a day")
        every_year = self.yearly or (at.kind == "each" and at.rank == YEAR)
        if every_year and not _is_of_years(self.within):
            raise ValueError("what recurs every year recurs within stated years")
        shorter = self.within.at.kind in ("month", "nth", "part") and self.within.at.rank < at.rank
        if isinstance(self.within, On) and shorter:
            raise ValueError("a time shorter than the cycle is none for it to recur in")
        if self.within.at.kind == "shift" or self.within.at.repeats:
            raise ValueError("what recurs does so within one time of the calendar, or of an event")


def _skips(left_out: Place) -> bool:
    """Tell whether what is left out comes only in some of the weeks."""
    return any(each.kind == "each" and each.interval > 1 for each in left_out.parts())  # type: ignore[attr-defined]


def _is_of_years(within: Placed) -> bool:
    """Tell whether a time is made of stated years: «в 2025–2027 гг.», «с начала 2027 года»."""
    whole = {each.kind for each in within.at.walk()} <= {"calendar-year", "school-year", "edge", "through"}
    return isinstance(within, (On, From)) and within.at.states_year and whole


def _is_at(time: Clock | None) -> bool:
    return time is not None and time.edge == "at" and time.until is None


@dataclass(frozen=True, slots=True)
class On(_Placed):
    """«17 января», «в течение учебного года», «1–5 сентября»: at a place, or all through it."""

    at: Place
    relation: Literal["on"] = field(default="on", kw_only=True)

    __pydantic_config__ = structure()
    AT: ClassVar[frozenset[str]] = frozenset({*PLACE_KINDS})

    def __post_init__(self) -> None:
        self._check(self.at)
        fit_on(self.at)


@dataclass(frozen=True, slots=True)
class By(_Placed):
    """«До 17 января», «до конца четверти»; «до D» includes D, «до начала» ends the day before."""

    at: Place
    relation: Literal["by"] = field(default="by", kw_only=True)

    __pydantic_config__ = structure()
    AT: ClassVar[frozenset[str]] = frozenset(
        {"day", "day-of-week", "next-year", "event", "edge", "nth", "shift", "some", "part"}
    )

    def __post_init__(self) -> None:
        self._check(self.at)
        fit_by(self.at)


@dataclass(frozen=True, slots=True)
class From(_Placed):
    """«С 1 сентября», «не ранее чем через 3 дня»."""

    at: Place
    relation: Literal["from"] = field(default="from", kw_only=True)

    __pydantic_config__ = structure()
    AT: ClassVar[frozenset[str]] = frozenset(
        {"day", "day-of-week", "next-year", "edge", "nth", "shift", "part"}
    )

    def __post_init__(self) -> None:
        self._check(self.at)
        fit_from(self.at)


@dataclass(frozen=True, slots=True)
class After(_Placed):
    """«После получения результатов», «по итогам четверти»: when it is over."""

    at: Place
    relation: Literal["after"] = field(default="after", kw_only=True)

    __pydantic_config__ = structure()
    AT: ClassVar[frozenset[str]] = frozenset(
        {"day", "day-of-week", "next-year", "event", "edge", "nth", "each"}
    )

    def __post_init__(self) -> None:
        self._check(self.at)
        fit_after(self.at)


@dataclass(frozen=True, slots=True)
class External(Spoken):
    """«По графику ФЦТ», «в соответствии с решением Педсовета»: somebody else sets the dates.

    Attributes:
        source: what sets them.
        words: the phrase itself, which is printed as it is.
        event: the event that brings the dates, if it is one the plan knows.
    """

    source: SourceKind
    words: Annotated[str, Field(min_length=1)]
    event: str | None = None
    relation: Literal["external"] = field(default="external", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("say who sets the dates")
        if self.within is not None:
            raise ValueError("a time that somebody's plan fills is a rule with `according`")


@dataclass(frozen=True, slots=True)
class Standing(Spoken):
    """«Постоянно», «поурочно»: a duty without dates, perhaps only for some time."""

    manner: StandingManner
    relation: Literal["standing"] = field(default="standing", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        self._check_spoken()
        if self.within is None:
            return
        at = self.within.at
        day = isinstance(self.within, On) and at.rank == 0
        bound = at.kind in ("part", "event") and not isinstance(self.within, On)
        if day or at.repeats or at.kind == "shift" or bound:
            raise ValueError("a duty stands within a time of the calendar that is longer than a day")


Placed = On | By | From | After
SimpleRule = On | By | From | After | External | Standing


@dataclass(frozen=True, slots=True)
class Many:
    """«Ежегодно до 1 октября, а также в соответствии с решением Педсовета»: several rules in one cell."""

    parts: Annotated[tuple[Annotated[SimpleRule, Discriminator("relation")], ...], Field(min_length=2)]
    relation: Literal["many"] = field(default="many", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if len(self.parts) < 2:
            raise ValueError("several rules are two or more")


Rule = On | By | From | After | External | Standing | Many

_S = TypeVar("_S", bound=Spoken)


def is_bare(rule: SimpleRule | Many) -> bool:
    """Tell whether a rule carries neither an hour nor a remark nor a guiding plan."""
    if isinstance(rule, Many):
        return False
    guided = isinstance(rule, _Placed) and (rule.according or rule.often or rule.yearly)
    return rule.time is None and rule.remark is None and rule.but is None and not guided


def bared(rule: _S) -> _S:
    """Give the rule without all that it carries."""
    names = {each.name for each in fields(Spoken)} | {each.name for each in fields(_Placed)}
    return replace(rule, **{name: None for name in names if hasattr(rule, name)})
