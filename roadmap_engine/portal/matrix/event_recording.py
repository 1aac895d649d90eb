"""A day of an event → the texts and logs of many schools, each written as the command line writes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from roadmap_engine.batch.problem_json import problem_to_json
from roadmap_engine.desk.dating import Preview, record_dates
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.jobs.results import Asked, Progress, Result
from roadmap_engine.portal.matrix.event_preview import known_of
from roadmap_engine.portal.matrix.own_plans import find_own_plan
from roadmap_engine.portal.plans.reading import hand_of

__all__ = ["CHANGED", "CLOSED", "REFUSED", "STANDS", "WRITTEN", "record_for_schools"]

WRITTEN, STANDS, CHANGED, REFUSED, CLOSED = "written", "stands", "changed", "refused", "closed"
"""What became of a plan: written now; it says so already; another one than was seen; it cannot be written; it
is not there, or closed to whoever asked."""


def record_for_schools(asked: Asked, progress: Progress) -> Outcome[Result]:
    """Record a day in each plan that was seen to move by it; what is not as it was seen is left.

    A plan is written whole, under its lock, or not at all; whatever ends this between two of them, the next
    time goes on where it was: a text that says so already is left, and its log says it once.
    """
    plans = asked.arguments["plans"]
    done = []
    for number, each in enumerate(plans):
        progress(number, len(plans))
        done.append({**each, **_record(asked, each)})
    return Outcome(Result(told={"plans": done}))


def _record(asked: Asked, plan: Mapping[str, str]) -> Mapping[str, Any]:
    text = find_own_plan(asked.who, plan["path"], plan["school"], plan["plan"])
    if text is None:
        return {"state": CLOSED}
    found: list[Preview] = []

    def agree(preview: Preview) -> bool:
        found.append(preview)
        if not preview.changes_text:
            # Broken off between text and log: what the log says already it does not say again.
            return asked.again
        return preview.digest == plan["digest"]

    path: Path = asked.workspace.absolute() / text.path
    note = asked.arguments["note"] or None
    outcome = record_dates(path, known_of(asked.arguments), hand_of(asked.who), note=note, agree=agree)
    if found and not found[0].changes_text:
        return {"state": STANDS}
    if outcome.value is not None:
        keep_act(asked.who, Act.DATED, f"{text.school_id}/{text.plan}")
        return {"state": WRITTEN}
    if outcome.problems:
        return {"state": REFUSED, "problems": list(map(problem_to_json, outcome.problems))}
    return {"state": CHANGED}
