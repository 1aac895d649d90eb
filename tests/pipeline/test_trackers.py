"""What people wrote into a tracker is in the next one, whatever they did to the workbook and to the plan."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.table import Table

from roadmap_engine.documents.papers import tracker_xlsx
from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.model import OccurrenceDays, Plan, plan_rows
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.filled_tracker import CellValue, Filled, HandCells, StrayRow, Why
from roadmap_engine.model.progress import Happened, State
from roadmap_engine.model.tracker_cells import mark_cell
from roadmap_engine.pipeline import trackers
from roadmap_engine.pipeline.trackers import carry_over, renew_tracker
from tests.documents.small_plans import dated, make_measure, make_plan, waiting
from tests.pipeline.filled import FIRST_ROW, cells_by_id, edit, fill, render


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """Give a day as openpyxl reads it."""
    return dt.datetime.combine(dt.date(year, month, day), dt.time())


DONE = ("выполнено", midnight(2027, 5, 20), "акт № 4")
GONE = "Снято с плана"


def monthly(*months: int) -> Any:
    """A deadline in several months of 2027."""
    return dated(
        *(
            OccurrenceDays(key=f"2027-{month:02}", start=None, due=dt.date(2027, month, 25))
            for month in months
        )
    )


PLAN = make_plan(
    make_measure("first", title="Первое"),
    make_measure("monthly", monthly(1, 2, 3), title="Каждый месяц"),
    make_measure("council", waiting(), title="Ждёт решения"),
)
"""Three measures, five rows."""

STARTED = with_fields(
    PLAN,
    stages=(
        with_fields(
            PLAN.stages[0],
            measures=(
                with_fields(PLAN.measures()[0], happened={"once": Happened(state=State.STARTED)}),
                *PLAN.measures()[1:],
            ),
        ),
    ),
)
"""The same plan, of which the log knows that the first measure was begun."""

FILLED = fill(
    render(PLAN),
    {
        "first#once": dict(zip("IJL", DONE, strict=True)),
        "monthly#2027-02": {"I": "в работе", "L": 'кабинет 12, "малый зал"'},
        "council#": {"I": "в работе", "F": dt.date(2027, 6, 15), "L": "ждём до\nпятницы"},
    },
)


def renew(plan: Plan, data: bytes) -> tuple[bytes, list[str]]:
    """Carry a tracker over; gives the new one and the codes of what is told beside what is unrecorded."""
    content, problems = renew_tracker(plan, data, "tracker.xlsx")
    assert content is not None
    return content, [problem.code for problem in problems if problem.code != "RM575"]


def gone_rows(data: bytes) -> list[tuple[Any, ...]]:
    """Read the sheet of what is no longer in the plan: title, status, day, note, why."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    if GONE not in book.sheetnames:
        return []
    rows = list(book[GONE].iter_rows(min_row=4, values_only=True))
    return [(row[1], row[5], row[6], row[7], row[8]) for row in rows]


class TestTheSamePlan:
    """Nothing but what people wrote is taken along."""

    def test_every_value_is_in_its_row_as_what_it_was(self) -> None:
        data, told = renew(PLAN, FILLED)
        assert told == []
        assert cells_by_id(data) == cells_by_id(FILLED)
        assert cells_by_id(data)["first#once"] == DONE
        assert cells_by_id(data, columns="F")["council#"] == (midnight(2027, 6, 15),)

    def test_a_tracker_nobody_wrote_in_is_the_first_one(self) -> None:
        assert renew(PLAN, render(PLAN)) == (render(PLAN), [])
        assert renew(PLAN, edit(render(PLAN), lambda _book: None)) == (render(PLAN), [])

    def test_carried_twice_is_carried_once(self) -> None:
        once = renew(PLAN, FILLED)[0]
        assert renew(PLAN, once) == (once, [])

    def test_equal_trackers_give_equal_bytes(self) -> None:
        assert renew(PLAN, FILLED) == renew(PLAN, FILLED)


class TestAChangedPlan:
    """«the three human columns carried over by the hidden id, values whose row is gone on a sheet»."""

    def test_a_moved_day_a_new_number_and_title_lose_nothing(self) -> None:
        moved = dated(OccurrenceDays(key="once", start=None, due=dt.date(2027, 6, 1)))
        plan = make_plan(make_measure("new"), make_measure("first", moved, number="1.2.", title="Иначе"))
        data, told = renew(plan, FILLED)
        assert cells_by_id(data) == {"new#once": ("не начато", None, None), "first#once": DONE}
        assert cells_by_id(data, columns="F")["first#once"] == (midnight(2027, 6, 1),)
        assert told == ["RM732"]
        assert gone_rows(data) == [
            ("Каждый месяц", "в работе", None, 'кабинет 12, "малый зал"', Why.GONE.value),
            ("Ждёт решения", "в работе", None, "ждём до\nпятницы", Why.GONE.value),
        ]

    def test_rows_that_come_back_get_their_values_back(self) -> None:
        without = renew(make_plan(make_measure("first")), FILLED)[0]
        data, told = renew(PLAN, without)
        assert (cells_by_id(data), told) == (cells_by_id(FILLED), [])
        assert gone_rows(data) == []

    def test_what_was_put_aside_stays_there_from_one_tracker_to_the_next(self) -> None:
        plan = make_plan(make_measure("first"))
        once = renew(plan, FILLED)[0]
        later = make_plan(make_measure("first", number="7."))
        again, told = renew(later, once)
        assert (gone_rows(again), told) == (gone_rows(once), [])

    def test_a_row_that_waited_keeps_its_values_when_its_day_is_known(self) -> None:
        known = dated(OccurrenceDays(key="1", start=None, due=dt.date(2027, 6, 20)))
        plan = make_plan(make_measure("council", known, title="Ждёт решения"))
        data, _ = renew(plan, FILLED)
        assert cells_by_id(data, columns="FIL") == {
            "council#1": (midnight(2027, 6, 20), "в работе", "ждём до\nпятницы")
        }

    def test_a_renamed_measure_keeps_its_values(self) -> None:
        plan = make_plan(with_fields(make_measure("second"), was=("first",)))
        assert cells_by_id(renew(plan, FILLED)[0]) == {"second#once": DONE}

    def test_one_month_is_not_taken_for_another(self) -> None:
        plan = make_plan(make_measure("monthly", monthly(1, 3, 4), title="Каждый месяц"))
        data, told = renew(plan, FILLED)
        assert {cells[0] for cells in cells_by_id(data).values()} == {"не начато"}
        assert [row[0] for row in gone_rows(data)] == ["Первое", "Каждый месяц", "Ждёт решения"]
        assert told == ["RM732"]

    def test_the_summary_counts_what_was_carried_over(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(renew(PLAN, FILLED)[0]), data_only=True)
        counts = {row[0]: row[1] for row in book["Сводка"].iter_rows(values_only=True)}
        assert (counts["не начато"], counts["в работе"], counts["выполнено"]) == (2, 2, 1)


def _sheet(change: Callable[[Any], None]) -> Callable[[Any], None]:
    return lambda book: change(book["План"])


def _sort(sheet: Any) -> None:
    rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    for place, cells in enumerate(reversed(rows), FIRST_ROW):
        for column, (value, form) in enumerate(cells, 1):
            sheet.cell(place, column).value = value
            sheet.cell(place, column).number_format = form


def _filter_and_hide(sheet: Any) -> None:
    sheet.auto_filter.add_filter_column(8, ["выполнено"])
    for row in range(FIRST_ROW + 1, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["L"].hidden = True


def _rename_caption(sheet: Any) -> None:
    sheet["L4"] = "Что сделано, где лежит"


def _make_table(sheet: Any) -> None:
    sheet.auto_filter.ref = None
    sheet.add_table(Table(displayName="План", ref=f"A4:O{sheet.max_row}"))


def _remove_other_sheets(book: Any) -> None:
    for name in ("Сводка", "Как заполнять"):
        book.remove(book[name])


HANDLING: Mapping[str, Callable[[Any], None]] = {
    "sorted": _sheet(_sort),
    "filtered and hidden": _sheet(_filter_and_hide),
    "rows inserted above": _sheet(lambda sheet: sheet.insert_rows(1, 3)),
    "empty rows between": _sheet(lambda sheet: sheet.insert_rows(7, 2)),
    "a column inserted": _sheet(lambda sheet: sheet.insert_cols(3, 1)),
    "a column removed": _sheet(lambda sheet: sheet.delete_cols(8, 1)),
    "sheet renamed": lambda book: setattr(book["План"], "title", "Работа 2027"),
    "sheets moved": lambda book: book.move_sheet("План", 2),
    "other sheets removed": _remove_other_sheets,
    "a caption rewritten": _sheet(_rename_caption),
    "the state column removed": _sheet(lambda sheet: sheet.delete_cols(11, 1)),
    "made a table": _sheet(_make_table),
    "ids removed": _sheet(lambda sheet: sheet.delete_cols(13, 3)),
    "the property removed": lambda book: book.custom_doc_props.props.clear(),
    "protected": _sheet(lambda sheet: sheet.protection.enable()),
}


class TestHandling:
    """«People sort, filter, hide, insert rows, rename the sheet …: nothing of it may be lost»."""

    @pytest.mark.parametrize("how", HANDLING)
    def test_nothing_is_lost(self, how: str) -> None:
        data, told = renew(PLAN, edit(FILLED, HANDLING[how]))
        assert cells_by_id(data) == cells_by_id(FILLED)
        assert cells_by_id(data, columns="F")["council#"] == (midnight(2027, 6, 15),)
        assert gone_rows(data) == []
        assert told == []

    def test_without_ids_words_that_fit_two_rows_are_put_aside(self) -> None:
        twins = make_plan(make_measure("one"), make_measure("two"))
        data = fill(render(twins), {"two#once": {"I": "выполнено"}})
        renewed, told = renew(twins, edit(data, HANDLING["ids removed"]))
        assert gone_rows(renewed) == [("Анализ результатов", "выполнено", None, None, Why.UNKNOWN.value)]
        assert told == ["RM732"]

    def test_an_own_row_stays(self) -> None:
        def add(sheet: Any) -> None:
            sheet.insert_rows(6)
            sheet["B6"], sheet["I6"], sheet["L6"] = "Наше собрание", "выполнено", "протокол 3"

        for added in (_sheet(add), _sheet(lambda sheet: sheet.append([None, "Наше собрание"]))):
            data, told = renew(PLAN, edit(FILLED, added))
            assert cells_by_id(data) == cells_by_id(FILLED)
            assert [(row[0], row[4]) for row in gone_rows(data)] == [("Наше собрание", Why.OWN.value)]
            assert told == ["RM732"]

    def test_a_row_copied_and_filled_otherwise_stays_too(self) -> None:
        def copy(sheet: Any) -> None:
            for column in range(1, 16):
                sheet.cell(FIRST_ROW + 5, column).value = sheet.cell(FIRST_ROW, column).value
            sheet.cell(FIRST_ROW + 5, 12).value = "другое"

        data, _ = renew(PLAN, edit(FILLED, _sheet(copy)))
        assert cells_by_id(data)["first#once"] == DONE
        assert [row[3:] for row in gone_rows(data)] == [("другое", Why.TWICE.value)]

    def test_own_columns_stand_beside_their_rows_and_own_sheets_behind(self) -> None:
        def add(book: Any) -> None:
            sheet = book["План"]
            sheet["S4"], sheet["S5"], sheet["U6"], sheet["U8"] = "Кабинет", 12, "?", dt.date(2027, 1, 2)
            _sort(sheet)
            notes = book.create_sheet("Мои заметки")
            notes["A1"], notes["C3"], notes["A4"] = "x", 3.5, "=A1"
            book.create_sheet("Пустой")

        plan = make_plan(*(each for each in PLAN.measures() if each.id != "council"), make_measure("new"))
        data, told = renew(plan, edit(FILLED, add))
        assert told == ["RM732"]
        assert cells_by_id(data, columns="ST") == {
            "first#once": (12, None),
            "monthly#2027-01": (None, "?"),
            "monthly#2027-02": (None, None),
            "monthly#2027-03": (None, midnight(2027, 1, 2)),
            "new#once": (None, None),
        }
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book["План"]["S4"].value == "Кабинет"
        assert [[cell.value for cell in row] for row in book["Мои заметки"].iter_rows()] == [
            ["x", None, None], [None, None, None], [None, None, 3.5], ["=A1", None, None],
        ]  # fmt: skip
        assert book["Мои заметки"]["A4"].data_type == "s"
        assert "Пустой" not in book.sheetnames
        assert renew(plan, data) == (data, [])

    def test_an_own_column_of_a_row_that_is_gone_is_put_aside_with_it(self) -> None:
        def add(sheet: Any) -> None:
            sheet["S4"], sheet["S6"] = "Кабинет", "актовый зал"

        without, told = renew(make_plan(make_measure("first")), edit(render(PLAN), _sheet(add)))
        assert told == ["RM732"]
        gone = openpyxl.load_workbook(io.BytesIO(without))[GONE]
        assert [(row[1], row[13]) for row in gone.iter_rows(min_row=3, values_only=True)] == [
            ("Мероприятие", "Кабинет"),
            ("Каждый месяц", "актовый зал"),
        ]
        back, _ = renew(PLAN, without)
        assert cells_by_id(back, columns="S")["monthly#2027-01"] == ("актовый зал",)
        assert gone_rows(back) == []

    def test_what_stands_above_the_table_is_told(self) -> None:
        def add(sheet: Any) -> None:
            sheet["N1"], sheet["A3"] = "наша пометка", "ещё одна"

        _, problems = renew_tracker(PLAN, edit(render(PLAN), _sheet(add)), "tracker.xlsx")
        assert [(each.code, each.words["names"]) for each in problems] == [("RM733", "«A3», «N1»")]

    def test_what_is_not_recorded_yet_is_told(self) -> None:
        """Again in every tracker that follows, for it is in none of the logs."""
        once, problems = renew_tracker(PLAN, FILLED, "tracker.xlsx")
        assert once is not None
        assert [(each.code, each.words["count"]) for each in problems] == [("RM575", "3")]
        assert renew_tracker(PLAN, once, "tracker.xlsx") == (once, problems)

    def test_a_cleared_status_is_a_persons_word(self) -> None:
        """Where something was begun; a row that is not begun says no more without its status."""
        data = fill(render(PLAN), {"first#once": {"I": None}})
        assert renew_tracker(PLAN, data, "tracker.xlsx") == (render(PLAN), ())
        begun = fill(render(STARTED), {"first#once": {"I": None}})
        content, problems = renew_tracker(STARTED, begun, "tracker.xlsx")
        assert content is not None
        assert cells_by_id(content)["first#once"] == (None, None, None)
        assert [each.code for each in problems] == ["RM575"]


class TestStrangers:
    """A tracker may come from anybody: it is data, and what cannot be read is not touched."""

    def test_a_formula_is_carried_over_as_a_text(self) -> None:
        """The library keeps no value of a formula; nobody has reckoned it."""
        data, _ = renew(PLAN, fill(render(PLAN), {"first#once": {"L": "=1+1", "J": "=cmd|' /C calc'!A0"}}))
        sheet = openpyxl.load_workbook(io.BytesIO(data))["План"]
        assert [(sheet[f"{column}5"].value, sheet[f"{column}5"].data_type) for column in "LJ"] == [
            ("=1+1", "s"),
            ("=cmd|' /C calc'!A0", "s"),
        ]

    def test_a_reckoned_formula_is_the_value_it_had(self) -> None:
        data = fill(render(PLAN), {"first#once": {"L": "=1+1"}})
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = parts[sheet].replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        parts[sheet] = parts[sheet].replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        assert cells_by_id(renew(PLAN, stream.getvalue())[0])["first#once"][2] == 2

    @pytest.mark.parametrize(
        "value", ["#REF!", "  с пробелами ", 12, 3.5, True, dt.time(9, 30), "я" * 32_000]
    )
    def test_a_value_stays_what_it_is(self, value: Any) -> None:
        data = fill(render(PLAN), {"first#once": {"L": value}})
        assert cells_by_id(renew(PLAN, data)[0])["first#once"][2] == value

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"PK\x03\x04 damaged",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 under a password",
            edit(FILLED, lambda book: book.remove(book["План"])),
            edit(FILLED, _sheet(lambda sheet: sheet.delete_rows(4))),
            FILLED[: len(FILLED) // 2],
        ],
        ids=["empty", "damaged", "password", "no sheet", "no captions", "cut"],
    )
    def test_what_cannot_be_read_is_not_read(self, data: bytes) -> None:
        assert renew_tracker(PLAN, data, "tracker.xlsx") == (None, ())

    def test_the_tracker_of_another_plan_is_not_this_ones(self) -> None:
        assert renew_tracker(with_fields(PLAN, plan="another"), FILLED, "tracker.xlsx") == (None, ())

    @pytest.mark.parametrize(
        ("part", "mark", "more"),
        [
            ("xl/sharedStrings.xml", b"</sst>", b"<si><t>a</t></si>" * 60_000),
            ("xl/workbook.xml", b"</sheets>", b'<sheet name="a" sheetId="9" r:id="rId1"/>' * 60),
            ("xl/worksheets/sheet1.xml", b"</sheetData>", b'<row r="99"><c r="A99"/></row>' * 60_000),
            ("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0" fontId="0"/>' * 250_000),
        ],
        ids=["texts", "sheets", "cells", "styles"],
    )
    def test_what_is_out_of_proportion_is_not_read(self, part: str, mark: bytes, more: bytes) -> None:
        """A few kilobytes that would be read for minutes."""
        with zipfile.ZipFile(io.BytesIO(render(PLAN))) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts[part] = parts[part].replace(mark, more + mark)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        assert len(stream.getvalue()) < 100_000
        assert read_tracker(stream.getvalue()) is None

    def test_a_cell_far_away_costs_nothing_and_is_told(self) -> None:
        data = edit(FILLED, _sheet(lambda sheet: sheet.cell(1_048_576, 16_384, "x")))
        content, problems = renew_tracker(PLAN, data, "tracker.xlsx")
        assert content is not None
        assert cells_by_id(content) == cells_by_id(FILLED)
        assert [dict(each.arguments)["names"] for each in problems if each.code == "RM733"] == [
            "«XFD1048576»"
        ]


class TestSettled:
    """What the plan itself knows of a row is told from what people wrote, and neither is lost."""

    @staticmethod
    def _renew(data: bytes, monkeypatch: pytest.MonkeyPatch, **known: Any) -> bytes:
        """Renew a tracker of a plan that knows something of its first row."""
        rows = tuple(
            replace(row, **known) if row.id == "first#once" else row for row in plan_rows.list_rows(PLAN)
        )
        for module in (tracker_xlsx, trackers):
            monkeypatch.setattr(module, "list_rows", lambda _plan: rows)
        return renew(PLAN, data)[0]

    def test_what_the_plan_learns_is_filled_in_and_taken_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        done = self._renew(
            render(PLAN), monkeypatch, status="выполнено", done=dt.date(2027, 5, 20), note="протокол 2"
        )
        assert cells_by_id(done)["first#once"] == ("выполнено", midnight(2027, 5, 20), "протокол 2")
        cancelled = self._renew(done, monkeypatch, status="отменено")
        assert cells_by_id(cancelled)["first#once"] == ("отменено", None, None)
        assert cells_by_id(self._renew(cancelled, monkeypatch))["first#once"] == ("не начато", None, None)

    def test_where_both_have_a_word_a_persons_stands_until_it_is_decided(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        renewed = self._renew(FILLED, monkeypatch, status="отменено")
        assert cells_by_id(renewed)["first#once"] == DONE
        again = self._renew(renewed, monkeypatch, status="отменено")
        assert again == renewed
        agreed = self._renew(renewed, monkeypatch, status="выполнено", done=dt.date(2027, 5, 20))
        assert cells_by_id(agreed)["first#once"] == DONE
        read = read_tracker(agreed)
        assert read is not None
        assert {row.id: row.changed() for row in read.rows}["first#once"] == ("note",)

    def test_a_persons_later_word_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settled = self._renew(render(PLAN), monkeypatch, status="выполнено")
        data = fill(settled, {"first#once": {"I": "в работе", "L": "переделываем"}})
        renewed = self._renew(data, monkeypatch, status="выполнено")
        assert cells_by_id(renewed)["first#once"] == ("в работе", None, "переделываем")
        assert gone_rows(renewed) == []


VALUES: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40).filter(
        lambda text: "_x" not in text
    ),
    st.sampled_from(
        ["в работе", "выполнено", "отменено", "=1+1", "@SUM(A1)", "-2", "+7 900", "12.05.2027", " "]
    ),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.dates(dt.date(1901, 1, 1), dt.date(9999, 12, 31)),
    st.datetimes(midnight(1970, 1, 1), midnight(2100, 1, 1)).map(
        lambda found: found.replace(microsecond=0, second=7)
    ),
)
CELLS = st.builds(HandCells, status=VALUES, done=VALUES, note=VALUES)
IDS = ("first#once", "monthly#2027-01", "monthly#2027-02", "monthly#2027-03", "council#")


def _same(one: HandCells, other: HandCells) -> bool:
    """Tell whether cells are equal and of one kind: Python takes «True» for 1."""
    return [(type(each), each) for each in _values(one)] == [(type(each), each) for each in _values(other)]


def _values(cells: HandCells) -> tuple[CellValue, ...]:
    """Give what the cells say; a blank says nothing, and a row without a status is not begun."""
    status, done, note = (
        value if mark_cell(value) else None for value in (cells.status, cells.done, cells.note)
    )
    return (status or HandCells().status, done, note)


def _says_something(cells: HandCells) -> bool:
    return not _same(cells, HandCells())


class TestLaw:
    """What is written is read back; carried over into any plan, every value is in its row or put aside."""

    @settings(max_examples=25, deadline=None)
    @given(st.dictionaries(st.sampled_from(IDS), CELLS), st.lists(CELLS, max_size=2))
    def test_what_is_written_is_read_back(self, rows: dict[str, HandCells], stray: list[HandCells]) -> None:
        rows = {name: cells for name, cells in rows.items() if _says_something(cells)}
        strays = tuple(
            StrayRow(f"gone#{place}", "9", "Снято", "до мая", cells, Why.GONE)
            for place, cells in enumerate(stray)
            if _says_something(cells)
        )
        read = read_tracker(render_tracker(PLAN, Filled(rows, stray=strays)))
        assert read is not None
        carried = carry_over(PLAN, read)
        assert carried.rows.keys() == rows.keys()
        assert all(_same(carried.rows[name], rows[name]) for name in rows)
        assert len(carried.stray) == len(strays)
        assert all(_same(one.cells, other.cells) for one, other in zip(carried.stray, strays, strict=True))

    @settings(max_examples=25, deadline=None)
    @given(
        st.dictionaries(st.sampled_from(IDS), CELLS),
        st.lists(st.sampled_from(["first", "monthly", "council", "new"]), unique=True),
        st.sampled_from(sorted(HANDLING)),
    )
    def test_no_value_is_dropped(self, rows: dict[str, HandCells], measures: list[str], how: str) -> None:
        rows = {name: cells for name, cells in rows.items() if _says_something(cells)}
        by_id = {measure.id: measure for measure in (*PLAN.measures(), make_measure("new"))}
        plan = make_plan(*(by_id[name] for name in measures))
        read = read_tracker(edit(render_tracker(PLAN, Filled(rows)), HANDLING[how]))
        assert read is not None
        carried = carry_over(plan, read)
        kept = [*carried.rows.values(), *(row.cells for row in carried.stray)]
        assert len(kept) == len(rows)
        for cells in rows.values():
            assert any(_same(cells, each) for each in kept)
        for name, cells in carried.rows.items():
            assert _same(cells, rows[name])
