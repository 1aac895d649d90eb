"""Real phrases with what a person expects of each; most are read so, the figures of the rest only fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deadlines.judging import judge, rows_of
from tests.deadlines.ratchets import hold

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def verdicts() -> dict[str, str]:
    """The verdict of each phrase."""
    return {row["phrase"]: judge(row) for row in rows_of(HERE / "phrases_open.jsonl")}


def test_most_phrases_are_read_as_expected(verdicts: dict[str, str], pytestconfig: pytest.Config) -> None:
    """At least 95 of 100 are right, and never fewer than before."""
    wrong = [f"{verdict}: {phrase}" for phrase, verdict in verdicts.items() if verdict != "right"]
    assert len(verdicts) >= 1_900
    assert len(wrong) <= 0.05 * len(verdicts)
    hold("open phrases not read as expected", wrong, pytestconfig)


def test_hardly_a_phrase_is_read_otherwise(verdicts: dict[str, str], pytestconfig: pytest.Config) -> None:
    """Not understood is better than understood wrongly."""
    hold(
        "open phrases read otherwise",
        [phrase for phrase, each in verdicts.items() if each == "otherwise"],
        pytestconfig,
    )


def test_what_is_wished_for_only_comes_true(pytestconfig: pytest.Config) -> None:
    """What a careful reader understands and the program does not yet: the list gets shorter."""
    verdicts = {row["phrase"]: judge(row) for row in rows_of(HERE / "wished.jsonl")}
    otherwise = [phrase for phrase, verdict in verdicts.items() if verdict == "otherwise"]
    hold("wished phrases read otherwise", otherwise, pytestconfig)
    hold(
        "wished phrases not read as wished",
        [phrase for phrase, each in verdicts.items() if each != "right"],
        pytestconfig,
    )
