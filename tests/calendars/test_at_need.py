"""A part whose schema is made when a text first has one behaves as if it had been there from the start."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from roadmap_engine.calendars.at_need import AtNeed


class Shape(BaseModel):
    """One of the shapes."""

    side: int
    name: str | None = None


MADE: list[int] = []


def _adapter() -> TypeAdapter[Shape]:
    MADE.append(1)
    return TypeAdapter(Shape)


class Late(BaseModel):
    """Holds a shape that is drawn at need."""

    shape: Annotated[Any, AtNeed(_adapter, (Shape,))] = None


class Early(BaseModel):
    """Holds the same from the start."""

    shape: Shape


def test_nothing_is_made_before_there_is_one() -> None:
    """Neither by the type nor by a value that has none."""
    MADE.clear()
    assert Late().shape is None
    assert Late(shape=Shape(side=1)).shape == Shape(side=1)
    assert MADE == []


def test_it_reads_and_writes_as_the_plain_type_does() -> None:
    """A text of a shape, and the shape again, in both modes."""
    for said in ({"side": 3}, {"side": 3, "name": "план"}):
        late, early = Late.model_validate({"shape": said}), Early.model_validate({"shape": said})
        assert late.shape == early.shape
        for options in ({}, {"exclude_none": True}, {"exclude_defaults": True}, {"mode": "json"}):
            assert late.model_dump(**options) == early.model_dump(**options)


def test_what_is_wrong_is_told_at_its_place() -> None:
    """Below the field that has it."""
    with pytest.raises(ValidationError) as refused:
        Late.model_validate({"shape": {"side": "wide"}})
    assert refused.value.errors()[0]["loc"] == ("shape", "side")


def test_its_schema_is_that_of_the_shape() -> None:
    """As editors complete from it."""
    assert Late.model_json_schema()["properties"]["shape"]["properties"]["side"] == {
        "title": "Side",
        "type": "integer",
    }
