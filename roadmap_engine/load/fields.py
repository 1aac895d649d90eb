"""The way of an error of pydantic, step by step along the types of the model.

A step is a key or an index that stands in the text, or a tag: the alternative of a union that pydantic
tried. Which of the two it is, only the type tells: `{place: nth, nth: 1}` has a key called like its tag.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Discriminator, Tag
from pydantic.fields import FieldInfo

from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.places import AnyPlace

__all__ = ["Step", "follow", "known_keys"]

Way = tuple[str | int, ...]


class Step(Enum):
    """What a step of pydantic's way is.

    Members:
        KEY: a key or an index, whether the text has it or not.
        TAG: the alternative that the text chose by a word of its own.
        TRIAL: one of the alternatives that pydantic tried in turn.
    """

    KEY = "key"
    TAG = "tag"
    TRIAL = "trial"


def follow(model: type[BaseModel], way: Way) -> Iterator[tuple[Step, Any]]:
    """Tell of each step of a way what it is, and the type it leads to; None where that is not known.

    Args:
        model: the type of the whole text.
        way: as in an error's `loc`.
    """
    current: Any = model
    for step in way:
        kind, current = _enter(current, step)
        yield kind, current


def known_keys(model: type[BaseModel], way: Way) -> tuple[str, ...]:
    """Give the keys of the mapping that pydantic's way leads to; none where that is not known."""
    current: Any = model
    for _kind, current in follow(model, way):  # noqa: B007 - the last is meant
        pass
    structures = [member for member in _members(current) if _is_structure(member)]
    return tuple(_fields(structures[0])) if structures else ()


def _enter(kind: Any, step: str | int) -> tuple[Step, Any]:
    kind = _plain(kind)
    former, rule = _former()
    if step == former:
        return Step.TAG, rule
    if _is_tagged(kind):
        word = _word_of(kind)
        return Step.TAG, next((each for each in _members(kind) if step in _tags(each, word)), None)
    members = list(_members(kind))
    if len(members) == 1:
        return Step.KEY, _inside(members[0], step)
    if not members:
        return Step.TRIAL, None
    return Step.TRIAL, next((each for each in members if _goes_by(each, step)), None)


@cache
def _former() -> tuple[str, Any]:
    """Give the step into a rule of format 1, and its type; a text without faults does not wait for them."""
    from roadmap_engine.deadlines.former import FORMER  # noqa: PLC0415
    from roadmap_engine.deadlines.former_shapes import FormerRule  # noqa: PLC0415

    return FORMER, FormerRule


def _inside(kind: Any, step: str | int) -> Any:
    """Give the type under a key or at an index."""
    kind = _plain(kind)
    if _is_structure(kind):
        return _fields(kind).get(str(step))
    kind = _bare(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if not isinstance(origin, type) or not arguments:
        return None
    return arguments[-1] if issubclass(origin, Mapping) else arguments[0]


def _plain(kind: Any) -> Any:
    """Leave out what stands around a type without a choice: what may be absent, one type annotated."""
    if kind is Place:
        return AnyPlace
    members = list(_members(kind))
    if len(members) != 1 or _is_tagged(kind):
        return kind
    inner = members[0]
    return inner if inner is kind else _plain(inner)


def _members(kind: Any) -> Iterator[Any]:
    """Give the alternatives of a type; one that is annotated stays one, whatever it holds."""
    if _is_tagged(kind):
        kind = get_args(kind)[0]
    while get_origin(kind) is Annotated and not _is_tagged(kind) and _tag_of(kind) is None:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        yield from (member for member in get_args(kind) if member is not type(None))
    elif kind is not None:
        yield kind


def _is_tagged(kind: Any) -> bool:
    """Tell whether a word of the text chooses among the alternatives."""
    return _word_of(kind) is not None


def _word_of(kind: Any) -> str | None:
    """Give the key whose value chooses; empty where more than one key does."""
    for each in kind.__metadata__ if get_origin(kind) is Annotated else ():
        if isinstance(each, Discriminator | FieldInfo) and each.discriminator is not None:
            return each.discriminator if isinstance(each.discriminator, str) else ""
    return None


def _tags(member: Any, word: str | None) -> tuple[Any, ...]:
    """Give the tags that a member of a tagged union goes by."""
    tag = _tag_of(member)
    return (tag,) if tag is not None else get_args(_fields(_bare(member)).get(word or ""))


def _tag_of(kind: Any) -> str | None:
    notes = kind.__metadata__ if get_origin(kind) is Annotated else ()
    return next((each.tag for each in notes if isinstance(each, Tag)), None)


def _goes_by(kind: Any, step: str | int) -> bool:
    """Tell whether a member of a union is the one pydantic calls so, perhaps among its validators."""
    bare = _bare(kind)
    name = bare.__name__ if isinstance(bare, type) else str(get_origin(bare) and get_origin(bare).__name__)
    return re.search(rf"\b{re.escape(name)}\b", str(step)) is not None


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _is_structure(kind: Any) -> bool:
    kind = _bare(kind)
    return isinstance(kind, type) and (issubclass(kind, BaseModel) or dataclasses.is_dataclass(kind))


@cache
def _fields(kind: Any) -> Mapping[str, Any]:
    """Give the fields of a model or a dataclass, each with its type."""
    kind = _bare(kind)
    if not _is_structure(kind):
        return {}
    hints = typing.get_type_hints(kind, include_extras=True)
    if issubclass(kind, BaseModel):
        return {field.alias or name: hints[name] for name, field in kind.model_fields.items()}
    return {each.name: hints[each.name] for each in dataclasses.fields(kind)}
