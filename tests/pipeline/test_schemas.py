"""The schemas editors complete from: checked in, up to date, and true of our own texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from roadmap_engine.pipeline.schemas import SCHEMAS, SchemaName, draw_schema
from tests.editing import as_an_editor_reads

ROOT = Path(__file__).parents[2]
TEXTS = sorted((*ROOT.glob("roadmaps/**/*.yaml"), *ROOT.glob("examples/**/*.yaml")))


def _named_schema(path: Path) -> Path:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema="), f"{path} names no schema"
    return (path.parent / first.partition("=")[2].strip()).resolve()


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_up_to_date(name: SchemaName) -> None:
    """`make schemas` was run after the model changed."""
    present = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert present == draw_schema(name)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_names_a_schema_that_admits_it(path: Path) -> None:
    """The line that makes completion work in an editor leads to a schema, and the editor marks nothing."""
    schema: dict[str, Any] = json.loads(_named_schema(path).read_text(encoding="utf-8"))
    text = as_an_editor_reads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(text)


def test_a_misspelt_key_is_marked() -> None:
    """A schema that admits everything would help nobody."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(draw_schema("organisation")).validate(
            {"organisation": "s", "name": "Школа", "place": "г. Томск", "peple": {}}
        )
