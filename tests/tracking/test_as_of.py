"""A log as it was on a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.model.entry import Entry, StatusLog
from roadmap_engine.model.progress import State
from roadmap_engine.tracking.as_of import leave_out_later
from roadmap_engine.tracking.boards import draw_board
from tests.tracking.entries import entry, log_of
from tests.tracking.plans import plan_of, row_of

PLAN = plan_of()


def _day(day: int) -> dt.date:
    return dt.date(2027, 1, day)


def _state(log: StatusLog, day: int) -> State:
    plan, then = leave_out_later(PLAN, log, _day(day))
    return row_of(draw_board(plan, then, _day(day))[0], "council#1").happened.state


@pytest.mark.parametrize(
    ("day", "state"),
    [(9, State.OPEN), (10, State.REPORTED), (14, State.REPORTED), (15, State.RETURNED), (20, State.ACCEPTED)],
)
def test_a_day_knows_what_counts_from_it_or_before(day: int, state: State) -> None:
    """Entries of one writer, a day after the other."""
    log = log_of(
        entry("a", "reported", on=_day(10)),
        entry("b", "returned", "a", on=_day(15), note="нет выводов"),
        entry("c", "submitted", "b", on=_day(18)),
        entry("d", "accepted", "c", on=_day(20)),
    )
    assert _state(log, day) is state


def test_who_knew_of_whom_stays_as_it_was() -> None:
    """What was entered later for an earlier day has seen what was entered before it: no one disagrees."""
    log = log_of(
        entry("a", "reported", on=_day(10)),
        entry("b", "returned", "a", on=_day(25), note="нет выводов"),
        entry("c", "submitted", "b", on=_day(12)),
    )
    assert _state(log, 12) is State.SUBMITTED
    assert _state(log, 31) is State.SUBMITTED


def test_two_who_disagree_disagree_from_the_day_of_the_second() -> None:
    """Before it nobody disagrees with the first."""
    log = log_of(entry("a", "reported", on=_day(10)), entry("b", "cancelled", on=_day(12), note="карантин"))
    assert [_state(log, day) for day in (9, 10, 11, 12)] == [
        State.OPEN,
        State.REPORTED,
        State.REPORTED,
        State.CONFLICT,
    ]


def test_what_the_text_says_has_ended_ends_on_its_day() -> None:
    """Of a measure that the adoption settles."""
    plan = plan_of("settled: {council: {state: done, on: 2027-01-19}}\n")
    for day, state in ((18, State.OPEN), (19, State.REPORTED)):
        then, log = leave_out_later(plan, StatusLog(), _day(day))
        assert row_of(draw_board(then, log, _day(day))[0], "council#1").happened.state is state


@given(st.permutations("abcd"), st.lists(st.integers(1, 28), min_size=4, max_size=4))
def test_a_circle_hangs_nothing_and_a_late_day_leaves_nothing_out(names: list[str], days: list[int]) -> None:
    """Only a forged log has one."""
    entries: list[Entry] = [
        entry(name, "noted", names[place - 1], on=_day(day), note="слово")
        for place, (name, day) in enumerate(zip(names, days, strict=True))
    ]
    for day in (1, 14, 28):
        _plan, log = leave_out_later(PLAN, log_of(*entries), _day(day))
        assert {each.id for each in log.entries} == {each.id for each in entries if each.on <= _day(day)}
    assert leave_out_later(PLAN, log_of(*entries), _day(28))[1] == log_of(*entries)
