"""A workbook is read as it is seen: dates as their cells show them, nothing hidden, values for formulas."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from roadmap_engine.importing.reading import read_manuscript
from tests.importing.making import import_bytes, make_xlsx

HEAD = ["№ п/п", "Мероприятие", "Срок", "Ответственный"]


@pytest.mark.parametrize(
    ("value", "form", "phrase"),
    [
        (dt.date(2026, 9, 1), "DD.MM.YYYY", "01.09.2026"),
        (dt.date(2026, 9, 1), "mm-dd-yy", "01.09.2026"),
        (dt.date(2026, 9, 1), "[$-419]mmmm\\ yyyy;@", "сентябрь 2026"),
        (dt.datetime.fromisoformat("2026-09-01T15:30"), "dd.mm.yyyy hh:mm", "01.09.2026 15:30"),
        ("до 1 октября", "General", "до 1 октября"),
    ],
)
def test_dates_are_written_as_their_cells_show_them(value: Any, form: str, phrase: str) -> None:
    """A format of month and year means the month; the order of other formats is Excel's own matter."""

    def prepare(book: Any) -> None:
        book.worksheets[0].cell(2, 3).number_format = form

    plan = import_bytes(make_xlsx([HEAD, [1, "Анализ", value, "завуч"]], prepare=prepare))
    assert plan.deadlines() == [phrase]


def test_numbers_keep_the_digits_their_cells_show() -> None:
    """«1.10» is the tenth measure of the first stage, not the first."""

    def prepare(book: Any) -> None:
        book.worksheets[0].cell(3, 1).number_format = "0.00"

    plan = import_bytes(
        make_xlsx([HEAD, [1.9, "Анализ", "май", "X"], [1.1, "Отчёт", "май", "X"]], prepare=prepare)
    )
    assert [measure.number for measure in plan.measures] == ["1.9", "1.10"]


def test_what_is_hidden_is_not_read_and_told() -> None:
    """Rows, columns and sheets."""

    def prepare(book: Any) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True
        book.worksheets[0].column_dimensions["E"].hidden = True
        book.worksheets[1].sheet_state = "hidden"

    head = [*HEAD, "Погода"]
    rows: list[list[Any]] = [
        head,
        [1, "Анализ", "май", "X", "снег"],
        [2, "Тайное", "май", "X", "снег"],
        [3, "Отчёт", "май", "X", "снег"],
    ]
    plan = import_bytes(make_xlsx(rows, rows, prepare=prepare))
    assert plan.titles() == ["Анализ", "Отчёт"]
    assert plan.fields() == ["number", "title", "deadline", "responsible"]
    [told] = [problem for problem in plan.problems if problem.code == "RM877"]
    assert told.words["count"] == "3"


def test_merged_cells_stand_in_all_of_their_places() -> None:
    """As in Word: a deadline over three rows is said of each."""
    rows: list[list[Any]] = [
        HEAD,
        [1, "Анализ", "май", "завуч"],
        [2, "Отчёт", "^", "директор"],
        ["Раздел 2", "<", "<", "<"],
        [3, "Итог", "июнь", "завуч"],
    ]
    plan = import_bytes(make_xlsx(rows))
    assert plan.deadlines() == ["май", "май", "июнь"]
    assert plan.stages() == ["Мероприятия", "Раздел 2"]


def test_rows_are_numbered_as_in_the_margin() -> None:
    """Hidden and empty rows count."""
    manuscript, _problems = read_manuscript(
        make_xlsx([["План"], [], [], HEAD, [1, "Анализ", "май", "X"]]), "plan.xlsx"
    )
    assert manuscript is not None
    [table] = manuscript.tables()
    assert [row.number for row in table.rows if row.filled()] == [1, 4, 5]
