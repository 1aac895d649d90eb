"""The tracker: read back with another library, and recalculated by LibreOffice."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.documents.workbooks import fit_cell
from roadmap_engine.model import Assignee, OccurrenceDays, Plan, PlanDeadline
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.filled_tracker import STATUSES
from roadmap_engine.model.progress import Happened, State
from tests.documents.plans import sakha_like_plan
from tests.documents.small_plans import DEPUTY, HOSTILE, dated, make_measure, make_plan, waiting

FIRST_ROW = 5
OFFICE = shutil.which("soffice")


def open_book(plan: Plan) -> Any:
    """Read a plan's tracker back."""
    return openpyxl.load_workbook(io.BytesIO(render_tracker(plan)))


def plan_sheet(plan: Plan) -> Any:
    """Read back the sheet people work in."""
    return open_book(plan)["План"]


def due(year: int, key: str = "once") -> OccurrenceDays:
    """An occurrence in May of a year."""
    return OccurrenceDays(key=key, start=dt.date(year, 5, 10), due=dt.date(year, 5, 28))


class TestRows:
    """One row for every time a measure falls due."""

    def test_a_row_holds_the_measure_and_its_real_dates(self) -> None:
        sheet = plan_sheet(make_plan(make_measure(deadline=dated(due(2027)))))
        values = [
            cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
            for cell in sheet[FIRST_ROW]
        ]
        assert values[:10] == [
            "1.1", "Анализ результатов", "Тен Л. Б.", "до 28.05.2027", dt.date(2027, 5, 10),
            dt.date(2027, 5, 28), None, "Аналитическая справка", "не начато", None,
        ]  # fmt: skip
        assert sheet.cell(FIRST_ROW, 6).number_format == "dd.mm.yyyy"
        assert sheet.cell(FIRST_ROW, 10).number_format == "dd.mm.yyyy"

    def test_every_occurrence_has_a_row_and_an_id_that_stays(self) -> None:
        plan = make_plan(
            make_measure(deadline=dated(due(2026, "2026"), due(2027, "2027"))),
            make_measure("council", waiting()),
        )
        sheet = plan_sheet(plan)
        ids = [sheet.cell(row, 13).value for row in range(FIRST_ROW, sheet.max_row + 1)]
        assert ids == ["results-by-pupil#2026", "results-by-pupil#2027", "council#"]
        assert sheet.column_dimensions["M"].hidden

    def test_a_waiting_row_says_what_for_and_has_no_date(self) -> None:
        sheet = plan_sheet(make_plan(make_measure(deadline=waiting())))
        assert sheet.cell(FIRST_ROW, 6).value is None
        assert sheet.cell(FIRST_ROW, 7).value == "решение Педсовета"

    def test_a_measure_that_is_dated_and_waits_has_both_rows(self) -> None:
        deadline = with_fields(dated(due(2027)), awaiting=waiting().awaiting)
        sheet = plan_sheet(make_plan(make_measure(deadline=deadline)))
        assert [sheet.cell(row, 7).value for row in (5, 6)] == [None, "решение Педсовета"]

    def test_somebody_who_fills_two_roles_is_named_once(self) -> None:
        other = Assignee(role="organiser", title="организатор", people=DEPUTY.people)
        group = Assignee(role="teachers", title="учителя")
        sheet = plan_sheet(make_plan(make_measure(responsible=(DEPUTY, other, group))))
        assert sheet.cell(FIRST_ROW, 3).value == "Тен Л. Б., учителя"

    def test_a_plan_without_measures_is_still_a_workbook(self) -> None:
        assert open_book(make_plan()).sheetnames == ["План", "Сводка", "Как заполнять"]


class TestSheet:
    """What helps to fill it in and to print it."""

    sheet = plan_sheet(sakha_like_plan())

    def test_status_is_chosen_from_a_list_and_dates_must_be_dates(self) -> None:
        choices = {
            str(each.sqref).partition(":")[0][0]: each for each in self.sheet.data_validations.dataValidation
        }
        assert choices["I"].formula1 == f'"{",".join(STATUSES)}"'
        assert {choices[column].type for column in "EFJ"} == {"date"}

    def test_the_head_is_frozen_filtered_and_repeated_on_every_page(self) -> None:
        assert self.sheet.freeze_panes == "C5"
        assert str(self.sheet.auto_filter.ref).startswith("A4:R")
        assert self.sheet.print_title_rows == "$4:$4"

    def test_it_prints_on_a4_landscape_one_page_wide(self) -> None:
        assert (self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize) == ("landscape", 9)
        assert self.sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (self.sheet.page_setup.fitToWidth or 1, self.sheet.page_setup.fitToHeight) == (1, 0)

    def test_states_have_colours(self) -> None:
        formulas = {rule.formula[0] for found in self.sheet.conditional_formatting for rule in found.rules}
        assert '$K5="! просрочено"' in formulas

    def test_the_workbook_names_its_plan(self) -> None:
        book = open_book(sakha_like_plan())
        assert book.custom_doc_props["plan"].value == "school-12-vpr-2027"


class TestSummary:
    """«Сводка» and «Как заполнять»: a long text does not run over the next line."""

    def test_a_row_is_as_high_as_its_text(self) -> None:
        title = "руководители школьных методических объединений учителей естественно-научного цикла"
        book = open_book(make_plan(make_measure(responsible=(Assignee(role="heads", title=title), DEPUTY))))
        page = book["Сводка"]
        rows = range(1, page.max_row + 1)
        heights = {page.cell(row, 1).value: page.row_dimensions[row].height for row in rows}
        assert heights[title] > 2 * 14.5
        assert heights["Тен Л. Б."] < 2 * 14.5
        page = book["Как заполнять"]
        for row in range(3, page.max_row + 1):
            assert page.row_dimensions[row].height >= 14.5 * (len(page.cell(row, 1).value) // 100 + 1)


class TestText:
    """Data never become formulas, links or damage."""

    def test_hostile_text_is_text(self) -> None:
        plan = make_plan(make_measure(title=HOSTILE, number="=2+2", output="@SUM(A1)"), title="=1+1")
        sheet = plan_sheet(plan)
        assert sheet.cell(FIRST_ROW, 1).data_type == sheet.cell(FIRST_ROW, 2).data_type == "s"
        assert sheet.cell(FIRST_ROW, 2).value == fit_cell(HOSTILE)
        assert sheet["A1"].data_type == "s"
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert formulas == ["K5"]
        assert not sheet._hyperlinks  # noqa: SLF001 - openpyxl lists links nowhere else

    def test_a_text_beyond_excels_limit_is_cut(self) -> None:
        sheet = plan_sheet(make_plan(make_measure(title="👩" * 20_000)))
        value = sheet.cell(FIRST_ROW, 2).value
        assert isinstance(value, str)
        assert value.endswith("👩…")
        assert len(value.encode("utf-16-le")) // 2 <= 32_767

    def test_no_pupil_is_asked_for(self) -> None:
        page = open_book(make_plan())["Как заполнять"]
        assert any("учащихся" in str(cell.value) for (cell,) in page.iter_rows())


class TestBytes:
    """Equal plans give equal bytes."""

    def test_two_builds_are_equal(self) -> None:
        assert render_tracker(sakha_like_plan()) == render_tracker(sakha_like_plan())

    def test_no_time_of_building_is_in_the_file(self) -> None:
        with zipfile.ZipFile(io.BytesIO(render_tracker(sakha_like_plan()))) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert core.count("2027-05-31T00:00:00Z") == 2


def _recalculate(plan: Plan, folder: Path, *edits: tuple[str, object]) -> dict[str, list[list[str]]]:
    """Fill cells in as a person would, let LibreOffice reckon, and read every sheet as it shows it."""
    book = open_book(plan)
    for cell, value in edits:
        book["План"][cell] = value
    file = folder / "tracker.xlsx"
    book.save(file)
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [OFFICE or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", every_sheet, "--outdir", folder, file],
        check=True, capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # the names of the sheets become names of files
    )  # fmt: skip
    return {
        sheet: list(csv.reader(io.StringIO((folder / f"tracker-{sheet}.csv").read_text(encoding="utf-8"))))
        for sheet in ("План", "Сводка")
    }


def _happened(**more: Any) -> Any:
    """A measure due in May 2190, or 2001, of which the log knows something."""
    year, name = more.pop("year", 2190), more.pop("name", "one")
    return with_fields(make_measure(name, dated(due(year, "1"))), happened={"1": Happened(**more)})


class TestLog:
    """What the status log says stands in the cells, and in the baseline beside them."""

    def test_a_row_shows_state_day_note_and_document(self) -> None:
        day = dt.date(2027, 5, 20)
        measure = _happened(
            state=State.REPORTED,
            on=day,
            done_on=day,
            note="акт",
            cells={"document-number": "007", "document-date": "2027-05-19"},
            links=("https://a.example/1", "https://a.example/2"),
            extended_to=dt.date(2191, 1, 2),
        )
        sheet = plan_sheet(make_plan(measure))
        values = [sheet[f"{letter}5"].value for letter in "FIJLPQR"]
        assert [each.date() if isinstance(each, dt.datetime) else each for each in values] == [
            dt.date(2191, 1, 2), "выполнено", day, "акт", "007", dt.date(2027, 5, 19), "https://a.example/2",
        ]  # fmt: skip
        assert json.loads(sheet["O5"].value) | {"export": ""} == {
            "plan": "school-12-vpr-2027", "export": "", "status": "выполнено", "done": "2027-05-20",
            "note": "акт", "start": "2190-05-10", "due": "2191-01-02", "number": "007", "date": "2027-05-19",
            "link": "https://a.example/2",
        }  # fmt: skip

    def test_another_log_is_another_export(self) -> None:
        names = set()
        for state in (State.OPEN, State.STARTED):
            book = open_book(make_plan(_happened(state=state)))
            names.add(book.custom_doc_props["export"].value)
            assert book.custom_doc_props["years"].value == "2026/2027"
        assert len(names) == 2

    def test_nobody_chooses_what_others_say(self) -> None:
        sheet = plan_sheet(make_plan(_happened(state=State.ACCEPTED, on=dt.date(2027, 5, 20))))
        assert sheet["I5"].value == "принято"
        (choices,) = (each for each in sheet.data_validations.dataValidation if each.type == "list")
        assert "принято" not in choices.formula1


@pytest.mark.referee
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: formulas stay unchecked")
class TestReckoning:
    """The formulas, reckoned by LibreOffice; far years, so that no clock can change the answer."""

    def test_states_of_the_log(self, tmp_path: Path) -> None:
        rows = (
            (State.SUBMITTED, 2001, "◐ на проверке"),
            (State.RETURNED, 2001, "← возвращено, срок прошёл"),
            (State.RETURNED, 2190, "← возвращено"),
            (State.ACCEPTED, 2001, "✓ принято"),
            (State.NOT_APPLICABLE, 2001, "– не применимо"),
            (State.CANCELLED, 2001, "× отменено"),
            (State.CONFLICT, 2001, "≠ записи расходятся"),
            (State.NEWER, 2001, "? от более новой версии"),
            (State.STARTED, 2190, "○ в работе"),
            (State.STARTED, 2001, "! просрочено"),
        )
        measures = [
            _happened(name=f"row-{place}", year=year, state=state)
            for place, (state, year, _) in enumerate(rows)
        ]
        put_off = _happened(name="put-off", year=2001, extended_to=dt.date(2190, 1, 1))
        sheets = _recalculate(make_plan(*measures, put_off), tmp_path)
        shown = [row[10] for row in sheets["План"][4:]]
        assert shown == [*(state for _, _, state in rows), "→ перенесено"]
        counts = {row[0]: row[1] for row in sheets["Сводка"]}
        assert (counts["возвращено"], counts["принято"], counts["на проверке"]) == ("2", "1", "1")
        assert (counts["! просрочено"], counts["→ перенесено"]) == ("1", "1")

    def test_states_and_counts(self, tmp_path: Path) -> None:
        standing = PlanDeadline(text="постоянно", rule=None, standing=True)
        plan = make_plan(
            make_measure("late", dated(due(2001))),
            make_measure("coming", dated(due(2190)), responsible=(Assignee(role="head", title="директор"),)),
            make_measure("council", waiting()),
            make_measure("always", standing),
            make_measure("done", dated(due(2001))),
            make_measure("done-late", dated(due(2001))),
            make_measure("dropped", dated(due(2001))),
            make_measure("typed", waiting()),
            make_measure("pasted", dated(due(2190))),
            make_measure("number", dated(due(2190))),
            make_measure("words", waiting()),
            make_measure("begun", dated(due(2190))),
        )
        sheets = _recalculate(
            plan, tmp_path,
            ("I9", "выполнено"), ("J9", dt.date(2001, 5, 28)),
            ("I10", "выполнено"), ("J10", dt.date(2001, 5, 29)),
            ("I11", "отменено"), ("F12", dt.date(2001, 5, 28)),
            ("I13", "выполнено"), ("J13", "05.05.2027"), ("I14", "выполнено"), ("J14", 2027),
            ("F15", "до лета"), ("I16", "в работе"), ("J16", "скоро"),
        )  # fmt: skip
        assert [row[10] for row in sheets["План"][4:]] == [
            "! просрочено", "· впереди", "… ждёт", "∞ постоянно", "✓ выполнено", "✓ выполнено позже",
            "× отменено", "! просрочено", "? проверьте дату", "? проверьте дату", "? проверьте дату",
            "○ в работе",
        ]  # fmt: skip
        counts = {row[0]: row[1:6] for row in sheets["Сводка"]}
        assert counts["не начато"][0] == "6"
        assert counts["выполнено"][0] == "4"
        assert counts["! просрочено"][0] == "2"
        assert counts["? проверьте дату"][0] == "3"
        assert counts["Тен Л. Б."] == ["11", "5", "1", "4", "2"]
        assert counts["директор"] == ["1", "1", "0", "0", "0"]
