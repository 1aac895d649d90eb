"""Schools × measures as a workbook: a sheet of states for each plan, one sheet of counts.

Every text is written as text, since it came from schools: «=1+1» stays those four characters. Equal inputs
give equal bytes. A colour says whose move it is, never how good a school is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from roadmap_engine.documents.matrix_words import (
    NOT_IN_PLAN,
    count_words,
    name_matrix,
    say_cell,
    say_source,
    say_town,
)
from roadmap_engine.documents.phrases import shorten
from roadmap_engine.documents.workbooks import begin_workbook, fit_cell
from roadmap_engine.model.collected import Cell, Collected, Matrix, MatrixSchool
from roadmap_engine.model.counts import COUNT_WORDS, Counts
from roadmap_engine.model.progress import SIGN_WORDS, Look
from roadmap_engine.russian import numeric_date

__all__ = ["render_matrix_xlsx"]

_PLAIN = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D3DAE2"}
_HEAD = {**_PLAIN, "bold": True, "bg_color": "#EBEFF3"}
_LOOKS: Mapping[Look, Mapping[str, Any]] = MappingProxyType(
    {
        Look.LATE: {"bg_color": "#B3261E", "font_color": "#FFFFFF", "bold": True},
        Look.TURN: {"bg_color": "#FFF0CF", "font_color": "#744600"},
        Look.REVIEW: {"bg_color": "#EEE8F9", "font_color": "#553591"},
        Look.DONE: {"font_color": "#1A6436"},
        Look.GREY: {"font_color": "#505B68"},
    }
)
_FIRST = (("Школа", 30), ("Муниципалитет", 20), ("Источник", 16), ("Версия", 9))
_COUNT_WIDTH, _MEASURE_WIDTH = 12, 16
_LOW, _TALL = 31, 46
"""Heights of rows, in points: not every program fits rows to wrapped text by itself."""
_HEAD_ROW = 3
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells look."""

    plain: Any
    strong: Any
    head: Any
    title: Any
    stage: Any
    looks: Mapping[Look, Any]


def render_matrix_xlsx(collected: Collected) -> bytes:
    """Write what was collected as an Excel workbook."""
    stream = io.BytesIO()
    book = begin_workbook(stream, "Исполнение планов школ")
    formats = _Formats(
        book.add_format(_PLAIN),
        book.add_format({**_PLAIN, "bold": True}),
        book.add_format(_HEAD),
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True}),
        {look: book.add_format({**_PLAIN, **more}) for look, more in _LOOKS.items()},
    )
    for number, matrix in enumerate(collected.matrices, 1):
        name = "Состояния" if len(collected.matrices) == 1 else f"Состояния {number}"
        _write_states(book.add_worksheet(name), collected, matrix, formats)
    _write_counts(book.add_worksheet("Счёт"), collected, formats)
    book.close()
    return stream.getvalue()


def _write_states(sheet: Any, collected: Collected, matrix: Matrix, formats: _Formats) -> None:
    names = count_words(collected)
    first = len(_FIRST) + len(names)
    sheet.write_string(0, 0, fit_cell(shorten(name_matrix(matrix), _LONGEST)), formats.title)
    sheet.write_string(1, 0, _say_day(collected))
    heads = [*(name for name, _ in _FIRST), *(COUNT_WORDS[name].russian for name in names)]
    for place, (_, width) in enumerate(_FIRST):
        sheet.set_column(place, place, width)
    sheet.set_column(len(_FIRST), first - 1, _COUNT_WIDTH)
    if matrix.measures:
        sheet.set_column(first, first + len(matrix.measures) - 1, _MEASURE_WIDTH)
    _write_stages(sheet, matrix, first, formats)
    for place, words in enumerate(heads):
        sheet.write_string(_HEAD_ROW, place, words, formats.head)
    for place, measure in enumerate(matrix.measures, first):
        title = shorten(measure.title, _LONGEST)
        words = f"{measure.number}. {title}" if measure.number else title
        sheet.write_string(_HEAD_ROW, place, fit_cell(words), formats.head)
    sheet.set_row(_HEAD_ROW, 110)
    for line, school in enumerate(matrix.schools, _HEAD_ROW + 1):
        _write_school(sheet, line, school, matrix, names, formats)
    last = _HEAD_ROW + len(matrix.schools)
    _write_total(sheet, last + 1, matrix, names, formats)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.autofilter(_HEAD_ROW, 0, max(last, _HEAD_ROW + 1), first + len(matrix.measures) - 1)
    _set_print(sheet, _HEAD_ROW - 1)
    # A plan of forty measures on one page across could not be read: the school stands on every page instead.
    sheet.repeat_columns(0)
    sheet.set_print_scale(60)


def _write_stages(sheet: Any, matrix: Matrix, first: int, formats: _Formats) -> None:
    """Name each stage over its first measure; no cell is merged, so that the filter works."""
    titles = {each.id: each.title for each in matrix.stages}
    before = None
    for place, measure in enumerate(matrix.measures, first):
        title = titles.get(measure.stage, "") if measure.stage != before else ""
        sheet.write_string(_HEAD_ROW - 1, place, fit_cell(shorten(title, _LONGEST)), formats.stage)
        before = measure.stage


def _write_school(
    sheet: Any, line: int, school: MatrixSchool, matrix: Matrix, names: Sequence[str], formats: _Formats
) -> None:
    words = (school.name, say_town(school.municipality), say_source(school), school.version)
    is_tall = any(cell.times > 1 for cell in school.cells.values()) or len(school.name) > 2 * _FIRST[0][1]
    sheet.set_row(line, _TALL if is_tall or not school.has_plan else _LOW)
    for place, text in enumerate(words):
        sheet.write_string(line, place, fit_cell(shorten(text, _LONGEST)), formats.plain)
    counts = school.counts.to_json()
    for place, name in enumerate(names, len(words)):
        sheet.write_number(line, place, counts[name], formats.plain)
    for place, measure in enumerate(matrix.measures, len(words) + len(names)):
        cell = school.cells.get(measure.id)
        if cell is not None:
            look = formats.looks[SIGN_WORDS[cell.sign].look]
            sheet.write_string(line, place, _say(cell), look)
        else:
            absent = NOT_IN_PLAN.russian if school.has_plan else say_source(school).partition(":")[0].lower()
            sheet.write_string(line, place, absent, formats.looks[Look.GREY])


def _say(cell: Cell) -> str:
    word, more = say_cell(cell)
    said = f"{SIGN_WORDS[cell.sign].mark} {word}"
    return f"{said}\n{more}" if more else said


def _write_total(sheet: Any, line: int, matrix: Matrix, names: Sequence[str], formats: _Formats) -> None:
    sheet.write_string(line, 0, "Всего", formats.strong)
    for place in range(1, len(_FIRST)):
        sheet.write_blank(line, place, None, formats.strong)
    counts = matrix.counts.to_json()
    for place, name in enumerate(names, len(_FIRST)):
        sheet.write_number(line, place, counts[name], formats.strong)
    for place, measure in enumerate(matrix.measures, len(_FIRST) + len(names)):
        own = matrix.by_measure[measure.id]
        words = f"отчёт {own.reported} из {own.expected}"
        sheet.write_string(line, place, words, formats.strong)


_Line = tuple[str, str, str, Counts]


def _write_counts(sheet: Any, collected: Collected, formats: _Formats) -> None:
    names = [*count_words(collected), "planned", "done"]
    heads = (("План", 44), ("Разрез", 16), ("Что", 40), *((COUNT_WORDS[name].russian, 12) for name in names))
    sheet.write_string(0, 0, "Счёт по срокам мероприятий", formats.title)
    sheet.write_string(1, 0, _say_day(collected))
    for place, (words, width) in enumerate(heads):
        sheet.set_column(place, place, width)
        sheet.write_string(_HEAD_ROW, place, words, formats.head)
    line = _HEAD_ROW
    for line, (plan, kind, what, counts) in enumerate(_list_counts(collected), _HEAD_ROW + 1):
        look = formats.strong if kind == "всего" else formats.plain
        for place, text in enumerate((plan, kind, what)):
            sheet.write_string(line, place, fit_cell(shorten(text, _LONGEST)), look)
        values = counts.to_json()
        for place, name in enumerate(names, 3):
            sheet.write_number(line, place, values[name], look)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.autofilter(_HEAD_ROW, 0, max(line, _HEAD_ROW + 1), len(heads) - 1)
    _set_print(sheet, _HEAD_ROW)
    sheet.fit_to_pages(1, 0)


def _list_counts(collected: Collected) -> Iterator[_Line]:
    for matrix in collected.matrices:
        plan = name_matrix(matrix)
        yield plan, "всего", f"Школ: {len(matrix.schools)}", matrix.counts
        for town, counts in matrix.by_municipality.items():
            yield plan, "муниципалитет", say_town(town), counts
        for stage in matrix.stages:
            yield plan, "этап", stage.title, matrix.by_stage[stage.id]
        for measure in matrix.measures:
            yield (
                plan,
                "мероприятие",
                f"{measure.number} {measure.title}".strip(),
                matrix.by_measure[measure.id],
            )
        for school in matrix.schools:
            yield plan, "школа", school.name, school.counts


def _say_day(collected: Collected) -> str:
    if collected.today is None:
        return "Ожидается – все сроки планов; день не назван, поэтому о просроченном ничего не сказано."
    return f"На {numeric_date(collected.today)}. Ожидается – сроки, которые наступили к этому дню."


def _set_print(sheet: Any, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(head, _HEAD_ROW)
    sheet.set_footer("&LНапечатано &D&RСтраница &P из &N")
