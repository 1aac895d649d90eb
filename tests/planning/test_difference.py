"""What moved, for whom, and in which papers."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.model import Plan
from roadmap_engine.planning.difference import compare_plans
from tests.builders import ROADMAP, adopt_text

RECEIVED = "events: {results-received: 2027-05-20}\n"


def _plan(more: str = "", roadmap: str = ROADMAP) -> Plan:
    return adopt_text(more, roadmap=roadmap)[0]


def test_a_plan_does_not_differ_from_itself() -> None:
    """Re-projection without changes changes nothing."""
    assert compare_plans(_plan(RECEIVED), _plan(RECEIVED)).changes == ()


def test_an_event_that_becomes_known_gives_dates() -> None:
    """First what waited for it, then what waited for that."""
    difference = compare_plans(_plan(), _plan(RECEIVED))
    assert [(change.id, change.kind) for change in difference.changes] == [
        ("by-pupil", "dated"),
        ("council", "dated"),
    ]
    (change,) = (each for each in difference.changes if each.id == "by-pupil")
    assert change.before == ()
    assert change.after[0][1] == dt.date(2027, 6, 3)


def test_a_moved_event_moves_and_a_lost_one_waits_again() -> None:
    """Both are told with the days before and after."""
    moved = compare_plans(_plan(RECEIVED), _plan("events: {results-received: 2027-05-24}\n"))
    assert {change.kind for change in moved.changes} == {"moved"}
    lost = compare_plans(_plan(RECEIVED), _plan())
    assert {change.kind for change in lost.changes} == {"waiting"}


def test_measures_come_and_go() -> None:
    """A new measure and one that is no longer there."""
    difference = compare_plans(_plan(), _plan("remove: [lessons]\n"))
    assert [(change.id, change.kind) for change in difference.changes] == [("lessons", "removed")]
    back = compare_plans(_plan("remove: [lessons]\n"), _plan())
    assert [(change.id, change.kind) for change in back.changes] == [("lessons", "added")]


def test_other_changes_are_named_by_field() -> None:
    """A new responsible person concerns the old one too."""
    difference = compare_plans(_plan(), _plan("replace:\n  lessons: {responsible: [head]}\n"))
    (change,) = difference.changes
    assert (change.kind, change.fields) == ("changed", ("responsible",))
    assert change.people == ("Ким А. В.", "Орлова Мария Петровна")
    assert set(difference.by_person()) == {"Ким А. В.", "Орлова Мария Петровна"}
    assert {"order.docx", "plan.docx", "calendars/head.ics"} <= set(difference.papers())


_DAYS = st.dates(dt.date(2026, 9, 1), dt.date(2027, 8, 31))


@given(first=_DAYS, second=_DAYS)
def test_a_later_event_never_gives_an_earlier_date(first: dt.date, second: dt.date) -> None:
    """Monotone: whatever waits for the results is due no earlier when they come later."""
    earlier, later = sorted((first, second))
    before, after = (_plan(f"events: {{results-received: {day}}}\n") for day in (earlier, later))
    for old, new in zip(before.measures(), after.measures(), strict=True):
        for left, right in zip(old.deadline.occurrences, new.deadline.occurrences, strict=True):
            assert (left.start or left.due or first) <= (right.start or right.due or first)
            if left.due and right.due:
                assert left.due <= right.due
