"""A composed text to a value of the model, and what pydantic finds wrong with it to problems.

All errors of a text are told in one run, each once and where it stands: a key that should not be there at
the key, a field that is missing at the thing it is missing from, everything else at the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load.faults import (
    Fault,
    choosing_key,
    describe_fault,
    is_about_key,
    is_mismatch,
    meant_keys,
)
from roadmap_engine.load.fields import Step, follow, known_keys
from roadmap_engine.load.things import name_thing
from roadmap_engine.model.provenance import Locations, Path

__all__ = ["find_path", "validate_shape", "without_echoes"]

M = TypeVar("M", bound=BaseModel)

_MOST = 100
_Way = tuple[str | int, ...]


def validate_shape(
    model: type[M], value: Any, locations: Locations, kind: str
) -> tuple[M | None, tuple[Problem, ...]]:
    """Make a value of the model, or tell everything that is wrong with the text.

    Args:
        model: the type the text should have.
        value: the composed text.
        locations: where its values stand.
        kind: what the text is called in messages, «roadmap».
    """
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    meant = _without_misspelt(model, without_echoes(model, errors[:_MOST], value))
    problems = (_to_problem(model, value, locations, kind, each) for each in meant)
    return None, tuple(dict.fromkeys(problems))


def _without_misspelt(model: type[BaseModel], errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out the missing key that an unknown one beside it was meant to be: one slip is told once."""
    misspelt = {
        (*error["loc"][:-1], near)
        for error in errors
        if is_about_key(error)
        for near in meant_keys(str(error["loc"][-1]), known_keys(model, error["loc"][:-1]))
    }
    return [error for error in errors if error["type"] != "missing" or error["loc"] not in misspelt]


def _to_problem(
    model: type[BaseModel], value: Any, locations: Locations, kind: str, error: ErrorDetails
) -> Problem:
    path = (*find_path(model, error["loc"], value), *_choosing_key(error))
    of_key = bool(error["loc"]) and error["loc"][-1] == "[key]"
    thing, field = name_thing(kind, value, path[:-1] if of_key or is_about_key(error) else path)
    # What stands in a list, or at the very top, has no key of its own: it is called by that of what holds it.
    held_by = next((step for step in reversed(path) if isinstance(step, str)), kind)
    fault = Fault(model=model, error=error, thing=thing, field=field or held_by)
    code, words = describe_fault(fault)
    location = _locate(locations, path, error, of_key=of_key)
    return Problem(code=code, arguments=tuple(words.items()), location=location)


def _choosing_key(error: ErrorDetails) -> Path:
    """Give the step to the word that chooses an alternative and chose none."""
    if error["type"] != "union_tag_invalid":
        return ()
    key = choosing_key(error)
    return (key,) if isinstance(error["input"], dict) and key in error["input"] else ()


def _locate(locations: Locations, path: Path, error: ErrorDetails, *, of_key: bool) -> Location:
    if of_key or is_about_key(error):
        return locations.of_key(path)
    if path in locations.values or not path:
        return locations.of_value(path)
    return locations.of_key(path)


def find_path(model: type[BaseModel], way: _Way, value: Any) -> Path:
    """Keep of pydantic's way what stands in the text: tags of unions and defaults do not."""
    return tuple(step for step, kind in _steps(model, way, value) if kind is None)


def _steps(model: type[BaseModel], way: _Way, value: Any) -> Iterator[tuple[str | int, Step | None]]:
    """Give the steps of a way: nothing beside one that stands in the text, else what it is."""
    cursor = value
    known: Any = model
    for step, (kind, following) in zip(way, follow(model, way), strict=True):
        # Past a type that cannot be followed only the text tells.
        told = kind is Step.KEY or known is None
        found = told and _has(cursor, step)
        cursor = cursor[step] if found else cursor
        yield step, None if found else kind
        known = following


def _has(cursor: Any, step: str | int) -> bool:
    if isinstance(cursor, list):
        return isinstance(step, int) and step < len(cursor)
    return isinstance(cursor, dict) and step in cursor


def without_echoes(model: type[BaseModel], errors: Iterable[ErrorDetails], value: Any) -> list[ErrorDetails]:
    """Of the complaints that the alternatives of one value make, keep those of the alternative meant.

    A value that may be a text or a mapping is refused by both; whoever wrote a mapping wants to hear
    what is wrong with the mapping.
    """
    # A list counts as too short when some of its items are faulty; those are told themselves.
    kept = [error for error in errors if not _is_long_enough(error)]
    for depth in range(max((len(error["loc"]) for error in kept), default=0)):
        kept = _keep_meant(model, kept, value, depth)
    return kept


def _is_long_enough(error: ErrorDetails) -> bool:
    given = error["input"]
    return (
        error["type"] == "too_short"
        and isinstance(given, list | dict)
        and len(given) >= error.get("ctx", {}).get("min_length", 0)
    )


def _keep_meant(
    model: type[BaseModel], errors: list[ErrorDetails], value: Any, depth: int
) -> list[ErrorDetails]:
    choices: dict[_Way, dict[str | int, list[ErrorDetails]]] = {}
    order: list[tuple[_Way, str | int] | ErrorDetails] = []
    for error in errors:
        fork = _fork(model, error, value, depth)
        if fork is None:
            order.append(error)
            continue
        before, tag = fork
        if before not in choices:
            order.append((before, tag))
        choices.setdefault(before, {}).setdefault(tag, []).append(error)
    meant: list[ErrorDetails] = []
    for entry in order:
        meant += _meant(choices[entry[0]]) if isinstance(entry, tuple) else [entry]
    return meant


def _fork(
    model: type[BaseModel], error: ErrorDetails, value: Any, depth: int
) -> tuple[_Way, str | int] | None:
    """Find the nth alternative that was tried on an error's way: the way up to it, and its name."""
    way = error["loc"]
    tried = [index for index, (_, kind) in enumerate(_steps(model, way, value)) if kind is Step.TRIAL]
    if len(tried) <= depth or way[tried[depth]] == "[key]":
        return None
    return way[: tried[depth]], way[tried[depth]]


def _meant(choices: dict[str | int, list[ErrorDetails]]) -> list[ErrorDetails]:
    """Choose the alternative of the right type; of several, the one that complains least."""
    return min(choices.values(), key=lambda errors: (any(map(is_mismatch, errors)), len(errors)))
