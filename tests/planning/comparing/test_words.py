"""Two values side by side: what differs is seen, however long they are."""

from __future__ import annotations

import pytest

from roadmap_engine.planning.comparing.words import say_values

LONG = "заместители директора (Сидоров Пётр Ильич, заместитель директора), учителя-предметники"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("завуч", "директор", "завуч → директор"),
        ("", "директор", "— → директор"),
        (f"{LONG}, методисты", LONG, "…учителя-предметники, методисты → …учителя-предметники"),
        (LONG, f"{LONG}, методисты", "…учителя-предметники → …учителя-предметники, методисты"),
        (f"{LONG} и все", f"{LONG} и другие", "…все → …другие"),
    ],
)
def test_of_long_values_what_differs_is_shown(before: str, after: str, said: str) -> None:
    """A list that has only grown, too."""
    assert say_values(before, after, "ru") == said
