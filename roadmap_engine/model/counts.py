"""Times that measures fall due, counted: what was to be done, what has been, and what waits for whom.

They are the figures of pages, reports and of a department's tables, counted in one way and always in this
order; never a share or a rank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from roadmap_engine.model.board import Board
from roadmap_engine.model.progress import DONE, Sign, State

__all__ = ["COUNT_WORDS", "Counts", "count_board", "count_time"]

_NOT_ASKED = frozenset({State.CANCELLED, State.NOT_APPLICABLE})
_LATE = frozenset({Sign.OVERDUE, Sign.RETURNED_LATE})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many times fall due, and what became of them.

    Attributes:
        expected: of the planned ones, those due by the day they are seen on, that day included; on no day,
            all that have a due day.
        reported: of the expected ones, those that are done, whoever has still to look at them.
        in_time: of the reported ones, those done by their due day.
        accepted: of the reported ones, those that were accepted.
        review: of the planned ones, those that wait for whoever accepts them, whenever they are due.
        overdue: of the planned ones, those whose day has passed and that are not done.
        planned: all that are to be done: neither called off nor standing work.
        done: of these, those that are done, whenever they are due.
    """

    expected: int = 0
    reported: int = 0
    in_time: int = 0
    accepted: int = 0
    review: int = 0
    overdue: int = 0
    planned: int = 0
    done: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Count two together."""
        return Counts(
            self.expected + other.expected,
            self.reported + other.reported,
            self.in_time + other.in_time,
            self.accepted + other.accepted,
            self.review + other.review,
            self.overdue + other.overdue,
            self.planned + other.planned,
            self.done + other.done,
        )

    @classmethod
    def sum(cls, counts: Iterable[Counts]) -> Counts:
        """Count many together; of none all are 0."""
        return sum(counts, cls())

    def to_json(self) -> dict[str, int]:
        """Give them by their names."""
        return asdict(self)


COUNT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "expected": "Ожидается",
        "reported": "Есть отчёт",
        "in_time": "Из них в срок",
        "accepted": "Принято",
        "review": "На проверке",
        "overdue": "Просрочено",
        "planned": "Сроков в плане",
        "done": "Всего сделано",
    }
)
"""What tables call the counts, in the order they stand in."""


def count_time(
    sign: Sign,
    state: State,
    due: dt.date | None,
    late: int | None,
    today: dt.date | None,
    *,
    undated: bool = False,
) -> Counts:
    """Count one time that a measure falls due.

    Args:
        sign: what a reader sees of it.
        state: what entries have made of it.
        due: its last day, the new one where it was put off.
        late: days after its last day that it was done on, or that it is not done by now.
        today: the day it is seen on.
        undated: whether it was done on a day that nobody said; nobody says then that it was in time.
    """
    if state in _NOT_ASKED or sign is Sign.STANDING:
        return Counts()
    done = state in DONE
    expected = due is not None and (today is None or due <= today)
    reported = expected and done
    return Counts(
        expected=int(expected),
        reported=int(reported),
        in_time=int(reported and late is None and not undated),
        accepted=int(reported and state is State.ACCEPTED),
        review=int(state is State.SUBMITTED),
        overdue=int(sign in _LATE),
        planned=1,
        done=int(done),
    )


def count_board(board: Board) -> Counts:
    """Count the rows of a board, on its day."""
    return Counts.sum(
        count_time(row.sign, row.happened.state, row.due, row.late, board.today) for row in board.rows
    )
