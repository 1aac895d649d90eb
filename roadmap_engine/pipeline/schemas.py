"""The JSON Schemas of everything people and programs write or read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import TypeAdapter

from roadmap_engine.deadlines.answer import Answer
from roadmap_engine.documents.papers.card_json import card_schema
from roadmap_engine.documents.papers.plan_json import plan_schema
from roadmap_engine.load import KINDS
from roadmap_engine.load.loaded import TextKind
from roadmap_engine.model.formats import FIRST_FORMAT, FORMAT_KEY, FORMATS

__all__ = ["SCHEMAS", "SchemaName", "draw_schema"]

SchemaName = TextKind | Literal["plan", "explain", "card"]
SCHEMAS: tuple[SchemaName, ...] = (*KINDS, "plan", "explain", "card")
"""What there is a schema of: each kind of text, plan.json, the answer of `explain --json`, card.json."""

# Editors that complete YAML read draft-07 at most; what pydantic writes of ours is the same in both.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_PROGRAMS_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def draw_schema(name: SchemaName) -> dict[str, Any]:
    """Draw the schema of a kind of text, of plan.json, card.json, or of what `explain --json` answers."""
    if name == "card":
        return card_schema()
    if name == "plan":
        return plan_schema()
    if name == "explain":
        return {"$schema": _PROGRAMS_DIALECT, **TypeAdapter(Answer).json_schema()}
    schema = KINDS[name].model_json_schema(by_alias=True, mode="validation")
    number = {
        "enum": list(range(FIRST_FORMAT, FORMATS[name] + 1)),
        "description": "Номер формата текста; без него 1. Правилу с «relation» нужен 2.",
    }
    return {"$schema": _DIALECT, **schema, "properties": {**schema["properties"], FORMAT_KEY: number}}
