"""What was published stays: keys, days and the rules of format 1."""

from __future__ import annotations

import pytest

from roadmap_engine.deadlines import parse, rule_adapter, schedule
from tests.deadlines.keys import CONTEXTS, former_rules, known_keys, line_of

RUNS = "a run of terms or quarters is one time, not one duty for each of them"
AWAITED = "what comes in fewer years than a plan has is not due in a year nobody named"
DATED = "breaks that are known are dated, each by itself"
CUT = "years that lie partly outside the plan are cut to it"
SETTLED = "the last day of a month is a day somebody chose, so a day off moves it"
CHANGED = {
    "1-2 четверть": RUNS,
    "III-IV квартал 2026 г.": RUNS,
    "I - II кварталы 2027 года": RUNS,
    "1 раз в 3 года": AWAITED,
    "раз в два года": AWAITED,
    "не реже 1 раза в 3 года": AWAITED,
    **dict.fromkeys(
        (
            *("в каникулы", "на каникулах", "в каникулярное время", "каникулярный период", "каникулы"),
            *("в период каникул", "во время каникул"),
        ),
        DATED,
    ),
    "ежегодно в 2025-2027 гг.": CUT,
    "в течение 2025-2027 гг., ежегодно до 1 октября": CUT,
    "в последний день каждого месяца": SETTLED,
}
"""Phrases that are dated otherwise than by the program of format 1, and why."""


@pytest.mark.parametrize("name", CONTEXTS)
def test_keys_and_days_are_those_of_published_calendars(name: str) -> None:
    """In every kind of plan a phrase gives the keys it gave, and the days."""
    changed = []
    for phrase, lines in known_keys().items():
        rule = parse(phrase).rule
        assert rule is not None, phrase
        known = lines.get("all", lines.get(name))
        if line_of(schedule(rule, CONTEXTS[name]).occurrences) != known and phrase not in CHANGED:
            changed.append(phrase)
    assert changed == []


def test_each_change_of_days_is_one_still() -> None:
    """A phrase that is dated as it was stands in no list of changes."""
    for phrase in CHANGED:
        rule, lines = parse(phrase).rule, known_keys()[phrase]
        assert rule is not None
        now = {name: line_of(schedule(rule, context).occurrences) for name, context in CONTEXTS.items()}
        assert any(now[name] != lines.get("all", lines.get(name)) for name in CONTEXTS), phrase


@pytest.mark.parametrize("row", former_rules(), ids=lambda row: row["phrase"])
def test_a_rule_of_format_1_is_read_as_its_phrase(row: dict[str, object]) -> None:
    """A published rule means today what its phrase means."""
    rule, phrase = rule_adapter().validate_python(row["rule"]), str(row["phrase"])
    if CHANGED.get(phrase) == RUNS:
        assert {part.at for part in rule.parts} == {parse(phrase).rule.at.first, parse(phrase).rule.at.last}  # type: ignore[union-attr]
    else:
        assert rule == parse(phrase).rule
