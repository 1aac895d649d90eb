"""A board in four numbers and two: what was to be done, what has been, and what waits for whom.

They are the figures of a department's tables, always in this order, and never a share or a rank.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.progress import DONE, Sign, State

__all__ = ["BoardCounts", "add_counts", "count_board"]

_NOT_ASKED = frozenset({State.CANCELLED, State.NOT_APPLICABLE})
_LATE = frozenset({Sign.OVERDUE, Sign.RETURNED_LATE})


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """What a board comes to, in times that measures fall due.

    Attributes:
        expected: due by the day of the board, its own day included; on no day, all that have a due day.
            What was cancelled, or does not apply, is expected of nobody.
        reported: of those, the ones that are done, whoever has still to look at them.
        in_time: of those, the ones done by their due day.
        accepted: of those that are reported, the ones accepted.
        review: that wait for whoever accepts them, whenever they are due.
        overdue: whose day has passed and that are not done.
    """

    expected: int = 0
    reported: int = 0
    in_time: int = 0
    accepted: int = 0
    review: int = 0
    overdue: int = 0


def count_board(board: Board) -> BoardCounts:
    """Count the rows of a board."""
    expected = [row for row in board.rows if _is_expected(row, board)]
    reported = [row for row in expected if row.happened.state in DONE]
    return BoardCounts(
        expected=len(expected),
        reported=len(reported),
        in_time=sum(row.late is None for row in reported),
        accepted=sum(row.happened.state is State.ACCEPTED for row in reported),
        review=sum(row.sign is Sign.SUBMITTED for row in board.rows),
        overdue=sum(row.sign in _LATE for row in board.rows),
    )


def add_counts(counts: Iterable[BoardCounts]) -> BoardCounts:
    """Add the counts of several boards."""
    every = tuple(counts)
    return BoardCounts(
        expected=sum(each.expected for each in every),
        reported=sum(each.reported for each in every),
        in_time=sum(each.in_time for each in every),
        accepted=sum(each.accepted for each in every),
        review=sum(each.review for each in every),
        overdue=sum(each.overdue for each in every),
    )


def _is_expected(row: BoardRow, board: Board) -> bool:
    if row.due is None or row.happened.state in _NOT_ASKED:
        return False
    return board.today is None or row.due <= board.today
