"""The problem of a limit, for the catalogue of problems: an input that has one more than is allowed."""

from __future__ import annotations

import dataclasses
import functools
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from roadmap_engine import adopt
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.gathering import gather_problems
from roadmap_engine.diagnostics.limits import LIMITS
from roadmap_engine.load.plans import load_plan
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.importing import import_file
from tests.hostile.bounds import BOUNDS

__all__ = ["pass_limit"]

Found = tuple[tuple[Problem, ...], dict[str, str]]


def pass_limit(_folder: Path, case: Mapping[str, Any]) -> Found:
    """One more than the limit called `limit` allows, as `tests/hostile/bounds.py` makes it."""
    return _pass(case["limit"])


@functools.cache
def _pass(name: str) -> Found:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        command, file, *_ = BOUNDS[name](LIMITS[name].most + 1).write(home)
        problems, sources = _run(command, home / file)
        found = [each for each in gather_problems(problems) if each.code == LIMITS[name].told]
        return tuple(_bare(each, home) for each in found), {
            key.removeprefix(f"{home}/"): text for key, text in sources.items()
        }


def _run(command: str, path: Path) -> Found:
    match command:
        case "check":
            outcome: Any = check_texts([path])
        case "show":
            outcome = adopt(path)
        case "import":
            outcome = import_file(path, path.with_suffix(".yaml"), name=None, table=None)
        case _:
            loaded = load_plan(path.with_name("b.json"))
            return loaded.problems, {}
    return outcome.problems, dict(outcome.sources)


def _bare(problem: Problem, home: Path) -> Problem:
    """Give a problem whose place says nothing of the machine."""
    place = problem.location
    if place is None:
        return problem
    return problem.at(dataclasses.replace(place, file=place.file.removeprefix(f"{home}/")))
