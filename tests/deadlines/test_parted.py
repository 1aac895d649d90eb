"""Two deadlines that are clearly parted mean what they mean alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Context, explain
from tests.deadlines.corpus import phrases
from tests.deadlines.judging import rows_of
from tests.deadlines.ratchets import hold

HERE = Path(__file__).parent
YEAR = Context(year=SchoolYear(2026))
PAIRS, SEED, SEPARATORS = 900, 5, ("; ", ", а также ")


def _days(phrase: str) -> list[tuple[str, str]] | None:
    """Give the days of a phrase without their year, which neighbours may lend; None where it is not read."""
    answer = explain(phrase, YEAR).to_json()
    if not answer["understood"] or any(each["severity"] == "error" for each in answer["problems"]):
        return None
    found = ((each.get("start") or "", each.get("due") or "") for each in answer["occurrences"])
    return sorted((start[4:], due[4:]) for start, due in found)


def test_what_is_parted_is_read_as_it_is_read_alone(pytestconfig: pytest.Config) -> None:
    """A remark, an hour or a cycle of one does not pass to the other; nothing of either is lost.

    What is left: a year or a summer that one lends the other, and what stands under one heading.
    """
    chance = random.Random(SEED)  # noqa: S311 - no secret
    every = sorted(
        {phrase for phrase, _ in phrases()} | {row["phrase"] for row in rows_of(HERE / "phrases_open.jsonl")}
    )
    alone = {phrase: days for phrase in every if (days := _days(phrase)) is not None}
    read, otherwise = list(alone), []
    for number in range(PAIRS):
        one, two = chance.choice(read), chance.choice(read)
        text = f"{one}{SEPARATORS[number % len(SEPARATORS)]}{two}"
        together = _days(text)
        if together is not None and together != sorted([*alone[one], *alone[two]]):
            otherwise.append(text)
    hold("parted deadlines read otherwise", otherwise, pytestconfig)
