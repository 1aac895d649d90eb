"""plan.json: the plan for programs, in the shape its schema says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import to_json

from roadmap_engine.documents.papers.plan_json import plan_schema, plan_to_json, render_plan_json
from roadmap_engine.load.plans import read_plan
from roadmap_engine.model import Bounds, OccurrenceDays, Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.feeds import EVERYBODY, Feeds
from roadmap_engine.model.formats import FORMAT_KEY, FORMATS, split_format
from tests.documents.plans import published_plan, sakha_like_plan
from tests.documents.small_plans import HOSTILE, dated, make_measure, make_plan, waiting


def load(plan: Plan) -> dict[str, Any]:
    """Read a plan's JSON as a program in any language does."""
    return json.loads(render_plan_json(plan))  # type: ignore[no-any-return]


def _turned(plan: Plan) -> Plan:
    """The same plan, its mappings filled the other way round."""

    def turn(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turn(part) for key, part in reversed(value.items())}
        return tuple(turn(part) for part in value) if isinstance(value, list | tuple) else value

    return Plan.model_validate(turn(plan.model_dump()))


class TestContract:
    """Keys and shapes that scripts outside the package rely on."""

    def test_the_format_stands_first(self) -> None:
        assert next(iter(load(make_plan()).items())) == ("format", 2)

    def test_reminders_that_are_moved_are_of_a_later_format(self) -> None:
        """And a plan without them is read by an earlier program."""
        days = OccurrenceDays(key="1", start=None, due=dt.date(2027, 5, 31))
        plain = load(make_plan(make_measure(deadline=dated(days))))
        assert plain["format"] == 2
        assert "moved_reminders" not in json.dumps(plain)
        moved = with_fields(days, moved_reminders={3: dt.date(2027, 5, 28)})
        assert load(make_plan(make_measure(deadline=dated(moved, days))))["format"] == 3

    def test_the_plan_says_what_it_is_of(self) -> None:
        data = load(sakha_like_plan())
        assert data["roadmap"]["id"] == "sakha-2021-order-441"
        assert data["roadmap"]["version"] == "1.0.0"
        assert data["organisation"]["short"] == "МБОУ «СОШ № 12»"
        assert data["procedure"]["name"] == "ВПР"
        assert data["academic_year"] == "2026/2027"
        assert data["columns"][1] == "Наименование мероприятия"

    def test_a_measure_has_every_key_of_the_contract(self) -> None:
        for stage in load(sakha_like_plan())["stages"]:
            for measure in stage["measures"]:
                assert {
                    "id", "number", "title", "participants", "responsible", "result", "output", "cells",
                    "deadline", "provenance",
                } <= set(measure)  # fmt: skip
                assert {"text", "rule", "occurrences", "awaiting", "standing", "reasons"} <= set(
                    measure["deadline"]
                )

    def test_cells_are_keyed_by_caption_in_the_order_of_the_table(self) -> None:
        data = load(sakha_like_plan())
        assert list(data["stages"][0]["measures"][0]["cells"]) == data["columns"]

    def test_days_are_iso_and_an_open_edge_is_null(self) -> None:
        until = OccurrenceDays(key="once", start=None, due=dt.date(2027, 5, 28))
        (stage,) = load(make_plan(make_measure(deadline=dated(until))))["stages"]
        (occurrence,) = stage["measures"][0]["deadline"]["occurrences"]
        assert (occurrence["start"], occurrence["due"]) == (None, "2027-05-28")

    def test_a_waiting_measure_says_what_for_and_within_what(self) -> None:
        bounds = Bounds(earliest=dt.date(2027, 5, 18))
        (stage,) = load(make_plan(make_measure(deadline=waiting(bounds=bounds))))["stages"]
        deadline = stage["measures"][0]["deadline"]
        assert deadline["occurrences"] == []
        assert deadline["awaiting"] == [{"event": "council-decision", "title": "решение Педсовета"}]
        assert deadline["bounds"] == {"earliest": "2027-05-18", "latest": None}

    def test_provenance_leads_to_a_line_of_a_file(self) -> None:
        (stage,) = load(make_plan(make_measure()))["stages"]
        assert stage["measures"][0]["provenance"] == {
            "title": {"layer": "base", "file": "base.yaml", "line": 7, "allowance": None}
        }


class TestFile:
    """The bytes."""

    def test_russian_is_readable_and_the_file_ends_in_a_line_end(self) -> None:
        data = render_plan_json(sakha_like_plan())
        assert "Аналитический этап".encode() in data
        assert data.endswith(b"}\n")
        assert not data.endswith(b"\n\n")

    def test_equal_plans_give_equal_bytes(self) -> None:
        """A mapping's order is no part of its value: one filled the other way round is equal."""
        plan, turned = sakha_like_plan(), _turned(sakha_like_plan())
        assert turned == plan
        assert render_plan_json(turned) == render_plan_json(plan)


@pytest.mark.parametrize(
    "plan",
    [sakha_like_plan(), published_plan(), make_plan(), make_plan(make_measure(title=HOSTILE))],
    ids=["school", "published", "empty", "hostile"],
)
class TestEveryPlan:
    """What holds for all of them."""

    def test_it_comes_back_equal(self, plan: Plan) -> None:
        content, number = split_format(load(plan))
        assert number == 2
        assert Plan.model_validate_json(json.dumps(content)) == plan

    def test_it_is_valid_by_its_schema(self, plan: Plan) -> None:
        jsonschema.Draft202012Validator(plan_schema()).validate(load(plan))


def test_the_schema_refuses_a_plan_without_its_roadmap() -> None:
    """A schema that lets everything through would prove nothing."""
    data = load(make_plan())
    del data["roadmap"]
    assert not jsonschema.Draft202012Validator(plan_schema()).is_valid(data)


def test_the_schema_is_itself_valid() -> None:
    """JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(plan_schema())


def test_a_plan_whose_people_have_calendars_is_read_again() -> None:
    """By a program that knows of them; a plan that asks for none is what it was."""
    organisation = with_fields(
        make_plan().organisation,  # type: ignore[type-var]
        feeds=Feeds(people=EVERYBODY, waiting=("head",), past=False),
    )
    asked = make_plan(make_measure(), organisation=organisation)
    data = render_plan_json(asked)
    assert read_plan(data, "plan.json").value == asked
    assert plan_to_json(asked)[FORMAT_KEY] == FORMATS["plan"]
    assert "feeds" not in plan_to_json(make_plan(make_measure()))["organisation"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(),
        lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(), parts, max_size=4),
    )
)
def test_what_writes_the_file_writes_as_the_standard_library_does(tree: object) -> None:
    """Byte for byte, so that a file of an earlier version is the same."""
    assert to_json(tree, indent=2) == json.dumps(tree, ensure_ascii=False, indent=2).encode()
