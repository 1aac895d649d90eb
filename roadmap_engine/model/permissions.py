"""What a layer lets the layers below it change: `allow:` of a roadmap's text.

Each field is free, locked, or adjustable in one direction: a deadline may only become earlier, a list may
only be added to. What a layer says holds for everything that is in the roadmap at its level, and for all
levels below; a lower one may tighten it and never loosen it. What nobody mentions is free.
"""

from __future__ import annotations

import enum
from typing import Annotated, Any, Literal, assert_never

from pydantic import BeforeValidator, Field

from roadmap_engine.model.base import Frozen, FrozenMap, Slug

__all__ = [
    "Allow",
    "Allowance",
    "MeasurePermissions",
    "Permissions",
    "Permit",
    "StagePermissions",
]


class Permit(enum.StrEnum):
    """What may be done to a field, from the mildest to the strictest."""

    FREE = "free"
    ADDED = "added"
    EARLIER = "earlier"
    LOCKED = "locked"

    @property
    def strictness(self) -> int:
        """Tell how strict it is: 0 free, 1 adjustable, 2 locked.

        >>> [permit.strictness for permit in Permit]
        [0, 1, 1, 2]
        """
        match self:
            case Permit.FREE:
                return 0
            case Permit.ADDED | Permit.EARLIER:
                return 1
            case Permit.LOCKED:
                return 2
            case _:
                assert_never(self)


class _Earlier(Frozen):
    adjustable: Literal["earlier"]


class _Added(Frozen):
    adjustable: Literal["added"]


def _direction_alone(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"adjustable"}:
        return value["adjustable"]
    return value


_Whole = Literal["locked", "free"]
Plain = Annotated[_Whole | None, BeforeValidator(_direction_alone, json_schema_input_type=_Whole | None)]
"""Of a thing that can only be left as it is or not."""
OfDeadline = Annotated[
    Literal["locked", "earlier", "free"] | None,
    BeforeValidator(_direction_alone, json_schema_input_type=_Whole | _Earlier | None),
]
OfList = Annotated[
    Literal["locked", "added", "free"] | None,
    BeforeValidator(_direction_alone, json_schema_input_type=_Whole | _Added | None),
]


class _OfRows(Frozen):
    """What stages and measures have in common."""

    title: Plain = None
    number: Plain = None
    basis: Plain = None
    when: Plain = None
    remove: Plain = None

    def permit(self, field: str) -> Permit | None:
        """Give what is said of a field, of `add` or of `remove`; None where nothing is."""
        said = getattr(self, field, None)
        return Permit(said) if isinstance(said, str) else None


class _OfMeasures(_OfRows):
    directive: Plain = None
    participants: OfList = None
    deadline: OfDeadline = None
    after: OfList = None
    responsible: OfList = None
    result: Plain = None
    output: OfList = None


class MeasurePermissions(_OfMeasures):
    """What lower layers may change of one measure."""


class StagePermissions(_OfRows):
    """What lower layers may change of one stage's heading, and whether they may `add` measures to it."""

    kind: Plain = None
    add: Plain = None


class Permissions(_OfMeasures):
    """What lower layers may do with all stages and measures, and with single ones.

    Attributes:
        add: measures and stages of their own.
        remove: stages and measures.
        roles, events, outputs, parameters: the definitions that are there; new ones can always be added.
        columns: of the table.
        measures, stages: by id, where a single one is treated otherwise than the rest.
    """

    kind: Plain = None
    add: Plain = None
    roles: Plain = None
    events: Plain = None
    outputs: Plain = None
    parameters: Plain = None
    columns: Plain = None
    measures: FrozenMap[Slug, MeasurePermissions] = Field(default_factory=dict)
    stages: FrozenMap[Slug, StagePermissions] = Field(default_factory=dict)


def _nothing_is_empty(value: Any) -> Any:
    """A key whose entries are all commented out has no value, and says nothing."""
    return {} if value is None else value


Allow = Annotated[Permissions, BeforeValidator(_nothing_is_empty, json_schema_input_type=Permissions)]


class Allowance(Frozen):
    """The permission that applies to a value: what it is, and which layer says so."""

    permit: Permit
    layer: Slug
