"""Rules of format 1 mean today what they meant then.

`former_rules.jsonl` was written by the program of format 1: one rule of each shape that real phrases gave it,
with the days and the awaited events it found. `former_made_up.jsonl` has combinations made up at random.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from roadmap_engine.calendars import SchoolYear, parse_year
from roadmap_engine.deadlines import Context, rule_adapter, schedule
from roadmap_engine.deadlines.former import read_former
from roadmap_engine.load.migrating import structure_of
from tests.deadlines.corpus import QUARTERS

LINES = Path(__file__).with_name("former_rules.jsonl").read_text(encoding="utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
MOST = 12


@pytest.mark.parametrize("case", CASES, ids=[case["wording"] for case in CASES])
class TestEveryRule:
    """«the old shape is still read»."""

    def test_it_has_the_days_it_had(self, case: dict[str, Any]) -> None:
        found = schedule(read_former(case["rule"]), Context(year=parse_year(case["year"])))
        days = found.occurrences
        shown = days if len(days) <= MOST else [*days[:3], days[-1]]
        assert [
            f"{each.start or ''}..{each.due or ''}{' ' + each.time if each.time else ''}" for each in shown
        ] == case["occurrences"]
        assert found.standing == case["standing"]
        assert [each.event_id for each in found.awaiting] == [each["event"] for each in case["awaiting"]]

    def test_its_structure_of_today_is_read_back(self, case: dict[str, Any]) -> None:
        rule = read_former(case["rule"])
        assert rule_adapter().validate_python(structure_of(rule)) == rule
        assert rule_adapter().validate_json(json.dumps(structure_of(rule))) == rule

    def test_a_key_that_it_never_had_is_refused(self, case: dict[str, Any]) -> None:
        """At every depth, and once."""
        for spoilt in _spoil(case["rule"]):
            with pytest.raises(ValidationError) as refused:
                read_former(spoilt)
            assert any(error["loc"][-1] == "surplus" for error in refused.value.errors())


MADE_UP = [
    json.loads(line)
    for line in Path(__file__).with_name("former_made_up.jsonl").read_text(encoding="utf-8").splitlines()
]
YEAR = Context(
    year=SchoolYear(2026),
    terms=QUARTERS,
    anchors={"results-received": dt.date(2027, 3, 12), "procedure": dt.date(2027, 4, 5)},
)


@pytest.mark.parametrize("case", MADE_UP, ids=range(len(MADE_UP)))
def test_a_rule_that_nobody_said_means_what_it_meant(case: dict[str, Any]) -> None:
    """Combinations made up at random, with the days that the program of format 1 gave them."""
    rule = read_former(case["rule"])
    found = schedule(rule, YEAR)
    days = [[str(each.start), str(each.due), each.time] for each in found.occurrences]
    # What a list names twice is one today.
    assert list(map(list, dict.fromkeys(map(tuple, days)))) == list(
        map(list, dict.fromkeys(map(tuple, case["occurrences"])))
    )
    assert found.standing == case["standing"]
    assert [each.event_id for each in found.awaiting] == case["awaiting"]
    assert rule_adapter().validate_python(structure_of(rule)) == rule


@pytest.mark.parametrize(
    ("former", "today"),
    [
        (
            {"kind": "date", "on": {"edge": "end", "of": {"period": "month", "month": "10"}}},
            {"relation": "on", "at": {"place": "nth", "nth": -1, "unit": "day", "of": "10"}},
        ),
        (
            {"kind": "date", "on": {"edge": "start", "of": {"period": "month", "month": "2026-10"}}},
            {"relation": "on", "at": "2026-10-01"},
        ),
        (
            {"kind": "from", "since": {"edge": "end", "of": {"period": "month", "month": "10"}}},
            {"relation": "from", "at": {"place": "nth", "nth": -1, "unit": "day", "of": "10"}},
        ),
        (
            {"kind": "by", "until": "10-01", "time": {"at": "18:00"}},
            {"relation": "by", "at": "10-01", "time": {"at": "18:00", "edge": "by"}},
        ),
        (
            {
                "kind": "relative",
                "direction": "before",
                "event": "a",
                "length": "3 days",
                "sense": "not-before",
            },
            {
                "relation": "on",
                "at": {
                    "place": "shift",
                    "length": "3 days",
                    "direction": "before",
                    "of": {"place": "event", "event": "a"},
                    "window": True,
                },
            },
        ),
    ],
)
def test_what_had_two_forms_has_one(former: dict[str, Any], today: dict[str, Any]) -> None:
    """A rule of today says one thing in one way; an old one is brought to it."""
    assert structure_of(read_former(former)) == today


def _spoil(tree: Any) -> list[Any]:
    """Give the tree with a strange key in each of its mappings in turn."""
    if isinstance(tree, list):
        return [
            [*tree[:place], inner, *tree[place + 1 :]]
            for place, each in enumerate(tree)
            for inner in _spoil(each)
        ]
    if not isinstance(tree, dict):
        return []
    deeper = [{**tree, key: inner} for key, each in tree.items() for inner in _spoil(each)]
    return [{**tree, "surplus": 1}, *deeper]


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "relative", "direction": "after"},
        {"kind": "relative", "direction": "after", "event": "a", "words": "b"},
        {"kind": "relative", "direction": "after", "event": "a", "length": "2 weeks"},
        {"kind": "relative", "direction": "after", "event": "a", "sense": "by"},
        {"kind": "relative", "direction": "on", "event": "a", "length": "2 weeks", "sense": "by"},
        {"kind": "recurring", "every": "month", "bound": "at-least"},
        {
            "kind": "recurring",
            "every": "month",
            "at": {"at": "year", "rule": {"kind": "by", "until": "10-01"}},
        },
        {"kind": "recurring", "every": "month", "interval": 2, "at": {"at": "edge", "edge": "end"}},
        {"kind": "range", "since": "09-01", "until": "2026-10-01"},
        {"kind": "by", "until": {"edge": "end", "of": {"period": "year"}}},
        {"kind": "composite", "parts": [{"kind": "by", "until": "10-01"}]},
    ],
)
def test_what_contradicted_itself_still_does(rule: dict[str, Any]) -> None:
    """What was refused then does not get a meaning now."""
    with pytest.raises(ValueError, match=r".+"):
        read_former(rule)


def test_nothing_is_read_out_of_a_rule_without_words() -> None:
    """A moment that was counted from with nothing counted is that moment."""
    rule = read_former({"kind": "relative", "direction": "on", "moment": "10-01"})
    assert structure_of(rule) == {"relation": "on", "at": "10-01"}
