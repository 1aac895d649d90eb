"""What a teacher may be asked to write: `check` says once what is outside the list, and how to mend it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from roadmap_engine.load.teacher_documents import load_document_lists
from roadmap_engine.pipeline.checking import check_texts

ROADMAP = """\
roadmap: tiny
version: 1.0.0
title: План
columns: [number, title, deadline, responsible, output]
roles:
  teachers: {title: учителя-предметники, outside: false}
  deputies: {title: заместители руководителя, filled_by: [deputy-head]}
outputs:
  maps: {title: Технологические карты, MAPS}
  programme: Рабочая программа по предмету
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - {id: lessons, title: Разработка карт, responsible: teachers, output: maps,
         deadline: до 20 января 2027 г.}
      - {id: again, title: Пересмотр карт, deadline: до 19 мая 2027 г., responsible: [teachers, deputies],
         output: [maps, programme]}
"""
ORGANISATION = """\
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy-head: {name: Ким Анна Викторовна, post: заместитель директора по УВР}
  maths: {name: Белова Ирина Олеговна, post: учитель математики}
  physics: {name: Юрьев Пётр Ильич, post: учитель физики}
"""
ADOPTION = """\
adoption: school-7-work
roadmap: tiny@1
organisation: organisation.yaml
school_year: 2026/2027
"""


def told(folder: Path, more: str = "", *, of_school: str = "", maps: str = "") -> list[dict[str, str]]:
    """Write the texts, and give what `check` says of documents of teachers."""
    made = ROADMAP.replace(", MAPS", f", {maps}" if maps else "")
    (folder / "tiny.yaml").write_text(made, encoding="utf-8")
    (folder / "organisation.yaml").write_text(ORGANISATION + of_school, encoding="utf-8")
    (folder / "adoption.yaml").write_text(ADOPTION + more, encoding="utf-8")
    found = check_texts([folder / "adoption.yaml"]).problems
    assert not [each for each in found if each.severity == "error"], found
    return [{name: str(said) for name, said in each.arguments} for each in found if each.code == "RM952"]


class TestHint:
    """One message: the documents, the people, the remedies."""

    def test_it_is_said_once_with_every_document_and_how_many_each_has(self, tmp_path: Path) -> None:
        (only,) = told(tmp_path)
        assert (only["documents"], only["people"], only["count"]) == (
            "«Технологические карты» (1.1, 1.2)", "«учителя-предметники» – 2", "2",
        )  # fmt: skip

    def test_teachers_who_are_named_are_counted_each(self, tmp_path: Path) -> None:
        (only,) = told(tmp_path, "roles: {teachers: [maths, physics]}\n")
        assert only["people"] == "«Белова Ирина Олеговна» – 2, «Юрьев Пётр Ильич» – 2"

    @pytest.mark.parametrize(
        ("more", "left"),
        [
            ("assign: {lessons: deputy-head}\n", "«Технологические карты» (1.2)"),
            ("assign: {analysis: deputy-head}\n", ""),
            ("replace: {lessons: {output: []}}\n", "«Технологические карты» (1.2)"),
            ("assign: {lessons: maths, again: deputy-head}\n", "«Технологические карты» (1.1)"),
            ("settled: {lessons: {state: done, on: 2027-01-15}}\n", "«Технологические карты» (1.2)"),
        ],
    )
    def test_the_remedies_help(self, tmp_path: Path, more: str, left: str) -> None:
        assert "".join(each["documents"] for each in told(tmp_path, more)) == left

    def test_a_school_that_will_not_hear_it_says_so_in_a_line(self, tmp_path: Path) -> None:
        assert told(tmp_path, of_school="teacher_documents: false\n") == []

    @pytest.mark.parametrize(
        "maps", ["made_by: deputies", "approval: [{developed: deputies}]", "made_by: [deputies]"]
    )
    def test_a_roadmap_may_say_who_makes_a_document(self, tmp_path: Path, maps: str) -> None:
        assert told(tmp_path, maps=maps) == []

    def test_before_the_list_was_in_force_nothing_is_said(self, tmp_path: Path) -> None:
        old = ADOPTION.replace("2026/2027", "2023/2024")
        told(tmp_path)
        (tmp_path / "adoption.yaml").write_text(old, encoding="utf-8")
        assert "RM952" not in {each.code for each in check_texts([tmp_path / "adoption.yaml"]).problems}


class TestList:
    """The list is data that says where it is from and how long it holds."""

    def test_it_holds_from_its_first_day(self) -> None:
        (listed,) = load_document_lists()
        days = dt.date(2025, 2, 28), dt.date(2025, 3, 1), dt.date(2027, 5, 31)
        assert [listed.holds_on(day) for day in days] == [False, True, True]
        assert "779" in listed.source

    @pytest.mark.parametrize(
        ("title", "is_listed"),
        [
            ("Рабочая программа по математике", True),
            ("Приложение к рабочей программе по учебному курсу", True),
            ("Журнал учёта успеваемости", True),
            ("Журнал внеурочной деятельности", True),
            ("План воспитательной работы класса", True),
            ("Характеристика на обучающегося", True),
            ("Аналитическая справка", False),
            ("План работы с одарёнными детьми", False),
            ("Образовательная программа основного общего образования", False),
        ],
    )
    def test_documents_are_known_by_their_titles(self, title: str, *, is_listed: bool) -> None:
        assert load_document_lists()[0].lists(title) is is_listed

    @pytest.mark.parametrize(
        ("title", "is_teacher"),
        [
            ("учителя-предметники", True),
            ("учитель начальных классов", True),
            ("классные руководители", True),
            ("педагоги", True),
            ("педагогические работники", True),
            ("педагог-психолог", False),
            ("социальный педагог", False),
            ("заместитель директора, учитель истории", False),
            ("руководители школьных методических объединений учителей", False),
            ("педагогический совет", False),
            ("директор", False),
        ],
    )
    def test_teachers_are_known_by_roles_and_posts(self, title: str, *, is_teacher: bool) -> None:
        assert load_document_lists()[0].is_teacher(title) is is_teacher
