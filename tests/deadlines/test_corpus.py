"""Real phrases, in every form and spelling that plans have."""

from __future__ import annotations

import pytest

from roadmap_engine.deadlines import parse, wording
from tests.deadlines.corpus import phrases, read_golden, reading_of, refused

GOLDEN = {reading["phrase"]: reading for reading in read_golden()}


def test_the_corpus_is_large_and_wholly_understood() -> None:
    """At least 200 phrases, each of them read."""
    corpus = phrases()
    assert len(corpus) >= 200
    assert [phrase for phrase, _ in corpus if parse(phrase).rule is None] == []


@pytest.mark.parametrize(("phrase", "year"), phrases())
def test_each_phrase_is_read_as_it_was_reviewed(phrase: str, year: str) -> None:
    """A reading that a person has checked does not change by itself."""
    assert reading_of(phrase, year) == GOLDEN[phrase]


@pytest.mark.parametrize(("phrase", "_year"), phrases())
def test_the_wording_of_each_phrase_is_read_as_the_same_rule(phrase: str, _year: str) -> None:
    """What the engine prints means what the author wrote."""
    rule = parse(phrase).rule
    assert rule is not None
    assert parse(wording(rule)).rule == rule


@pytest.mark.parametrize(("phrase", "code"), refused())
def test_an_unclear_phrase_is_refused_with_a_place_and_a_reason(phrase: str, code: str) -> None:
    """Not understood is better than understood wrongly."""
    reading = parse(phrase)
    assert reading.rule is None
    assert [problem.code for problem in reading.problems] == [code]
    span = reading.problems[0].span
    assert span is not None
    assert 0 <= span[0] <= span[1] <= len(phrase)
