"""How a case of the catalogue about what schools have sent is met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.collecting import collect_folder, load_registry

__all__ = ["COLLECTING_KINDS"]

Found = tuple[tuple[Problem, ...], dict[str, str]]
Case = Mapping[str, Any]


def _collect(folder: Path, case: Case) -> Found:
    """A folder of what schools have sent, `folder`, and a registry, `registry`, if there is one."""
    named = case.get("registry")
    registry, problems = load_registry(folder / named) if named else (None, ())
    outcome = collect_folder(folder / case["folder"], registry, dt.date(2027, 6, 15))
    return (*problems, *outcome.problems), dict(outcome.sources)


def _read_registry(folder: Path, case: Case) -> Found:
    """A registry of schools, `registry`."""
    return load_registry(folder / case["registry"])[1], {}


COLLECTING_KINDS: Mapping[str, Callable[[Path, Case], Found]] = {
    "collect": _collect,
    "registry": _read_registry,
}
"""How a case is met, by the `kind` in its `case.json`."""
