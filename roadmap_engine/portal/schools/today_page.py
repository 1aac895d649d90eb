"""What a plan asks for today → the rows of its page; neighbours that say the same are one row."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from roadmap_engine.diagnostics.languages import english_month
from roadmap_engine.documents.pages.badges import Badge
from roadmap_engine.documents.pages.now import Work, group_work, list_ahead, list_later
from roadmap_engine.model import Plan
from roadmap_engine.model.board import Board
from roadmap_engine.portal.citing import cite
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, spoken
from roadmap_engine.russian import month_name
from roadmap_engine.russian.cases import Case

__all__ = ["WorkRow", "list_works"]

_WEEK = dt.timedelta(days=7)
_FEWEST_WORDS = 2
_LONG_ENOUGH = 4
_ALL = {
    2: gettext_lazy("Оба"),
    3: gettext_lazy("Все три"),
    4: gettext_lazy("Все четыре"),
    5: gettext_lazy("Все пять"),
}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Work on the page of today.

    Attributes:
        place: of the measure; of joined ones that of the first.
        words: its day.
        who: whose work it is.
        joined: the single ones, each its heading and place, where several are one row.
        call: what opens them.
    """

    badge: Badge
    heading: str
    place: str
    words: str
    who: str = ""
    joined: tuple[tuple[str, str], ...] = ()
    call: str = ""

    @property
    def size(self) -> int:
        """How many measures it is of."""
        return len(self.joined) or 1


def list_works(
    plan: Plan, board: Board, own: Collection[str] | None
) -> tuple[tuple[str, tuple[WorkRow, ...]], ...]:
    """List what asks something of somebody, and what lies ahead until the end of the month.

    Args:
        plan: the plan, as its papers show it.
        board: on the day it is.
        own: the ids of the measures that are shown; None where all are.
    """
    groups = [(each.title, each.works) for each in group_work(plan, board, spoken())]
    if board.today is not None:
        end = _end_of_month(board.today)
        groups.append((_say_end(end), list_ahead(plan, board, end, spoken())))
        if own is not None:
            # Whoever sees no whole plan has no other page that tells of them.
            groups.append((_("Потом"), list_later(plan, board, end, spoken())))
    shown = (
        (title, tuple(_join([each for each in works if own is None or _id(each) in own])))
        for title, works in groups
    )
    return tuple(each for each in shown if each[1])


def _end_of_month(today: dt.date) -> dt.date:
    """Give the end of this month; in its last week that of the next one."""
    day = today + _WEEK
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _say_end(end: dt.date) -> str:
    month = english_month(end.month) if spoken() == "en" else month_name(end.month, Case.GENITIVE)
    return _("До конца {month}").format(month=month)


def _id(work: Work) -> str:
    return work.place.removeprefix("m-")


def _join(works: Sequence[Work]) -> Iterator[WorkRow]:
    """Join neighbours of the table that have the same badge, day and people, and titles that begin alike."""
    together: list[Work] = []
    for work in works:
        if together and not _goes_with(together, work):
            yield _write(together)
            together = []
        together.append(work)
    if together:
        yield _write(together)


def _goes_with(together: Sequence[Work], work: Work) -> bool:
    last = together[-1]
    same = (last.badge, last.words, last.who) == (
        work.badge,
        work.words,
        work.who,
    ) and last.place != work.place
    return same and _follows(last, work) and len(_shared([*together, work])) >= _FEWEST_WORDS


def _follows(one: Work, other: Work) -> bool:
    """Tell whether one number comes right after another: 2.2 and 2.3."""
    (first, second) = (_number(each).rpartition(".") for each in (one, other))
    if first[0] != second[0] or not (first[2].isdigit() and second[2].isdigit()):
        return False
    return int(second[2]) == int(first[2]) + 1


def _number(work: Work) -> str:
    number, mark, _title = work.heading.partition(". ")
    return number if mark else ""


def _shared(works: Sequence[Work]) -> list[str]:
    """Give the words that all titles begin with."""
    titles = [each.heading.partition(". ")[2].split() for each in works]
    return [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*titles, strict=False))]


def _write(works: Sequence[Work]) -> WorkRow:
    first = works[0]
    if len(works) == 1:
        return WorkRow(first.badge, first.heading, first.place, cite(first.words), first.who)
    numbers = f"{_number(first)}–{_number(works[-1])}"
    words = _shared(works)
    while len(words) > _FEWEST_WORDS and len(words[-1]) < _LONG_ENOUGH:
        words.pop()  # a title does not end with «по», «в», «на»
    title = f"{' '.join(words).rstrip(',')}…"
    call = str(_ALL.get(len(works), _("Все {n}").format(n=len(works))))
    joined = tuple((each.heading, each.place) for each in works)
    return WorkRow(
        first.badge, f"{numbers}. {title}", first.place, cite(first.words), first.who, joined, call
    )
