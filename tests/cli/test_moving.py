"""A measure that is moved, from command to command: by its publisher, by a school, by both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours

Captured = pytest.CaptureFixture[str]

ROWS = """\
      - id: council
        title: Заседание педагогического совета
        deadline: до 29 января 2027 г.
        responsible: head
  - id: teaching
    title: Обучающий этап
    measures:
      - id: lessons
        title: Дополнительные занятия
        deadline: до 30 апреля 2027 г.
        responsible: deputies
      - id: review
        title: Анализ контрольных работ
        deadline: до 20 мая 2027 г.
        responsible: deputies
"""
BY_SCHOOL = """\
      - id: by-school
        title: Анализ школы
        deadline: до 20 января 2027 г.
        responsible: [head, deputies]
"""
BY_CLASS = FIRST[FIRST.index("      - id: by-class") : FIRST.index("      - id: by-school")]
ONE = FIRST + ROWS
REVIEW = "      - id: review\n"
TWO = (
    ONE.replace("version: 1.0.0", "version: 1.1.0")
    .replace(BY_SCHOOL, "")
    .replace(BY_CLASS, "")
    .replace(REVIEW, BY_SCHOOL + BY_CLASS + REVIEW)
)
ORDERED = "order: {date: 2027-01-11, number: 5-од}\n"
DONE = "settled:\n  by-class: {state: done, on: 2027-01-14}\n"
MOVED = "move:\n  review: {stage: analysis}  # решил педсовет\n  by-school: {before: council}\n"


def _show(school: Path, capsys: Captured) -> list[str]:
    papers = school.parent / "papers"
    assert run(["build", str(school), "-o", str(papers)]) == 0
    capsys.readouterr()
    plan: dict[str, Any] = json.loads((papers / "plan.json").read_text(encoding="utf-8"))
    return [f"{row['number']} {row['id']}" for stage in plan["stages"] for row in stage["measures"]]


def _said(command: list[str], capsys: Captured) -> Any:
    capsys.readouterr()
    run([*command, "--json"])
    return json.loads(capsys.readouterr().out)


def _lines_of(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_from_a_published_version_to_the_amending_order(tmp_path: Path, capsys: Captured) -> None:
    """Adopted, moved, signed, updated, amended: ids, marks, edits and comments stay; all of it is shown."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(ONE, TWO)
    school = neighbours.adopt(ORDERED + DONE)
    first = ["1.1. by-class", "1.2. by-school", "1.3. council", "2.1. lessons", "2.2. review"]
    assert _show(school, capsys) == first
    signed = tmp_path / "then.json"
    signed.write_bytes((school.parent / "papers" / "plan.json").read_bytes())

    text = school.read_text(encoding="utf-8")
    school.write_text(text + MOVED + "replace: {review: {title: Разбор работ}}\n", encoding="utf-8")
    found = _said(["check", str(school)], capsys)["problems"]
    assert [each["code"] for each in found] == ["RM764"], "by-school stands before council anyway"
    moved = MOVED.replace("before: council", "after: council")
    school.write_text(text + moved + "replace: {review: {title: Разбор работ}}\n", encoding="utf-8")
    assert _show(school, capsys) == [
        *("1.1. by-class", "1.2. council", "1.3. by-school", "1.4. review", "2.1. lessons"),
    ]
    (drift,) = _said(["drift", str(school.parent)], capsys)["schools"]
    assert [(each["kind"], each["thing"], each["verdict"]) for each in drift["changes"]] == [
        ("replaced", "review", "free"),
        ("moved", "by-school", "free"),
        ("moved", "review", "free"),
    ]
    assert drift["changes"][2]["before"] == "«Обучающий этап», после «Дополнительные занятия»"

    assert run(["update", str(school)]) == 1
    assert "--take by-school.move=ours | --take by-school.move=theirs" in capsys.readouterr().err
    assert run(["update", str(school), "--take", "by-school.move=theirs"]) == 0
    told = capsys.readouterr()
    assert "review.move: stage: analysis" in told.out
    written = school.read_text(encoding="utf-8")
    assert "  review: {stage: analysis}  # решил педсовет\n" in written
    assert "by-school" not in written
    assert "stands: {before: council}" in written
    assert _show(school, capsys) == [
        *("1.1. by-class", "1.2. council", "1.3. review", "2.1. lessons", "2.2. by-school"),
    ]
    assert _said(["check", str(school)], capsys)["problems"] == []

    difference = _said(["diff", str(signed), str(school)], capsys)
    assert {each["id"]: each["kind"] for each in difference["changes"]} == {
        "council": "renumbered",
        "review": "changed",
        "by-school": "placed",
    }
    amend = ["amend", str(school), "--since", str(signed), "-o", str(tmp_path / "amended")]
    assert run([*amend, "--date", "2027-01-20", "--number", "9-од"]) == 0
    lines = _lines_of(tmp_path / "amended" / "amending-order.docx")
    assert [line.partition(" ")[2] for line in lines if "трок" in line and "прика" not in line[:14]] == [
        "Строку 2.2 исключить.",
        "Строку 1.2 переместить после строки 2.1.",
        "После строки 1.3 дополнить новой строкой 1.3 согласно приложению к настоящему приказу.",
        "Строки 1.3, 1.2 считать соответственно строками 1.2, 2.2.",
    ]


@pytest.mark.parametrize("allow", ["move: locked", "stages: {analysis: {add: locked}}"])
def test_a_lock_that_comes_with_the_version_names_the_way_out(
    tmp_path: Path, capsys: Captured, allow: str
) -> None:
    """The decision that it names lets the move go, and nothing else."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(ONE, ONE.replace("version: 1.0.0", "version: 1.1.0") + f"allow: {{{allow}}}\n")
    school = neighbours.adopt("move: {review: {stage: analysis}}\nreplace: {review: {title: Разбор}}\n")
    assert run(["update", str(school)]) == 1
    told = capsys.readouterr().err
    assert "RM763" in told
    assert "--take review.move=theirs" in told
    assert run(["update", str(school), "--take", "review.move=theirs"]) == 0
    written = school.read_text(encoding="utf-8")
    assert "move" not in written
    assert "replace: {review: {title: Разбор}}" in written


def test_the_origin_of_a_place_is_shown(tmp_path: Path, capsys: Captured) -> None:
    """Who has put it there, and on which line."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(ONE)
    school = neighbours.adopt("move: {review: {stage: analysis}}\n")
    assert run(["show", str(school), "--provenance", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    (line,) = (each for each in shown.splitlines() if each.strip().startswith("place:"))
    assert "school (adoption.yaml:8)" in line


def test_a_patch_number_is_not_for_a_move(tmp_path: Path, capsys: Captured) -> None:
    """Orders and minutes cite rows by number."""
    text = tmp_path / "tiny.yaml"
    text.write_text(ONE, encoding="utf-8")
    assert run(["publish", str(text), "-o", str(tmp_path / "out")]) == 0
    text.write_text(
        ONE.replace("version: 1.0.0", "version: 1.0.1")
        .replace(BY_SCHOOL, "")
        .replace(BY_CLASS, BY_SCHOOL + BY_CLASS),
        encoding="utf-8",
    )
    run(["publish", str(text), "-o", str(tmp_path / "out")])
    assert "RM756" in capsys.readouterr().err
