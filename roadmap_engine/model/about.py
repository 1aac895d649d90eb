"""What an entry of a status log is about."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from roadmap_engine.model.base import Frozen, Slug

__all__ = ["About", "Kind", "KnownAbout", "PersonName", "Thing", "about_thing"]

OccurrenceKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{0,100}$")]
Step = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9:-]{0,160}$")]
PersonName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
"""The key of somebody's post."""

Kind = Literal["measure", "point", "document", "event", "person"]


class Thing(NamedTuple):
    """What entries are about: a measure's occurrence, a point, a document, an event, a person.

    Attributes:
        occurrence: the key of the time it fell due; empty for what has one time only, or waits for it.
    """

    kind: Kind
    id: str
    occurrence: str = ""


class About(Frozen):
    """Names what an entry is about, by exactly one of the first five.

    Attributes:
        measure: the id that the measure goes by.
        occurrence: which of the times it falls due; none where it has one.
        step: a step of the way of its document into force: «output:step».
    """

    measure: Slug | None = None
    point: Slug | None = None
    document: Slug | None = None
    event: Slug | None = None
    person: PersonName | None = None
    occurrence: OccurrenceKey | None = None
    step: Step | None = None

    @model_validator(mode="after")
    def _names_one(self) -> About:
        if len(self._named()) != 1:
            raise ValueError("about names one thing")
        return self

    def _named(self) -> tuple[tuple[Kind, str], ...]:
        named: tuple[tuple[Kind, str | None], ...] = (
            ("measure", self.measure),
            ("point", self.point),
            ("document", self.document),
            ("event", self.event),
            ("person", self.person),
        )
        return tuple((kind, name) for kind, name in named if name is not None)

    @cached_property
    def thing(self) -> Thing:
        """The thing it names; a step belongs to what it is a step of."""
        ((kind, name),) = self._named()
        return Thing(kind=kind, id=name, occurrence=self.occurrence or "")


def about_thing(thing: Thing, step: str | None = None) -> About:
    """Give how an entry names a thing."""
    named: dict[str, Any] = {thing.kind: thing.id, "occurrence": thing.occurrence or None, "step": step}
    return About.model_validate(named)


@lru_cache(maxsize=4_096)
def _read_about(said: tuple[tuple[str, str], ...]) -> About | None:
    try:
        return About.model_validate(dict(said))
    except ValidationError:
        return None


def _know_about(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """Read what an entry is about once for all entries that say the same."""
    known = None
    if isinstance(value, dict) and all(type(each) is str for each in value.values()):
        known = _read_about(tuple(value.items()))
    return known or read(value)


KnownAbout = Annotated[About, WrapValidator(_know_about)]
"""What an entry is about, which thousands of lines say of some dozens of things."""
