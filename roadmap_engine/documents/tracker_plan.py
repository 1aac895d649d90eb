"""The tracker's sheet «План»: rows into cells, with lists to choose from and a state that knows the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from roadmap_engine.documents.tracker_own import OwnColumn
from roadmap_engine.documents.tracker_values import TrackerFormats, estimate_height, fit_cell, write_value
from roadmap_engine.model import Plan
from roadmap_engine.model.filled_tracker import (
    CAPTIONS,
    PLAN_SHEET,
    STATUSES,
    CellValue,
    HandCells,
    write_known,
)
from roadmap_engine.model.plan_rows import PlanRow, known_cells
from roadmap_engine.russian import numeric_date

__all__ = ["STATES", "PlanSheet", "write_plan_sheet"]

UNCLEAR = "проверьте дату"
"""The state of a row where a text stands for a day: nobody can tell whether it is late."""
STATES = (
    "просрочено", "скоро срок", "по плану", "ждёт даты", "постоянно", "без срока", "выполнено позже", UNCLEAR,
)  # fmt: skip

_HEAD_ROW = 3
_EARLIEST = dt.date(2000, 1, 1)
_EARLIEST_NUMBER = 36_526
"""The number that Excel keeps for it."""
_DEFAULT_SOON = 3

_WIDTHS = (7, 42, 26, 22, 11, 11, 18, 24, 12, 11, 15, 20, 10, 10, 10)
NUMBER, TITLE, RESPONSIBLE, DEADLINE, START, DUE, WAITS, OUTPUT = range(8)
STATUS, DONE, STATE, NOTE, ID, WHO, KNOWN = range(8, 15)

_TITLE_WIDTH = 150

_COLOURS = {
    "просрочено": {"bg_color": "#FFC7CE", "font_color": "#8A0010", "bold": True},
    "скоро срок": {"bg_color": "#FFEB9C", "font_color": "#6B4400"},
    UNCLEAR: {"bg_color": "#FFEB9C", "font_color": "#6B4400", "italic": True},
    "ждёт даты": {"bg_color": "#DDEBF7", "font_color": "#1F4E79"},
    "выполнено": {"bg_color": "#C6EFCE", "font_color": "#00560A"},
    "выполнено позже": {"bg_color": "#C6EFCE", "font_color": "#00560A"},
    "отменено": {"font_color": "#6B6B6B", "font_strikeout": True},
}


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """Where the sheet's data stand, for those who write it and those who count in it."""

    book: Workbook
    plan: Plan
    length: int
    own: tuple[OwnColumn, ...] = ()

    @property
    def first_row(self) -> int:
        """Index of the first data row, from 0."""
        return _HEAD_ROW + 1

    @property
    def last_row(self) -> int:
        """Index of the last data row; of the first where there are no data."""
        return self.first_row + max(self.length, 1) - 1

    @property
    def last_column(self) -> int:
        """Index of the last column that people look at."""
        return KNOWN + len(self.own) if self.own else NOTE

    @property
    def soon(self) -> int:
        """How many days before its due day a row is due soon: the organisation's earliest reminder."""
        days = self.plan.organisation.remind_days if self.plan.organisation else ()
        return max(days, default=_DEFAULT_SOON)

    def column(self, index: int) -> str:
        """The data of a column, as a reference from another sheet."""
        letter = chr(ord("A") + index)
        return f"'{PLAN_SHEET}'!${letter}${self.first_row + 1}:${letter}${self.last_row + 1}"


def write_plan_sheet(
    sheet: PlanSheet, rows: tuple[PlanRow, ...], written: Mapping[str, HandCells], formats: TrackerFormats
) -> None:
    """Write the sheet people work in.

    Args:
        sheet: where it stands.
        rows: of the plan.
        written: what people have written already, by the id of the row.
        formats: of the book.
    """
    page = sheet.book.add_worksheet(PLAN_SHEET)
    _write_head(sheet, page)
    for offset, row in enumerate(rows):
        _write_row(
            sheet, page, sheet.first_row + offset, row, written.get(row.id) or known_cells(row), formats
        )
    # «1.1» is a number of a table, not one to reckon with.
    page.ignore_errors({"number_stored_as_text": f"A1:A{sheet.last_row + 1}"})
    page.autofilter(_HEAD_ROW, 0, sheet.last_row, sheet.last_column)
    _add_choices(sheet, page)
    _add_colours(sheet, page)
    _set_up_print(sheet, page)


def _write_head(sheet: PlanSheet, page: Worksheet) -> None:
    plan = sheet.plan
    bold = sheet.book.add_format({"bold": True, "font_size": 13, "text_wrap": True, "valign": "vcenter"})
    page.merge_range(0, 0, 0, NOTE, "", bold)
    page.write_string(0, 0, fit_cell(plan.title), bold)
    page.set_row(0, 18 * (1 + len(plan.title) // _TITLE_WIDTH))
    order = plan.order
    facts = (
        plan.organisation.short if plan.organisation else plan.roadmap.issuer,
        f"учебны{'й год' if len(plan.years) == 1 else 'е годы'} {' и '.join(plan.years)}"
        if plan.years
        else None,
        f"приказ от {numeric_date(order.date)}" if order and order.date else None,
        f"№ {order.number}" if order and order.number else None,
    )
    page.write_string(1, 0, fit_cell(", ".join(fact for fact in facts if fact)))
    head = sheet.book.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
            "bg_color": "#E3E8EE",
        }
    )
    for index, (caption, width) in enumerate(zip(CAPTIONS, _WIDTHS, strict=True)):
        page.set_column(index, index, width, None, {"hidden": index >= ID})
        page.write_string(_HEAD_ROW, index, caption, head)
    for index, column in enumerate(sheet.own, KNOWN + 1):
        page.set_column(index, index, column.width)
        page.write_string(_HEAD_ROW, index, fit_cell(column.caption), head)
    page.set_row(_HEAD_ROW, 32)
    page.freeze_panes(sheet.first_row, 2)


def _write_row(
    sheet: PlanSheet, page: Worksheet, index: int, row: PlanRow, cells: HandCells, formats: TrackerFormats
) -> None:
    own: dict[OwnColumn, CellValue] = {
        column: cells.own.get(column.name) if column.by_hand else row.cells.get(column.source)
        for column in sheet.own
    }
    page.set_row(index, _row_height(row, cells, own))
    for column, words in _texts_of(row).items():
        write_value(page, (index, column), words or None, formats)
    start, due = row.start or cells.start, row.due or cells.due
    for column, value in ((START, start), (DUE, due), (DONE, cells.done)):
        write_value(page, (index, column), value, formats, empty=formats.date)
    write_value(page, (index, STATUS), cells.status, formats, text=formats.centre)
    label = _known_state(row, cells)
    formula = _state_formula(index + 1, _undated_state(row), sheet.soon)
    page.write_formula(index, STATE, formula, formats.centre, label)
    write_value(page, (index, NOTE), cells.note, formats)
    for place, value in enumerate(own.values(), KNOWN + 1):
        write_value(page, (index, place), None if value == "" else value, formats)
    page.write_string(index, ID, row.id)
    page.write_string(index, KNOWN, write_known(known_cells(row)))
    page.write_string(index, WHO, "".join(f"|{each.id}" for each in row.answerers) + "|")


def _texts_of(row: PlanRow) -> dict[int, str]:
    """The texts of a row by their columns."""
    return {
        NUMBER: row.number,
        TITLE: row.title,
        RESPONSIBLE: ", ".join(each.name for each in row.answerers),
        DEADLINE: row.deadline,
        WAITS: row.waits_for,
        OUTPUT: row.output,
    }


def _row_height(row: PlanRow, cells: HandCells, own: Mapping[OwnColumn, CellValue]) -> float:
    note = cells.note if isinstance(cells.note, str) else ""
    texts = [(_WIDTHS[column], text) for column, text in {**_texts_of(row), NOTE: note}.items()]
    texts += [(column.width, value) for column, value in own.items() if isinstance(value, str)]
    return estimate_height(texts)


def _known_state(row: PlanRow, cells: HandCells) -> str:
    """Give the state as far as no clock decides it; whoever opens the file without reckoning sees it."""
    due = row.due or cells.due
    if cells.status == "отменено":
        return "отменено"
    if not _is_day(due):
        return UNCLEAR
    if cells.status != "выполнено":
        return _undated_state(row) if due is None else ""
    if not _is_day(cells.done):
        return UNCLEAR
    if not isinstance(due, dt.date) or not isinstance(cells.done, dt.date):
        return "выполнено"
    late = dt.date(*cells.done.timetuple()[:3]) > dt.date(*due.timetuple()[:3])
    return "выполнено позже" if late else "выполнено"


def _is_day(value: CellValue) -> bool:
    """Tell whether a cell holds a day that can be compared, or nothing."""
    return value is None or (isinstance(value, dt.date) and dt.date(*value.timetuple()[:3]) >= _EARLIEST)


def _undated_state(row: PlanRow) -> str:
    if row.waits_for:
        return "ждёт даты"
    return "постоянно" if row.standing else "без срока"


def _state_formula(number: int, undated: str, soon: int) -> str:
    """The state of a row; a due day typed in later counts like one the plan gave.

    A text is greater than any number to Excel, so what is no day is asked for before days are compared.
    """
    status, due, done = f"$I{number}", f"$F{number}", f"$J{number}"
    late = f'AND({done}<>"",{due}<>"",{done}>{due})'
    return (
        f'=IF({status}="отменено","отменено",'
        f'IF({_is_unclear(due)},"{UNCLEAR}",'
        f'IF({status}="выполнено",'
        f'IF({_is_unclear(done)},"{UNCLEAR}",IF({late},"выполнено позже","выполнено")),'
        f'IF({due}="","{undated}",'
        f'IF({due}<TODAY(),"просрочено",IF({due}-TODAY()<={soon},"скоро срок","по плану"))))))'
    )


def _is_unclear(cell: str) -> str:
    return f'AND({cell}<>"",OR(NOT(ISNUMBER({cell})),N({cell})<{_EARLIEST_NUMBER}))'


def _add_choices(sheet: PlanSheet, page: Worksheet) -> None:
    page.data_validation(
        sheet.first_row,
        STATUS,
        sheet.last_row,
        STATUS,
        {
            "validate": "list",
            "source": list(STATUSES),
            "error_title": "Статус",
            "error_message": "Выберите статус из списка.",
        },
    )
    for column in (START, DUE, DONE):
        page.data_validation(
            sheet.first_row,
            column,
            sheet.last_row,
            column,
            {
                "validate": "date",
                "criteria": ">=",
                "value": _EARLIEST,
                "error_title": "Дата",
                "error_message": "Введите дату в виде 28.05.2027.",
            },
        )


def _add_colours(sheet: PlanSheet, page: Worksheet) -> None:
    """Colour the words that already say the state; colour alone says nothing in a grey print."""
    top, bottom = sheet.first_row, sheet.last_row
    for state, style in _COLOURS.items():
        rule = {
            "type": "formula",
            "criteria": f'=$K{top + 1}="{state}"',
            "format": sheet.book.add_format(style),
        }
        if state == "отменено":
            page.conditional_format(top, 0, bottom, STATE, rule)
        else:
            page.conditional_format(top, DUE, bottom, DUE, rule)
            page.conditional_format(top, STATE, bottom, STATE, rule)


def _set_up_print(sheet: PlanSheet, page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROW)
    page.print_area(0, 0, sheet.last_row, sheet.last_column)
    page.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&CСтраница &P из &N")
