"""What a rule may say when it is written as structure, and what a vocabulary finds."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roadmap_engine.deadlines import RULE_ADAPTER, STANDARD_EVENTS, EventEntry, events_of, parse, wording
from roadmap_engine.deadlines.values import Length, PartialDate, PartialMonth


@pytest.mark.parametrize(
    ("structure", "reason"),
    [
        ({"kind": "by", "until": "02-30"}, "no day 30"),
        ({"kind": "by", "until": "13-01"}, "no month 13"),
        ({"kind": "by", "until": "завтра"}, "not a date"),
        ({"kind": "by", "until": {"edge": "end", "of": {"period": "year"}}}, "no end of its own"),
        ({"kind": "range", "since": "2026-09-01", "until": "10-01"}, "both days or of neither"),
        ({"kind": "months", "months": ["2026-09", "10"]}, "every month or of none"),
        ({"kind": "months", "months": ["сентябрь"]}, "not a month"),
        ({"kind": "months", "months": [{"first": "2026-09", "last": "10"}]}, "both months or of neither"),
        ({"kind": "months", "months": [{"week": 3, "through": 2, "of": "09"}]}, "do not go forward"),
        ({"kind": "relative", "direction": "after", "length": "2 weeks", "sense": "by"}, "exactly one of"),
        ({"kind": "relative", "direction": "after", "event": "x", "length": "2 weeks"}, "needs a sense"),
        (
            {"kind": "relative", "direction": "after", "event": "x", "length": "0 days", "sense": "by"},
            "not possible",
        ),
        (
            {"kind": "relative", "direction": "after", "event": "x", "length": "2 moons", "sense": "by"},
            "not a length",
        ),
        (
            {"kind": "relative", "direction": "on", "event": "x", "length": "2 days", "sense": "by"},
            "nothing is counted",
        ),
        ({"kind": "relative", "direction": "before", "moment": "09-01"}, "`date` or a `by`"),
        ({"kind": "during", "period": {"period": "event"}}, "either by its id"),
        (
            {"kind": "during", "period": {"period": "calendar-year", "year": 2027, "through": 2026}},
            "go forward",
        ),
        ({"kind": "recurring", "every": "month", "bound": "at-least"}, "how many times"),
        (
            {"kind": "recurring", "every": "month", "at": {"at": "day-of-month", "edge": "by", "day": 0}},
            "no day 0",
        ),
        (
            {"kind": "recurring", "every": "quarter", "at": {"at": "day-of-month", "edge": "by", "day": 5}},
            "which month",
        ),
        (
            {"kind": "recurring", "every": "week", "at": {"at": "day-of-month", "edge": "by", "day": 5}},
            "no days",
        ),
        (
            {
                "kind": "recurring",
                "every": "month",
                "at": {"at": "day-of-month", "edge": "by", "day": 5, "of": "last"},
            },
            "in each month itself",
        ),
        ({"kind": "recurring", "every": "month", "at": {"at": "weekday", "weekdays": [4]}}, "weekdays recur"),
        (
            {"kind": "recurring", "every": "month", "at": {"at": "weekday", "weekdays": [4, 5], "nth": 1}},
            "one weekday",
        ),
        ({"kind": "recurring", "every": "day", "at": {"at": "edge", "edge": "end"}}, "no first or last day"),
        (
            {
                "kind": "recurring",
                "every": "month",
                "at": {"at": "year", "rule": {"kind": "by", "until": "10-01"}},
            },
            "year",
        ),
        (
            {
                "kind": "recurring",
                "every": "year",
                "at": {"at": "year", "rule": {"kind": "by", "until": "2026-10-01"}},
            },
            "no year",
        ),
        (
            {
                "kind": "recurring",
                "every": "year",
                "at": {"at": "year", "rule": {"kind": "by", "until": "10-01", "remark": "а"}},
            },
            "beside the rule itself",
        ),
        ({"kind": "recurring", "every": "term", "interval": 2}, "no place of its own"),
        (
            {"kind": "recurring", "every": "month", "times": 2, "at": {"at": "edge", "edge": "end"}},
            "no weekday or edge",
        ),
        (
            {"kind": "recurring", "every": "year", "within": {"kind": "from", "since": "09-01"}},
            "stated years",
        ),
        (
            {
                "kind": "recurring",
                "every": "month",
                "within": {"kind": "from", "since": "09-01", "remark": "а"},
            },
            "not inside `within`",
        ),
        (
            {
                "kind": "standing",
                "manner": "constant",
                "within": {"kind": "from", "since": "09-01", "remark": "а"},
            },
            "not inside `within`",
        ),
        (
            {
                "kind": "composite",
                "parts": [{"kind": "months", "months": ["09"]}, {"kind": "months", "months": ["10"]}],
            },
            "put them into one list",
        ),
        ({"kind": "by", "until": "10-01", "untill": "11-01"}, "Extra inputs"),
    ],
)
def test_a_structure_that_says_nothing_sensible_is_refused(structure: dict[str, Any], reason: str) -> None:
    """A rule that no phrase could say is no rule."""
    with pytest.raises(ValidationError, match=reason):
        RULE_ADAPTER.validate_python(structure)


def test_bare_yaml_values_are_taken_for_what_they_say() -> None:
    """YAML reads 2026-10-01 as a date and 10 as a number; the rule is the same."""
    import datetime as dt  # noqa: PLC0415 - only this test speaks of bare dates

    assert (
        RULE_ADAPTER.validate_python({"kind": "by", "until": dt.date(2026, 10, 1)})
        == parse("до 1 октября 2026 г.").rule
    )
    assert RULE_ADAPTER.validate_python({"kind": "months", "months": [10]}) == parse("октябрь").rule


def test_short_texts_of_values() -> None:
    """The texts that stand in YAML."""
    assert [str(value) for value in (PartialDate(1, 10), PartialDate(1, 10, 2026), PartialMonth(9))] == [
        "10-01",
        "2026-10-01",
        "09",
    ]
    assert [str(value) for value in (Length(1, "week"), Length(5, "working-day"))] == [
        "1 week",
        "5 working-days",
    ]
    assert Length.parse("5 working-days") == Length(5, "working-day")


def test_the_schema_of_a_rule_is_complete() -> None:
    """Editors are told every kind and the texts of short values."""
    schema = RULE_ADAPTER.json_schema()
    assert set(schema["discriminator"]["mapping"]) == {
        "date",
        "by",
        "from",
        "range",
        "months",
        "recurring",
        "relative",
        "during",
        "external",
        "standing",
        "composite",
    }


class TestVocabulary:
    """Events are found whatever their case endings, capitals and «ё»."""

    @pytest.mark.parametrize(
        ("phrase", "event"),
        [
            ("после Получения Результатов", "results-received"),
            ("по получении результатов", "results-received"),
            ("после получения результатов оценочных процедур", "results-received"),
            ("после окончания отчетного периода", "reporting-period-end"),
            ("после утверждения «дорожной карты»", "plan-approved"),
        ],
    )
    def test_a_standard_event(self, phrase: str, event: str) -> None:
        rule = parse(phrase).rule
        assert rule is not None
        assert events_of(rule) == (event,)

    @pytest.mark.parametrize("phrase", ["после получения результатов олимпиады", "после проведения ЕГЭ"])
    def test_another_event_is_not_taken_for_a_standard_one(self, phrase: str) -> None:
        rule = parse(phrase).rule
        assert rule is not None
        assert events_of(rule) == ()

    def test_a_roadmaps_event_replaces_a_standard_one_of_the_same_id(self) -> None:
        own = EventEntry("results-received", "поступление протоколов", "поступления протоколов")
        events = STANDARD_EVENTS.extended((own,))
        rule = parse("через 3 дня после поступления протоколов", events=events).rule
        assert rule is not None
        assert events_of(rule) == ("results-received",)
        assert wording(rule, events) == "через 3 дня после поступления протоколов"
        assert events.by_id["results-received"] is own

    def test_nothing_is_found_in_no_words(self) -> None:
        assert STANDARD_EVENTS.match([]) is None


def test_a_phrase_may_not_be_a_book() -> None:
    """A text of thousands of characters is no deadline."""
    assert [problem.code for problem in parse("до 25 мая " * 300).problems] == ["RM306"]
    assert [problem.code for problem in parse(" \n ").problems] == ["RM300"]
