"""The tracker's sheet «План»: rows into cells, with lists to choose from and a state that knows the day."""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.documents.tracker_rows import STATUSES, TrackerRow
from roadmap_engine.model import Plan
from roadmap_engine.russian import numeric_date

__all__ = ["PLAN_SHEET", "STATES", "PlanSheet", "fit_cell", "write_plan_sheet"]

PLAN_SHEET = "План"
STATES = ("просрочено", "скоро срок", "по плану", "ждёт даты", "постоянно", "без срока", "выполнено позже")

# Excel's own limit; it counts UTF-16 units and calls a file with a longer cell damaged.
_CELL_LIMIT = 32_767
_HEAD_ROW = 3
_DATE = "dd.mm.yyyy"
_EARLIEST = dt.date(2000, 1, 1)
_DEFAULT_SOON = 3

_COLUMNS: tuple[tuple[str, float], ...] = (
    ("№", 7),
    ("Мероприятие", 42),
    ("Ответственные", 26),
    ("Срок по плану", 22),
    ("Начало", 11),
    ("Срок", 11),
    ("Чего ждёт", 18),
    ("Документ", 24),
    ("Статус", 12),
    ("Выполнено", 11),
    ("Состояние", 15),
    ("Примечание", 20),
    ("id (не менять)", 10),
    ("кто (не менять)", 10),
)
NUMBER, TITLE, RESPONSIBLE, DEADLINE, START, DUE, WAITS, OUTPUT = range(8)
STATUS, DONE, STATE, NOTE, ID, WHO = range(8, 14)

# Points; Excel refuses a row above 409.
_LINE_HEIGHT = 14.5
_TALLEST_ROW = 409.0
_TITLE_WIDTH = 150

_COLOURS = {
    "просрочено": {"bg_color": "#FFC7CE", "font_color": "#8A0010", "bold": True},
    "скоро срок": {"bg_color": "#FFEB9C", "font_color": "#6B4400"},
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

    @property
    def first_row(self) -> int:
        """Index of the first data row, from 0."""
        return _HEAD_ROW + 1

    @property
    def last_row(self) -> int:
        """Index of the last data row; of the first where there are no data."""
        return self.first_row + max(self.length, 1) - 1

    @property
    def soon(self) -> int:
        """How many days before its due day a row is due soon: the organisation's earliest reminder."""
        days = self.plan.organisation.remind_days if self.plan.organisation else ()
        return max(days, default=_DEFAULT_SOON)

    def column(self, index: int) -> str:
        """The data of a column, as a reference from another sheet."""
        letter = chr(ord("A") + index)
        return f"'{PLAN_SHEET}'!${letter}${self.first_row + 1}:${letter}${self.last_row + 1}"


def fit_cell(text: str) -> str:
    """Give a text as a cell can hold it.

    >>> len(fit_cell("я" * 40_000))
    32767
    """
    clean = clean_text(text)
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * _CELL_LIMIT:
        return clean
    return units[: 2 * (_CELL_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def write_plan_sheet(sheet: PlanSheet, rows: tuple[TrackerRow, ...]) -> None:
    """Write the sheet people work in."""
    page = sheet.book.add_worksheet(PLAN_SHEET)
    _write_head(sheet, page)
    formats = {
        "text": sheet.book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
        "date": sheet.book.add_format({"num_format": _DATE, "valign": "top", "align": "center", "border": 1}),
        "centre": sheet.book.add_format({"text_wrap": True, "valign": "top", "align": "center", "border": 1}),
    }
    for offset, row in enumerate(rows):
        _write_row(sheet, page, sheet.first_row + offset, row, formats)
    # «1.1» is a number of a table, not one to reckon with.
    page.ignore_errors({"number_stored_as_text": f"A1:A{sheet.last_row + 1}"})
    page.autofilter(_HEAD_ROW, 0, sheet.last_row, NOTE)
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
        f"учебный год {plan.academic_year}" if plan.academic_year else None,
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
    for index, (caption, width) in enumerate(_COLUMNS):
        page.set_column(index, index, width, None, {"hidden": index >= ID})
        page.write_string(_HEAD_ROW, index, caption, head)
    page.set_row(_HEAD_ROW, 32)
    page.freeze_panes(sheet.first_row, 2)


def _write_row(
    sheet: PlanSheet, page: Worksheet, index: int, row: TrackerRow, formats: dict[str, Any]
) -> None:
    number = index + 1
    page.set_row(index, _row_height(row))
    text, date, centre = formats["text"], formats["date"], formats["centre"]
    for column, words in _texts_of(row).items():
        if words:
            page.write_string(index, column, fit_cell(words), text)
        else:
            page.write_blank(index, column, None, text)
    for column, day in ((START, row.start), (DUE, row.due), (DONE, row.done)):
        if day is None:
            page.write_blank(index, column, None, date)
        else:
            page.write_datetime(index, column, day, date)
    page.write_string(index, STATUS, row.status, centre)
    label = _undated_state(row)
    # Whoever opens the file without recalculating sees a state only where no day decides it.
    shown = _settled_state(row) or (label if row.due is None else "")
    page.write_formula(index, STATE, _state_formula(number, label, sheet.soon), centre, shown)
    page.write_string(index, ID, row.id)
    page.write_string(index, WHO, "".join(f"|{each.id}" for each in row.answerers) + "|")


def _texts_of(row: TrackerRow) -> dict[int, str]:
    """The texts of a row by their columns."""
    return {
        NUMBER: row.number,
        TITLE: row.title,
        RESPONSIBLE: ", ".join(each.name for each in row.answerers),
        DEADLINE: row.deadline,
        WAITS: row.waits_for,
        OUTPUT: row.output,
        NOTE: row.note,
    }


def _row_height(row: TrackerRow) -> float:
    """Estimate the height a row needs: not every program fits rows to wrapped text by itself."""
    lines = (
        sum(
            len(textwrap.wrap(line, int(_COLUMNS[column][1]) - 1)) or 1
            for line in clean_text(text).split("\n")
        )
        for column, text in _texts_of(row).items()
    )
    return min(max(lines) * _LINE_HEIGHT + 3, _TALLEST_ROW)


def _settled_state(row: TrackerRow) -> str | None:
    """Give the state that follows from what is filled in beforehand."""
    if row.status == "отменено":
        return "отменено"
    if row.status == "выполнено":
        late = row.done is not None and row.due is not None and row.done > row.due
        return "выполнено позже" if late else "выполнено"
    return None


def _undated_state(row: TrackerRow) -> str:
    if row.waits_for:
        return "ждёт даты"
    return "постоянно" if row.standing else "без срока"


def _state_formula(number: int, undated: str, soon: int) -> str:
    """The state of a row; a due day typed in later counts like one the plan gave."""
    status, due, done = f"$I{number}", f"$F{number}", f"$J{number}"
    late = f'AND({done}<>"",{due}<>"",{done}>{due})'
    return (
        f'=IF({status}="отменено","отменено",'
        f'IF({status}="выполнено",IF({late},"выполнено позже","выполнено"),'
        f'IF({due}="","{undated}",'
        f'IF({due}<TODAY(),"просрочено",IF({due}-TODAY()<={soon},"скоро срок","по плану")))))'
    )


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
    page.print_area(0, 0, sheet.last_row, NOTE)
    page.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&CСтраница &P из &N")
