"""A plan into plan.json, and the schema programs can rely on.

The file holds the whole plan: reading it back (`load.plans`) gives an equal plan. Keys stand in the order
of the model, cells in that of the table, and other mappings by their keys, so that equal plans give equal
bytes. Days are ISO 8601, spans include both ends, text is UTF-8.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from roadmap_engine.model import Plan
from roadmap_engine.model.feeds import asks_nothing
from roadmap_engine.model.formats import FORMAT_KEY, FORMATS

__all__ = ["plan_schema", "plan_to_json", "render_plan_json"]

_EARLIER = 2
"""The format of a plan without columns of a roadmap's own and former ids of roles."""
_KNOWN_AS = "known_as"
_UNORDERED = frozenset({"forms", "moved_reminders", "post_forms", "provenance"})
"""Keys that hold mappings: equal ones may have been filled in another order."""


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Give what plan.json says, its format first."""
    said = plan.model_dump(mode="json")
    # An earlier program knows of none of these, and reads a plan that has none.
    newer = {"own": plan.own, "former_roles": plan.former_roles, "known_roles": plan.known_roles}
    said = {key: value for key, value in said.items() if key not in newer or newer[key]}
    for each in (plain := [days for days in _occurrences(said) if not days["moved_reminders"]]):
        del each["moved_reminders"]
    things = [*said["stages"], *(row for stage in said["stages"] for row in stage["measures"])]
    things += [output for thing in things for output in thing.get("outputs", ())]
    renamed = [thing for thing in things if thing[_KNOWN_AS] is not None or thing.pop(_KNOWN_AS)]
    reminded = len(plain) < len(_occurrences(said))
    asks = plan.organisation is not None and not asks_nothing(plan.organisation.feeds)
    is_newer = any((*newer.values(), renamed, reminded, asks, plan.work != "all", _has_lock_to_come(plan)))
    return {FORMAT_KEY: FORMATS["plan"] if is_newer else _EARLIER, **said}


def _occurrences(said: dict[str, Any]) -> list[dict[str, Any]]:
    measures = (measure for stage in said["stages"] for measure in stage["measures"])
    return [days for measure in measures for days in measure["deadline"]["occurrences"]]


def _has_lock_to_come(plan: Plan) -> bool:
    rows = (*(each.provenance for each in plan.stages), *(each.provenance for each in plan.measures()))
    origins = (origin for each in (plan.provenance, *rows) for origin in each.values())
    return any(each.allowance is not None and each.allowance.locked_from is not None for each in origins)


def render_plan_json(plan: Plan) -> bytes:
    """Write a plan as JSON."""
    data = _in_order(plan_to_json(plan))
    for stage in data["stages"]:
        for measure in stage["measures"]:
            cells = measure["cells"]
            measure["cells"] = {caption: cells[caption] for caption in _ordered(cells, plan.columns)}
    # Letter by letter what `json.dumps` gives with these indents, which does not do them in C.
    return to_json(data, indent=2) + b"\n"


def plan_schema() -> dict[str, Any]:
    """Give the JSON Schema of plan.json."""
    schema = Plan.model_json_schema(mode="serialization")
    number = {
        "enum": [_EARLIER, FORMATS["plan"]],
        "description": "Номер формата; без него файл формата 1.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "properties": {FORMAT_KEY: number, **schema["properties"]},
        "required": [FORMAT_KEY, *schema["required"]],
    }


def _in_order(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_order(part) if isinstance(part, dict | list) else part for part in value]
    ordered = {}
    for key, part in value.items():
        if isinstance(part, dict):
            ordered[key] = _in_order(dict(sorted(part.items())) if key in _UNORDERED else part)
        else:
            ordered[key] = _in_order(part) if isinstance(part, list) else part
    return ordered


def _ordered(cells: dict[str, str], columns: tuple[str, ...]) -> list[str]:
    """Put captions in the order of the table; those of no column follow by name."""
    places = {caption: place for place, caption in enumerate(columns)}
    return sorted(cells, key=lambda caption: (places.get(caption, len(places)), caption))
