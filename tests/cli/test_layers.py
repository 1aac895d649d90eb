"""Layers on the command line: who said what, what may be changed, what does not concern a school."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run

Captured = pytest.CaptureFixture[str]

REGION = """
roadmap: region
version: 1.0.0
extends: federal-results-method@1
issuer: Министерство образования Примерской области
title: План мероприятий региона по результатам {{ procedure.genitive_full }}
parameters:
  boarding: {title: есть интернат, type: yes-no}
replace:
  extracurricular-lessons: {when: size >= 100}
add:
  - after: results-by-school
    when: 9 in grades and not boarding
    measure:
      id: oge-analysis
      title: Сопоставление результатов {{ procedure.genitive }} с результатами ОГЭ
      deadline: В течение 3 недель после получения результатов
      responsible: academic-deputies
allow:
  title: locked
  deadline: {adjustable: earlier}
  responsible: {adjustable: added}
"""
SCHOOL = """
organisation: school-3
name: МБОУ «Школа № 3»
place: г. Примерск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy-head: {name: Ким А. В., post: заместитель директора по УВР, gender: f}
"""
ADOPTION = """
adoption: school-3-vpr
roadmap: region
organisation: organisation.yaml
procedure: {use: vpr, grades: [5, 6]}
school_year: 2026/2027
events: {results-received: 2027-05-28}
replace:
  results-by-pupil: {deadline: до 10 июня}
"""


@pytest.fixture
def adoption(tmp_path: Path) -> Path:
    """A school that adopts a region's layer."""
    (tmp_path / "region.yaml").write_text(REGION, encoding="utf-8")
    (tmp_path / "organisation.yaml").write_text(f"{SCHOOL}size: 120\n", encoding="utf-8")
    (tmp_path / "adoption.yaml").write_text(ADOPTION, encoding="utf-8")
    return tmp_path / "adoption.yaml"


def test_show_says_who_said_what_and_what_is_left_out(adoption: Path, capsys: Captured) -> None:
    """Each text with its issuer, each value with its text, line and permission."""
    assert run(["--lang", "ru", "show", "--provenance", str(adoption)]) == 0
    lines = " ".join(capsys.readouterr().out.split())
    assert (
        "1. federal-results-method 1.0.0 (roadmaps/federal-results-method.yaml): Министерство просв" in lines
    )
    assert "2. region 1.0.0 (region.yaml): Министерство образования Примерской области" in lines
    assert "3. school-3-vpr (adoption.yaml): МБОУ «Школа № 3»" in lines
    assert "срок: school-3-vpr (adoption.yaml:9); «region» даёт только назначить раньше" in lines
    assert "в плане, если: обучающихся не менее 100" in lines
    assert "название: region (region.yaml:6)" in lines
    assert "roles.head: federal-results-method (roadmaps/federal-results-method.yaml:" in lines
    assert "parameters.boarding: region (region.yaml:8)" in lines
    assert "участвует 9 класс и неверно, что есть интернат — да: Сопоставление результатов" in lines


def test_every_line_of_the_terminal_fits(adoption: Path, capsys: Captured) -> None:
    """A place stays whole, so that a terminal finds it; nothing else is wider than the window."""
    run(["--lang", "ru", "show", "--provenance", str(adoption)])
    out = capsys.readouterr().out.splitlines()
    assert [line for line in out if len(line) > 80] == []
    assert any("roadmaps/federal-results-method.yaml:125" in line for line in out)


def test_the_papers_say_it_too(adoption: Path, tmp_path: Path) -> None:
    """The page names issuers and what is left out; the plan for programs has layers and permissions."""
    assert run(["build", str(adoption), "-o", str(tmp_path / "papers")]) == 0
    page = (tmp_path / "papers" / "plan.html").read_text(encoding="utf-8")
    assert "Министерство образования Примерской области, region" in page
    assert "менять нельзя (region)" in page
    assert "только если участвует 9 класс и неверно, что есть интернат — да" in page
    plan = json.loads((tmp_path / "papers" / "plan.json").read_text(encoding="utf-8"))
    assert [layer["id"] for layer in plan["layers"]] == ["federal-results-method", "region", "school-3-vpr"]
    assert [each["id"] for each in plan["left_out"]] == ["oge-analysis"]
    first = plan["stages"][0]["measures"][0]["provenance"]
    assert first["deadline"]["allowance"] == {"permit": "earlier", "layer": "region"}
    assert first["result"]["allowance"] is None
    assert plan["stages"][0]["provenance"]["title"]["layer"] == "federal-results-method"
    assert plan["provenance"]["title"]["layer"] == "region"
    assert plan["provenance"]["columns"]["layer"] == "federal-results-method"


def test_explain_says_why_a_measure_is_there(adoption: Path, capsys: Captured) -> None:
    """A condition that holds is a reason."""
    assert run(["explain", str(adoption), "extracurricular-lessons"]) == 0
    assert "В плане, потому что: обучающихся не менее 100" in capsys.readouterr().out
    assert run(["--lang", "ru", "explain", str(adoption), "oge-analysis"]) == 1
    assert "оно бывает в нём, только если участвует 9 класс" in capsys.readouterr().err


def test_a_school_that_breaks_a_permission_gets_no_papers(
    adoption: Path, tmp_path: Path, capsys: Captured
) -> None:
    """The event of 28 May makes two weeks 11 June; the 12th is later."""
    text = adoption.read_text(encoding="utf-8")
    adoption.write_text(text.replace("до 10 июня", "до 12 июня"), encoding="utf-8")
    assert run(["build", str(adoption), "-o", str(tmp_path / "papers")]) == 1
    told = capsys.readouterr().err
    assert f"{adoption}:9:32: ошибка RM241" in told
    assert f"см.: {tmp_path / 'region.yaml'}:" in told
    assert not (tmp_path / "papers").exists()


def test_a_fact_that_nobody_said_stops_the_papers(adoption: Path, tmp_path: Path, capsys: Captured) -> None:
    """The size is asked for; the boarding house is not, because grade 9 does not take part."""
    (tmp_path / "organisation.yaml").write_text(SCHOOL, encoding="utf-8")
    assert run(["build", str(adoption), "-o", str(tmp_path / "papers")]) == 1
    told = capsys.readouterr().err
    assert told.count("ошибка RM252") == 1
    assert "size: 412" in told
    assert not (tmp_path / "papers").exists()
