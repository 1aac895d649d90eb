"""People, posts, units and terms of an organisation hold for a time, and each plan has those of its own days.

Whoever comes after a plan's time changes nothing of it; whoever comes within it answers for what falls due
from her first day on, and what was before stays with the former.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine import adopt, build
from roadmap_engine.api.papers import Papers
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.amending import Asked, amend

TODAY = dt.date(2026, 12, 1)
OF_DATES = ("RM310", "RM314")
"""A due day is a day off: another matter."""
ROADMAP = """\
roadmap: tiny
version: 1.0.0
title: План работы
events: {results-received: получение результатов}
roles:
  head: {title: директор, filled_by: [head]}
  deputies: {title: заместители руководителя, filled_by: [deputy-head]}
  associations: {title: методические объединения, optional: true}
outputs:
  note: {title: Справка, approval: [{step: approved, by: head}]}
columns: [number, title, participants, deadline, responsible, output]
stages:
  - id: work
    title: Работа
    measures:
      - {id: early, title: Проведение анализа, deadline: до 20 января 2027 г., responsible: [deputies],
         output: note}
      - {id: late, title: Проведение опроса, deadline: до 20 марта 2027 г., responsible: [deputies],
         participants: [associations], output: note}
      - {id: monthly, title: Проведение сверки, responsible: [deputies],
         deadline: "ежемесячно, до 10 числа, с декабря 2026 г. по май 2027 г."}
      - {id: across, title: Проведение наблюдений, responsible: [deputies],
         deadline: с 11 января по 26 марта 2027 г.}
      - {id: begun, title: Проведение занятий, responsible: [deputies], deadline: с 20 января 2027 г.}
      - {id: begins, title: Проведение бесед, responsible: [deputies], deadline: с 20 марта 2027 г.}
      - {id: standing, title: Сопровождение сайта, deadline: постоянно, responsible: [deputies]}
      - {id: waiting, title: Проведение совещания, responsible: [deputies],
         deadline: 2 недели после получения результатов}
      - {id: beyond, title: Проведение итогов, deadline: до 1 октября 2027 г., responsible: [deputies]}
      - {id: own, title: Проведение приёма, deadline: до 20 марта 2027 г., responsible: [head]}
"""
ADOPTION = """\
adoption: school-7-work
roadmap: tiny@1
organisation: organisation.yaml
school_year: 2026/2027
order: {{date: {date}, number: 17-од}}
{more}"""
HEAD = "{name: Орлова Мария Петровна, post: директор}"
FORMER = "{name: Ким Анна Викторовна, post: заместитель директора по УВР%s}"
LATER = "{name: Белова Ирина Олеговна, post: заместитель директора по УВР%s}"
QUARTERS = (
    "{{school_year: {0}/{1}, terms: [{{number: 1, starts_on: {0}-09-01, ends_on: {0}-10-25}}], "
    "breaks: [{{name: autumn, starts_on: {0}-10-26, ends_on: {0}-11-04}}]}}"
)


@dataclass(frozen=True, slots=True)
class School:
    """A school in a folder of its own."""

    folder: Path

    def say(
        self, deputy: str, *, head: str = HEAD, units: str = "[]", terms: str = QUARTERS.format(2026, 2027)
    ) -> None:
        """Write the organisation."""
        text = (
            "organisation: school-7\nname: МБОУ «Школа № 7»\nplace: г. Томск\n"
            f"people:\n  head: {head}\n  deputy-head: {deputy}\nunits: {units}\ncalendar:\n  terms: {terms}\n"
        )
        (self.folder / "organisation.yaml").write_text(text, encoding="utf-8")

    def adopt(self, date: str = "2026-12-01", more: str = "") -> None:
        """Write the adoption."""
        text = ADOPTION.format(date=date, more=more)
        (self.folder / "adoption.yaml").write_text(text, encoding="utf-8")

    def plan(self) -> Plan:
        """Draw the plan."""
        outcome = adopt(self.folder / "adoption.yaml")
        assert outcome.value is not None, outcome.problems
        return outcome.value

    def codes(self) -> list[str]:
        """Tell what is wrong."""
        found = adopt(self.folder / "adoption.yaml").problems
        return sorted({each.code for each in found if each.code not in OF_DATES})

    def papers(self) -> Papers:
        """Draw every paper."""
        outcome = build(self.folder / "adoption.yaml", today=TODAY)
        assert outcome.value is not None, outcome.problems
        return outcome.value

    def answering(self) -> dict[str, list[str]]:
        """Give the surnames of those who answer for each measure."""
        return {
            measure.id: [person.name.split()[0] for who in measure.responsible for person in who.people]
            for measure in self.plan().measures()
        }


def text_of(paper: bytes) -> str:
    """The paragraphs of a Word file."""
    paragraphs = docx.Document(io.BytesIO(paper)).paragraphs
    return "\n".join(each.text for each in paragraphs).replace("\xa0", " ")


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A school with one deputy and the terms of one year."""
    (tmp_path / "tiny.yaml").write_text(ROADMAP, encoding="utf-8")
    made = School(tmp_path)
    made.say(FORMER % "")
    made.adopt()
    return made


def succeed(day: str, last: str) -> str:
    """One deputy after the other."""
    return f"[{FORMER % f', until: {last}'}, {LATER % f', from: {day}'}]"


NEXT_YEAR = succeed("2027-09-01", "2027-08-31")
MID_YEAR = succeed("2027-02-01", "2027-01-31")
SETTLED = """\
settled:
  early: {state: done, on: 2027-01-18}
  late: {state: done, on: 2027-09-10}
events: {results-received: 2027-05-28}
"""
NEXT_HEAD = (
    f"[{HEAD[:-1]}, until: 2027-08-31}}, {{name: Юрьев Пётр Ильич, post: директор, from: 2027-09-01}}]"
)


class TestLastYear:
    """Last year's plan is what it was when this year's people and terms are added."""

    @pytest.mark.parametrize("more", ["", SETTLED], ids=["running", "done"])
    def test_every_paper_has_the_same_bytes(self, school: School, more: str) -> None:
        school.adopt(more=more)
        before = dict(school.papers())
        assert {"plan.json", "order.docx", "plan.docx", "tracker.xlsx"} <= before.keys()
        school.say(
            NEXT_YEAR,
            head=NEXT_HEAD,
            units="[{unit: associations, from: 2027-09-01}]",
            terms=f"[{QUARTERS.format(2026, 2027)}, {QUARTERS.format(2027, 2028)}]",
        )
        assert school.codes() == []
        after = dict(school.papers())
        assert after.keys() == before.keys()
        assert [name for name in before if before[name] != after[name]] == []

    def test_whoever_was_there_before_its_time_is_not_in_it_either(self, school: School) -> None:
        before = dict(school.papers())
        school.say(f"[{LATER % ', until: 2026-08-31'}, {FORMER % ', from: 2026-09-01'}]")
        assert dict(school.papers()) == before

    @settings(max_examples=15, deadline=None)
    @given(start=st.dates(dt.date(2027, 9, 1), dt.date(2029, 1, 1)))
    def test_whenever_the_next_one_comes(self, start: dt.date) -> None:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            (folder / "tiny.yaml").write_text(ROADMAP, encoding="utf-8")
            school = School(folder)
            school.say(FORMER % "")
            school.adopt()
            before = school.plan()
            school.say(succeed(start.isoformat(), (start - dt.timedelta(1)).isoformat()))
            assert school.plan() == before


class TestThisYear:
    """A change within a plan's time."""

    def test_a_row_is_of_whoever_holds_the_post_on_its_day(self, school: School) -> None:
        school.say(MID_YEAR)
        assert school.answering() == {
            "early": ["Ким"],
            "late": ["Белова"],
            "monthly": ["Ким", "Белова"],
            "across": ["Ким", "Белова"],
            "begun": ["Ким", "Белова"],
            "begins": ["Белова"],
            "standing": ["Ким", "Белова"],
            "waiting": ["Ким", "Белова"],
            "beyond": ["Белова"],
            "own": ["Орлова"],
        }

    def test_after_the_change_the_order_names_nobody_who_has_left(self, school: School) -> None:
        school.adopt("2027-02-10", "events: {results-received: 2027-05-28}\n")
        school.say(MID_YEAR)
        named = school.answering()
        ahead = ("late", "monthly", "across", "begun", "begins", "standing", "waiting", "beyond")
        assert {name: named[name] for name in ahead} == {name: ["Белова"] for name in ahead}

    def test_what_is_done_stays_with_whoever_did_it(self, school: School) -> None:
        school.adopt(more="settled:\n  late: {state: done, on: 2027-01-18}\n")
        school.say(MID_YEAR)
        assert school.answering()["late"] == ["Ким"]

    def test_a_late_mark_does_not_pass_a_row_on(self, school: School) -> None:
        school.adopt(more="settled:\n  early: {state: done, on: 2027-02-15}\n")
        school.say(MID_YEAR)
        assert school.answering()["early"] == ["Ким"]

    def test_each_row_of_the_tracker_has_its_own(self, school: School) -> None:
        school.say(MID_YEAR)
        book = openpyxl.load_workbook(io.BytesIO(school.papers()["tracker.xlsx"]))
        rows = [[str(cell.value or "") for cell in row] for sheet in book for row in sheet.iter_rows()]
        answer = [
            next((name for name in ("Ким", "Белова") if any(name in cell for cell in row)), "")
            for row in rows
            if any("сверки" in cell for cell in row)
        ]
        assert answer[:6] == ["Ким", "Ким", "Белова", "Белова", "Белова", "Белова"]

    def test_papers_say_from_when_and_until_when(self, school: School) -> None:
        school.say(MID_YEAR)
        row = next(each for each in school.plan().measures() if each.id == "monthly")
        post = "аместитель директора по УВР"
        assert row.cells["Ответственные"] == (
            f"З{post} Ким А. В. (по 31.01.2027), з{post} Белова И. О. (с 01.02.2027)"
        )
        early = next(each for each in school.plan().measures() if each.id == "early")
        assert early.cells["Ответственные"] == f"З{post} Ким А. В."
        order = text_of(school.papers()["order.docx"])
        assert "Заместителю директора по УВР Ким А. В. (по 31.01.2027)" in order

    def test_the_calendar_of_a_role_keeps_its_address(self, school: School) -> None:
        before = {name for name in school.papers() if name.startswith("calendars/")}
        assert "calendars/deputies.ics" in before
        school.say(MID_YEAR)
        assert {name for name in school.papers() if name.startswith("calendars/")} == before
        school.adopt(more="assign: {late: deputy-head, early: deputy-head}\n")
        assert {name for name in school.papers() if name.startswith("calendars/")} == before

    def test_a_unit_is_there_from_its_first_day_on(self, school: School) -> None:
        """A row of March has the associations that there are from February on; one of January has not."""
        school.say(FORMER % "", units="[{unit: associations, from: 2027-02-01}]")
        late = next(each for each in school.plan().measures() if each.id == "late")
        assert [who.role for who in late.participants] == ["associations"]
        school.say(FORMER % "", units="[{unit: associations, from: 2027-04-01}]")
        late = next(each for each in school.plan().measures() if each.id == "late")
        assert late.participants == ()

    def test_amend_says_who_answers_now(self, school: School, tmp_path: Path) -> None:
        signed = tmp_path / "signed.json"
        signed.write_bytes(school.papers()["plan.json"])
        school.say(MID_YEAR)
        outcome = amend(school.folder / "adoption.yaml", (signed,), Asked(dt.date(2027, 2, 1), "3-од"))
        assert outcome.value is not None, outcome.problems
        said = json.dumps([point.model_dump() for point in outcome.value.order.points], ensure_ascii=False)
        assert "Белов" in said


class TestSigning:
    """Who signs is who holds the post on the day of the order."""

    HEADS = (
        f"[{HEAD[:-1]}, until: 2027-01-31}}, {{name: Юрьев Пётр Ильич, post: директор, from: 2027-02-01}}]"
    )

    @pytest.mark.parametrize(
        ("date", "name"), [("2026-12-01", "Орлова"), ("2027-01-31", "Орлова"), ("2027-02-01", "Юрьев")]
    )
    def test_an_order_is_signed_by_who_is_director_then(self, school: School, date: str, name: str) -> None:
        school.say(FORMER % "", head=self.HEADS)
        school.adopt(date)
        signatory = school.plan().signatory
        assert signatory is not None
        assert signatory.name.split()[0] == name

    def test_nobody_charges_her_own_successor(self, school: School) -> None:
        school.say(FORMER % "", head=self.HEADS)
        order = text_of(school.papers()["order.docx"])
        assert "Юрьев" not in order.partition("План")[0]
        assert "оставляю за собой" in order

    def test_an_amending_order_is_signed_by_who_is_director_on_its_day(
        self, school: School, tmp_path: Path
    ) -> None:
        signed = tmp_path / "signed.json"
        signed.write_bytes(school.papers()["plan.json"])
        school.say(MID_YEAR, head=self.HEADS)
        for asked, name in (
            (Asked(dt.date(2027, 1, 20), "3-од"), "М. П. Орлова"),
            (Asked(dt.date(2027, 2, 5), "3-од"), "П. И. Юрьев"),
            (Asked(today=dt.date(2027, 2, 5)), "П. И. Юрьев"),
        ):
            outcome = amend(school.folder / "adoption.yaml", (signed,), asked)
            assert outcome.value is not None, outcome.problems
            assert outcome.value.order.signatory_name.replace("\xa0", " ") == name

    def test_without_a_date_the_first_one_signs_and_it_is_said(self, school: School) -> None:
        school.say(FORMER % "", head=self.HEADS)
        text = (school.folder / "adoption.yaml").read_text(encoding="utf-8")
        (school.folder / "adoption.yaml").write_text(
            text.replace("order: {date: 2026-12-01, number: 17-од}\n", ""), encoding="utf-8"
        )
        assert "RM951" in school.codes()
        signatory: Any = school.plan().signatory
        assert signatory.name == "Орлова Мария Петровна"


class TestNobody:
    """Days on which nobody holds a post."""

    def test_rows_after_the_last_one_are_told(self, school: School) -> None:
        school.say(f"[{FORMER % ', until: 2027-01-31'}]")
        assert "RM950" in school.codes()
        late = next(each for each in school.plan().measures() if each.id == "late")
        assert [who.people for who in late.responsible] == [()]
        assert late.cells["Ответственные"] == "Заместители руководителя"

    def test_a_post_that_is_vacant_knowingly_is_not(self, school: School) -> None:
        vacant = "{name: вакансия, post: заместитель директора по УВР, from: 2027-02-01}"
        school.say(f"[{FORMER % ', until: 2027-01-31'}, {vacant}]")
        assert school.codes() == ["RM181"]
