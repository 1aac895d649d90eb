"""Roadmap, layers, adoption → plan, order, calendar, tracker, word for word.

Each folder here is an adoption that an invented school might write, and beside it what its papers say. All
dates are written, none is scrubbed. `make golden` writes the papers anew; a person reads the difference.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.pipeline.histories import keep_history
from roadmap_engine.pipeline.papers import draw_papers
from roadmap_engine.pipeline.plans import find_order_faults, read_adoption
from tests.reading_papers import document_lines, workbook_lines
from tests.roadmaps.published import ROOT, SOURCED

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/adoption.yaml"))
BUILT = dt.datetime(2026, 8, 20, 9, 30, tzinfo=dt.UTC)

READERS: Mapping[str, tuple[str, Callable[[bytes], list[str]]]] = {
    "plan.json": ("plan.json", lambda data: data.decode().splitlines()),
    "order.txt": ("order.docx", document_lines),
    "plan.txt": ("plan.docx", document_lines),
    "deadlines.ics": ("deadlines.ics", lambda data: data.decode().splitlines()),
    "tracker.txt": ("tracker.xlsx", workbook_lines),
}
"""What is kept of a paper, by the name it is kept under."""


def _at(problem: Problem) -> str:
    place = problem.location
    at = f"{Path(place.file).relative_to(ROOT)}:{place.line}:{place.column}" if place else "-"
    return f"{problem.code} {problem.severity.name.lower()} {at}"


@functools.cache
def made(case: Path) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """The papers of a case, and the problems met on the way by code and place."""
    outcome = read_adoption(case / "adoption.yaml")
    assert outcome.value is not None
    assert not has_errors(outcome.problems), [(each.code, each.arguments) for each in outcome.problems]
    kept = keep_history(case / "adoption.yaml", outcome.value.plan, BUILT).value
    assert kept is not None
    papers = draw_papers(outcome.value.plan, kept.history, outcome.value.own)
    assert papers.value is not None, [(each.code, each.arguments) for each in papers.problems]
    faults = find_order_faults(outcome.value)
    assert not has_errors(faults), [(each.code, each.arguments) for each in faults]
    found = (*outcome.problems, *papers.problems)
    return papers.value, tuple(sorted(_at(each) for each in found))


@pytest.mark.parametrize("paper", READERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_paper_says_what_it_said(case: Path, paper: str, golden: Callable[[Path, str], None]) -> None:
    """The words of a paper are those kept beside the case, letter by letter."""
    source, read = READERS[paper]
    golden(case / paper, "\n".join(read(made(case)[0][source])) + "\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_the_same_papers_and_problems(case: Path, golden: Callable[[Path, str], None]) -> None:
    """The names of all papers, and what the program has to say of the texts, by code and place."""
    papers, problems = made(case)
    golden(case / "papers.txt", "\n".join((*sorted(papers), "", *problems)) + "\n")


def test_every_source_is_adopted() -> None:
    """Each of the five acts, and the method two of them stand on, has a school that adopts it."""
    standing = {
        layer["id"]
        for case in CASES
        for layer in json.loads((case / "plan.json").read_text(encoding="utf-8"))["layers"]
    }
    assert {*SOURCED, "federal-results-method"} <= standing
