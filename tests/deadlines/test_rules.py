"""What a rule may say when it is written as structure, and what a vocabulary finds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from roadmap_engine.deadlines import STANDARD_EVENTS, EventEntry, events_of, parse, rule_adapter, wording
from roadmap_engine.deadlines.day import Day
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.places import PLACES
from roadmap_engine.deadlines.values import Length


def on(place: Any, **more: Any) -> dict[str, Any]:
    """Write a rule that is at a place."""
    return {"relation": "on", "at": place, **more}


def by(place: Any, **more: Any) -> dict[str, Any]:
    """Write a rule that is due by a place."""
    return {"relation": "by", "at": place, **more}


MONTHLY = {"place": "each", "unit": "month"}
YEAR = {"place": "year"}


def nth(number: int, unit: str, of: Any, **more: Any) -> dict[str, Any]:
    """Write the n-th unit of a place."""
    return {"place": "nth", "nth": number, "unit": unit, "of": of, **more}


def shift(**more: Any) -> dict[str, Any]:
    """Write days that are counted from 1 September."""
    return {"place": "shift", "direction": "after", "length": "2 days", "of": "09-01", **more}


@pytest.mark.parametrize(
    "structure",
    [
        by("02-30"),
        by("13-01"),
        by("завтра"),
        by({"place": "edge", "edge": "end", "of": YEAR}),
        on({"place": "through", "first": "2026-09-01", "last": "10-01"}),
        on({"place": "some", "places": ["2026-09", "10"]}),
        on({"place": "some", "places": ["09"]}),
        on("сентябрь"),
        on(nth(3, "week", "09", through=2)),
        on(nth(0, "day", MONTHLY)),
        on(nth(1, "month", "09")),
        on(nth(10, "week", "10")),
        on(nth(4, "decade", "10")),
        on(nth(1, "week", "10", working=True)),
        on(nth(5, "day", "10")),
        on(shift(length="0 days")),
        on(shift(length="2 moons")),
        on(shift(of="09")),
        on(shift(least="3 days")),
        on({"place": "event"}),
        on({"place": "event", "event": "x", "words": "икса"}),
        on({"place": "calendar-year", "year": 2027, "through": 2026}),
        on({"place": "term", "term": "trimester", "number": 4}),
        on({"place": "weekdays", "weekdays": ["friday"], "of": MONTHLY}),
        on({"place": "weekdays", "weekdays": ["friday", "friday"], "of": {"place": "each", "unit": "week"}}),
        on({"place": "each", "unit": "term", "interval": 2}),
        on({"place": "each", "unit": "month", "interval": 0}),
        on({"place": "each", "unit": "month", "since": 2026}),
        on({"place": "part", "part": "start", "of": "10-01"}),
        on({"place": "part", "part": "start", "of": {"place": "part", "part": "end", "of": "10"}}),
        by({"place": "part", "part": "start", "of": "10"}),
        by("10"),
        by(YEAR),
        {"relation": "from", "at": "10"},
        on("09-01", often={"times": 2}),
        on(MONTHLY, often={"times": 0}),
        on(MONTHLY, often={"times": 2, "least": 3}),
        by("2026-10-01", yearly=True),
        on(MONTHLY, yearly=True),
        by("10-01", within={"relation": "from", "at": "09-01"}),
        on(MONTHLY, within={"relation": "from", "at": "09-01", "remark": "а"}),
        by("10-01", yearly=True, within={"relation": "from", "at": "09-01"}),
        on("10-01", time={"at": "25:00"}),
        on("10-01", time={"at": "10:00", "until": "09:00"}),
        on("10-01", but=["10-01"]),
        {"relation": "external", "source": "plan", "words": ""},
        {
            "relation": "standing",
            "manner": "constant",
            "within": {"relation": "from", "at": "09-01", "remark": "а"},
        },
        {"relation": "many", "parts": [on("09")]},
        {"relation": "near", "at": "09"},
        by("10-01", untill="11-01"),
    ],
)
def test_a_structure_that_says_nothing_sensible_is_refused(structure: dict[str, Any]) -> None:
    """A rule that no phrase could say is no rule."""
    with pytest.raises(ValidationError):
        rule_adapter().validate_python(structure)


def test_bare_yaml_values_are_taken_for_what_they_say() -> None:
    """YAML reads 2026-10-01 as a date and 10 as a number; the rule is the same."""
    assert rule_adapter().validate_python(by(dt.date(2026, 10, 1))) == parse("до 1 октября 2026 г.").rule
    assert rule_adapter().validate_python(on(10)) == parse("октябрь").rule


def test_short_texts_of_values() -> None:
    """The texts that stand in YAML."""
    days = [str(value) for value in (Day(1, 10), Day(1, 10, 2026), Month(9), Month(9, 2026))]
    assert days == ["10-01", "2026-10-01", "09", "2026-09"]
    assert [str(value) for value in (Length(1, "week"), Length(5, "working-day"))] == [
        "1 week",
        "5 working-days",
    ]
    assert Length.parse("5 working-days") == Length(5, "working-day")


def test_the_schema_of_a_rule_is_complete() -> None:
    """Editors are told every relation and every place."""
    schema = str(rule_adapter().json_schema())
    for relation in ("on", "by", "from", "after", "external", "standing", "many"):
        assert f"'const': '{relation}'" in schema
    assert [
        place.__name__ for place in PLACES if place.__name__ not in schema and place not in (Day, Month)
    ] == []


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
