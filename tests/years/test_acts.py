"""Four municipal acts of 2020–2023 in a school of another region, for 2026/2027, with an order of December.

No day of its order lies before the order, no year of its papers is another than the plan's, and what each
act says stands in its papers word for word, with its years moved.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from roadmap_engine.api.papers import build
from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model.plan_rows import list_rows
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.rolling_over import read_old_year, roll_over
from roadmap_engine.planning.ordering.points import find_over
from roadmap_engine.years.kept import WhyKept
from roadmap_engine.years.moved import Moving
from roadmap_engine.years.named import find_years
from tests.reading_papers import document_lines

ACTS = Path(__file__).parent / "acts"
ORDERED = dt.date(2026, 12, 1)
NEW = SchoolYear(2026)
WHEN = re.compile(r" – (?P<when>[^–]*)$")


@dataclass(frozen=True)
class Act:
    """An act, and how the school goes on where its days are over.

    Attributes:
        over: measures that are over by the day of the order.
        settles: what the school says of them: one of the three ways out for each.
    """

    roadmap: str
    written: str
    over: tuple[str, ...] = ()
    settles: str = ""


KEDROVY = """\
settled:
  internal-assessment-system: {state: done, on: 2026-10-30}
  profile-programmes: {state: done, on: 2026-05-29}
replace: {parents-programme: {deadline: Февраль 2027}}
remove: [targeted-programmes]
"""
RUBTSOVSK = "settled: {results-within-school: {state: done, on: 2026-08-28}}\n"
CASES = (
    Act(
        "kedrovy-2020-order-63",
        "2020/2021",
        ("internal-assessment-system", "profile-programmes", "targeted-programmes", "parents-programme"),
        KEDROVY,
    ),
    Act("leninsk-kuznetsky-2020-order-503", "2020/2021"),
    Act("rubtsovsk-2023-order-534", "2023/2024", ("results-within-school",), RUBTSOVSK),
    Act("samara-west-2020-plan", "2020/2021"),
)
each_act = pytest.mark.parametrize("act", CASES, ids=lambda act: act.roadmap)


def adopted(folder: Path, act: Act, more: str = "") -> Path:
    """The school's text of an act."""
    shutil.copy(ACTS / "organisation.yaml", folder)
    path = folder / "adoption.yaml"
    path.write_text(
        f"adoption: zarechnaya\nroadmap: {act.roadmap}\norganisation: organisation.yaml\nprocedure: vpr\n"
        f"school_year: 2026/2027\nwork: own\norder: {{date: {ORDERED}, number: 301-од}}\n{more}",
        encoding="utf-8",
    )
    return path


def moved(folder: Path, act: Act) -> Path:
    """The same with its year declared, and what is over settled."""
    return adopted(folder, act, f"moved_from: {act.written}\n{act.settles}")


@each_act
def test_the_school_is_told_in_one_message(tmp_path: Path, act: Act) -> None:
    """Which year the act is of, and how many of its words."""
    problems = read_adoption(adopted(tmp_path, act)).problems
    (told,) = (each for each in problems if each.code == "RM940")
    words = dict(told.arguments)
    assert (words["written"], words["year"]) == (act.written, "2026/2027")


@each_act
def test_what_is_over_is_named(tmp_path: Path, act: Act) -> None:
    """Each measure for itself, as an error; with one of three ways out for each, nothing is left to say."""
    path = adopted(tmp_path, act, f"moved_from: {act.written}\n")
    told = [each for each in check_texts([path]).problems if each.code == "RM650"]
    assert {dict(each.arguments)["measure"] for each in told} == set(act.over)
    assert all(each.location is not None for each in told)
    assert (build(path, today=ORDERED).value is None) == bool(act.over)
    assert not {"RM650", "RM940"} & {each.code for each in check_texts([moved(tmp_path, act)]).problems}


@each_act
def test_no_day_in_the_past_and_no_year_but_the_plans(tmp_path: Path, act: Act) -> None:
    """Requisites of acts are free."""
    path = moved(tmp_path, act)
    papers = build(path, today=ORDERED).value
    assert papers is not None
    order, plan = (document_lines(papers[name]) for name in ("order.docx", "plan.docx"))
    for line in order:
        found = WHEN.search(line)
        days = [each.last for each in find_years(found["when"]) if each.last] if found else []
        assert not days or max(days) >= ORDERED, line
    assert find_over(papers.plan) == {}
    reaches = Moving(NEW, NEW).reaches
    for line in (*order, *plan):
        for year in find_years(line):
            assert year.kept is WhyKept.ACT or reaches(year), line


@each_act
def test_the_papers_say_what_the_act_says(
    tmp_path: Path, act: Act, golden: Callable[[Path, str], None]
) -> None:
    """Word for word, with the years moved; and what moved, before and after."""
    path = moved(tmp_path, act)
    papers, read = build(path, today=ORDERED).value, read_adoption(path).value
    assert papers is not None
    assert read is not None
    wordings = (f"{each.before} → {each.after}" for each in read.assembly.wordings)
    said = (
        *("# Приказ", *document_lines(papers["order.docx"])),
        *("", "# План", *document_lines(papers["plan.docx"])),
        *("", "# Перенесено", *(" ".join(each.split()) for each in wordings)),
    )
    golden(ACTS / f"{act.roadmap}.txt", "\n".join(line.rstrip() for line in said) + "\n")


STRANGERS = re.compile(
    r"(Ильина|Смирнова|Дурникова|Макринский|Зинченко|Сербушко|Рябцев|Шашок|Запругаев|Вафина|Михайлюк)[^|]* \|"
    r"|\| (Западное управление|Ресурсный центр|Отдел|Совет УМО)[^|]* \|"
)


@each_act
def test_nobody_of_another_body_answers_for_anything(tmp_path: Path, act: Act) -> None:
    """Not in the order, the plan, the tracker or the calendars; the whole plan knows them all the same."""
    papers = build(moved(tmp_path, act), today=ORDERED).value
    assert papers is not None
    for name in ("order.docx", "plan.docx"):
        assert not [line for line in document_lines(papers[name]) if STRANGERS.search(line)]
    answering = {row_answerer.name for row in list_rows(papers.plan) for row_answerer in row.answerers}
    outside = {who.title for each in papers.plan.measures() for who in each.responsible if who.outside}
    assert not answering & outside
    calendars = [papers[name].decode().replace("\r\n ", "") for name in papers if name.endswith(".ics")]
    assert calendars
    assert all("Отвечают: " in text for text in calendars)
    assert not [text for text in calendars if re.search(r"Отвечают: [^\\]*[А-Я]\.\s?[А-Я]\.", text)]
    assert not [text for text in calendars for title in outside if f"Отвечают: {title}" in text]
    assert bool(outside) == (act.roadmap != "leninsk-kuznetsky-2020-order-503")


def deadlines(path: Path) -> Iterator[str]:
    """The deadlines of a plan."""
    read = read_adoption(path).value
    assert read is not None
    yield from (measure.deadline.text for measure in read.plan.measures())


def test_nothing_is_moved_without_the_fact(tmp_path: Path) -> None:
    """Nobody's years are changed behind her back."""
    said = list(deadlines(adopted(tmp_path, CASES[1])))
    assert any("2021" in each for each in said)
    assert not any("2027" in each for each in said)


@each_act
def test_the_next_year_needs_nothing_new(tmp_path: Path, act: Act) -> None:
    """The fact stays, the words move on by themselves, and none of the act's is told as stale."""
    old = read_old_year(adopted(tmp_path, act, f"moved_from: {act.written}\n")).value
    assert old is not None
    rolled = roll_over(old, tmp_path / "next.yaml", "zarechnaya-2028", {})
    assert rolled.value is not None
    assert f"moved_from: {act.written}" in rolled.value.text
    assert "RM714" not in {each.code for each in rolled.problems}
    (tmp_path / "next.yaml").write_text(rolled.value.text, encoding="utf-8")
    said = "\n".join(deadlines(tmp_path / "next.yaml"))
    assert re.search("202[78]", said)
    assert not re.search("202[0-6]", said)
