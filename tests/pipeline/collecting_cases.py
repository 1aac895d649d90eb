"""How a case of the catalogue about the registry of schools, and what they have sent, is met."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.registry import read_registry
from roadmap_engine.pipeline.collecting import collect_folder, load_registry
from roadmap_engine.pipeline.enrolling import enrol

__all__ = ["COLLECTING_KINDS"]

Found = tuple[tuple[Problem, ...], dict[str, str]]
Case = Mapping[str, Any]


def _collect(folder: Path, case: Case) -> Found:
    """A folder of what schools have sent, `folder`, and a registry, `registry`, if there is one."""
    named = case.get("registry")
    registry, problems = load_registry(folder / named) if named else (None, ())
    outcome = collect_folder(folder / case["folder"], registry, dt.date(2027, 6, 15))
    return (*problems, *outcome.problems), dict(outcome.sources)


def _make_workbook(sheets: Mapping[str, list[list[str]]]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def _read_registry(folder: Path, case: Case) -> Found:
    """A registry of schools, `registry`; in its place a workbook of `sheets`, or so many `bytes`."""
    if "bytes" in case:
        return read_registry(b"x" * case["bytes"], "schools.csv")[1], {}
    if "sheets" in case:
        return read_registry(_make_workbook(case["sheets"]), "schools.xlsx")[1], {}
    return load_registry(folder / case["registry"])[1], {}


def _enrol(folder: Path, case: Case) -> Found:
    """A registry of schools, `registry`, with `common` answers, beside the folders of schools."""
    registry, problems = load_registry(folder / case["registry"])
    assert registry is not None, problems
    outcome = enrol(registry, folder, case["common"], today=dt.date(2026, 9, 1))
    rows = (problem for each in outcome.value or () for problem in each.problems)
    return (*problems, *outcome.problems, *rows), dict(outcome.sources)


COLLECTING_KINDS: Mapping[str, Callable[[Path, Case], Found]] = {
    "collect": _collect,
    "registry": _read_registry,
    "enrol": _enrol,
}
"""How a case is met, by the `kind` in its `case.json`."""
