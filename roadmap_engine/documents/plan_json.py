"""A plan into plan.json, and the schema programs can rely on.

The file holds the whole plan: reading it back gives an equal plan. Keys stand in the order of the
model, days are ISO 8601, spans include both ends, text is UTF-8.
"""

from __future__ import annotations

import json
from typing import Any

from roadmap_engine.model import Plan

__all__ = ["plan_schema", "read_plan", "render_plan_json"]


def render_plan_json(plan: Plan) -> bytes:
    """Write a plan as JSON."""
    data = plan.model_dump(mode="json")
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def read_plan(text: bytes | str) -> Plan:
    """Read back what `render_plan_json` wrote.

    Raises:
        pydantic.ValidationError: the text is not a plan.
    """
    return Plan.model_validate_json(text)


def plan_schema() -> dict[str, Any]:
    """Give the JSON Schema of plan.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Plan.model_json_schema(mode="serialization"),
    }
