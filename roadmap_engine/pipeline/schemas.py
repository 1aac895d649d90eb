"""The JSON Schemas of everything people and programs write or read."""

from __future__ import annotations

from typing import Any, Literal

from roadmap_engine.documents.plan_json import plan_schema
from roadmap_engine.load import KINDS
from roadmap_engine.load.loaded import TextKind
from roadmap_engine.model.formats import FIRST_FORMAT, FORMAT_KEY, FORMATS

__all__ = ["SCHEMAS", "SchemaName", "draw_schema"]

SchemaName = TextKind | Literal["plan"]
SCHEMAS: tuple[SchemaName, ...] = (*KINDS, "plan")
"""What there is a schema of: each kind of text, and plan.json."""

# Editors that complete YAML read draft-07 at most; what pydantic writes of ours is the same in both.
_DIALECT = "http://json-schema.org/draft-07/schema#"


def draw_schema(name: SchemaName) -> dict[str, Any]:
    """Draw the schema of a kind of text, or of plan.json."""
    if name == "plan":
        return plan_schema()
    schema = KINDS[name].model_json_schema(by_alias=True, mode="validation")
    number = {
        "enum": list(range(FIRST_FORMAT, FORMATS[name] + 1)),
        "description": "Номер формата текста; без него 1. Правилу с «relation» нужен 2.",
    }
    return {"$schema": _DIALECT, **schema, "properties": {**schema["properties"], FORMAT_KEY: number}}
