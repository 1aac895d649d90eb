"""The JSON Schemas of everything people and programs write or read."""

from __future__ import annotations

from typing import Any, Literal

from roadmap_engine.documents.plan_json import plan_schema
from roadmap_engine.load import KINDS
from roadmap_engine.load.loaded import TextKind

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
    return {
        "$schema": _DIALECT,
        **KINDS[name].model_json_schema(by_alias=True, mode="validation"),
    }
