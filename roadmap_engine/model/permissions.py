"""What a layer lets the layers below it change: `allow:` of a roadmap's text.

Each field is free, locked, or adjustable in one direction: a deadline may only become earlier, a list may
only be added to. What a layer says holds for everything that is in the roadmap at its level, and for all
levels below; a lower one may tighten it and never loosen it. What nobody mentions is free.

Which fields can be named, and in which direction each may move, the table of `model.fields` says. A column
of a roadmap's own is named like a field; whether there is one of that name shows when the layers are joined.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, assert_never

from pydantic import BeforeValidator, ConfigDict, Field, create_model

from roadmap_engine.model.base import Frozen, FrozenMap, Slug
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.model.fields import Field as TableField

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


class _Said(Frozen):
    """What is said of fields, and of columns of the roadmap's own."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Plain]

    remove: Plain = None

    def permit(self, field: str) -> Permit | None:
        """Give what is said of a field, of `add` or of `remove`; None where nothing is."""
        said = vars(self).get(field, self.__pydantic_extra__ and self.__pydantic_extra__.get(field))
        return Permit(said) if isinstance(said, str) else None

    def said(self) -> Mapping[str, Any]:
        """Give all that can be said by the name of what it is said of."""
        return {**dict(self), **(self.__pydantic_extra__ or {})}

    def own_names(self) -> tuple[str, ...]:
        """Give the names that are no field every roadmap has."""
        return tuple(self.__pydantic_extra__ or ())


def _of_kind(kind: FieldKind) -> Any:
    if kind is FieldKind.DEADLINE:
        return OfDeadline
    return OfList if kind.is_list else Plain


def _of_fields(fields: Iterable[TableField]) -> dict[str, Any]:
    # What a print has in other words goes by the permission of the field it prints.
    return {
        field.name: (_of_kind(field.kind), None) for field in fields if field.kind is not FieldKind.PRINTS
    }


if TYPE_CHECKING:

    class MeasurePermissions(_Said):
        """What lower layers may change of one measure."""

    class StagePermissions(_Said):
        """What lower layers may change of one stage's heading, and whether they may `add` measures to it."""

    class _OfAll(_Said):
        """What lower layers may do with the fields of all stages and measures."""

else:
    # The keys and their types come from the table of fields, so that no field can be forgotten here.
    MeasurePermissions = create_model(
        "MeasurePermissions",
        __base__=_Said,
        __doc__="What lower layers may change of one measure.",
        **_of_fields(field for field in FIELDS if field.of_measures),
    )
    StagePermissions = create_model(
        "StagePermissions",
        __base__=_Said,
        __doc__="What lower layers may change of one stage's heading, and whether they may `add` to it.",
        add=(Plain, None),
        **_of_fields(field for field in FIELDS if field.of_stages),
    )
    _OfAll = create_model("_OfAll", __base__=_Said, **_of_fields(FIELDS))


class Permissions(_OfAll):
    """What lower layers may do with all stages and measures, and with single ones.

    Attributes:
        add: measures and stages of their own.
        remove: stages and measures.
        roles, events, outputs, parameters: the definitions that are there; new ones can always be added.
        columns: of the table.
        measures, stages: by id, where a single one is treated otherwise than the rest.
    """

    add: Plain = None
    roles: Plain = None
    events: Plain = None
    outputs: Plain = None
    parameters: Plain = None
    columns: Plain = None
    measures: FrozenMap[Slug, MeasurePermissions] = Field(default_factory=dict)
    stages: FrozenMap[Slug, StagePermissions] = Field(default_factory=dict)

    def of_thing(self, thing: str, *, is_stage: bool) -> MeasurePermissions | StagePermissions | None:
        """Give what is said of a single stage or measure."""
        return self.stages.get(thing) if is_stage else self.measures.get(thing)


def _nothing_is_empty(value: Any) -> Any:
    """A key whose entries are all commented out has no value, and says nothing."""
    return {} if value is None else value


Allow = Annotated[Permissions, BeforeValidator(_nothing_is_empty, json_schema_input_type=Permissions)]


class Allowance(Frozen):
    """The permission that applies to a value: what it is, and which layer says so."""

    permit: Permit
    layer: Slug
