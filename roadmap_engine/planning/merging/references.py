"""The ids inside a school's own words, put into those of the newer version.

A role, document, event or parameter that the newer version no longer defines, and the school still names,
is not taken from it: its definition goes into the adoption, under `defines`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from roadmap_engine.model import Change, Deadline, Measure, Stage
from roadmap_engine.model.definitions import definitions_of
from roadmap_engine.model.edit import SetValue, find_value
from roadmap_engine.model.fields import Field, FieldKind, given_values
from roadmap_engine.model.provenance import Path
from roadmap_engine.model.wording import find_gaps
from roadmap_engine.planning.merging.case import Merging, to_tree
from roadmap_engine.planning.merging.gone import is_gone, kept_id
from roadmap_engine.planning.merging.meaning import asked_by
from roadmap_engine.planning.merging.result import Found

__all__ = ["carry_field", "carry_thing", "define_needed", "rewrite"]


def carry_thing(case: Merging, path: Path, thing: Change | Measure | Stage) -> Iterator[Found]:
    """Rewrite the fields of a change, a measure or a stage that stays where it is written."""
    for field, value in given_values(thing, case.transition.kinds).items():
        if field.own or field.name in thing.model_fields_set:
            yield from carry_field(case, (*path, *field.path), field, value)


def carry_field(case: Merging, path: Path, field: Field, value: Any) -> Iterator[Found]:
    """Rewrite one field where it is written, and define what it needs."""
    raw = find_value(case.written, path)
    now = rewrite(case, field, raw)
    if now != raw:
        yield SetValue(path, now)
    yield from define_needed(case, path, field, value)


def rewrite(case: Merging, field: Field, raw: Any) -> Any:
    """Give what an author wrote with the ids of the newer version; of what it came after, what is left."""
    if field.kind is FieldKind.ROWS and raw is not None:
        names = [raw] if isinstance(raw, str) else list(raw)
        alive = [_kept(case, name) for name in names if case.heirs(name) != () or is_gone(case, name)]
        raw = raw if alive == names else alive
    return case.meanings.rename(field, raw)


def _kept(case: Merging, name: str) -> str:
    """Give the id under which a text goes on naming what the newer version has no more, else its own."""
    return kept_id(case, name) if case.heirs(name) == () else name


def define_needed(case: Merging, path: Path, field: Field, value: Any) -> Iterator[Found]:
    """Define what a value names and the newer version no longer does; tell what it can name no more."""
    traced, known = case.succession, case.before.assembly.roadmap
    match field.kind:
        case FieldKind.ROLES:
            yield from _define(case, path, "roles", traced.roles, value)
        case FieldKind.OUTPUTS:
            yield from _define(case, path, "outputs", traced.outputs, value)
            lost = (known.outputs[name] for name in value if traced.outputs.get(name) == ())
            named = [role for output in lost for role in output.roles()]
            yield from _define(case, path, "roles", traced.roles, named)
        case FieldKind.ROWS:
            for name in value:
                if case.heirs(name) == ():
                    yield case.notice("RM828", case.place(path), name=name)
            happened = (name for name in value if name in known.events)
            yield from _define(case, path, "events", traced.events, happened)
        case FieldKind.DEADLINE | FieldKind.TEXT | FieldKind.MARK | FieldKind.CONDITION:
            if isinstance(value, Deadline):
                yield from _define(case, path, "events", traced.events, case.meanings.events(value))
            yield from _define(case, path, "parameters", traced.parameters, _parameters_in(field, value))
        case FieldKind.PRINTS | FieldKind.BLANK | FieldKind.MONEY | FieldKind.DATE:
            pass
        case _:
            assert_never(field.kind)


def _parameters_in(field: Field, value: Any) -> Iterator[str]:
    """Give the parameters that a field asks for, or has gaps for."""
    if field.kind is FieldKind.CONDITION:
        yield from asked_by(value)
        return
    for words in (value,) if isinstance(value, str) else value if field.own else ():
        yield from (name for name, _ in find_gaps(words) if name is not None)


def _define(
    case: Merging, path: Path, kind: str, heirs: Mapping[str, tuple[str, ...]], names: Iterable[str]
) -> Iterator[Found]:
    roadmap, own = case.before.assembly.roadmap, definitions_of(case.adoption.defines)[kind]
    for name in names:
        if heirs.get(name) != () or name in own:
            continue
        definition = to_tree(definitions_of(roadmap)[kind][name])
        short = definition["title"] if definition.keys() == {"title"} else definition
        yield SetValue(("defines", kind, name), short)
        filled = roadmap.fill.get(name) if kind == "parameters" else None
        if filled is not None and name not in case.adoption.fill:
            yield SetValue(("fill", name), filled)
        yield case.notice("RM829", case.place(path), thing=f"{kind.removesuffix('s')} {name}")
