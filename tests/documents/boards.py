"""Boards of small plans: what was done, said in a line each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roadmap_engine.model import Plan
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import About, Did, Entry, StatusLog
from roadmap_engine.tracking.boards import draw_board

__all__ = ["TODAY", "Deed", "board_of", "log_of"]

TODAY = dt.date(2027, 6, 15)
_RECORDED = dt.datetime(2027, 6, 15, 6, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Deed:
    """What was done about one time of a measure; what is done after something else has seen it."""

    measure: str
    did: Did
    on: dt.date
    occurrence: str = "once"
    note: str | None = None
    to: str | None = None


def log_of(plan: Plan, *deeds: Deed) -> StatusLog:
    """The log of deeds, each after those before it about the same thing."""
    entries: list[Entry] = []
    for number, deed in enumerate(deeds):
        about = About(measure=deed.measure, occurrence=deed.occurrence)
        entries.append(
            Entry(
                id=f"{number:020x}",
                adoption=plan.plan,
                at=_RECORDED,
                on=deed.on,
                who="head",
                about=about,
                did=deed.did,
                note=deed.note,
                to=deed.to,
                after=tuple(each.id for each in entries if each.about == about)[-1:],
            )
        )
    return StatusLog(entries=tuple(entries))


def board_of(plan: Plan, *deeds: Deed, today: dt.date | None = TODAY) -> Board:
    """The board of a plan after deeds."""
    board, problems = draw_board(plan, log_of(plan, *deeds), today)
    assert problems == ()
    return board
