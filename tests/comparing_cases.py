"""Kinds of cases whose problems are met when plans are read back, compared, or their orders amended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from roadmap_engine import adopt
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load.plans import load_plan
from roadmap_engine.pipeline.comparing import compare
from roadmap_engine.pipeline.doctoring import examine
from roadmap_engine.pipeline.drift import find_drift
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order

__all__ = ["COMPARING_KINDS"]

Found = tuple[tuple[Problem, ...], dict[str, str]]
Case = Mapping[str, Any]


def _read_plan(folder: Path, _case: Case) -> Found:
    """A file `plan.json`, to be read back."""
    loaded = load_plan(folder / "plan.json")
    return loaded.problems, {loaded.file: loaded.text} if loaded.text is not None else {}


def _compare(_folder: Path, case: Case) -> Found:
    """Two things to compare, `old` and `new`."""
    outcome = compare(case["old"], case["new"])
    return outcome.problems, dict(outcome.sources)


def _amend(folder: Path, case: Case) -> Found:
    """An order signed with the plan of `signed.yaml`, to be amended by `adoption.yaml` on the day `date`."""
    signed, current = adopt(folder / "signed.yaml"), adopt(folder / "adoption.yaml")
    assert signed.value is not None, signed.problems
    assert current.value is not None, current.problems
    date = dt.date.fromisoformat(case["date"]) if "date" in case else None
    place = Location(str(folder / "plan.json"))
    problems = draw_amending_order(Amending((signed.value,), current.value, date=date, place=place))[1]
    return tuple(found for found in problems if found.code.startswith(("RM745", "RM84"))), {}


def _drift(folder: Path, case: Case) -> Found:
    """A folder of the case, `folder`, to be searched for adoptions."""
    outcome = find_drift(folder / case["folder"])
    return outcome.problems, dict(outcome.sources)


def _examine(folder: Path, case: Case) -> Found:
    """A folder of the case, `folder`, to be looked through by `roadmap doctor`."""
    outcome = examine([folder / case["folder"]], dt.datetime(2026, 10, 2, 9, tzinfo=dt.UTC))
    return outcome.problems, dict(outcome.sources)


COMPARING_KINDS: Mapping[str, Callable[[Path, Case], Found]] = {
    "plan": _read_plan,
    "compare": _compare,
    "amend": _amend,
    "drift": _drift,
    "doctor": _examine,
}
"""How a case is met, by the `kind` in its `case.json`."""
