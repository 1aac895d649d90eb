"""The example school has a year behind it, recorded as its commands would."""

from __future__ import annotations

from roadmap_engine.model.progress import State
from roadmap_engine.pipeline.tracking import read_tracked
from tools.draw_demo_log import ADOPTION, DEEDS, LOG, draw


def test_the_log_is_what_its_deeds_come_to() -> None:
    """`python -m tools.draw_demo_log` writes it anew."""
    assert draw() == LOG.read_bytes()


def test_it_shows_a_plan_that_lives() -> None:
    """Every entry has its effect, and rows of most states are there."""
    tracked = read_tracked(ADOPTION).or_raise()
    assert len(tracked.read.log.entries) == len(DEEDS)
    assert not [row for row in tracked.board.rows if row.vain or row.rivals]
    states = {row.happened.state for row in tracked.board.rows}
    assert states >= set(State) - {State.SUBMITTED, State.CANCELLED, State.CONFLICT, State.NEWER}
