"""A Word or Excel plan of a stranger's → the text of a roadmap, and what was not read with certainty.

Nothing here knows Django: the work is done in a process of little time and memory.
"""

from __future__ import annotations

from pathlib import Path

from roadmap_engine.batch.problem_json import problem_to_json
from roadmap_engine.importing.container import MAX_FILE
from roadmap_engine.load.files import read_bytes
from roadmap_engine.pipeline.importing import import_file
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.jobs.results import Asked, Progress, Result

__all__ = ["GIVEN", "read_table"]

GIVEN = "plan"
"""The name that the file is handed in under."""


def read_table(asked: Asked, _progress: Progress) -> Outcome[Result]:
    """Read a plan, as `roadmap import` does.

    Args:
        asked: the file; what it was called, what the roadmap is to be called, and which table is wanted.

    Returns:
        The text as `text`, and everything that was told as `doubts`.
    """
    told = asked.arguments
    data, unread = read_bytes(asked.files[GIVEN], largest=MAX_FILE)
    if data is None:
        return Outcome(None, unread)
    target = Path(f"{told['name']}.yaml")
    outcome = import_file(Path(told["called"]), target, name=None, table=told["table"] or None, data=data)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    doubts = [dict(problem_to_json(each)) for each in outcome.problems]
    return Outcome(Result(told={"text": outcome.value.text, "doubts": doubts}))
