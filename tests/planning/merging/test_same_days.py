"""«Equal by meaning within the plan's year is equal»: two wordings of one day are no dispute."""

from __future__ import annotations

import pytest

from tests.planning.merging.sides import BASE, merge_texts

FIRST = "до 17 января 2027 г."


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("до 8.10.2026", "до 8 октября"),
        ("8 октября", "08.10.2026"),
        ("октябрь", "октябрь 2026 г."),
        ("с 1 по 10 октября", "с 01.10.2026 по 10.10.2026"),
        ("ежегодно, до 1 октября", "до 1 октября 2026 г."),
        ("до 18:00 8 октября", "до 18:00 08.10.2026"),
    ],
)
def test_both_say_the_same_days_of_the_plans_year(ours: str, theirs: str) -> None:
    """What both changed alike is no longer the school's own."""
    newer = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(FIRST, theirs)
    merged = merge_texts(f"replace: {{by-class: {{deadline: '{ours}'}}}}\n", newer)
    assert (merged.merge.conflicts, merged.own) == ((), {})
    assert "RM823" in merged.notices


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("до 8 октября", "до 9.10.2026"),
        ("8 октября", "до 8 октября"),
        ("до 8.10.2027", "до 8 октября"),
        # Of which summer a month is, only the whole plan tells.
        ("до 10 августа", "до 10.08.2026"),
        ("до 18:00 8 октября", "до 17:00 8 октября"),
        ("за 3 дня до заседания совета", "до 8 октября"),
        ("постоянно", "в течение года"),
    ],
)
def test_other_days_are_a_dispute(ours: str, theirs: str) -> None:
    """So is what waits for an event, or has no days."""
    newer = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(FIRST, theirs)
    merged = merge_texts(f"replace: {{by-class: {{deadline: '{ours}'}}}}\n", newer)
    assert [conflict.key for conflict in merged.merge.conflicts] == ["by-class.deadline"]


def test_ours_that_says_what_stood_there_anyway_gives_way() -> None:
    """The newer version is heard where the school only wrote the same day otherwise."""
    newer = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(FIRST, "до 1 февраля 2027 г.")
    merged = merge_texts("replace: {by-class: {deadline: до 17.01.2027}}\n", newer)
    assert (merged.merge.conflicts, merged.own) == ((), {})
