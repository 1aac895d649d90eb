"""`roadmap new adoption --next-year`: what stays, what is asked anew, which words have gone stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine import adopt
from roadmap_engine.cli.program import run
from roadmap_engine.load import load_file
from tests.example_school import copy_example

Captured = pytest.CaptureFixture[str]

ROADMAP = """\
roadmap: tiny
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
roles:
  head: {title: директор, filled_by: [head]}
stages:
  - id: control
    title: Контроль
    measures:
      - {id: yearly, title: Отчёт, deadline: "ежегодно, до 1 октября", responsible: head}
      - {id: monthly, title: Сверка, deadline: "ежемесячно, до 25 числа", responsible: head}
      - id: quarterly
        title: Свод
        deadline: ежеквартально до 10 числа месяца, следующего за отчётным кварталом
        responsible: head
      - {id: fixed, title: Сбор, deadline: до 17 января 2027 г., responsible: head}
      - {id: of-act, title: Исполнение приказа от 06.05.2027 № 590, deadline: до 1 мая, responsible: head}
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of the example school's texts; its adoption."""
    copy_example(tmp_path / "school")
    return tmp_path / "school" / "adoption.yaml"


def _read(path: Path) -> Any:
    value = load_file(path).value
    assert value is not None
    return value


def _told(school: Path, capsys: Captured, *more: str) -> list[tuple[str, str]]:
    capsys.readouterr()
    assert run(["new", "adoption", "--next-year", str(school), "--json", "--force", *more]) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    return [(each["code"], next(iter(each["arguments"].values()))) for each in problems]


class TestWhatStays:
    """Answers that are not of the year, and everything the author wrote beside them."""

    def test_answers_comments_and_layout_stay(self, school: Path) -> None:
        assert run(["new", "adoption", "--next-year", str(school)]) == 0
        written = school.with_name("adoption-2028.yaml").read_text(encoding="utf-8")
        assert "# Школа принимает региональный примерный план для ВПР весны 2027 года.\n" in written
        assert "replace:\n  results-by-class: {responsible: [deputy-heads]}\n" in written
        new, old = _read(school.with_name("adoption-2028.yaml")), _read(school)
        assert (new.adoption, str(new.school_year)) == ("school-12-vpr-2028", "2027/2028")
        assert (new.replace, new.organisation, new.roadmap) == (old.replace, old.organisation, old.roadmap)
        assert (new.procedure.use, new.procedure.grades) == ("vpr", (5, 6, 7, 8))

    @pytest.mark.parametrize(
        ("old", "new"),
        [("[2026/2027, 2027/2028]", "[2027/2028, 2028/2029]"), ("2026/2027", "2027/2028")],
    )
    def test_a_plan_of_two_years_is_followed_by_one_of_two(self, school: Path, old: str, new: str) -> None:
        text = school.read_text(encoding="utf-8").replace("[2026/2027, 2027/2028]", old)
        school.write_text(text, encoding="utf-8")
        assert (
            run(["new", "adoption", "--next-year", str(school), "-o", str(school.with_name("new.yaml"))]) == 0
        )
        written = school.with_name("new.yaml").read_text(encoding="utf-8")
        assert f"school_year: {new}\n" in written
        assert "reflection: {year: next}" in written, "which stages lie in the year after stays as it is"

    def test_the_old_text_is_not_touched(self, school: Path) -> None:
        before = school.read_bytes()
        assert run(["new", "adoption", "--next-year", str(school)]) == 0
        assert school.read_bytes() == before

    def test_dates_of_the_old_year_stand_behind_a_sign(self, school: Path) -> None:
        assert run(["new", "adoption", "--next-year", str(school)]) == 0
        new = _read(school.with_name("adoption-2028.yaml"))
        assert (new.procedure.held, dict(new.events)) == (None, {})
        assert (new.order.date, new.order.number) == (None, None)
        written = school.with_name("adoption-2028.yaml").read_text(encoding="utf-8")
        assert "#   results-received: 2027-05-28" in written

    def test_points_of_last_years_order_are_shown_and_not_carried(
        self, school: Path, capsys: Captured
    ) -> None:
        """The higher order of the new year may have other points; those of the old one wait behind a sign."""
        taken = 'take_over:\n  - "1"\n  - {point: "3", deadline: до 15 января 2027 г.}\n'
        school.write_text(school.read_text(encoding="utf-8") + taken, encoding="utf-8")
        assert ("RM715", "take_over") in _told(school, capsys)
        written = school.with_name("adoption-2028.yaml")
        assert _read(written).take_over == ()
        assert '#   - {point: "3", deadline: до 15 января 2027 г.}' in written.read_text(encoding="utf-8")

    def test_what_is_known_already_is_answered(self, school: Path) -> None:
        answers = {
            "procedure.held": "11.04.2028–16.05.2028",
            "events.results-received": "26.05.2028",
            "order.number": "12-од",
            "adoption": "vpr-28",
        }
        given = [word for path, words in answers.items() for word in ("-a", f"{path}={words}")]
        target = school.with_name("new.yaml")
        assert run(["new", "adoption", "--next-year", str(school), "-o", str(target), *given]) == 0
        new = _read(target)
        assert str(new.procedure.held) == "2028-04-11/2028-05-16"
        assert new.events["results-received"].isoformat() == "2028-05-26"
        assert (new.order.number, new.adoption) == ("12-од", "vpr-28")

    def test_another_folder_sees_the_same_organisation_and_bundle(self, school: Path, tmp_path: Path) -> None:
        school.unlink()
        arguments = ["--from", "sakha-2021-order-441", "-a", "procedure.use=vpr", "-o", str(school)]
        assert run(["new", "adoption", *arguments]) == 0
        target = tmp_path / "next" / "adoption.yaml"
        assert run(["new", "adoption", "--next-year", str(school), "-o", str(target)]) == 0
        assert _read(target).organisation == "../school/organisation.yaml"
        shutil.rmtree(school.parent / "bundles")
        assert adopt(target).value is not None


def test_what_comes_every_year_gets_the_new_years_dates(school: Path) -> None:
    """«Ежегодно», «ежемесячно», «ежеквартально» need no answer."""
    (school.parent / "tiny.yaml").write_text(ROADMAP, encoding="utf-8")
    text = school.read_text(encoding="utf-8").replace("sakha-2021-order-441@1.0.0", "tiny@1")
    school.write_text(text[: text.index("replace:")].replace("  results-received", "  # "), encoding="utf-8")
    assert run(["new", "adoption", "--next-year", str(school)]) == 0
    days = {}
    for path in (school, school.with_name("adoption-2028.yaml")):
        plan = adopt(path).value
        assert plan is not None
        days[path.name] = {
            each.id: [day.due for day in each.deadline.occurrences] for each in plan.measures()
        }
    old, new = days["adoption.yaml"], days["adoption-2028.yaml"]
    for name in ("yearly", "monthly", "quarterly"):
        assert len(old[name]) == len(new[name]) > 0
        assert [day.replace(year=day.year + 1) for day in old[name] if day] == new[name]
    assert old["fixed"] == new["fixed"]


class TestStaleWords:
    """Years that have passed are told with their places, wherever they stand, and never changed."""

    def test_in_the_schools_own_text_and_its_comments(self, school: Path, capsys: Captured) -> None:
        with school.open("a", encoding="utf-8") as text:
            text.write("  results-by-pupil: {title: Итоги 2026/2027 года и 2027 года}\n")
            text.write("fill: {levels-in-title: основного (приказ от 01.02.2027 № 5)}\n")
        stale = [words for code, words in _told(school, capsys) if code == "RM714"]
        assert stale == ["2027", "2026/2027", "2027"]

    def test_each_has_its_own_place(self, school: Path, capsys: Captured) -> None:
        with school.open("a", encoding="utf-8") as text:
            text.write("  results-by-pupil:\n    title: >-\n      Итоги 2026/2027 года\n      и 2027 года\n")
        capsys.readouterr()
        assert run(["new", "adoption", "--next-year", str(school), "--json"]) == 0
        problems = json.loads(capsys.readouterr().out)["problems"]
        written = school.with_name("adoption-2028.yaml").read_text(encoding="utf-8").splitlines()
        for each in problems:
            if each["code"] == "RM714":
                place = each["location"]
                start = place["column"] - 1
                found = written[place["line"] - 1][start : start + place["length"]]
                assert found == each["arguments"]["words"]

    def test_in_the_organisation_and_its_terms(self, school: Path, capsys: Captured) -> None:
        organisation = school.with_name("organisation.yaml")
        text = organisation.read_text(encoding="utf-8")
        text = text.replace("[terms-2026.yaml, terms-2027.yaml]", "terms-2026.yaml")
        school.with_name("terms-2027.yaml").unlink()
        organisation.write_text(text + "address: корпус 2026 года постройки\n", encoding="utf-8")
        told = _told(school, capsys)
        assert ("RM716", "2026/2027") in told
        assert ("RM714", "2026") in told

    def test_in_the_roadmap_where_the_words_are_still_printed(self, school: Path, capsys: Captured) -> None:
        """What the school has replaced is printed no more; the date of an act is no year of the plan."""
        (school.parent / "tiny.yaml").write_text(ROADMAP, encoding="utf-8")
        text = school.read_text(encoding="utf-8").replace("sakha-2021-order-441@1.0.0", "tiny@1")
        bare = text[: text.index("replace:")].replace("весны 2027 года", "весны")
        school.write_text(bare, encoding="utf-8")
        assert [words for code, words in _told(school, capsys) if code == "RM714"] == ["17 января 2027"]
        school.write_text(f"{bare}replace: {{fixed: {{deadline: до 17 января}}}}\n", encoding="utf-8")
        assert [words for code, words in _told(school, capsys) if code == "RM714"] == []

    def test_words_of_a_roadmap_of_the_old_year_move_unless_somebody_says_otherwise(
        self, school: Path, capsys: Captured
    ) -> None:
        """The order of the new year is not over last year's plan; what moves already moves on."""
        of_year = ROADMAP.replace("title: План", "title: План на 2026/2027 учебный год")
        (school.parent / "tiny.yaml").write_text(of_year, encoding="utf-8")
        text = school.read_text(encoding="utf-8").replace("sakha-2021-order-441@1.0.0", "tiny@1")
        bare = text[: text.index("replace:")].replace("весны 2027 года", "весны")
        school.write_text(bare, encoding="utf-8")
        new = school.with_name("adoption-2028.yaml")
        assert "RM714" not in {code for code, _words in _told(school, capsys)}
        assert str(_read(new).moved_from) == "2026/2027"
        plan = adopt(new).value
        assert plan is not None
        assert "2027/2028" in plan.title
        assert ("RM714", "2026/2027") in _told(school, capsys, "-a", "moved_from=-")
        assert _read(new).moved_from is None
        _told(school, capsys)
        assert _told(new, capsys) is not None
        assert str(_read(school.with_name("adoption-2029.yaml")).moved_from) == "2026/2027"

    def test_each_answer_left_behind_is_told(self, school: Path, capsys: Captured) -> None:
        left = [words for code, words in _told(school, capsys) if code == "RM715"]
        assert left == ["procedure.held", "events.results-received", "order.date", "order.number"]


@pytest.mark.parametrize("text", ["adoption: x\n", "{}\n"])
def test_a_faulty_old_text_gives_no_new_one(school: Path, text: str) -> None:
    """Its problems are told instead."""
    school.write_text(text, encoding="utf-8")
    assert run(["new", "adoption", "--next-year", str(school)]) == 1
    assert not list(school.parent.glob("*2028*"))
