"""Texts of format 1 become texts of today; everything but the rules stays letter by letter."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.load.editing import NotEditableError
from roadmap_engine.load.loaded import load_text
from roadmap_engine.load.migrating import migrate_text
from tests.load.test_former_rules import CASES

HEAD = "# наш текст\nroadmap: tiny   # имя\nversion: 1.0.0\nextends: method@1\nreplace:\n"


def lay_out(rule: dict[str, Any], style: str) -> str:
    """Write a measure's deadline in one of the ways people write it."""
    flow = json.dumps(rule, ensure_ascii=False)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in rule.items()]
    match style:
        case "flow":
            return f"    deadline: {flow}   # срок\n"
        case "inside":
            return f"    deadline: {{rule: {flow}}}   # срок\n"
        case "rule":
            inner = "".join(f"        {line}   # {number}\n" for number, line in enumerate(lines))
            return f"    deadline:\n      rule:\n{inner}"
        case "lines":
            inner = ",   # и\n        ".join(lines)
            return f"    deadline: {{ # так\n        {inner}}}   # срок\n"
        case _:
            inner = "".join(f"      {line}   # {number}\n" for number, line in enumerate(lines))
            return f"    # над сроком\n    deadline:   # блок\n{inner}"


STYLES = st.sampled_from(["flow", "inside", "rule", "lines", "block"])
DEADLINES = st.lists(st.tuples(st.sampled_from([case["rule"] for case in CASES]), STYLES), max_size=4)
BREAKS = st.sampled_from(["\n", "\r\n"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A roadmap with rules of format 1 in all their layouts, and words between them."""
    measures = [
        f"  m{number}:\n    title: 'Дело «{number}»'\n{lay_out(rule, style)}"
        f"    result: >-\n      Итог # {number}\n"
        for number, (rule, style) in enumerate(draw(DEADLINES))
    ]
    text = HEAD + ("".join(measures) or "  m: {deadline: до 1 октября}\n") + "# конец\n"
    return text.replace("\n", draw(BREAKS))


def comments(text: str) -> list[str]:
    """The comments of a text; the words of these texts have no « #» but in a result."""
    return sorted(re.findall(r"(?:^|[ \t{])(#[^\r\n]*)", text, re.MULTILINE))


@settings(max_examples=150, deadline=None)
@given(texts())
def test_migrating_keeps_the_meaning_and_is_done_once(text: str) -> None:
    """«migrate twice = once; the meaning before = after»; no comment is lost, no other line touched."""
    before = load_text(text.encode(), "tiny.yaml")
    assert before.problems == ()
    once = migrate_text(text)
    after = load_text(once.text.encode(), "tiny.yaml")
    assert after.problems == ()
    assert after.value == before.value
    assert migrate_text(once.text).text == once.text
    assert "kind:" not in once.text
    assert comments(once.text) == comments(text)
    kept = [line for line in text.splitlines(keepends=True) if "title:" in line or "Итог" in line]
    assert [line for line in once.text.splitlines(keepends=True) if line in kept] == kept


def test_a_text_without_rules_stays() -> None:
    """It needs no number either."""
    text = f"{HEAD}  m: {{deadline: до 1 октября}}\n"
    assert migrate_text(text) == type(migrate_text(text))(text)


def test_a_block_stays_a_block() -> None:
    """Comments inside a rule stand before its first key; that behind its last word stays there."""
    text = (
        f"{HEAD}  m:\n    deadline:\n      kind: recurring   # ежемесячно\n      # по 25-м\n"
        "      every: month\n      at: {at: day-of-month, edge: by, day: 25}   # число\n"
    )
    assert migrate_text(text).text == (
        HEAD.replace("version", "format: 2\nversion")
        + "  m:\n    deadline:\n      # ежемесячно\n      # по 25-м\n      relation: by\n"
        "      at: {place: nth, nth: 25, unit: day, of: {place: each, unit: month}}   # число\n"
    )


def test_several_rules_of_a_block_are_a_list() -> None:
    """`relation: on` and short days need no quotation marks."""
    text = (
        f"{HEAD}  m:\n    deadline:\n      kind: composite\n      parts:\n"
        "        - {kind: date, on: 10-01}\n        - kind: months\n          months: [10]\n"
    )
    assert migrate_text(text).text.endswith(
        "    deadline:\n      relation: many\n      parts:\n"
        "        - {relation: on, at: 10-01}\n        - {relation: on, at: 10}\n"
    )


@pytest.mark.parametrize("head", ["format: 1\nroadmap: a\n", "roadmap: a\nformat: 1   # пока\n"])
def test_a_number_that_stands_there_is_raised(head: str) -> None:
    """In its place, its comment too."""
    text = f"{head}version: 1.0.0\nextends: b@1\nreplace: {{m: {{deadline: {{kind: by, until: 10-01}}}}}}\n"
    found = migrate_text(text)
    assert found.format == 2
    assert found.text.startswith(head.replace("format: 1", "format: 2"))


def test_a_rule_of_today_only_gets_its_number() -> None:
    """Who has written it by hand may leave the number to the program."""
    text = f"{HEAD}  m: {{deadline: {{relation: by, at: 10-01}}}}\n"
    found = migrate_text(text)
    assert (found.rules, found.format) == (0, 2)
    assert found.text == text.replace("version", "format: 2\nversion")


def test_a_text_in_brackets_is_told() -> None:
    """A line cannot be put into it."""
    with pytest.raises(NotEditableError):
        migrate_text("{roadmap: a, replace: {m: {deadline: {kind: by, until: 10-01}}}}\n")
