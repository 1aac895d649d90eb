"""The figures of a board: what is expected, and what of it is there."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.model import Plan
from roadmap_engine.model.counts import Counts, count_board
from roadmap_engine.model.entry import Did
from roadmap_engine.model.plan_measure import OccurrenceDays
from tests.documents.boards import TODAY, Deed, board_of
from tests.documents.small_plans import dated, make_measure, make_plan, waiting


def _plan() -> Plan:
    """Four measures due before, on and after the day, and one that waits."""
    return make_plan(
        make_measure("early", dated(OccurrenceDays(key="once", start=None, due=dt.date(2027, 6, 1)))),
        make_measure("other", dated(OccurrenceDays(key="once", start=None, due=dt.date(2027, 6, 2)))),
        make_measure("today", dated(OccurrenceDays(key="once", start=None, due=TODAY))),
        make_measure("later", dated(OccurrenceDays(key="once", start=None, due=dt.date(2027, 6, 30)))),
        make_measure("waits", waiting()),
    )


def test_what_is_due_by_the_day_is_expected_the_day_itself_included() -> None:
    """What waits, or is due later, is not; what nobody has done is overdue from the next day on."""
    assert count_board(board_of(_plan())) == Counts(expected=3, overdue=2, planned=5)


def test_without_a_day_all_that_have_one_are_expected_and_nothing_is_late() -> None:
    """What waits has none."""
    assert count_board(board_of(_plan(), today=None)) == Counts(expected=4, planned=5)


def test_a_report_counts_before_it_is_accepted_and_in_time_by_its_own_day() -> None:
    """One done late and accepted, one handed in in time, one done before it is expected at all."""
    board = board_of(
        _plan(),
        Deed("early", Did.REPORTED, dt.date(2027, 6, 3)),
        Deed("early", Did.SUBMITTED, dt.date(2027, 6, 3)),
        Deed("early", Did.ACCEPTED, dt.date(2027, 6, 4)),
        Deed("other", Did.SUBMITTED, dt.date(2027, 6, 2)),
        Deed("later", Did.REPORTED, dt.date(2027, 6, 10)),
    )
    assert count_board(board) == Counts(
        expected=3, reported=2, in_time=1, accepted=1, review=1, planned=5, done=3
    )


@pytest.mark.parametrize("did", [Did.CANCELLED, Did.NOT_APPLICABLE])
def test_what_is_called_off_is_expected_of_nobody(did: Did) -> None:
    """Nor is it overdue."""
    board = board_of(_plan(), Deed("early", did, dt.date(2027, 6, 1), note="нет классов"))
    assert count_board(board) == Counts(expected=2, overdue=1, planned=4)


def test_what_came_back_is_no_report() -> None:
    """It is overdue like what was never handed in."""
    board = board_of(
        _plan(),
        Deed("early", Did.SUBMITTED, dt.date(2027, 6, 1)),
        Deed("early", Did.RETURNED, dt.date(2027, 6, 2), note="нет выводов"),
    )
    assert count_board(board) == Counts(expected=3, overdue=2, planned=5)


def test_what_was_put_off_is_expected_on_its_new_day() -> None:
    """Until then it is late for nobody."""
    board = board_of(
        _plan(), Deed("early", Did.EXTENDED, dt.date(2027, 6, 1), to="2027-06-20", note="болезнь")
    )
    assert count_board(board) == Counts(expected=2, overdue=1, planned=5)


def test_boards_add_up() -> None:
    """Figure by figure; nothing adds up to nothing."""
    one, ten = Counts(1, 2, 3, 4, 5, 6, 7, 8), Counts(*[10] * 8)
    assert Counts.sum([one, ten]) == Counts(11, 12, 13, 14, 15, 16, 17, 18)
    assert Counts.sum([]) == Counts()
