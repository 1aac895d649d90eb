"""A roadmap's own columns go through all of it: layers, locks, merging, comparing, every paper, and back.

«columns: [number, title, {field: done-mark, caption: Отметка о выполнении, kind: blank|text|money|…}], values
under `cells:` of a measure; an undeclared key stays an error, built-in names are reserved.»
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import roadmap_engine
from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY
from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.model import ColumnKind
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.definitions import CELL_KINDS
from roadmap_engine.model.fields import FieldKind
from roadmap_engine.pipeline.trackers import renew_tracker
from tests.planning.merging.sides import Merged, merge_texts
from tests.reading_papers import document_lines

TODAY = dt.date(2026, 9, 1)
COLUMNS = """\
columns:
  - number
  - title
  - deadline
  - responsible
  - {field: done-mark, caption: Отметка о выполнении, kind: blank}
  - {field: financing, caption: Финансирование, kind: money}
  - {field: note, caption: Примечание, kind: text}
  - {field: curator, caption: Куратор, kind: person}
  - {field: reported-on, caption: Отчёт сдан, kind: date}
"""
ROADMAP = f"""\
roadmap: own
version: 1.0.0
title: План работы
{COLUMNS}\
roles:
  head: {{title: директор, filled_by: [head]}}
  deputy: {{title: заместитель директора, filled_by: [deputy]}}
parameters:
  room: {{title: Кабинет, default: "12"}}
stages:
  - id: prepare
    title: Подготовка
    measures:
      - id: collect
        title: Сбор сведений
        deadline: до 1 октября 2026 г.
        responsible: deputy
        cells:
          financing: 12500
          note: "кабинет {{{{ room }}}}"
          curator: head
          reported-on: 2026-10-05
      - {{id: meet, title: Проведение совещания, deadline: до 1 ноября 2026 г., responsible: head}}
"""
ORGANISATION = """\
organisation: school-12
name: {full: Муниципальное бюджетное общеобразовательное учреждение «Школа № 12», short: МБОУ «Школа № 12»}
place: г. Якутск
signatory: head
people:
  head: {name: Николаева Айталина Семёновна, post: директор}
  deputy: {name: Тен Лариса Борисовна, post: заместитель директора по УВР}
"""
ADOPTION = """\
adoption: school-12
roadmap: own@1.0.0
organisation: organisation.yaml
procedure: vpr
school_year: 2026/2027
order: {date: 2026-08-31, number: 1-од}
"""


LAYER = "roadmap: layer\nversion: 1.0.0\nextends: own@1\n"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school beside the roadmap it adopts."""
    for name, text in (("own", ROADMAP), ("organisation", ORGANISATION), ("adoption", ADOPTION)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "adoption.yaml"


def add(path: Path, text: str) -> Path:
    """Put lines at the end of a text."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return path


def codes(path: Path) -> list[str]:
    """What is wrong with a text, but for a year that nobody has decreed yet."""
    return [problem.code for problem in roadmap_engine.check(path).problems if problem.code != "RM310"]


def merge(local: str, newer: str, take: dict[str, str] | None = None) -> Merged:
    """An adoption of the roadmap brought to a newer version."""
    before, after = (text.replace("roadmap: own", "roadmap: tiny") for text in (ROADMAP, newer))
    return merge_texts(local, after.replace("version: 1.0.0", "version: 1.1.0"), before=before, take=take)


class TestPapers:
    """What the table shows, every paper shows."""

    def test_each_kind_is_printed_in_its_own_way(self, school: Path) -> None:
        plan = roadmap_engine.adopt(school).or_raise()
        collect, meet = plan.measures()
        assert [collect.cells[caption] for caption in plan.columns[4:]] == [
            "",
            "12\xa0500\xa0руб.",
            "кабинет 12",
            "Директор Николаева А. С.",
            "05.10.2026",
        ]
        assert [meet.cells[caption] for caption in plan.columns[4:]] == [""] * 5
        assert plan.own["financing"] == "money"

    def test_word_web_and_json_show_it(self, school: Path) -> None:
        papers = roadmap_engine.build(school, today=TODAY).or_raise()
        words = "\n".join(document_lines(papers["plan.docx"]))
        page = papers["plan.html"].decode()
        for shown in (words, page):
            assert "Отметка о выполнении" in shown
            assert "кабинет 12" in shown
            assert "12\xa0500\xa0руб." in shown
        data = json.loads(papers["plan.json"])
        assert data["stages"][0]["measures"][0]["cells"]["Куратор"] == "Директор Николаева А. С."
        assert data["own"]["done-mark"] == "blank"

    def test_a_plan_without_any_says_what_it_always_said(self) -> None:
        papers = roadmap_engine.build("examples/school/adoption.yaml", today=TODAY).or_raise()
        assert "own" not in json.loads(papers["plan.json"])

    def test_an_amending_order_restates_them(self, school: Path) -> None:
        before = roadmap_engine.adopt(school).or_raise()
        add(school, "replace:\n  meet: {cells: {note: актовый зал}}\n")
        after = roadmap_engine.adopt(school).or_raise()
        told = json.loads(json.dumps(roadmap_engine.diff(before, after).or_raise().to_json()))
        assert told["changes"][0]["values"] == {"Примечание": {"before": "", "after": "актовый зал"}}


class TestLayers:
    """A layer changes a cell by itself; a lock on the column refuses it, whoever adds the lock."""

    def test_one_cell_is_changed_and_the_others_stay(self, school: Path) -> None:
        add(school, "replace:\n  collect: {cells: {financing: 50 тыс. руб.}}\n")
        plan = roadmap_engine.adopt(school).or_raise()
        cells = plan.measures()[0].cells
        assert (cells["Финансирование"], cells["Примечание"]) == ("50\xa0000\xa0руб.", "кабинет 12")

    @pytest.mark.parametrize(
        ("allow", "change", "told"),
        [
            ("financing: locked", "collect: {cells: {financing: 1}}", ["RM240"]),
            ("financing: locked", "collect: {cells: {note: иное}}", []),
            ("financing: locked", "collect: {title: Сбор иных сведений}", []),
            ("title: locked", "collect: {cells: {financing: 1}}", []),
            ("measures: {collect: {financing: locked}}", "collect: {cells: {financing: 1}}", ["RM240"]),
            ("measures: {collect: {financing: locked}}", "meet: {cells: {financing: 1}}", []),
            (
                "{financing: locked, measures: {collect: {financing: free}}}",
                "collect: {cells: {financing: 1}}",
                [],
            ),
            ("financing: locked", "meet: {cells: {financing: 1}}", ["RM240"]),
            ("financing: locked", "collect: {cells: {financing: 12500}}", ["RM257"]),
            ("financng: locked", "meet: {title: Иное}", ["RM141"]),
            ("measures: {collect: {financng: locked}}", "meet: {title: Иное}", ["RM141"]),
        ],
    )
    def test_a_lock_meets_its_column_and_no_other(
        self, school: Path, allow: str, change: str, told: list[str]
    ) -> None:
        written = allow if allow.startswith("{") else f"{{{allow}}}"
        add(school.with_name("own.yaml"), f"allow: {written}\n")
        add(school, f"replace:\n  {change}\n")
        assert codes(school) == told

    def test_a_lower_layer_may_not_loosen(self, school: Path) -> None:
        add(school.with_name("own.yaml"), "allow: {financing: locked}\n")
        layer = school.with_name("layer.yaml")
        layer.write_text(
            "roadmap: layer\nversion: 1.0.0\nextends: own@1\nallow: {financing: free}\n", "utf-8"
        )
        assert "RM246" in codes(layer)

    def test_a_cell_of_no_column_is_told_wherever_it_stands(self, school: Path) -> None:
        add(school, "replace:\n  meet: {cells: {nota: зал, financing: даром}}\n")
        assert codes(school) == ["RM266", "RM267"]

    def test_a_role_that_nobody_describes_is_told(self, school: Path) -> None:
        add(school, "replace:\n  meet: {cells: {curator: deputi}}\n")
        assert codes(school) == ["RM201"]

    def test_a_layer_with_columns_of_its_own_leaves_the_cells_of_others_alone(self, school: Path) -> None:
        layer = school.with_name("layer.yaml")
        layer.write_text(
            "roadmap: layer\nversion: 1.0.0\nextends: own@1\ncolumns: [number, title]\n", "utf-8"
        )
        assert codes(layer) == []
        plan = roadmap_engine.print_roadmap(layer).or_raise()
        assert json.loads(plan["plan.json"])["columns"] == ["№ п/п", "Наименование мероприятия"]


class TestUpdates:
    """A newer version is merged cell by cell; a column that is gone is told, and its words are kept."""

    def test_cells_that_nobody_else_changed_stay(self) -> None:
        local = "replace: {collect: {cells: {note: актовый зал}}}\n"
        merged = merge(local, ROADMAP.replace("financing: 12500", "financing: 13000"))
        assert merged.own == {"replace": {"collect": {"cells": {"note": "актовый зал"}}}}
        assert merged.measure("collect").cells["financing"] == ("13000",)
        assert [(each.thing, each.field) for each in merged.merge.kept] == [("collect", "note")]

    @pytest.mark.parametrize(("choice", "amount"), [("ours", "14000"), ("theirs", "13000")])
    def test_both_changed_one_cell(self, choice: str, amount: str) -> None:
        local = "replace: {collect: {cells: {financing: 14000}}}\n"
        newer = ROADMAP.replace("financing: 12500", "financing: 13000")
        merged = merge(local, newer, take={"collect.financing": choice})
        assert [conflict.key for conflict in merged.merge.conflicts] == ["collect.financing"]
        assert merged.measure("collect").cells["financing"] == (amount,)

    def test_both_changed_it_to_the_same_amount_in_other_words(self) -> None:
        local = "replace: {collect: {cells: {financing: 13 тыс. руб.}}}\n"
        merged = merge(local, ROADMAP.replace("financing: 12500", "financing: 13000"))
        assert (merged.merge.conflicts, merged.own) == ((), {})

    def test_a_renamed_role_is_followed_inside_a_cell(self) -> None:
        local = "replace: {meet: {cells: {curator: deputy}}}\n"
        newer = ROADMAP.replace("  deputy: {title:", "  vice: {was: [deputy], title:").replace(
            "responsible: deputy", "responsible: vice"
        )
        assert merge(local, newer).own == {"replace": {"meet": {"cells": {"curator": "vice"}}}}

    def test_what_is_settled_keeps_its_cells(self) -> None:
        local = "settled: {collect: {state: done, on: 2026-10-01}}\n"
        merged = merge(local, ROADMAP.replace("financing: 12500", "financing: 13000"))
        assert merged.own["settled"]["collect"]["kept"] == {"cells": {"financing": "12500"}}
        assert merged.measure("collect").cells["financing"] == ("12500",)

    def test_what_is_taken_is_told_by_the_column(self) -> None:
        taken = merge("", ROADMAP.replace("financing: 12500", "financing: 13000")).merge.taken
        assert [(each.kind, each.field, each.before, each.after) for each in taken] == [
            ("changed", "financing", "12500", "13000")
        ]

    def test_a_column_that_is_gone_is_told_and_its_words_stay_as_a_comment(self) -> None:
        local = (
            "replace: {meet: {cells: {note: актовый зал, financing: 1}}}\n"
            "add: [{after: meet, measure: {id: own-one, title: Своё, cells: {note: двор}}}]\n"
        )
        newer = re.sub(r"  - \{field: note.*\n|          note: .*\n", "", ROADMAP)
        merged = merge(local, newer)
        assert merged.notices.count("RM839") == 2
        assert merged.own["replace"] == {"meet": {"cells": {"financing": 1}}}
        assert "RM266" not in merged.problems


class TestTracker:
    """What people fill into a column of the roadmap's own is theirs, whatever becomes of the column."""

    def cells(self, content: bytes) -> dict[str, list[object]]:
        """The own columns of a tracker by their captions."""
        page = openpyxl.load_workbook(io.BytesIO(content))["План"]
        rows = list(page.iter_rows(min_row=4, values_only=True))
        return {str(caption): [row[place] for row in rows[1:]] for place, caption in enumerate(rows[0])}

    def fill(self, content: bytes, caption: str, value: str) -> bytes:
        """Write into the first row under a caption."""
        book = openpyxl.load_workbook(io.BytesIO(content))
        page = book["План"]
        place = next(cell.column for cell in page[4] if cell.value == caption)
        page.cell(5, place, value)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def test_it_shows_what_the_plan_says_and_keeps_what_is_written(self, school: Path) -> None:
        plan = roadmap_engine.adopt(school).or_raise()
        drawn = self.cells(render_tracker(plan))
        assert drawn["Финансирование"] == ["12\xa0500\xa0руб.", None]
        # The tracker has a column of that name already.
        assert drawn["Примечание (графа плана)"] == ["кабинет 12", None]
        marked = self.fill(render_tracker(plan), "Отметка о выполнении", "сдано 3 октября")
        renewed, problems = renew_tracker(plan, marked, "tracker.xlsx")
        assert [each.code for each in problems] == ["RM575"]
        assert renewed is not None
        assert self.cells(renewed)["Отметка о выполнении"] == ["сдано 3 октября", None]

    def test_what_was_written_outlives_its_column_and_its_caption(self, school: Path) -> None:
        marked = self.fill(
            render_tracker(roadmap_engine.adopt(school).or_raise()), "Отметка о выполнении", "сдано"
        )
        roadmap = school.with_name("own.yaml")
        roadmap.write_text(ROADMAP.replace("Отметка о выполнении", "Сделано"), encoding="utf-8")
        renamed, _ = renew_tracker(roadmap_engine.adopt(school).or_raise(), marked, "tracker.xlsx")
        assert renamed is not None
        assert self.cells(renamed)["Сделано"] == ["сдано", None]
        gone = "  - {field: done-mark, caption: Отметка о выполнении, kind: blank}\n"
        roadmap.write_text(ROADMAP.replace(gone, ""), encoding="utf-8")
        without, _ = renew_tracker(roadmap_engine.adopt(school).or_raise(), renamed, "tracker.xlsx")
        assert without is not None
        assert self.cells(without)["Сделано"] == ["сдано", None]


class TestImport:
    """What the program printed, it reads back."""

    def test_a_printed_plan_comes_back_column_by_column(self, school: Path) -> None:
        printed = roadmap_engine.print_roadmap(school.with_name("own.yaml")).or_raise()
        paper = school.with_name("plan.docx")
        paper.write_bytes(printed["plan.docx"])
        text = roadmap_engine.import_table(paper).or_raise().text
        again = school.with_name("again.yaml")
        again.write_text(text, encoding="utf-8")
        back = json.loads(roadmap_engine.print_roadmap(again).or_raise()["plan.json"])
        before = json.loads(printed["plan.json"])
        cells = [
            [measure["cells"] for stage in plan["stages"] for measure in stage["measures"]]
            for plan in (before, back)
        ]
        assert cells[0] == cells[1]
        # «Куратор» and «Отчёт сдан» sound like usual columns, and become those.
        assert back["own"] == {"done-mark": "blank", "financing": "money", "note": "text"}


class TestCells:
    """«An amount is printed in roubles, thousands apart; a day as a date»."""

    @given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from((",", ".")))
    def test_an_amount_reads_as_it_prints(self, whole: int, part: int, mark: str) -> None:
        written = f"{whole}{mark}{part:02}"
        printed = print_cell(FieldKind.MONEY, (written,))
        assert printed is not None
        assert print_cell(FieldKind.MONEY, (printed,)) == printed

    @given(st.dates(FIRST_DAY, LAST_DAY))
    def test_a_day_reads_as_it_prints(self, day: object) -> None:
        printed = print_cell(FieldKind.DATE, (str(day),))
        assert printed is not None
        assert print_cell(FieldKind.DATE, (printed,)) == printed

    @pytest.mark.parametrize("kind", CELL_KINDS)
    def test_every_kind_has_a_cell_that_fits_or_is_left_blank(self, kind: ColumnKind) -> None:
        fitting = {"text": "зал", "money": "1", "person": "head", "date": "2026-10-05", "blank": None}[kind]
        assert (fitting is None) == (print_cell(CELL_KINDS[kind], (fitting or "1",)) is None)


def test_show_says_where_a_cell_comes_from(school: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As of any field, with the permission that it has."""
    add(school.with_name("own.yaml"), "allow: {financing: locked}\n")
    run(["show", str(school), "--provenance"])
    shown = capfd.readouterr().out
    assert re.search(r"financing:\s+own \(own.yaml:\d+\); «own» не даёт менять", " ".join(shown.split()))
