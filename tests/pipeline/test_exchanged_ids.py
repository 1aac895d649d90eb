"""Measures, roles and documents that take each other's ids, and what a school had of them by then.

Each of its papers follows the thing: the row of the tracker, the event and its UID, the blank that somebody
filled in, the address of a role's calendar. Law: whichever versions the school skips and whether or not it
builds papers in between, it comes to the same.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
import yaml

import roadmap_engine
from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.plans import read_adoption
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.updates import Neighbours
from tests.planning.exchanging import published, ring

FIRST = """\
roadmap: tiny
version: 1.0.0
title: План
columns: [number, title, deadline, responsible, output]
roles:
  chief: {title: руководитель, filled_by: [head]}
  deputies: {title: заместители, filled_by: [deputy-head]}
events: {fair-held: {title: ярмарка}}
parameters: {}
outputs:
  note: {title: Справка}
  minutes: {title: Протокол}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - {id: by-class, title: Анализ по классам, deadline: до 15 января 2027 г., responsible: chief,
         output: note}
      - {id: by-school, title: Анализ школы, deadline: до 20 января 2027 г., responsible: deputies,
         output: note}
      - {id: by-topic, title: Анализ по темам, deadline: до 25 января 2027 г., responsible: chief,
         output: minutes}
"""
ROWS = ("by-class", "by-school", "by-topic")
SECOND = published("1.1.0", ring(ROWS[:2]), FIRST)
SILENT = published("1.1.0", ring(ROWS[:2]), FIRST, silent=True)
VERSIONS = {
    "two": (SECOND,),
    "three in a ring": (published("1.1.0", ring(ROWS), FIRST),),
    # Other words and another day at the same time: no title tells which is which.
    "reworded": (
        SECOND.replace("Анализ по классам", "Разбор, по классам")
        .replace("Анализ школы", "Разбор всей школы")
        .replace("до 15 января", "до 18 января"),
    ),
    "twice": (SECOND, published("1.2.0", ring(ROWS[1:]), SECOND)),
    "and round": (SECOND, published("1.2.0", ring(ROWS), SILENT)),
    "said for ever": (SECOND, SECOND.replace("1.1.0", "1.2.0"), SECOND.replace("1.1.0", "1.3.0")),
    "said once": (SECOND, published("1.2.0", ring(ROWS[:2]), FIRST, silent=True)),
    "then renamed": (SECOND, published("1.2.0", {"by-class": "classes"}, SECOND)),
    "stages, roles and documents": (
        published("1.1.0", {**ring(("chief", "deputies")), **ring(("note", "minutes")), **ring(ROWS)}, FIRST),
    ),
}  # fmt: skip
WORDS = ("классам", "школ", "темам")
"""By what a reader knows the three, whatever they are called."""


def known(title: str) -> str:
    """Which of the three a title is of."""
    (found,) = [word for word in WORDS if word in title]
    return found


class School:
    """A school with its folder of papers."""

    def __init__(self, tmp_path: Path) -> None:
        self.neighbours = Neighbours(tmp_path)
        self.neighbours.publish(FIRST)
        self.text = self.neighbours.adopt("order: {date: 2026-09-01, number: 1-од}\n")
        self.papers = tmp_path / "school" / "papers"

    def build(self) -> None:
        """Lay the papers."""
        assert run(["build", str(self.text), "-o", str(self.papers)]) == 0

    def update(self, *versions: str) -> None:
        """Take the last of the versions that are published."""
        self.neighbours.publish(FIRST, *versions)
        assert run(["update", str(self.text)]) == 0

    def titles(self) -> dict[str, str]:
        """By row of the tracker, which of the three it is of."""
        plan = read_adoption(self.text).or_raise().plan
        return {f"{each.goes_by}#1": known(each.title) for each in plan.measures()}

    def notes(self) -> dict[str, str]:
        """What stands in the tracker about each of the three."""
        titles, rows = self.titles(), cells_by_id((self.papers / "tracker.xlsx").read_bytes(), columns="BL")
        assert {row: known(title) for row, (title, _) in rows.items()} == titles
        return {titles[row]: note for row, (_, note) in rows.items()}

    def events(self, calendar: str = "deadlines") -> dict[str, tuple[str, int, str]]:
        """By which of the three: UID, SEQUENCE and day of its event."""
        text = (self.papers / f"{calendar}.ics").read_bytes().decode().replace("\r\n ", "")
        found = {}
        for body in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.DOTALL):
            values = dict(re.findall(r"^(UID|SUMMARY|SEQUENCE|DTSTART)[^:\n]*:(.*?)\r?$", body, re.MULTILINE))
            assert "CANCELLED" not in body
            found[known(values["SUMMARY"])] = values["UID"], int(values["SEQUENCE"]), values["DTSTART"]
        return found

    def fill(self) -> None:
        """Write into every row, and into every blank."""
        tracker = self.papers / "tracker.xlsx"
        tracker.write_bytes(
            fill(tracker.read_bytes(), {row: {"L": f"о {word}"} for row, word in self.titles().items()})
        )
        for name in ("1.1-note", "1.2-note", "1.3-minutes"):
            (self.papers / "forms" / f"{name}.docx").write_bytes(name.encode())


@pytest.mark.parametrize("way", VERSIONS)
@pytest.mark.parametrize("builds", [True, False])
@pytest.mark.parametrize("skips", [True, False])
def test_papers_follow_the_thing_and_not_its_name(
    tmp_path: Path, way: str, *, builds: bool, skips: bool
) -> None:
    """Through one version or several, with papers of each of them or of the last alone."""
    school, versions = School(tmp_path), VERSIONS[way]
    school.build()
    school.fill()
    before, mine = school.events(), sorted((school.papers / "forms").glob("1.*"))
    for place in (len(versions),) if skips else range(1, len(versions) + 1):
        school.update(*versions[:place])
        if builds:
            school.build()
    school.build()
    assert school.notes() == {word: f"о {word}" for word in WORDS}
    blanks = sorted((school.papers / "forms").glob("1.*"))
    # Where the title is another, what the blank would be lies beside it.
    assert [path for path in blanks if "новая версия" not in path.name] == mine
    assert len(blanks) == len(mine) + 2 * (way == "reworded")
    assert all(path.read_bytes() == path.stem.encode() for path in mine)
    after = school.events()
    assert {word: uid for word, (uid, _, _) in after.items()} == {
        word: uid for word, (uid, _, _) in before.items()
    }
    for word, (_, number, day) in after.items():
        moved = day != before[word][2]
        assert number == before[word][1] + moved
    content = {path: path.read_bytes() for path in school.papers.rglob("*") if path.is_file()}
    school.build()
    assert {path: path.read_bytes() for path in school.papers.rglob("*") if path.is_file()} == content


def test_the_calendar_of_a_role_stays_at_its_address(tmp_path: Path) -> None:
    """Whoever subscribed to the head's finds the head's there, whatever the role is called."""
    school = School(tmp_path)
    school.build()
    before = {name: school.events(f"calendars/{name}") for name in ("chief", "deputies")}
    school.update(*VERSIONS["stages, roles and documents"])
    school.build()
    assert {name: school.events(f"calendars/{name}") for name in ("chief", "deputies")} == before
    assert sorted(path.stem for path in (school.papers / "calendars").iterdir()) == ["chief", "deputies"]
    data = json.loads((school.papers / "plan.json").read_text(encoding="utf-8"))
    assert data["known_roles"] == {"deputies": "chief", "chief": "deputies"}


def test_a_cancelled_event_stays_in_the_calendar_of_its_role(tmp_path: Path) -> None:
    """The role is called otherwise in the version that takes the measure out, and people still see it go."""
    school = School(tmp_path)
    school.build()
    names = ring(("chief", "deputies"))
    row = FIRST[FIRST.index("      - {id: by-topic") :]
    for text, role in (
        (published("1.1.0", names, FIRST.replace(row, "")), "chief"),
        (published("1.1.0", {"chief": "leader"}, FIRST.replace(row, "")), "leader"),
    ):
        school.update(text)
        school.build()
        shown = (school.papers / "calendars" / f"{role}.ics").read_text(encoding="utf-8")
        assert shown.count("STATUS:CANCELLED") == 1
        school = School(tmp_path / role)
        school.build()


def test_a_school_that_comes_later_knows_nothing_of_an_exchange(tmp_path: Path) -> None:
    """It adopts the version that has them exchanged already: everything goes by its id, for ever."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, SECOND)
    school = neighbours.adopt(version="1.1.0")
    neighbours.publish(FIRST, SECOND, SECOND.replace("1.1.0", "1.2.0"))
    assert run(["update", str(school)]) == 0
    assert "known_as" not in school.read_text(encoding="utf-8")


def test_what_a_later_measure_takes_is_not_what_went_by_it(tmp_path: Path) -> None:
    """After an exchange one of the two goes, and its id comes back with something else."""
    school = School(tmp_path)
    school.build()
    school.fill()
    tree = SECOND.replace("1.1.0", "1.2.0")
    gone = re.sub(r"  - id: by-school\n(?:    .*\n|    - .*\n)*?(?=  - id)", "", tree)
    assert "классам" not in gone
    back = published(
        "1.3.0", {}, gone.replace("id: by-topic", "id: by-school").replace("по темам", "всех школ")
    )
    steps = (SECOND, gone, back)
    for place in range(1, 4):
        school.neighbours.publish(FIRST, *steps[:place])
        assert run(["update", str(school.text)]) == 0
        assert run(["build", str(school.text), "-o", str(school.papers)]) == 0
    plan = read_adoption(school.text).or_raise().plan
    names = {each.title: each.goes_by for each in plan.measures()}
    assert names["Анализ школы"] == "by-school"
    assert names["Анализ всех школ"] not in ROWS
    rows = cells_by_id((school.papers / "tracker.xlsx").read_bytes(), columns="BL")
    assert dict(rows.values()) == {
        "Анализ школы": "о школ",
        "Анализ всех школ": None,
    }


def test_two_roads_to_one_text_name_things_alike(tmp_path: Path) -> None:
    """Skipping versions comes to the same words in the adoption."""
    texts = []
    for number, (skips, way) in enumerate(
        itertools.product((True, False), ("twice", "and round", "then renamed"))
    ):
        school, versions = School(tmp_path / str(number)), VERSIONS[way]
        for place in (len(versions),) if skips else range(1, len(versions) + 1):
            school.update(*versions[:place])
        text = school.text.read_text(encoding="utf-8")
        (line,) = [each for each in text.splitlines() if each.startswith("  measures:")]
        texts.append(yaml.safe_load(line))
    assert texts[:3] == texts[3:]


OWN = (
    "add:\n  - after: by-class\n    measure: {id: talk, title: Беседа со школами района,\n"
    "      responsible: chief, deadline: до 1 марта 2027 г., output: note}\n"
)
THEIRS = published("1.1.0", {}, FIRST) + (
    "  - id: talk\n    title: Разговор по темам недели\n    deadline: до 2 марта 2027 г.\n"
    "    responsible: chief\n    output: note\n"
)


def test_what_was_the_schools_own_stays_its_own_beside_a_publishers_of_that_id(tmp_path: Path) -> None:
    """Its row, its event, its blank and that it is done: none of them passes to the publisher's measure."""
    school = School(tmp_path)
    school.text.write_text(school.text.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    school.build()
    tracker, blank = school.papers / "tracker.xlsx", school.papers / "forms" / "1.2-note.docx"
    tracker.write_bytes(fill(tracker.read_bytes(), {"talk#1": {"L": "наше слово"}}))
    blank.write_bytes(b"ours")
    (uid,) = [uid for uid, title in every_event(school) if "Беседа" in title]
    done = "settled:\n  talk: {state: done, on: 2027-02-20}\n"
    school.text.write_text(school.text.read_text(encoding="utf-8") + done, encoding="utf-8")
    school.neighbours.publish(FIRST, THEIRS)
    assert run(["update", str(school.text), "--take", "talk=ours"]) == 0
    for text in (THEIRS, THEIRS.replace("1.1.0", "1.2.0"), published("1.3.0", {"talk": "weekly"}, THEIRS)):
        school.neighbours.publish(*dict.fromkeys((FIRST, THEIRS, text)))
        assert run(["update", str(school.text)]) == 0
        school.build()
        plan = read_adoption(school.text).or_raise().plan
        own, theirs = (
            [each for each in plan.measures() if word in each.title] for word in ("Беседа", "Разговор")
        )
        assert [each.settled is not None for each in (*own, *theirs)] == [True, False]
        rows = cells_by_id(tracker.read_bytes(), columns="BL")
        assert {title: note for title, note in rows.values() if note} == {own[0].title: "наше слово"}
        assert [each for each, title in every_event(school) if "Беседа" in title] == [uid]
        assert len({each for each, title in every_event(school) if "Разговор" in title} - {uid}) == 1
        assert blank.read_bytes() == b"ours"
        listed = json.loads((school.papers / ".roadmap-build.json").read_text(encoding="utf-8"))["papers"]
        assert listed["forms/1.2-note.docx"]["about"] == "talk/note"


def every_event(school: School) -> list[tuple[str, str]]:
    """UID and title of each event that is not called off."""
    text = (school.papers / "deadlines.ics").read_bytes().decode().replace("\r\n ", "")
    bodies = re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.DOTALL)
    found = [dict(re.findall(r"^(UID|SUMMARY|STATUS):(.*?)\r?$", each, re.MULTILINE)) for each in bodies]
    return [(each["UID"], each["SUMMARY"]) for each in found if each.get("STATUS") != "CANCELLED"]


@pytest.mark.parametrize("silent", [True, False])
@pytest.mark.parametrize("skips", [True, False])
def test_what_is_kept_is_held_against_what_it_was(tmp_path: Path, *, silent: bool, skips: bool) -> None:
    """Not against what the version it names had under that id; whether or not the last text tells of it."""
    school = School(tmp_path)
    done = "settled:\n  by-class: {state: done, on: 2027-01-12}\n"
    school.text.write_text(school.text.read_text(encoding="utf-8") + done, encoding="utf-8")
    reworded = (
        published("1.2.0", {}, SECOND)
        if not silent
        else published("1.2.0", ring(ROWS[:2]), FIRST, silent=True)
    )
    versions = SECOND, reworded.replace("Анализ по классам", "Разбор по классам") + "allow: {title: locked}\n"
    for place in (2,) if skips else (1, 2):
        school.update(*versions[:place])
    text = school.text.read_text(encoding="utf-8")
    assert "as_of: 1.0.0" in text or "as_of: 1.1.0" in text
    assert [each.code for each in roadmap_engine.check(school.text).problems if "RM75" in each.code] == []
    forged = text.replace("title: Анализ по классам", "title: Анализ школы")
    assert forged != text
    school.text.write_text(forged, encoding="utf-8")
    assert "RM750" in [each.code for each in roadmap_engine.check(school.text).problems]
