"""Each published roadmap, printed, equals the table of its act cell by cell.

The expected cells are those of the acts themselves, joined over page ends. A cell that the act cuts off
at a page end (`cut_in_the_source`) must begin with what is left of it. Sub-rows print an empty number,
and the rows whose columns one act swapped stand under the right captions.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from typing import Any

import docx
import pytest

from roadmap_engine.model import Plan
from roadmap_engine.pipeline.papers import draw_published_papers
from roadmap_engine.pipeline.plans import Published, read_published
from tests.reading_papers import distinct_cells
from tests.roadmaps.published import SOURCED, load_source

pytestmark = pytest.mark.parametrize("name", SOURCED)


@dataclass(frozen=True)
class Table:
    """The table of a Word file: its head, and its stages with their rows of cells."""

    paragraphs: tuple[str, ...]
    head: tuple[str, ...]
    stages: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


@functools.cache
def printed(name: str) -> Published:
    """The published text as the engine prints it."""
    outcome = read_published(name)
    assert outcome.value is not None, [problem.code for problem in outcome.problems]
    return outcome.value


def printed_plan(name: str) -> Plan:
    """Its plan."""
    return printed(name).plan


@functools.cache
def printed_table(name: str) -> Table:
    """The same read back from plan.docx."""
    papers = draw_published_papers(printed(name)).value
    assert papers is not None
    document = docx.Document(io.BytesIO(papers["plan.docx"]))
    columns = tuple(load_source(name)["columns"])
    for table in document.tables:
        rows = [tuple(distinct_cells(row)) for row in table.rows]
        if columns not in rows:
            continue
        stages: list[tuple[str, list[tuple[str, ...]]]] = []
        for row in rows[rows.index(columns) + 1 :]:
            if len(row) == 1:
                stages.append((row[0], []))
            else:
                stages[-1][1].append(row)
        return Table(
            tuple(paragraph.text for paragraph in document.paragraphs),
            columns,
            tuple((title, tuple(cells)) for title, cells in stages),
        )
    pytest.fail(f"plan.docx of {name} has no table with the columns {columns}")


def _check_cell(found: str, row: dict[str, Any], column: str) -> None:
    cut = row.get("cut_in_the_source")
    if cut is not None and cut["column"] == column:
        assert found.startswith(row["cells"][column])
    else:
        assert found == row["cells"][column]


def test_the_plan_has_the_cells_of_its_act(name: str) -> None:
    """`plan.json` gives each cell under its caption."""
    source, plan = load_source(name), printed_plan(name)
    assert list(plan.columns) == source["columns"]
    assert [len(stage.measures) for stage in plan.stages] == [
        len(part["rows"]) for part in source["sections"]
    ]
    for stage, section in zip(plan.stages, source["sections"], strict=True):
        for measure, row in zip(stage.measures, section["rows"], strict=True):
            for column in source["columns"]:
                _check_cell(measure.cells[column], row, column)


def test_the_word_file_has_the_cells_of_its_act(name: str) -> None:
    """A clerk who lays plan.docx beside the act finds no difference in the table."""
    source, table = load_source(name), printed_table(name)
    assert len(table.stages) == len(source["sections"])
    for (_, rows), section in zip(table.stages, source["sections"], strict=True):
        assert len(rows) == len(section["rows"])
        for cells, row in zip(rows, section["rows"], strict=True):
            for cell, column in zip(cells, source["columns"], strict=True):
                _check_cell(cell, row, column)


def test_the_word_file_has_the_stage_rows_of_its_act(name: str) -> None:
    """A stage is a row across the table: its number, if it has one, and its title."""
    expected = [
        f"{section['number']} {section['title']}" if section["number"] else section["title"]
        for section in load_source(name)["sections"]
    ]
    assert [title for title, _ in printed_table(name).stages] == expected


def test_the_title_and_the_introduction_are_those_of_the_act(name: str) -> None:
    """What stands above the table is printed word for word as well."""
    source, plan = load_source(name), printed_plan(name)
    assert plan.title == source["title"]
    assert list(plan.intro) == (source["intro"] or [])
    paragraphs = printed_table(name).paragraphs
    assert source["title"] in paragraphs
    assert [paragraph for paragraph in paragraphs if paragraph in (source["intro"] or [])] == (
        source["intro"] or []
    )


def test_every_deadline_is_understood(name: str) -> None:
    """No measure is taken out of the calendar: each deadline is a rule, however its act words it."""
    unread = {
        measure.id: measure.deadline.text
        for stage in printed_plan(name).stages
        for measure in stage.measures
        if measure.deadline.rule is None
    }
    assert unread == {}
