"""The workbook of a run over many schools: a line a school, what was told of it, no formula of anybody's."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.showing import format_problem
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.papers.batch_xlsx import render_batch
from roadmap_engine.documents.papers.drift_xlsx import render_drift
from roadmap_engine.model.batch import BatchLine
from roadmap_engine.model.drift import Drift, SchoolDrift

HOSTILE = '=HYPERLINK("http://example.org")'
LINES = (
    BatchLine("a/papers", "a/adoption.yaml", "МБОУ «СОШ № 7»", "a-2027", "tiny", "1.0.0", 14, 2, 1),
    BatchLine(
        "b/papers",
        "b/adoption.yaml",
        HOSTILE,
        problems=(
            Problem.of("RM790", address="x@example.org", answer="later"),
            Problem.of("RM849", location=Location("b/adoption.yaml", 4, 2), folder="b"),
        ),
        failed=True,
    ),
)


def _rows(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True))


def test_a_line_a_school() -> None:
    """Whether its papers were made, how many, whose they are, and what was told first."""
    head, one, other = _rows(render_batch(LINES), "Школы")
    assert len(head) == len(one) == len(other)
    assert dict(zip(head, one, strict=True)) == {
        "Организация": "МБОУ «СОШ № 7»", "Текст школы": "a-2027", "Файл": "a/adoption.yaml",
        "Папка бумаг": "a/papers", "Дорожная карта": "tiny", "Версия": "1.0.0", "Состояние": "сделано",
        "Бумаг": 14, "Как у школы": 2, "Подписано": 1, "Ошибок": 0, "Предупреждений": 0,
        "Первое замечание": "",
    }  # fmt: skip
    found = dict(zip(head, other, strict=True))
    assert (found["Состояние"], found["Ошибок"], found["Предупреждений"]) == ("НЕ СДЕЛАНО", 1, 1)
    assert "нет ни одного текста школы" in str(found["Первое замечание"])


def test_what_was_told_with_what_to_do_and_where() -> None:
    """In the order in which it was told."""
    head, *rows = _rows(render_batch(LINES), "Замечания")
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Код"], row["Вид"], row["Где"], row["Строка"]) for row in found] == [
        ("RM790", "предупреждение", "", ""),
        ("RM849", "ошибка", "b/adoption.yaml", 4),
    ]
    assert all(row["Что сделать"] for row in found)


def test_kinds_are_called_in_both_workbooks_as_on_the_terminal() -> None:
    """A notice too; the catalogue of messages has the only list."""
    told = (
        Problem.of("RM849", folder="b"),
        Problem.of("RM790", address="x@example.org", answer="later"),
        Problem.of("RM977", folder="b", names="x"),
    )
    kinds = [format_problem(each, None, translator("ru")).split(" RM")[0] for each in told]
    assert kinds == ["ошибка", "предупреждение", "замечание"]
    batch = _rows(render_batch((BatchLine("b/papers", "b.yaml", problems=told),)), "Замечания")
    drift = _rows(render_drift(Drift((SchoolDrift("b.yaml", problems=told),))), "Ошибки")
    for head, *rows in (batch, drift):
        assert [row[head.index("Вид")] for row in rows] == kinds


def test_no_text_of_a_school_becomes_a_formula() -> None:
    """What a school calls itself stays what it is."""
    sheet = load_workbook(io.BytesIO(render_batch(LINES)))["Школы"]
    cell = sheet.cell(3, 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (HOSTILE, "s", None)


def test_equal_summaries_give_equal_bytes() -> None:
    """And one of no schools is a workbook too."""
    assert render_batch(LINES) == render_batch(list(LINES))
    assert len(_rows(render_batch(()), "Школы")) == 1
