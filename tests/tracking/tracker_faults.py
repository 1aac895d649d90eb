"""Trackers that come back with something wrong, one for each code, for the catalogue of problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import PlanSettled
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Did
from roadmap_engine.pipeline.importing_trackers import import_trackers
from roadmap_engine.pipeline.trackers import renew_tracker
from roadmap_engine.pipeline.tracking import read_tracked
from roadmap_engine.tracking.recording import Stamp
from tests.pipeline.filled import edit, fill
from tests.roadmaps.published import ROOT
from tests.tracking.test_damaged_trackers import CASES, DATA
from tests.tracking.tracked import AT, FILE, PLAN, TODAY, Desk

__all__ = ["TRACKER_FAULTS", "find_fault"]


def find_fault(code: str) -> tuple[Problem, ...]:
    """Meet a problem in a tracker."""
    return tuple(problem for problem in TRACKER_FAULTS[code]() if problem.code == code)[:1]


def _damaged(how: str) -> Callable[[], tuple[Problem, ...]]:
    return lambda: Desk().join(edit(DATA, CASES[how][0])).problems


def _put_off(book: Any) -> None:
    book["План"]["F6"], book["План"]["L6"] = dt.date(2027, 7, 1), "болезнь учителя"


def _conflict() -> tuple[Problem, ...]:
    desk = Desk()
    desk.record("first#once", Did.NOTED, note="ждём протокол")
    return desk.join(DATA).problems


def _nobody() -> tuple[Problem, ...]:
    data = edit(DATA, lambda book: book.custom_doc_props.props.clear())
    return Desk().join(edit(data, lambda book: book["План"].delete_cols(15))).problems


def _unreadable() -> tuple[Problem, ...]:
    tracked = read_tracked(ROOT / "examples" / "school" / "adoption.yaml", TODAY).value
    assert tracked is not None
    stamp = Stamp("deputy-head", AT, lambda: "entry00000")
    return import_trackers(tracked, {FILE: b"PK"}, stamp, TODAY).problems


def _settled() -> tuple[Problem, ...]:
    first = with_fields(PLAN.measures()[0], settled=PlanSettled(state="done", on=dt.date(2027, 2, 1)))
    plan = with_fields(PLAN, stages=(with_fields(PLAN.stages[0], measures=(first,)),))
    desk = Desk(plan)
    return desk.join(fill(desk.tracker(), {"first#once": {"I": "в работе", "J": None}})).problems


def _put_aside() -> tuple[Problem, ...]:
    shorter = with_fields(PLAN, stages=(with_fields(PLAN.stages[0], measures=PLAN.measures()[:2]),))
    data, _told = renew_tracker(shorter, DATA, FILE)
    assert data is not None
    return Desk(shorter).join(data).problems


TRACKER_FAULTS: Mapping[str, Callable[[], tuple[Problem, ...]]] = {
    "RM576": _conflict,
    "RM577": _damaged("another plan's"),
    "RM578": _damaged("another year's"),
    "RM579": _unreadable,
    "RM580": _nobody,
    "RM581": _damaged("a foreign row"),
    "RM582": _damaged("an own row"),
    "RM583": _damaged("doubled otherwise"),
    "RM584": _damaged("a row deleted"),
    "RM585": _damaged("a status of one's own"),
    "RM586": _damaged("words for a day"),
    "RM587": _damaged("a number for a day"),
    "RM588": _damaged("an error for a day"),
    "RM589": _damaged("no day"),
    "RM590": _damaged("a day to come"),
    "RM591": _damaged("a long note"),
    "RM592": _damaged("a path for a link"),
    "RM593": _damaged("a status of the checker"),
    "RM594": _damaged("a day without a status"),
    "RM595": _settled,
    "RM596": _damaged("not applicable without why"),
    "RM597": _damaged("the baseline gone"),
    "RM598": _put_aside,
    "RM599": _damaged("a copied sheet filled in"),
    "RM600": lambda: Desk().join(edit(DATA, _put_off)).problems,
}
"""How each code is met."""
