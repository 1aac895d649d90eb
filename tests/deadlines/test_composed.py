"""Composed rules that were drawn once: words and days stay as they are until somebody reads the difference.

`composed.jsonl` holds each rule as it is stored, so that no later way of drawing changes what is asked here.
`pytest --golden` writes words and days anew; an empty file is drawn again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from roadmap_engine.calendars import CalendarYear, SchoolYear
from roadmap_engine.deadlines import Context, Rule, parse, rule_adapter, schedule, wording
from roadmap_engine.deadlines.results import Schedule
from tests.deadlines import strategies
from tests.deadlines.corpus import QUARTERS

FILE = Path(__file__).parent / "composed.jsonl"
DRAWN, SHOWN = 400, 4
CONTEXTS = (Context(year=SchoolYear(2026), terms=QUARTERS), Context(year=CalendarYear(2027)))


def _draw(strategy: Any) -> list[Rule]:
    found: dict[Rule, None] = {}

    @seed(1)
    @settings(
        max_examples=DRAWN, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def keep(rule: Rule) -> None:
        found[rule] = None

    keep()
    return list(found)


def _shown(found: Schedule) -> list[str]:
    return [f"{each.start}..{each.due} {each.key}" for each in found.occurrences[:SHOWN]]


def _line(rule: Rule) -> dict[str, Any]:
    found = [schedule(rule, context) for context in CONTEXTS]
    return {
        "rule": rule_adapter().dump_python(rule, mode="json"),
        "words": wording(rule),
        "rrule": found[0].rrule,
        "days": [[len(each.occurrences), *_shown(each)] for each in found],
        "awaiting": [one.title for one in found[0].awaiting],
        "reasons": [one.text for one in found[0].reasons[:SHOWN]],
        "problems": sorted({one.code for each in found for one in each.problems}),
    }


def test_words_and_days_of_composed_rules_stay_as_they_are(pytestconfig: pytest.Config) -> None:
    """A change of a place, a relation or their words shows in the rules that it changes."""
    golden = pytestconfig.getoption("--golden")
    if golden and not FILE.is_file():
        rules = [*_draw(strategies.bare), *_draw(strategies.rules)]
    else:
        stored = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
        rules = [rule_adapter().validate_python(each["rule"]) for each in stored]
    lines = [json.dumps(_line(rule), ensure_ascii=False, default=str) for rule in rules]
    if golden:
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = FILE.read_text(encoding="utf-8").splitlines()
    changed = [f"- {old}\n+ {new}" for old, new in zip(before, lines, strict=True) if old != new]
    assert not changed, "\n".join(changed[:20])


def test_their_words_are_read_as_the_same_rules() -> None:
    """What is printed is what is meant, for the rules as they are stored."""
    stored = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    rules = [rule_adapter().validate_python(each["rule"]) for each in stored]
    pairs = zip(stored, rules, strict=True)
    assert [each["words"] for each, rule in pairs if parse(each["words"]).rule != rule] == []
