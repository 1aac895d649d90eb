"""A plan that the program printed comes back as it was, and so does one torn over the pages of a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.importing import import_file
from roadmap_engine.pipeline.papers import draw_published_papers
from roadmap_engine.pipeline.plans import read_published
from tests.importing.making import Block, keep_the_law, make_docx

PUBLISHED = (
    "sakha-2021-order-441",
    "leninsk-kuznetsky-2020-order-503",
    "rubtsovsk-2023-order-534",
    "samara-west-2020-plan",
    "kedrovy-2020-order-63",
)
LONG = 60


def printed(name: str) -> Plan:
    """The plan as its source prints it."""
    published = read_published(name).value
    assert published is not None
    return published.plan


def reprinted(data: bytes, name: str, folder: Path) -> Plan:
    """The plan that an import of the file prints; the text must be without errors."""
    file, text = folder / "plan.docx", folder / f"{name}.yaml"
    file.write_bytes(data)
    outcome = import_file(file, text, name=None, table=None)
    assert outcome.value is not None, outcome.problems
    keep_the_law(data, outcome.value, outcome.problems)
    text.write_text(outcome.value.text, encoding="utf-8")
    assert not [problem for problem in check_texts([text]).problems if problem.severity == "error"]
    return printed(str(text))


def table_of(plan: Plan) -> list[tuple[str, list[list[str]]]]:
    """Every cell of a plan, stage by stage."""
    return [
        (
            f"{stage.number} {stage.title}".strip(),
            [list(measure.cells.values()) for measure in stage.measures],
        )
        for stage in plan.stages
    ]


@pytest.mark.parametrize("name", PUBLISHED)
class TestAPrintedPlanComesBack:
    """«Importing a plan.docx that the engine wrote gives back an equal roadmap»."""

    def test_every_cell_is_printed_as_it_was(self, name: str, tmp_path: Path) -> None:
        published = read_published(name).value
        assert published is not None
        papers = draw_published_papers(published).value
        assert papers is not None
        before, after = published.plan, reprinted(papers["plan.docx"], name, tmp_path)
        assert table_of(after) == table_of(before)
        assert (after.title, after.columns, after.fields, after.intro) == (
            before.title,
            before.columns,
            before.fields,
            before.intro,
        )
        assert after.roadmap.order == before.roadmap.order
        assert after.academic_year == before.academic_year
        assert [(s.id, s.kind) for s in after.stages] == [(s.id, s.kind) for s in before.stages]
        for old, new in zip(before.measures(), after.measures(), strict=True):
            meaning, found = meaning_of(old, before), meaning_of(new, before)
            assert {field: found.get(field) for field in meaning} == meaning


def meaning_of(measure: PlanMeasure, plan: Plan) -> dict[str, object]:
    """What a measure says, field by field, where its cell is printed as the fields have it."""
    captions = dict(zip(plan.fields, plan.columns, strict=True))
    meaning: dict[str, object] = {"number": measure.cells.get(captions.get("number", ""), "")}
    for field in ("title", "result"):
        if field in captions and measure.cells[captions[field]] == getattr(measure, field):
            meaning[field] = getattr(measure, field)
    deadline = measure.cells[captions["deadline"]]
    # What is printed otherwise than it is meant can only come back as it is printed.
    if deadline and deadline == measure.deadline.text and "2023 2024" not in deadline:
        meaning["deadline"] = measure.deadline.rule
    return meaning


def as_document(plan: Plan) -> list[Block]:
    """The plan as a document of one table, its stages in merged rows."""
    width = len(plan.columns)
    rows: list[Sequence[str]] = [plan.columns]
    for heading, measures in table_of(plan):
        rows.append([heading, *["<"] * (width - 1)])
        rows += measures
    return [f"={plan.title}", rows]


def as_torn_document(plan: Plan, *, repeat: bool) -> list[Block]:
    """The same over many pages: every fifth row is torn, each page is a table of its own."""
    [title, whole] = as_document(plan)
    pages: list[list[Sequence[str]]] = [[]]
    for number, row in enumerate(whole):
        if number % 5 == 4 and "<" not in row:
            first, rest = tear(row)
            pages[-1].append(first)
            pages.append([plan.columns, rest] if repeat else [rest])
        else:
            pages[-1].append(row)
    return [title, *pages]


def tear(row: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tear a row in two: long cells in the midst of a sentence, short ones stay above."""
    first, rest = [], []
    for cell in row:
        words = cell.split(" ")
        cut = next(
            (
                n
                for n in range(len(words) // 2, len(words))
                if words[n][:1].islower() and words[n - 1][-1:] not in ".:;"
            ),
            0,
        )
        if len(cell) <= LONG or not cut or "\n" in cell:
            first.append(cell)
            rest.append("")
        else:
            first.append(" ".join(words[:cut]))
            rest.append(" ".join(words[cut:]))
    return first, rest


@pytest.mark.parametrize(("name", "repeat"), [(name, bool(n % 2)) for n, name in enumerate(PUBLISHED)])
def test_a_plan_torn_over_pages_comes_back(name: str, repeat: bool, tmp_path: Path) -> None:
    """Cells torn over pages, with and without the captions again, are joined: every cell is right."""
    before = printed(name)
    after = reprinted(make_docx(*as_torn_document(before, repeat=repeat)), name, tmp_path)
    assert table_of(after) == table_of(before)


def test_swapped_columns_are_put_back(tmp_path: Path) -> None:
    """The print of 2020 swaps «Сроки» and «Ответственные» from row 4 of the second section on."""
    before = printed("kedrovy-2020-order-63")
    title, rows = as_document(before)
    swapped = [
        [row[0], row[1], row[3], row[2]] if number > 16 and "<" not in row else row
        for number, row in enumerate(rows)
    ]
    after = reprinted(make_docx(title, swapped), "kedrovy-2020-order-63", tmp_path)
    assert table_of(after) == table_of(before)
