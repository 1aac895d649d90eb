"""What pydantic finds wrong with a text is told in the words of those who write the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from roadmap_engine.deadlines.former import FORMER
from roadmap_engine.deadlines.former_shapes import FormerRule
from roadmap_engine.diagnostics import CODES
from roadmap_engine.load.faults import BY_ERROR_TYPE, BY_VALUE_ERROR
from roadmap_engine.load.fields import known_keys
from roadmap_engine.load.loaded import KINDS, load_text
from roadmap_engine.model import RoadmapText

PACKAGE = Path(__file__).parents[2] / "roadmap_engine"

# Type of a node of pydantic's core schema → the types of error it can give. None: it gives none of its own.
ERRORS_OF: dict[str, tuple[str, ...]] = {
    "str": ("string_type", "string_too_short", "string_too_long", "string_pattern_mismatch"),
    "int": ("int_type", "int_parsing", "int_from_float", "greater_than_equal", "less_than_equal"),
    "bool": ("bool_type", "bool_parsing"),
    "date": ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
    "literal": ("literal_error",),
    "enum": ("enum",),
    "none": ("none_required",),
    "tuple": ("tuple_type", "too_short"),
    "list": ("list_type", "too_short"),
    "dict": ("dict_type",),
    "no-info": (),
    "generator": (),
    "model": ("model_type",),
    "model-fields": ("missing", "extra_forbidden", "model_attributes_type"),
    "model-field": (),
    "dataclass": ("dataclass_type",),
    "dataclass-args": ("missing", "unexpected_keyword_argument"),
    "dataclass-field": (),
    "tagged-union": ("union_tag_invalid", "union_tag_not_found"),
    "union": (),
    "nullable": (),
    "default": (),
    "definitions": (),
    "definition-ref": (),
    "any": (),
    "lax-or-strict": (),
    "json-or-python": (),
    "is-instance": ("mapping_type",),
    "chain": (),
    "function-before": ("value_error",),
    "function-after": ("value_error",),
    "function-plain": ("value_error",),
    "function-wrap": ("mapping_type", "dict_type"),
    "with-info": (),
}


def schema_nodes(node: Any) -> Iterator[str]:
    """Every kind of node in a core schema."""
    if isinstance(node, dict):
        if isinstance(node.get("type"), str) and "serialization" not in node.get("type", ""):
            yield node["type"]
        for name, part in node.items():
            if name not in {"serialization", "metadata", "expected", "default"}:
                yield from schema_nodes(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from schema_nodes(part)


@pytest.mark.parametrize("model", KINDS.values(), ids=KINDS)
def test_every_error_the_model_can_give_is_worded(model: type[BaseModel]) -> None:
    """Each node of the model's schema is known here, and each error it can give has words."""
    check_nodes(model.__pydantic_core_schema__)


def test_every_error_of_an_old_rule_is_worded() -> None:
    """What a rule of format 1 can have wrong has words too."""
    check_nodes(TypeAdapter(FormerRule).core_schema)


def check_nodes(schema: Any) -> None:
    """Refuse a node that is not known here, and an error that has no words."""
    nodes = set(schema_nodes(schema))
    assert nodes <= ERRORS_OF.keys()
    for node in nodes:
        assert set(ERRORS_OF[node]) <= BY_ERROR_TYPE.keys()


def raised_in(*packages: str) -> list[str]:
    """The message of every `ValueError` that the packages raise."""
    paths = (path for name in packages for path in (PACKAGE / name).glob("*.py"))
    # A line of the status log is no text of a person's: one that breaks a rule is no entry (RM556).
    texts = [path.read_text(encoding="utf-8") for path in paths if path.name not in ("about.py", "entry.py")]
    return [words for text in texts for words in re.findall(r'raise ValueError\(\s*f?"(.+?)"\s*\)', text)]


@pytest.mark.parametrize("words", raised_in("model"))
def test_every_rule_of_the_model_has_a_code_of_its_own(words: str) -> None:
    """What a validator of the model says is translated into a code."""
    assert any(re.search(pattern, words) for pattern, _ in BY_VALUE_ERROR)


def test_codes_of_value_errors_exist() -> None:
    """No fault leads to a code that is not in the catalogue."""
    assert {code for _, code in BY_VALUE_ERROR} <= CODES.keys()


HEAD = "roadmap: tiny\nversion: 1.0.0\n"
MEASURE = "stages:\n  - id: s\n    title: Этап\n    measures:\n      - id: m\n        title: Дело\n        "


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (f"{HEAD}titel: План\n", "RM141", (3, 1)),
        (f"{HEAD}title: [a]\n", "RM142", (3, 8)),
        (f"{HEAD}title:\n", None, None),
        (f"{HEAD}stages: {{}}\n", "RM143", (3, 9)),
        (f"{HEAD}roles: head\n", "RM144", (3, 8)),
        (f"{HEAD}roles: {{head: 5}}\n", "RM144", (3, 15)),
        (f"{HEAD}roles: {{head: {{optional: false}}}}\n", "RM140", (3, 15)),
        (f"{HEAD}roles: {{Head: директор}}\n", "RM151", (3, 9)),
        (f"{HEAD}order: {{issuer_genitive: X, number: 5, date: 5}}\n", "RM155", (3, 46)),
        (f"{HEAD}order: {{issuer_genitive: X, number: 5, date: 1.9.26}}\n", "RM155", (3, 46)),
        (f"{HEAD}columns: [number, titel]\n", "RM190", (3, 19)),
        (f"{HEAD}columns: [number, {{field: title}}]\n", "RM140", (3, 19)),
        (f"{HEAD}remove: m\n", "RM143", (3, 9)),
        (f"{HEAD}{MEASURE}as_printed: {{titel: a}}\n", "RM141", (9, 22)),
        (f"{HEAD}{MEASURE}deadline: {{phrase: a, txt: b}}\n", "RM141", (9, 31)),
        (f"{HEAD}{MEASURE}deadline: 5\n", "RM144", (9, 19)),
        (f"{HEAD}{MEASURE}responsible: [Head]\n", "RM151", (9, 23)),
        (f"{HEAD}{MEASURE}responsible: {{a: b}}\n", "RM143", (9, 22)),
        (f"{HEAD}add: [{{stage: {{title: Этап}}}}]\n", "RM140", (3, 15)),
        (f"{HEAD}add: [{{stage: 5, measure: {{id: m, title: Дело}}}}]\n", None, None),
        ("organisation: o\nname: Школа\nplace: г. Якутск\ncalendar: {week: 7}\n", "RM148", (4, 18)),
        ("organisation: o\nname: {full: Школа}\nplace: г. Якутск\n", "RM140", (2, 7)),
        ("terms:\n  - {number: 1, starts_on: 2026-09-01, ends_on: 2026-08-01}\n", "RM164", (2, 5)),
        ("school_year: 2026\nbreaks: []\n", "RM154", (1, 14)),
    ],
)
def test_a_fault_of_shape_is_told_once_at_its_place(
    text: str, code: str | None, place: tuple[int, int] | None
) -> None:
    """One fault gives one problem: at the key that should not be, the thing that lacks, else the value."""
    loaded = load_text(text.encode(), "a.yaml")
    found = [
        (problem.code, (problem.location.line, problem.location.column))
        for problem in loaded.problems
        if problem.location
    ]
    assert found == ([(code, place)] if code else [])
    assert (loaded.value is None) is bool(code)


@pytest.mark.parametrize(
    ("rule", "code", "shown"),
    [
        ("{relation: bye}", "RM148", "bye"),
        ("{at: 10-01, relation: }", "RM149", None),
        ("{relation: by}", "RM140", "{relation: by}"),
        ("{relation: by, at: 13-01}", "RM155", "13-01"),
        ("{relation: by, at: 13}", "RM155", "13"),
        ("{relation: by, at: 2026-02-30}", "RM155", "2026-02-30"),
        ("{relation: by, at: 10-01, untl: x}", "RM141", "untl"),
        ("{relation: by, at: }", "RM149", None),
        ("{relation: by, at: [10-01]}", "RM156", "[10-01]"),
        ("{relation: by, at: true}", "RM156", "true"),
        ("{relation: by, at: {nth: 1, unit: day, of: 10}}", "RM140", "{nth: 1, unit: day, of: 10}"),
        ("{relation: by, at: {place: nt, nth: 1}}", "RM148", "nt"),
        # Keys that are called like the place they stand in: the way through them is told by the type.
        ("{relation: by, at: {place: nth, nth: one, unit: day, of: 10}}", "RM146", "one"),
        ("{relation: by, at: {place: nth, nth: 1, unit: day, of: 10, off: 9}}", "RM141", "off"),
        ("{relation: by, at: {place: nth, nth: 1, unit: dai, of: 10}}", "RM148", "dai"),
        (
            "{relation: on, at: {place: event, event: a, words: b}}",
            "RM159",
            "{place: event, event: a, words: b}",
        ),
        ("{relation: on, at: {place: event, event: a, dai: true}}", "RM141", "dai"),
        ("{relation: by, at: {place: edge, edge: start, of: {place: month}}}", "RM156", "{place: month}"),
        ("{relation: by, at: {place: edge, edge: begin, of: 10}}", "RM148", "begin"),
        ("{relation: on, at: {place: some, places: [10]}}", "RM157", "[10]"),
        ("{relation: on, at: {place: some, places: [10, 13]}}", "RM155", "13"),
        ("{relation: many, parts: [{relation: by, at: 10-01}]}", "RM157", "[{relation: by, at: 10-01}]"),
        ("{relation: many, parts: [{relation: by, at: 10-01}, {relation: bye}]}", "RM148", "bye"),
        ("{relation: on, at: 10, time: {at: '9'}}", "RM156", "{at: '9'}"),
        ("{relation: on, at: 10, often: 3}", "RM144", "3"),
        ("{relation: on, at: {place: shift, length: 2 wks, direction: after, of: 10-01}}", "RM156", "2 wks"),
        ("{rule: {relation: by, at: 13-01}}", "RM155", "13-01"),
        ("{rule: {at: 10-01}}", "RM140", "{at: 10-01}"),
        # Format 1.
        ("{kind: bye}", "RM148", "bye"),
        ("{kind: by}", "RM140", "{kind: by}"),
        ("{kind: by, until: 13-01}", "RM155", "13-01"),
        ("{kind: by, until: 10-01, untl: x}", "RM141", "untl"),
        ("{kind: by, until: {edge: end, of: {period: month, month: 10, mnth: 9}}}", "RM141", "mnth"),
        ("{kind: by, until: {edge: end, of: {period: mont, month: 10}}}", "RM148", "mont"),
        ("{kind: date, on: {weekday: 7, nth: 1, month: 05}}", "RM147", "7"),
        ("{kind: months, months: [10, {part: start, of: 13}]}", "RM155", "13"),
        ("{kind: recurring, every: month, at: {at: edge, edge: by}}", "RM148", "by"),
        ("{kind: recurring, every: month, times: 0}", "RM147", "0"),
        ("{kind: relative, direction: after}", "RM159", "{kind: relative, direction: after}"),
        (
            "{kind: composite, parts: [{kind: by, until: 10-01, a: b}, {kind: from, since: 09-01}]}",
            "RM141",
            "a",
        ),
        ("{rule: {kind: by, until: 10-01, until-what: x}}", "RM141", "until-what"),
    ],
)
def test_a_fault_of_a_rule_is_told_once_at_its_place(rule: str, code: str, shown: str | None) -> None:
    """The problem shows the key or value that is wrong, whichever format the rule is written in."""
    text = f"format: 2\n{HEAD}{MEASURE}deadline: {rule}\n"
    problems = load_text(text.encode(), "a.yaml").problems
    assert [problem.code for problem in problems] == [code]
    place = problems[0].location
    assert place is not None
    assert (place.line, place.file) == (10, "a.yaml")
    if shown is not None:
        start = (place.column or 0) - 1
        assert text.splitlines()[9][start : start + (place.length or 1)] == shown


def test_numbers_are_text_where_text_belongs() -> None:
    """`number: 214` needs no quotation marks, and nothing is lost: a number with a leading zero was text."""
    order = "order: {issuer_genitive: Школы, date: 2027-05-31, number: 214}\n"
    loaded = load_text(f"{HEAD}{order}title: 5\n".encode(), "a.yaml")
    assert isinstance(loaded.value, RoadmapText)
    assert loaded.value.order is not None
    assert loaded.value.order.number == "214"
    assert loaded.value.title == "5"


def test_truth_is_not_text() -> None:
    """`title: true` is a slip, not a title."""
    assert load_text(f"{HEAD}title: true\n".encode(), "a.yaml").problems[0].code == "RM142"


def test_all_faults_of_shape_are_told_in_one_run() -> None:
    """A reader mends a text once."""
    text = f"roadmap: Tiny\nversion: '1'\ntitel: x\n{MEASURE}responsible: [Head, x y]\n        kind: other\n"
    codes = [problem.code for problem in load_text(text.encode(), "a.yaml").problems]
    assert sorted(codes) == ["RM141", "RM141", "RM151", "RM151", "RM151", "RM152"]


def test_things_are_named_by_id_not_by_position() -> None:
    """A measure is named by its id, and counted only where it has none."""
    named = load_text(f"{HEAD}{MEASURE}output: [A]\n".encode(), "a.yaml").problems[0]
    assert named.words["thing"] == "measure m"
    counted = load_text(f"{HEAD}{MEASURE}\n      - title: Ещё\n".encode(), "a.yaml").problems[0]
    assert counted.words == {"thing": "nth-measure 2", "field": "id"}


def test_known_keys_follow_unions_and_lists() -> None:
    """The keys of a rule are found behind the tags pydantic puts into its way."""
    way = ("stages", 0, "measures", 0, "deadline", "rule")
    assert "at" in known_keys(RoadmapText, (*way, "by"))
    assert known_keys(RoadmapText, (*way, "by", "at", "nth"))[:3] == ("nth", "unit", "of")
    assert "edge" in known_keys(RoadmapText, (*way, "many", "parts", 1, "on", "at", "nth", "of", "edge"))
    assert "event" in known_keys(RoadmapText, (*way, "on", "within", "by", "at", "event"))
    assert "until" in known_keys(RoadmapText, (*way, FORMER, "by"))
    assert "month" in known_keys(RoadmapText, (*way, FORMER, "by", "until", "FormerEdge", "of", "month"))
    assert "measures" in known_keys(RoadmapText, ("add", 0, "stage", "Stage"))
    assert known_keys(RoadmapText, ("title",)) == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{b: true}", "{b: true}"),
        ("[1, null, x]", "[1, null, x]"),
        ("true", "true"),
        ("[[1], {a: no}]", "[[1], {a: no}]"),
    ],
)
def test_a_value_is_shown_as_it_would_be_written(written: str, shown: str) -> None:
    """No reader of a text knows what «None» or «{'b': True}» is."""
    text = f"adoption: a\nroadmap: b\norganisation: c\nprocedure: vpr\nschool_year: {written}\n"
    (problem,) = load_text(text.encode(), "a.yaml").problems
    assert problem.words["value"] == shown


def test_what_stands_in_a_list_is_called_by_the_list() -> None:
    """An item has no key of its own, and its number alone says nothing."""
    problems = load_text(b"roadmap: a\nversion: 1.0.0\ntitle: x\nstages: [1]\n", "a.yaml").problems
    assert [each.words.get("field") for each in problems if each.code == "RM144"] == ["stages"]


@pytest.mark.parametrize(
    ("short", "code"),
    [
        ("Анализ по классам", None),
        ("ш" * 22, None),
        ("ш" * 23, "RM150"),
        ('" "', "RM149"),
        ('"Анализ\\nпо классам"', "RM156"),
        ('"{{ levels }}"', "RM156"),
        ("[Анализ]", "RM142"),
    ],
)
def test_a_short_title_is_one_line_that_fits(short: str, code: str | None) -> None:
    """Gaps have no length that could be known."""
    source = f"""
roadmap: tiny
version: 1.0.0
title: План
columns: [number, title]
stages: [{{id: a, title: А, measures: [{{id: b, title: Б, short: {short}}}]}}]
"""
    problems = load_text(source.encode(), "tiny.yaml").problems
    assert [problem.code for problem in problems] == [code] * (code is not None)
