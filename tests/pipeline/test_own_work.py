"""A row that others answer for leaves what people have, and comes back to it: a view of the plan."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from roadmap_engine.api.papers import build
from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.filled_tracker import GONE_SHEET, Why
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.checking import check_texts
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.signed_school import SigningSchool, reword
from tests.pipeline.updates import Neighbours
from tests.reading_papers import document_lines

SCHOOLS = """\
roadmap: tiny
version: 1.0.0
title: План работы
columns: [number, title, deadline, responsible, output]
outputs: {note: {title: Аналитическая справка, template: analytic-note.docx}}
roles:
  head: {title: руководитель, filled_by: [head]}
  deputies: {title: заместители, filled_by: [deputy-head]}
  centre: {title: методический центр, outside: false}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - {id: by-class, title: Проведение анализа по классам, deadline: до 15 января 2027 г.,
         responsible: deputies, output: note}
      - {id: by-school, title: Проведение анализа школы, deadline: до 20 января 2027 г., responsible: centre,
         output: note}
      - {id: by-town, title: Проведение анализа города, deadline: до 25 января 2027 г.,
         responsible: [centre, deputies], output: note}
"""
OTHERS = SCHOOLS.replace("1.0.0", "1.1.0").replace("outside: false", "outside: true")
AGAIN = SCHOOLS.replace("1.0.0", "1.2.0")
ORDER = "order: {date: 2026-12-01, number: 12-од}\n"
OWN = f"work: own\n{ORDER}"


class Folder:
    """The folder of a school's papers."""

    def __init__(self, school: Path) -> None:
        self.school, self.papers = school, school.parent / "papers"

    def build(self, day: str) -> tuple[Problem, ...]:
        """Lay today's papers; gives what was told of those that were there."""
        outcome = build(self.school, today=dt.date.fromisoformat(day))
        assert outcome.value is not None, outcome.problems
        return outcome.value.save(self.papers, today=dt.date.fromisoformat(day)).problems

    def events(self, name: str = "deadlines.ics") -> Mapping[str, tuple[str, int, str]]:
        """Status, SEQUENCE and UID of each event by what it is about."""
        text = (self.papers / name).read_text(encoding="utf-8").replace("\r\n ", "")
        found = {}
        for event in text.split("BEGIN:VEVENT")[1:]:
            said = dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
            row = re.search(r"\d\.\d", said["SUMMARY"])
            assert row is not None
            found[row[0]] = said["STATUS"], int(said["SEQUENCE"]), said["UID"]
        return found

    def update(self, version: str, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
        """Take another version; gives what is told of rows."""
        capsys.readouterr()
        assert run(["update", str(self.school), "--to", version, "--json"]) == 0
        (update,) = json.loads(capsys.readouterr().out)["updates"]
        return [(each["kind"], each["id"]) for each in update["plan"]["changes"]]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A school of a plan whose second row is its own, then others', then its own again."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(SCHOOLS, OTHERS, AGAIN)
    return Folder(neighbours.adopt(OWN))


def test_a_row_goes_and_comes_back_to_all_that_was_its(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its blank and its words in the tracker are kept and told; event and row have the ids they had."""
    folder.build("2026-12-01")
    first = folder.events()
    blank, tracker = folder.papers / "forms/1.2-note.docx", folder.papers / "tracker.xlsx"
    reword(blank, "АНАЛИТИЧЕСКАЯ", "ИТОГОВАЯ АНАЛИТИЧЕСКАЯ")
    mine = blank.read_bytes()
    tracker.write_bytes(fill(tracker.read_bytes(), {"by-school#1": {"I": "в работе", "L": "моё слово"}}))

    assert folder.update("1.1", capsys) == [("hidden", "by-school")]
    told = [problem.code for problem in folder.build("2026-12-05")]
    assert {"RM732", "RM735"} <= set(told)
    assert blank.read_bytes() == mine
    assert list(cells_by_id(tracker.read_bytes())) == ["by-class#1", "by-town#1"]
    kept = list(openpyxl.load_workbook(tracker)[GONE_SHEET].iter_rows(values_only=True))[-1]
    assert (kept[0], kept[7], kept[8]) == ("1.2", "моё слово", Why.OTHERS)
    assert folder.events() == {**first, "1.2": ("CANCELLED", 1, first["1.2"][2])}
    assert folder.events("calendars/centre.ics") == {"1.2": ("CANCELLED", 1, first["1.2"][2])}

    assert folder.update("1.2", capsys) == [("shown", "by-school")]
    folder.build("2026-12-10")
    assert folder.events() == {**first, "1.2": ("CONFIRMED", 2, first["1.2"][2])}
    assert cells_by_id(tracker.read_bytes())["by-school#1"] == ("в работе", None, "моё слово")
    assert blank.read_bytes() == mine


def words_of(name: str, paper: bytes) -> str:
    """Everything that a paper says."""
    if name.endswith(".docx"):
        return "\n".join(document_lines(paper))
    if name.endswith(".xlsx"):
        sheets = openpyxl.load_workbook(io.BytesIO(paper)).worksheets
        return "\n".join(
            str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
        )
    return paper.decode().replace("\r\n ", "")


def test_no_paper_has_a_row_of_others_but_those_that_list_it(tmp_path: Path) -> None:
    """The page names what is not shown, plan.json has everything; all kinds of papers are there."""
    school = SigningSchool.found(tmp_path, order=ORDER)
    (tmp_path / "tiny.yaml").write_text(OTHERS, encoding="utf-8")
    school.say("work: own\n")
    papers = build(school.adoption, today=dt.date(2026, 12, 1)).value
    assert papers is not None
    kinds = {Paper.of(name) for name in papers}
    assert kinds == set(Paper)
    having = {name for name, paper in papers.items() if "анализа школы" in words_of(name, paper)}
    assert having == {"plan.html", "plan.json"}
    naming = {name for name, paper in papers.items() if "етодический центр" in words_of(name, paper)}
    assert naming == {"plan.html", "plan.json"}
    page = papers["plan.html"].decode()
    assert "анализа школы" not in page.split('id="others"')[0]


def test_what_is_done_stays_with_its_row(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever answers for it by now: done is done."""
    with folder.school.open("a", encoding="utf-8") as text:
        text.write("settled: {by-school: {state: done, on: 2026-11-20}}\n")
    folder.build("2026-12-01")
    first = folder.events()
    folder.update("1.1", capsys)
    folder.build("2026-12-05")
    rows = cells_by_id((folder.papers / "tracker.xlsx").read_bytes())
    assert rows["by-school#1"][0] == "выполнено"
    assert {row: event[2] for row, event in folder.events().items()} == {
        row: event[2] for row, event in first.items()
    }
    assert "CANCELLED" not in {event[0] for event in folder.events().values()}


def test_own_and_all_are_one_plan_to_drift_and_to_locks(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is a view, not a removal."""
    folder.update("1.1", capsys)
    assert run(["drift", str(folder.school.parent), "--json"]) == 0
    own = json.loads(capsys.readouterr().out)
    text = folder.school.read_text(encoding="utf-8")
    folder.school.write_text(text.replace("work: own\n", ""), encoding="utf-8")
    assert run(["drift", str(folder.school.parent), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == own


LAYER = """\
roadmap: town
version: 1.0.0
extends: tiny@1
roles: {{centre: {{title: методический центр, outside: {outside}}}}}
"""
_LOCKED = "allow: {title: locked, responsible: locked, remove: locked}\n"


@pytest.mark.parametrize("outside", ["true", "false"])
@pytest.mark.parametrize("base", [SCHOOLS, OTHERS])
def test_a_layer_says_whose_a_role_is(tmp_path: Path, base: str, outside: str) -> None:
    """The nearer text is heard, and locks on rows say nothing of a view."""
    school = SigningSchool.found(tmp_path, order=ORDER)
    (tmp_path / "tiny.yaml").write_text(f"{base}{_LOCKED}", encoding="utf-8")
    (tmp_path / "town.yaml").write_text(LAYER.format(outside=outside), encoding="utf-8")
    school.correct("tiny@1", "town@1")
    school.say("work: own\n")
    made = build(school.adoption, today=dt.date(2026, 12, 1))
    assert made.value is not None, made.problems
    rows = [measure.id for measure in made.value.plan.in_view().measures()]
    assert ("by-school" in rows) == (outside == "false")
    assert not [each.code for each in check_texts([school.adoption]).problems if each.code.startswith("RM24")]


def test_a_layer_may_not_say_it_where_roles_are_locked(tmp_path: Path) -> None:
    """Whose a role is, is what the publisher has closed."""
    school = SigningSchool.found(tmp_path, order=ORDER)
    (tmp_path / "tiny.yaml").write_text(f"{SCHOOLS}allow: {{roles: locked}}\n", encoding="utf-8")
    (tmp_path / "town.yaml").write_text(LAYER.format(outside="true"), encoding="utf-8")
    school.correct("tiny@1", "town@1")
    school.say("work: own\n")
    assert "RM240" in {each.code for each in check_texts([school.adoption]).problems}


def test_an_order_of_all_work_is_amended_to_ones_own(tmp_path: Path) -> None:
    """The rows of others fall away from the signed plan, and people of others from the rows that stay."""
    school = SigningSchool.found(tmp_path, order=ORDER)
    (tmp_path / "tiny.yaml").write_text(OTHERS, encoding="utf-8")
    school.build()
    assert school.sign().value is not None
    school.say("work: own\n")
    (told,) = (problem for problem in school.build() if problem.code == "RM931")
    assert "строки плана: 1.2, 1.3" in str(dict(told.arguments)["what"])
    assert amended(school) == ["1.2", "1.3"]
    school.correct("work: own\n", "")
    assert "RM931" in [problem.code for problem in school.build()]


def test_points_of_what_became_others_fall_away(tmp_path: Path) -> None:
    """The amending order repeals them, and gives them back under a number of their own."""
    school = SigningSchool.found(tmp_path, order=ORDER)
    (tmp_path / "tiny.yaml").write_text(SCHOOLS, encoding="utf-8")
    school.say("work: own\n")
    school.build()
    assert school.sign().value is not None
    (tmp_path / "tiny.yaml").write_text(OTHERS.replace("1.1.0", "1.0.0"), encoding="utf-8")
    (told,) = (problem for problem in school.build() if problem.code == "RM931")
    assert "п. 2–4; строки плана: 1.2, 1.3" in str(dict(told.arguments)["what"])
    folder = school.draw_amendment("2026-12-10")
    assert school.sign_amendment(folder).value is not None
    assert "RM931" not in [problem.code for problem in school.build()]
    (tmp_path / "tiny.yaml").write_text(SCHOOLS, encoding="utf-8")
    (told,) = (problem for problem in school.build() if problem.code == "RM931")
    assert "строки плана: 1.2, 1.3" in str(dict(told.arguments)["what"])


def amended(school: SigningSchool) -> list[str]:
    """Sign the amending order; gives the rows that changed, after which nothing is to be amended."""
    folder = school.draw_amendment("2026-12-10")
    plan = json.loads((folder / "amended-plan.json").read_text(encoding="utf-8"))
    assert school.sign_amendment(folder).value is not None
    assert "RM931" not in [problem.code for problem in school.build()]
    rows = [row for stage in plan["stages"] for row in stage["measures"]]
    return [
        row["number"].rstrip(".")
        for row in rows
        if row.get("shown") is False or any(who["outside"] for who in row["responsible"])
    ]
