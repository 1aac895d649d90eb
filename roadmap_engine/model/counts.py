"""Times that measures fall due, counted: what was to be done, what has been, and what waits for whom.

They are the figures of pages, reports and of a department's tables, counted in one way and always in this
order; never a share or a rank.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from roadmap_engine.diagnostics.languages import Bilingual
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
        # In one pass: a department's table sums up tens of thousands.
        expected = reported = in_time = accepted = review = overdue = planned = done = 0
        for each in counts:
            expected += each.expected
            reported += each.reported
            in_time += each.in_time
            accepted += each.accepted
            review += each.review
            overdue += each.overdue
            planned += each.planned
            done += each.done
        return cls(expected, reported, in_time, accepted, review, overdue, planned, done)

    def to_json(self) -> dict[str, int]:
        """Give them by their names."""
        return asdict(self)


COUNT_WORDS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "expected": Bilingual("Ожидается", "Expected"),
        "reported": Bilingual("Есть отчёт", "Reported"),
        "in_time": Bilingual("Из них в срок", "Of these in time"),
        "accepted": Bilingual("Принято", "Accepted"),
        "review": Bilingual("На проверке", "Under review"),
        "overdue": Bilingual("Просрочено", "Overdue"),
        "planned": Bilingual("Сроков в плане", "Deadlines planned"),
        "done": Bilingual("Всего сделано", "Done in all"),
    }
)
"""What tables call the counts, in the order they stand in."""


_NOTHING = Counts()


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
    if sign is Sign.STANDING or state in _NOT_ASKED:
        return _NOTHING
    done = state in DONE
    expected = due is not None and (today is None or due <= today)
    reported = expected and done
    return _count_one(
        expected,
        reported,
        reported and late is None and not undated,
        reported and state is State.ACCEPTED,
        state is State.SUBMITTED,
        sign in _LATE,
        done,
    )


@functools.cache
def _count_one(*flags: bool) -> Counts:
    """Count one planned time; there are few that differ."""
    expected, reported, in_time, accepted, review, overdue, done = map(int, flags)
    return Counts(expected, reported, in_time, accepted, review, overdue, 1, done)


def count_board(board: Board) -> Counts:
    """Count the rows of a board, on its day."""
    return Counts.sum(
        count_time(row.sign, row.happened.state, row.due, row.late, board.today) for row in board.rows
    )
