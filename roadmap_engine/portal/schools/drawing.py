"""A plan and the name of a paper → the paper, drawn when somebody asks for it, a few at a time.

Templates of a school's own are filled in the process without rights that the program has for strangers' ones.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Collection, Iterator, Mapping

from django.conf import settings

from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.reports import draw_execution, draw_measure_journal
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.drawing_all import DRAWN, draw_kinds, pack_papers
from roadmap_engine.portal.schools.visiting import Visit
from roadmap_engine.storage.roots import Root

__all__ = [
    "DESKS",
    "EXECUTION",
    "JOURNALS",
    "BusyError",
    "at_desk",
    "draw_for_signature",
    "draw_paper",
]

EXECUTION = ("execution.docx", "execution.html")
JOURNALS = "journals/"
_AT_ONCE = 2
_PATIENCE = 1.5
"""Seconds that somebody waits for those who draw before her."""
DESKS = threading.BoundedSemaphore(_AT_ONCE)
"""Each is held by whoever draws."""


class BusyError(Exception):
    """Others are drawing; whoever asks again in a while is served."""


def draw_paper(visit: Visit, name: str) -> Outcome[bytes] | None:
    """Draw one paper; None where there is none of that name.

    Raises:
        BusyError: too many are being drawn.
    """
    stem, _, ending = name.rpartition(".")
    if name in EXECUTION:
        with at_desk():
            return draw_execution(visit.tracked, as_page=ending == "html")
    if name.startswith(JOURNALS) and ending in ("docx", "html"):
        rows = visit.tracked.board.by_measure().get(stem.removeprefix(JOURNALS), ())
        if not rows:
            return None
        with at_desk():
            return draw_measure_journal(visit.tracked, rows, as_page=ending == "html")
    kind = next((each for each in DRAWN if each.includes(name)), None)
    if kind is None:
        return None
    outcome = draw_papers_of(visit, (kind,))
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    content = outcome.value.get(name)
    return None if content is None else Outcome(content, outcome.problems)


def draw_for_signature(visit: Visit) -> Outcome[bytes]:
    """Draw what is signed as one archive: the order, the plan, and what the program knows them again by.

    Raises:
        BusyError: too many are being drawn.
    """
    return pack_papers(draw_papers_of(visit, (Paper.ORDER, Paper.PLAN, Paper.DATA)))


def draw_papers_of(visit: Visit, kinds: Collection[Paper]) -> Outcome[Mapping[str, bytes]]:
    """Draw papers of some kinds; those that are signed are given as they were signed.

    Raises:
        BusyError: too many are being drawn.
    """
    tracked = visit.tracked
    read = Outcome(tracked.read, visit.standing.problems)
    root = Root.of_folder(settings.PORTAL.workspace)
    with at_desk():
        return draw_kinds(
            path_of(visit.text), read, kinds, root, today=hand_of("").clock(), seen_on=tracked.board.today
        )


@contextlib.contextmanager
def at_desk() -> Iterator[None]:
    """Draw as one of the few who may at a time.

    Raises:
        BusyError: too many are drawing.
    """
    if not DESKS.acquire(timeout=_PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        DESKS.release()
