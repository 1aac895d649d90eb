"""A day of an event → what moves by it in each school, and which cannot take it. Works run without Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from roadmap_engine.batch.problem_json import problem_to_json
from roadmap_engine.desk.dating import preview_dates
from roadmap_engine.diagnostics import Severity
from roadmap_engine.pipeline.difference_json import difference_to_json
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.portal.jobs.results import Asked, Progress, Result
from roadmap_engine.storage.roots import Root

__all__ = ["GONE", "MOVES", "REFUSED", "STANDS", "known_of", "look_at_schools"]

MOVES, STANDS, REFUSED, GONE = "moves", "stands", "refused", "gone"
"""What a day is to a plan: it would be written, it stands there already, the plan cannot take it, or the plan
cannot be read."""
_KINDS = frozenset({"dated", "moved", "waiting"})


def known_of(arguments: Mapping[str, Any]) -> Known:
    """Give the day that somebody has named."""
    return Known({arguments["event"]: dt.date.fromisoformat(arguments["day"])})


def look_at_schools(asked: Asked, progress: Progress) -> Outcome[Result]:
    """Look at each plan by itself; nothing is written."""
    plans, shared = asked.arguments["plans"], Shared()
    seen = []
    for done, each in enumerate(plans):
        progress(done, len(plans))
        seen.append({**each, **_look(asked, each, shared)})
    return Outcome(Result(told={"plans": seen}))


def _look(asked: Asked, plan: Mapping[str, str], shared: Shared) -> Mapping[str, Any]:
    # Named as where it is recorded: what is told names files, and is part of what was seen.
    workspace = asked.workspace.absolute()
    path = workspace / plan["path"]
    read = read_adoption(path, root=Root.of_folder(workspace), shared=shared).value
    if read is None or read.organisation.organisation != plan["school"]:
        return {"state": GONE}
    was = read.adoption.events.get(asked.arguments["event"])
    return {"was": was.isoformat() if was is not None else "", **_preview(path, known_of(asked.arguments))}


def _preview(path: Path, known: Known) -> Mapping[str, Any]:
    outcome = preview_dates(path, known)
    told = [problem_to_json(each) for each in outcome.problems if each.severity is Severity.ERROR]
    if outcome.value is None:
        return {"state": REFUSED, "problems": told}
    if not outcome.value.changes_text:
        return {"state": STANDS}
    changes = difference_to_json(outcome.value.recorded.difference)["changes"]
    moved = [
        {name: each[name] for name in ("kind", "number", "title", "before", "after")}
        for each in changes
        if each["kind"] in _KINDS
    ]
    amend = any(each.code == "RM931" for each in outcome.problems)
    return {"state": MOVES, "digest": outcome.value.digest, "changes": moved, "amend": amend}
