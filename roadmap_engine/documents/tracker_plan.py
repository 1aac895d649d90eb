"""The tracker's sheet «План»: rows into cells, with lists to choose from and a state that knows the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_engine.documents.prepared_books import Book, Page
from roadmap_engine.documents.tracker_own import OwnColumn
from roadmap_engine.documents.tracker_states import COLOURS, EARLIEST, known_state, state_formula
from roadmap_engine.documents.tracker_values import TrackerFormats, estimate_height, write_value
from roadmap_engine.documents.workbooks import fit_cell
from roadmap_engine.model import Plan
from roadmap_engine.model.filled_tracker import CAPTIONS, PLAN_SHEET, STATUSES, CellValue, Filled, HandCells
from roadmap_engine.model.plan_rows import PlanRow, known_cells
from roadmap_engine.russian import numeric_date

__all__ = ["PlanSheet", "write_plan_sheet"]

_HEAD_ROW = 3
_DEFAULT_SOON = 3

_WIDTHS = (7, 42, 26, 22, 11, 11, 18, 24, 13, 11, 18, 20, 10, 10, 10, 12, 11, 20)
_EXTRA_WIDTH = 16
NUMBER, TITLE, RESPONSIBLE, DEADLINE, START, DUE, WAITS, OUTPUT = range(8)
STATUS, DONE, STATE, NOTE, ID, WHO, KNOWN, DOC_NUMBER, DOC_DATE, LINK = range(8, 18)

_TITLE_WIDTH = 150


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """Where the sheet's data stand, for those who write it and those who count in it."""

    book: Book
    plan: Plan
    length: int
    own: tuple[OwnColumn, ...] = ()
    extra: tuple[str, ...] = ()

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
        return LINK + len(self.own)

    @property
    def first_extra(self) -> int:
        """Index of the first column that people added."""
        return LINK + 1 + len(self.own)

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
    sheet: PlanSheet,
    rows: tuple[PlanRow, ...],
    filled: Filled,
    bases: Mapping[str, str],
    formats: TrackerFormats,
) -> None:
    """Write the sheet people work in.

    Args:
        sheet: where it stands.
        rows: of the plan.
        filled: what people have written already.
        bases: what is to stand hidden in each row, by its id.
        formats: of the book.
    """
    page = sheet.book.add_worksheet(PLAN_SHEET)
    _write_head(sheet, page)
    for offset, row in enumerate(rows):
        index, cells = sheet.first_row + offset, filled.rows.get(row.id) or known_cells(row)
        _write_row(sheet, page, index, row, cells, formats)
        page.write_string(index, KNOWN, bases[row.id])
        for place, value in filled.extra.get(row.id, {}).items():
            write_value(page, (index, sheet.first_extra + place), value, formats)
    # «1.1» is a number of a table, not one to reckon with.
    page.ignore_errors({"number_stored_as_text": f"A1:A{sheet.last_row + 1}"})
    page.autofilter(_HEAD_ROW, 0, sheet.last_row, sheet.last_column)
    _add_choices(sheet, page)
    _add_colours(sheet, page)
    _set_up_print(sheet, page)


def _write_head(sheet: PlanSheet, page: Page) -> None:
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
        page.set_column(index, index, width, None, {"hidden": index in (ID, WHO, KNOWN)})
        page.write_string(_HEAD_ROW, index, caption, head)
    for index, column in enumerate(sheet.own, LINK + 1):
        page.set_column(index, index, column.width)
        page.write_string(_HEAD_ROW, index, fit_cell(column.caption), head)
    for index, caption in enumerate(sheet.extra, sheet.first_extra):
        page.set_column(index, index, _EXTRA_WIDTH)
        page.write_string(_HEAD_ROW, index, fit_cell(caption))
    page.set_row(_HEAD_ROW, 32)
    page.freeze_panes(sheet.first_row, 2)


def _write_row(
    sheet: PlanSheet, page: Page, index: int, row: PlanRow, cells: HandCells, formats: TrackerFormats
) -> None:
    own: dict[OwnColumn, CellValue] = {
        column: cells.own.get(column.name) if column.by_hand else row.cells.get(column.source)
        for column in sheet.own
    }
    page.set_row(index, _row_height(row, cells, own))
    for column, words in _texts_of(row).items():
        write_value(page, (index, column), words or None, formats)
    for column, value in ((START, cells.start), (DUE, cells.due), (DONE, cells.done), (DOC_DATE, cells.date)):
        write_value(page, (index, column), value, formats, empty=formats.date)
    write_value(page, (index, STATUS), cells.status, formats, text=formats.centre)
    formula = state_formula(index + 1, row, sheet.soon)
    page.write_formula(index, STATE, formula, formats.centre, known_state(row, cells))
    for column, value in ((NOTE, cells.note), (DOC_NUMBER, cells.number), (LINK, cells.link)):
        write_value(page, (index, column), value, formats)
    for place, value in enumerate(own.values(), LINK + 1):
        write_value(page, (index, place), None if value == "" else value, formats)
    page.write_string(index, ID, row.id)
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


def _add_choices(sheet: PlanSheet, page: Page) -> None:
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
    for column in (START, DUE, DONE, DOC_DATE):
        page.data_validation(
            sheet.first_row,
            column,
            sheet.last_row,
            column,
            {
                "validate": "date",
                "criteria": ">=",
                "value": EARLIEST,
                "error_title": "Дата",
                "error_message": "Введите дату в виде 28.05.2027.",
            },
        )


def _add_colours(sheet: PlanSheet, page: Page) -> None:
    """Colour the words that already say the state; colour alone says nothing in a grey print."""
    top, bottom = sheet.first_row, sheet.last_row
    for state, style in COLOURS.items():
        rule = {
            "type": "formula",
            "criteria": f'=$K{top + 1}="{state}"',
            "format": sheet.book.add_format(dict(style)),
        }
        if style.get("font_strikeout"):
            page.conditional_format(top, 0, bottom, STATE, rule)
        else:
            page.conditional_format(top, DUE, bottom, DUE, rule)
            page.conditional_format(top, STATE, bottom, STATE, rule)


def _set_up_print(sheet: PlanSheet, page: Page) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROW)
    page.print_area(0, 0, sheet.last_row, sheet.last_column)
    page.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&CСтраница &P из &N")
