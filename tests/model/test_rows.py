"""Rows are walked field by field, changed cell by cell, and added at one place."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roadmap_engine.model import Addition, Measure, Roadmap, Stage
from roadmap_engine.model.changing import with_values
from roadmap_engine.model.fields import FieldKind, field_of, given_values, own_field, values_of, walk
from roadmap_engine.model.measure import Change
from roadmap_engine.model.written_order import OrderWording, WrittenPoint, points_of, walk_points

_KINDS = {"note": FieldKind.TEXT, "sum": FieldKind.MONEY}
_ROW = Measure.model_validate({"id": "a", "title": "А", "cells": {"sum": "5", "other": "x"}})


def test_rows_in_step_give_each_field_once_in_the_order_of_the_table() -> None:
    """A cell of no known column holds words; what a row does not say is nothing."""
    change = Change.model_validate({"result": "Б", "cells": {"note": "да"}})
    walked = {field.name: (field.kind, values) for field, values in walk(_KINDS, _ROW, change, None)}
    assert walked["title"] == (FieldKind.TEXT, ("А", None, None))
    assert walked["result"] == (FieldKind.TEXT, (None, "Б", None))
    assert walked["sum"] == (FieldKind.MONEY, (("5",), None, None))
    assert walked["note"] == (FieldKind.TEXT, (None, ("да",), None))
    assert walked["other"] == (FieldKind.TEXT, (("x",), None, None))
    assert list(walk(_KINDS, None)) == []
    assert {field.name for field in given_values(change, _KINDS)} == {"result", "note"}
    assert values_of(None) == {}


@pytest.mark.parametrize(
    ("given", "cells"),
    [
        ({"note": ("да",)}, {"sum": ("5",), "other": ("x",), "note": ("да",)}),
        ({"sum": ("6",)}, {"sum": ("6",), "other": ("x",)}),
        ({"sum": None}, {"other": ("x",)}),
        ({"sum": None, "other": None}, {}),
        ({}, {"sum": ("5",), "other": ("x",)}),
    ],
)
def test_cells_change_one_by_one(given: dict[str, Any], cells: dict[str, Any]) -> None:
    """None takes one out; a stage has none."""
    values = {own_field(name): value for name, value in given.items()}
    assert dict(with_values(_ROW, values).cells) == cells
    stage = Stage(id="s", title="Этап")
    assert with_values(stage, values) == stage


@pytest.mark.parametrize(
    ("alone", "prints", "directive"), [(False, {}, None), (True, {"title": "Аа"}, "Провести")]
)
def test_what_depends_on_words_goes_with_them_unless_they_are_put_back(
    alone: bool, prints: dict[str, str], directive: str | None
) -> None:
    """A misprint and the words of the order belong to the title they were made of."""
    row = Measure.model_validate(
        {"id": "a", "title": "А", "directive": "Провести", "as_printed": {"title": "Аа"}}
    )
    title = field_of("title")
    assert title is not None
    changed = with_values(row, {title: "Б"}, alone=alone)
    assert (changed.title, dict(changed.as_printed), changed.directive) == ("Б", prints, directive)


_MEASURE, _STAGE = (
    {"id": "m", "title": "М"},
    {"id": "s", "title": "С", "measures": [{"id": "n", "title": "Н"}]},
)


@pytest.mark.parametrize(
    ("addition", "things"),
    [
        ({"after": "x", "measure": _MEASURE}, {("add", 3, "measure"): "m"}),
        ({"before": "x", "measure": _MEASURE}, {("add", 3, "measure"): "m"}),
        ({"stage": "x", "measure": _MEASURE}, {("add", 3, "measure"): "m"}),
        ({"stage": _STAGE}, {("add", 3, "stage"): "s", ("add", 3, "stage", "measures", 0): "n"}),
        (
            {"after": "x", "stage": _STAGE},
            {("add", 3, "stage"): "s", ("add", 3, "stage", "measures", 0): "n"},
        ),
        # No thing, no place, two places.
        ({"after": "x"}, None),
        ({"stage": "x"}, None),
        ({"measure": _MEASURE}, None),
        ({"measure": _MEASURE, "stage": _STAGE}, None),
        ({"after": "x", "before": "y", "measure": _MEASURE}, None),
        ({"after": "x", "stage": "y", "measure": _MEASURE}, None),
        ({"before": "x", "after": "y", "stage": _STAGE}, None),
    ],
)
def test_an_addition_is_of_something_and_has_one_place(
    addition: dict[str, Any], things: dict[tuple[object, ...], str] | None
) -> None:
    """A stage alone stands at the end of the table."""
    if things is None:
        with pytest.raises(ValidationError):
            Addition.model_validate(addition)
        return
    found = Addition.model_validate(addition).things(("add", 3))
    assert {path: thing.id for path, thing in found} == things


def test_every_point_of_an_order_is_found_with_its_number_and_its_way() -> None:
    """The preamble's, the order's own, those under them, and those of each appendix, counted anew."""
    order = OrderWording.model_validate(
        {
            "heading": "О плане",
            "preamble": {"text": "В целях", "points": ["нулевой"]},
            "signature": {"post": "Министр", "name": "И. И. Иванов"},
            "points": [
                {"text": "один", "points": ["под ним"]},
                {"number": "", "text": "без", "points": ["под"]},
            ],
            "appendices": [{"title": "Первое", "points": ["его"]}, {"title": "Второе", "points": ["его"]}],
        }
    )
    assert [(number, point.text, path) for number, point, path in points_of(order)] == [
        ("1.", "нулевой", ("preamble", "points", 0)),
        ("1.", "один", ("points", 0)),
        ("1.1.", "под ним", ("points", 0, "points", 0)),
        ("", "без", ("points", 1)),
        ("1.", "под", ("points", 1, "points", 0)),
        ("1.", "его", ("appendices", 0, "points", 0)),
        ("1.", "его", ("appendices", 1, "points", 0)),
    ]


@pytest.mark.parametrize(
    ("roman", "inner"),
    [("I.", "1.1."), ("IV.", "4.1."), ("IX", "9.1."), ("XIV.", "14.1."), ("XIX.", "19.1.")],
)
def test_under_a_roman_number_the_count_is_arabic(roman: str, inner: str) -> None:
    """As orders are printed."""
    points = (WrittenPoint.model_validate({"number": roman, "text": "а", "points": ["б"]}),)
    assert [number for number, _, _ in walk_points(points)] == [roman, inner]


def test_what_the_cells_of_a_roadmap_hold_is_known_by_its_own_columns_alone() -> None:
    """A field that every roadmap has holds what it holds."""
    unsaid: dict[str, Any] = dict.fromkeys(Roadmap.model_fields)
    own = {"field": "sum", "caption": "Рубли", "kind": "money"}
    told = {
        "id": "r",
        "version": "1.0.0",
        "title": "П",
        "basis": (),
        "intro": (),
        "stages": (),
        "lineage": (),
    }
    roadmap = Roadmap.model_validate(
        {
            **{name: value for name, value in unsaid.items() if value is not None},
            **told,
            "columns": [own],
            "own_columns": {"sum": own},
        }
    )
    assert roadmap.kinds == {"sum": FieldKind.MONEY}
