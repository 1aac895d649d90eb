"""What holds for every rule and every text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span
from roadmap_engine.deadlines import RULE_ADAPTER, Context, Rule, parse, schedule, wording
from roadmap_engine.deadlines.cursor import Cursor
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.rule import Relative
from tests.deadlines.corpus import QUARTERS, phrases
from tests.deadlines.strategies import lengths, rules

QUIET = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2027, 6, 30))
CONTEXTS = st.builds(
    Context,
    year=st.sampled_from(
        [SchoolYear(2026), SchoolYear(2023), CalendarYear(2027), Span.parse("2026-06-15/2027-08-31")]
    ),
    anchors=st.dictionaries(st.sampled_from(["results-received", "topic-end", "council-decision"]), DAYS),
    procedure=st.none() | st.just(Span.parse("2027-04-13/2027-05-18")),
    terms=st.none() | st.just(QUARTERS),
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


@given(rules)
@QUIET
def test_the_wording_of_a_rule_is_read_as_the_same_rule(rule: Rule) -> None:
    """`parse(wording(rule)) == rule` for every rule."""
    assert parse(wording(rule)).rule == rule


@given(rules)
@QUIET
def test_a_rule_survives_its_written_structure(rule: Rule) -> None:
    """What a rule is dumped as validates to the same rule."""
    assert RULE_ADAPTER.validate_python(RULE_ADAPTER.dump_python(rule, mode="json")) == rule
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
    rule = Relative(direction=direction, event="topic-end", length=length, sense=sense)

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
        RULE_ADAPTER.validate_python(RULE_ADAPTER.dump_python(reading.rule, mode="json"))


@pytest.mark.parametrize(
    "seed", ["по графику а, ", "( ", "1 ", "до 1 октября и ", "« ", "ежегодно: ", "сентябрь, ", "после а, "]
)
def test_the_work_grows_no_faster_than_the_text(seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the text is at most some five times the work: no phrase can hang the reader."""
    looks = 0
    peek = Cursor.peek

    def counted(cursor: Cursor, ahead: int = 0) -> Token:
        nonlocal looks
        looks += 1
        return peek(cursor, ahead)

    monkeypatch.setattr(Cursor, "peek", counted)
    parse(seed * 25)
    short, looks = looks, 0
    parse(seed * 100)
    assert looks < 6 * short + 100
