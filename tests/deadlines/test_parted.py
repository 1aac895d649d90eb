"""Two deadlines that are clearly parted mean what they mean alone."""

from __future__ import annotations

import itertools
from hashlib import sha256
from pathlib import Path

import pytest

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Context, explain
from tests.deadlines.corpus import phrases
from tests.deadlines.judging import rows_of
from tests.deadlines.ratchets import hold

HERE = Path(__file__).parent
YEAR = Context(year=SchoolYear(2026))
PAIRS, SEPARATORS = 2_000, ("; ", ", а также ")


def _days(phrase: str) -> list[tuple[str, str]] | None:
    """Give the days of a phrase without their year, which neighbours may lend; None where it is not read."""
    answer = explain(phrase, YEAR).to_json()
    if not answer["understood"] or any(each["severity"] == "error" for each in answer["problems"]):
        return None
    found = ((each.get("start") or "", each.get("due") or "") for each in answer["occurrences"])
    return sorted((start[4:], due[4:]) for start, due in found)


@pytest.mark.corpus
def test_what_is_parted_is_read_as_it_is_read_alone(pytestconfig: pytest.Config) -> None:
    """A remark, an hour or a cycle of one does not pass to the other; nothing of either is lost.

    What is left: a year or a summer that one lends the other, and what stands under one heading.
    """
    gathered = {row["phrase"] for row in rows_of(HERE / "phrases_open.jsonl")}
    # In an order of their own, so that one more phrase changes the pairs beside it alone.
    every = sorted(
        {phrase for phrase, _ in phrases()} | gathered, key=lambda each: sha256(each.encode()).digest()
    )
    otherwise = []
    for number, (one, two) in enumerate(itertools.islice(itertools.pairwise(every), PAIRS)):
        first, second = _days(one), _days(two)
        if first is None or second is None or two.startswith("("):
            continue
        text = f"{one}{SEPARATORS[number % len(SEPARATORS)]}{two}"
        together = _days(text)
        if together is not None and together != sorted([*first, *second]):
            otherwise.append(text)
    hold("parted deadlines read otherwise", otherwise, pytestconfig)
