"""What a deadline says, as a value: a relation over a place, with what else the phrase tells.

Seven relations suffice. A rule holds the meaning of a phrase and no date that the phrase does not state. The
same structure may stand in YAML instead of a phrase (`deadline: {relation: by, at: 10-01}`); `wording` prints
it back. Texts of format 1, whose rules had a `kind`, are read through `former`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Discriminator, Field

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.values import Clock, Often, structure

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["After", "By", "External", "From", "Many", "On", "Placed", "Rule", "SimpleRule", "SourceKind", "Standing", "StandingManner", "is_bare", "rule_adapter"]

SourceKind = Literal["schedule", "plan", "decision", "order", "documents", "terms", "occasion", "agreement"]
StandingManner = Literal["constant", "systematic", "regular", "lesson", "need", "request", "immediate", "working-order"]


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
    within: On | By | From | None = None

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

    def _check(self, at: Place) -> None:
        self._check_spoken()
        if self.often is not None and not (at.repeats or self.yearly or (isinstance(self, On) and at.rank > 0)):
            raise ValueError("how many times is said of what recurs, or of a time that is longer than a day")
        if self.yearly and (at.repeats or at.states_year):
            raise ValueError("what recurs every year names no year of its own")
        if self.within is not None and not (at.repeats or self.yearly):
            raise ValueError("only what recurs does so within a time")
        if self.yearly and self.within is not None and not self.within.at.states_year:
            raise ValueError("what recurs every year recurs within stated years")
        if isinstance(at, Each) and at.unit == "year" and self.within is not None and self.within.at.lacks_year:
            raise ValueError("what recurs every year recurs within stated years")


@dataclass(frozen=True, slots=True)
class On(_Placed):
    """«17 января», «в течение учебного года», «1–5 сентября»: at a place, or all through it."""

    at: Place
    relation: Literal["on"] = field(default="on", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        self._check(self.at)


@dataclass(frozen=True, slots=True)
class By(_Placed):
    """«До 17 января», «до конца четверти»; «до D» includes D, «до начала» ends the day before."""

    at: Place
    relation: Literal["by"] = field(default="by", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        self._check(self.at)


@dataclass(frozen=True, slots=True)
class From(_Placed):
    """«С 1 сентября», «не ранее чем через 3 дня»."""

    at: Place
    relation: Literal["from"] = field(default="from", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        self._check(self.at)


@dataclass(frozen=True, slots=True)
class After(_Placed):
    """«После получения результатов», «по итогам четверти»: when it is over."""

    at: Place
    relation: Literal["after"] = field(default="after", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        self._check(self.at)


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


Placed = On | By | From | After
SimpleRule = On | By | From | After | External | Standing


@dataclass(frozen=True, slots=True)
class Many:
    """«Ежегодно до 1 октября, а также в соответствии с решением Педсовета»: several rules in one cell."""

    parts: Annotated[tuple[Annotated[SimpleRule, Discriminator("relation")], ...], Field(min_length=2)]
    relation: Literal["many"] = field(default="many", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if len(self.parts) < 2:  # noqa: PLR2004 - several
            raise ValueError("several rules are two or more")


def _former(value: Any) -> Any:
    """Take a rule of format 1, whose mapping has a `kind`."""
    if isinstance(value, dict) and "kind" in value:
        from roadmap_engine.deadlines.former import read_former  # noqa: PLC0415 - it makes rules

        return read_former(value)
    return value


Rule = Annotated[
    Annotated[On | By | From | After | External | Standing | Many, Discriminator("relation")],
    BeforeValidator(_former),
]

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


_ADAPTERS: list[TypeAdapter[Any]] = []


def rule_adapter() -> TypeAdapter[Any]:
    """Give what validates a rule alone; made at the first question, because it takes a while."""
    if not _ADAPTERS:
        from pydantic import TypeAdapter  # noqa: PLC0415

        _ADAPTERS.append(TypeAdapter(Rule))
    return _ADAPTERS[0]
