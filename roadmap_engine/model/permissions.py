"""What a layer lets the layers below it change: `allow:` of a roadmap's text.

Each field is free, locked, or adjustable in one direction: a deadline may only become earlier, a list may
only be added to. What a layer says holds for everything that is in the roadmap at its level, and for all
levels below; a lower one may tighten it and never loosen it. What nobody mentions is free.

Which fields can be named, and in which direction each may move, the table of `model.fields` says. A column
of a roadmap's own is named like a field; whether there is one of that name shows when the layers are joined.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    create_model,
)

from roadmap_engine.model.base import Frozen, FrozenMap, Slug
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.model.fields import Field as TableField
from roadmap_engine.model.granting import Granted, LockStart, OfDeadline, OfList, Permit, Plain

__all__ = [
    "Allow",
    "Allowance",
    "Holding",
    "MeasurePermissions",
    "Permissions",
    "StagePermissions",
]


class _Said(Frozen):
    """What is said of fields, and of columns of the roadmap's own."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Plain]

    move: Plain = None
    remove: Plain = None

    def granted(self, field: str) -> Granted | None:
        """Give what is said of a field, of `add`, `move` or `remove`; None where nothing is."""
        said = vars(self).get(field, self.__pydantic_extra__ and self.__pydantic_extra__.get(field))
        return said if isinstance(said, Granted) else None

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
        move: stages among stages, measures to another place.
        remove: stages and measures.
        roles, events, outputs, parameters: the definitions that are there; new ones can always be added.
        columns: of the table.
        order: what is said of the orders of those who adopt it.
        measures, stages: by id, where a single one is treated otherwise than the rest.
    """

    add: Plain = None
    roles: Plain = None
    events: Plain = None
    outputs: Plain = None
    parameters: Plain = None
    columns: Plain = None
    order: Plain = None
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
    """The permission that applies to a value: what it is, and which layer says so.

    Attributes:
        locked_from: the day or version from which on a layer lets nothing be done, where that is to come.
        locked_by: that layer.
    """

    permit: Permit
    layer: Slug
    # A reader that knows of no time reads what has none.
    locked_from: str | None = Field(default=None, exclude_if=lambda value: value is None)
    locked_by: Slug | None = Field(default=None, exclude_if=lambda value: value is None)

    def on(self, day: dt.date) -> Permit:
        """Give what may be done in a text that counts as of a day."""
        lock = LockStart.parse(self.locked_from) if self.locked_from is not None else None
        return Granted(self.permit, lock).on(day)


@dataclass(frozen=True, slots=True)
class Holding:
    """What the layers of a roadmap let whoever stands below them do.

    Attributes:
        allowances: by thing and field, of what is not free, or will not be.
        defining: by kind (`roles`, `columns`), of what is described, likewise.
        freed: things and fields that some layer speaks of, and that are free; of a kind under "".
    """

    allowances: Mapping[tuple[str, str], Allowance] = field(default_factory=dict)
    defining: Mapping[str, Allowance] = field(default_factory=dict)
    freed: frozenset[tuple[str, str]] = frozenset()
