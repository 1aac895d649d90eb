"""What holds for every rule and every text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import CalendarYear, SchoolTerms, SchoolYear, Span
from roadmap_engine.deadlines import Context, Rule, parse, rule_adapter, schedule, wording
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.parser import Text
from roadmap_engine.deadlines.rule import By, On
from roadmap_engine.deadlines.shifts import Shift
from tests.deadlines import strategies
from tests.deadlines.corpus import QUARTERS, phrases
from tests.deadlines.ratchets import hold
from tests.deadlines.strategies import lengths, rules

QUIET = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2027, 6, 30))
CONTEXTS = st.builds(
    Context,
    year=st.sampled_from(
        [SchoolYear(2026), SchoolYear(2023), CalendarYear(2027), Span.parse("2026-06-15/2027-08-31")]
    ),
    anchors=st.dictionaries(st.sampled_from(["results-received", "topic-end", "council-decision"]), DAYS),
    procedure=st.none() | st.just(Span.parse("2027-04-13/2027-05-18")),
    terms=st.just(SchoolTerms()) | st.just(QUARTERS),
    weekend_policy=st.sampled_from(["keep", "previous", "next"]),
)
CORPUS = [phrase for phrase, _ in phrases()]
WORDS = sorted({word for phrase in CORPUS for word in phrase.split()})
MUTATED = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=30).map(lambda words: " ".join(words)[:300]),
    st.tuples(
        st.sampled_from(CORPUS),
        st.integers(0, 300),
        st.integers(0, 5),
        st.text("абв -–.,;:()«»012 \n", max_size=4),
    ).map(lambda cut: (cut[0][: cut[1]] + cut[3] + cut[0][cut[1] + cut[2] :])[:300]),
)


ROUND = settings(QUIET, max_examples=300, phases=[Phase.generate], database=None)


def not_coming_back(strategy: Any, level: settings) -> list[str]:
    """Give what is printed of rules and read as something else, or not at all."""
    wrong: list[str] = []

    @seed(20260901)
    @level
    @given(strategy)
    def look(rule: Rule) -> None:
        words = wording(rule)
        if parse(words).rule != rule:
            wrong.append(f"{words}: {rule}")

    look()
    return wrong


def test_the_words_of_a_composed_rule_are_read_as_the_same_rule(pytestconfig: pytest.Config) -> None:
    """`parse(wording(rule)).rule == rule` for a relation over any place three deep."""
    hold("round trip of places", not_coming_back(strategies.bare, ROUND), pytestconfig)


def test_the_words_of_a_rule_that_carries_more_are_read_as_the_same_rule(pytestconfig: pytest.Config) -> None:
    """The same with an hour, a remark, a count, exceptions, a plan, and for several rules in one cell."""
    hold("round trip of rules", not_coming_back(strategies.rules, ROUND), pytestconfig)


@pytest.mark.soak
def test_the_words_of_thousands_of_rules_are_read_as_the_same_rules(pytestconfig: pytest.Config) -> None:
    """The same for five thousand of either."""
    level = settings(ROUND, max_examples=5_000)
    hold("round trip of places, soak", not_coming_back(strategies.bare, level), pytestconfig)
    hold("round trip of rules, soak", not_coming_back(strategies.rules, level), pytestconfig)


@given(rules)
@QUIET
def test_a_rule_survives_its_written_structure(rule: Rule) -> None:
    """What a rule is dumped as validates to the same rule."""
    assert rule_adapter().validate_python(rule_adapter().dump_python(rule, mode="json")) == rule
    hash(rule)


@given(rules, CONTEXTS)
@QUIET
def test_every_rule_has_a_sane_schedule(rule: Rule, context: Context) -> None:
    """No occurrence ends before it begins, keys differ, the same facts give the same dates."""
    found = schedule(rule, context)
    keys = [each.key for each in found.occurrences]
    assert len(set(keys)) == len(keys)
    assert all(each.start <= each.due for each in found.occurrences if each.start and each.due)
    assert schedule(rule, context) == found


@given(
    lengths, st.sampled_from(["within", "exactly", "by"]), DAYS, DAYS, st.sampled_from(["after", "before"])
)
@QUIET
def test_a_later_event_never_gives_an_earlier_date(
    length: Any, sense: Any, one: dt.date, other: dt.date, direction: Any
) -> None:
    """Re-projection is monotone in its anchor."""
    shift = Shift(length, direction, Happening("topic-end"), True if sense == "within" else None)
    rule = By(shift) if sense == "by" and shift.window is None else On(shift)

    def due(day: dt.date) -> dt.date | None:
        context = Context(
            year=SchoolYear(2026), anchors={"topic-end": day}, terms=QUARTERS, weekend_policy="next"
        )
        occurrences = schedule(rule, context).occurrences
        return occurrences[0].due if occurrences else None

    first, second = due(min(one, other)), due(max(one, other))
    assert first is None or second is None or first <= second


@given(MUTATED)
@QUIET
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """A text is read or refused with a problem that lies in it."""
    reading = parse(text)
    assert reading.rule is not None or reading.problems
    assert all(problem.span is None or problem.span[1] <= len(text) for problem in reading.problems)
    if reading.rule is not None:
        rule_adapter().validate_python(rule_adapter().dump_python(reading.rule, mode="json"))


@pytest.mark.parametrize(
    "text", ["по графику а, ", "( ", "1 ", "до 1 октября и ", "« ", "ежегодно: ", "сентябрь, ", "после а, "]
)
def test_the_work_grows_no_faster_than_the_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the text is at most some five times the work: no phrase can hang the reader."""
    looks = 0
    at = Text.at

    def counted(read: Text, index: int) -> Any:
        nonlocal looks
        looks += 1
        return at(read, index)

    monkeypatch.setattr(Text, "at", counted)
    parse(text * 25)
    short, looks = looks, 0
    parse(text * 100)
    assert looks < 6 * short + 100
