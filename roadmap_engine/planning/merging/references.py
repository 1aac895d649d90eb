"""The ids inside a school's own words, put into those of the newer version.

A role, document, event or parameter that the newer version no longer defines, and the school still names,
is not taken from it: its definition goes into the adoption, under `defines`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from roadmap_engine.model import Deadline
from roadmap_engine.model.edit import SetValue, find_value
from roadmap_engine.model.provenance import Path
from roadmap_engine.model.wording import find_gaps
from roadmap_engine.planning.merging.case import Case, to_tree
from roadmap_engine.planning.merging.meaning import follow, rename_facts, rename_gaps, with_events
from roadmap_engine.planning.merging.result import Found

__all__ = ["carry_field", "carry_thing", "define_needed", "rewrite"]

_OF_ROLES = frozenset({"participants", "responsible"})


def carry_thing(
    case: Case, path: Path, thing: BaseModel, fields: Iterable[str] | None = None
) -> Iterator[Found]:
    """Rewrite the fields of a change, a measure or a stage that stays where it is written."""
    # Not in the order of `model_fields_set`: a set has another one in every run.
    given = (field for field in type(thing).model_fields if field in thing.model_fields_set)
    for field in given if fields is None else fields:
        value = getattr(thing, field)
        if field not in {"id", "measures"} and value is not None:
            yield from carry_field(case, (*path, field), field, value)


def carry_field(case: Case, path: Path, field: str, value: Any) -> Iterator[Found]:
    """Rewrite one field where it is written, and define what it needs."""
    raw = find_value(case.written, path)
    now = rewrite(case, field, value, raw)
    if now != raw:
        yield SetValue(path, now)
    yield from define_needed(case, path, field, value)


def rewrite(case: Case, field: str, value: Any, raw: Any) -> Any:
    """Give the written form of a field's value with the ids of the newer version.

    Args:
        case: the merge.
        field: name of the field.
        value: what it says.
        raw: as its author wrote it, which stays wherever no id changed.
    """
    traced = case.succession
    if field in _OF_ROLES:
        return _ids(raw, value, follow(value, traced.roles))
    if field == "output":
        return _ids(raw, value, follow(value, traced.outputs))
    if field == "after":
        alive = tuple(name for name in value if case.heirs(name) != ())
        return _ids(raw, value, follow(alive, {**traced.stages, **traced.measures}))
    if isinstance(raw, str):
        rename = rename_facts if field == "when" else rename_gaps
        return rename(raw, traced.parameters)
    return with_events(raw, case.meanings.heir_of_event) if field == "deadline" else raw


def _ids(raw: Any, value: tuple[str, ...], now: tuple[str, ...]) -> Any:
    if now == value:
        return raw
    return now[0] if isinstance(raw, str) and len(now) == 1 else list(now)


def define_needed(case: Case, path: Path, field: str, value: Any) -> Iterator[Found]:
    """Define what a value names and the newer version no longer does; tell what it can name no more."""
    traced, known = case.succession, case.before.assembly.roadmap
    if field in _OF_ROLES:
        yield from _define(case, path, "roles", traced.roles, value)
    elif field == "output":
        yield from _define(case, path, "outputs", traced.outputs, value)
        lost = (known.outputs[name] for name in value if traced.outputs.get(name) == ())
        steps = (step.by for output in lost for step in output.approval if step.by)
        yield from _define(case, path, "roles", traced.roles, steps)
    elif field == "after":
        for name in value:
            if case.heirs(name) == ():
                yield case.notice("RM828", case.place(path), name=name)
    elif isinstance(value, Deadline):
        yield from _define(case, path, "events", traced.events, case.meanings.events(value))
    elif isinstance(value, str):
        gaps = [name for name, _ in find_gaps(value) if name is not None]
        yield from _define(case, path, "parameters", traced.parameters, gaps)


def _define(
    case: Case, path: Path, kind: str, heirs: Mapping[str, tuple[str, ...]], names: Iterable[str]
) -> Iterator[Found]:
    for name in names:
        if heirs.get(name) != () or name in getattr(case.adoption.defines, kind):
            continue
        definition = to_tree(getattr(case.before.assembly.roadmap, kind)[name])
        short = definition["title"] if definition.keys() == {"title"} else definition
        yield SetValue(("defines", kind, name), short)
        filled = case.before.assembly.roadmap.fill.get(name) if kind == "parameters" else None
        if filled is not None and name not in case.adoption.fill:
            yield SetValue(("fill", name), filled)
        yield case.notice("RM829", case.place(path), thing=f"{kind.removesuffix('s')} {name}")
