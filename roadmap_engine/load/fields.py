"""Which keys a text may have at a place: read off the types of the model."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

__all__ = ["known_keys"]


def known_keys(model: type[BaseModel], way: tuple[str | int, ...]) -> tuple[str, ...]:
    """Give the keys of the mapping that pydantic's way leads to; none where that is not known.

    Args:
        model: the type of the whole text.
        way: as in an error's `loc`, tags of unions included.
    """
    current: Any = model
    for step in way:
        current = _step_into(current, step)
    members = [member for member in _members(current) if _is_model(member)]
    if members:
        return tuple(members[0].model_fields)
    return ()


def _step_into(kind: Any, step: str | int) -> Any:
    members = list(_members(kind))
    for member in members:
        if _is_model(member) and (member.__name__ == step or _has_tag(member, step)):
            return member
    for member in members:
        if _is_model(member) and step in member.model_fields:
            return member.model_fields[step].annotation
        origin, arguments = get_origin(member), get_args(member)
        if origin is tuple and isinstance(step, int):
            return arguments[0]
        if isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(step, str):
            return arguments[1]
    # A tag that pydantic put in between, such as the name of a validator.
    return kind


def _members(kind: Any) -> Iterator[Any]:
    """Give the alternatives of a type, without its annotations."""
    if get_origin(kind) is Annotated:
        yield from _members(get_args(kind)[0])
    elif get_origin(kind) in (Union, types.UnionType):
        for member in get_args(kind):
            yield from _members(member)
    else:
        yield kind


def _is_model(kind: Any) -> typing.TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _has_tag(model: type[BaseModel], tag: str | int) -> bool:
    """Tell whether a member of a discriminated union goes by a tag."""
    return any(
        get_origin(field.annotation) is typing.Literal and field.default == tag
        for field in model.model_fields.values()
    )
