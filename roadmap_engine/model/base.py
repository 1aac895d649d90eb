"""What all types of the model share: they are frozen all the way down and refuse unknown keys.

Sequences are tuples and mappings are frozendicts, because pydantic's own freeze is shallow: a list
inside a frozen model still takes an append.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from frozendict import frozendict
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError

from roadmap_engine.diagnostics.limits import LINE

__all__ = [
    "NO_TRUTH",
    "SLUG",
    "Frozen",
    "FrozenMap",
    "Line",
    "Slug",
    "Slugs",
    "Truth",
    "Version",
    "VersionedName",
    "is_slug",
    "with_fields",
]


class Frozen(BaseModel):
    """A value of the model: no field changes after construction, no key is unknown."""

    # A number where a text belongs (`number: 214`) is its digits: the reader of texts makes numbers only
    # of what `str` gives back letter by letter.
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True, coerce_numbers_to_str=True)


FrozenT = TypeVar("FrozenT", bound=Frozen)


def with_fields(value: FrozenT, /, **fields: Any) -> FrozenT:
    """Give a value with some fields anew, made by its constructor, which refuses what it always refuses.

    pydantic's own `model_copy` goes past every validator: with it a value can be had that no text can
    say. What nobody has given stays not given.

    >>> with_fields(Frozen(), colour="red")
    Traceback (most recent call last):
    pydantic_core._pydantic_core.ValidationError: 1 validation error for Frozen
    ...
    """
    aliases = _aliases(type(value))
    keys = {name: aliases.get(name, name) for name in value.model_fields_set}
    kept = {key: getattr(value, name) for name, key in keys.items() if key not in fields}
    return type(value)(**kept, **fields)


@cache
def _aliases(model: type[Frozen]) -> Mapping[str, str]:
    return {name: each.alias for name, each in model.model_fields.items() if each.alias}


K = TypeVar("K")
V = TypeVar("V")


def _freeze(entries: Mapping[K, V]) -> frozendict[K, V]:
    return frozendict(entries)


def _nothing_is_empty(entries: Any) -> Any:
    """A key whose entries are all commented out has no value, and means no entries."""
    return {} if entries is None else entries


class _NothingToo:
    """Lets the schema of a text admit what is read as no entries."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        drawn = handler(schema)
        return {**drawn, "type": ["object", "null"]} if handler.mode == "validation" else drawn


FrozenMap = Annotated[
    Mapping[K, V], BeforeValidator(_nothing_is_empty), AfterValidator(_freeze), _NothingToo()
]
"""A mapping that stays as it was read, and can be hashed when its values can."""

Truth = StrictBool
"""True or false, and no other word: «yes», «on» and 1 are guessed by some readers and not by others."""


def _no_truth(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticKnownError("int_type")
    return value


NO_TRUTH = BeforeValidator(_no_truth)
"""Said of a whole number: true is none, though programs count it as one."""

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_LONGEST_SLUG = 80

Slug = Annotated[
    str,
    StringConstraints(pattern=f"^{SLUG}$", max_length=_LONGEST_SLUG),
    Field(description="Постоянный идентификатор: латинские строчные буквы, цифры и дефис."),
]
"""A stable id: it names the same thing in every version and every layer."""


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id.

    >>> is_slug("results-received"), is_slug("получение результатов")
    (True, False)
    """
    return len(text) <= _LONGEST_SLUG and re.fullmatch(SLUG, text) is not None


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_one_or_many, json_schema_input_type=Slug | list[Slug])]
"""Ids; a single one needs no list around it."""

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$", max_length=30)]
"""A published version: major.minor.patch, as in Semantic Versioning 2.0.0."""

VersionedName = Annotated[str, StringConstraints(pattern=rf"^{SLUG}(@\d+(\.\d+){{0,2}})?$", max_length=120)]
"""A roadmap's id, alone or with the version, or the leading numbers of the version, that is meant."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LINE.most)]
"""A text of a person's: never empty, no blanks around it."""
