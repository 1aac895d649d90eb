"""What is kept of settled measures is compared with the version it names: it opens no lock.

Where two texts disagree: what the program wrote and what a hand has made of it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

import roadmap_engine
from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours

LOCKS = "allow: {deadline: locked, title: locked, add: locked, remove: locked}\n"
DONE = "settled:\n  by-class: {state: done, on: 2027-01-12}\n"
SECOND = FIRST.replace("version: 1.0.0", "version: 1.1.0")
_ROW = re.search(r"      - id: by-class\n(?:        .*\n)+", FIRST)
ROW = _ROW[0] if _ROW is not None else ""
VERSIONS = {
    "moved": SECOND.replace("до 15 января", "до 22 января"),
    "retitled": SECOND.replace("Анализ по классам", "Разбор по классам"),
    "gone": SECOND.replace(ROW, ""),
    "renamed": SECOND.replace("id: by-class", "id: classes\n        was: [by-class]").replace(
        "до 15 января", "до 22 января"
    ),
    "split": SECOND.replace(
        ROW,
        "".join(
            ROW.replace("id: by-class", f"id: by-{part}\n        was: [by-class]").replace("классам", part)
            for part in "ab"
        ),
    ),
}


def codes(school: Path) -> list[str]:
    """What is told of what is kept."""
    return [each.code for each in roadmap_engine.check(school).problems if each.code.startswith("RM75")]


@pytest.mark.parametrize("fate", VERSIONS)
def test_what_an_update_wrote_is_what_it_should_be(tmp_path: Path, fate: str) -> None:
    """Nothing is told of it, whatever became of the measure, and the locks do not see it."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, VERSIONS[fate] + LOCKS)
    school = neighbours.adopt(DONE)
    assert run(["update", str(school)]) == 0
    assert "as_of: 1.0.0" in school.read_text(encoding="utf-8")
    assert codes(school) == []
    assert roadmap_engine.check(school).ok


@pytest.mark.parametrize(
    ("fate", "written", "by_hand"),
    [
        ("moved", "до 15 января 2027 г.", "до 15 марта 2027 г."),
        ("retitled", "Анализ по классам", "Ничего не делать"),
        ("gone", "до 15 января 2027 г.", "до 15 марта 2027 г."),
        ("renamed", "до 15 января 2027 г.", "до 15 марта 2027 г."),
        ("split", "title: Анализ по классам", "title: Ничего не делать"),
        ("split", "by-b]", "by-school]"),
    ],
)
def test_a_hand_that_changes_it_meets_the_lock(tmp_path: Path, fate: str, written: str, by_hand: str) -> None:
    """It is an error where the field is locked, and told where it is free."""
    for locks, code in ((LOCKS, "RM750"), ("", "RM751")):
        home = tmp_path / code
        home.mkdir()
        neighbours = Neighbours(home)
        neighbours.publish(FIRST, VERSIONS[fate] + locks)
        school = neighbours.adopt(DONE)
        assert run(["update", str(school)]) == 0
        text = school.read_text(encoding="utf-8")
        if written not in text:
            written, by_hand = (
                written.replace("- by-b", "by-b]"),
                by_hand.replace("- by-school", "by-school]"),
            )
        assert written in text
        school.write_text(text.replace(written, by_hand), encoding="utf-8")
        assert code in codes(school)


def test_a_version_that_is_not_at_hand_is_not_guessed(tmp_path: Path) -> None:
    """It says what is missing, and stops nothing."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, VERSIONS["moved"] + LOCKS)
    school = neighbours.adopt(DONE)
    assert run(["update", str(school)]) == 0
    (school.parent / "bundles" / "tiny-1.0.0.zip").unlink()
    assert codes(school) == ["RM752"]
    assert roadmap_engine.check(school).ok


LATER = SECOND + "allow: {deadline: locked, add: locked}\n"
EDIT = "replace:\n  by-class: {deadline: до 12 января 2027 г.}\n"
OWN = (
    "add:\n  - after: by-class\n    measure: {id: own, title: Своё дело, deadline: до 20 января 2027 г., "
    "responsible: head}\n"
)
OWN_DONE = "settled:\n  own: {state: done, on: 2027-01-12}\n"


@pytest.mark.parametrize(
    ("local", "kept"),
    [
        (DONE + EDIT, "до 12 января 2027 г."),
        (OWN_DONE + OWN, "Своё дело"),
        (OWN_DONE + OWN.replace("Своё дело", "'Своё  дело'"), "Своё дело"),
    ],
)
def test_what_was_done_while_it_was_allowed_stays_when_it_is_forbidden(
    tmp_path: Path, local: str, kept: str
) -> None:
    """The update asks nothing, the text says as of which version, and the check is clean."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, LATER)
    school = neighbours.adopt(local)
    assert run(["update", str(school)]) == 0
    text = school.read_text(encoding="utf-8")
    assert "as_of: 1.0.0" in text
    (told,) = [each for each in roadmap_engine.check(school).problems if each.code.startswith("RM75")]
    assert (told.code, told.words["value"]) == ("RM757", kept)
    assert roadmap_engine.check(school).ok


@pytest.mark.parametrize("local", [EDIT, OWN])
def test_what_is_not_done_meets_the_lock(tmp_path: Path, local: str) -> None:
    """The remedy that is offered works: the school lets go of it, and the update goes through."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, LATER)
    school = neighbours.adopt(local)
    assert run(["update", str(school)]) == 1
    key = "by-class.deadline" if local is EDIT else "own"
    assert run(["update", str(school), "--take", f"{key}=theirs"]) == 0
    assert roadmap_engine.check(school).ok


@pytest.mark.parametrize("at_hand", [True, False])
def test_an_entry_that_a_hand_puts_in_opens_no_lock(tmp_path: Path, *, at_hand: bool) -> None:
    """Both versions forbid it, or nobody can say what the earlier one did: the change is an error."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST + "allow: {deadline: locked}\n", LATER)
    school = neighbours.adopt(DONE)
    assert run(["update", str(school)]) == 0
    by_hand = school.read_text(encoding="utf-8").replace("on: 2027-01-12", "on: 2027-01-12, as_of: 1.0.0")
    school.write_text(by_hand + EDIT, encoding="utf-8")
    if not at_hand:
        (school.parent / "bundles" / "tiny-1.0.0.zip").unlink()
    errors = {each.code for each in roadmap_engine.check(school).problems if each.severity == "error"}
    assert errors == ({"RM758"} if at_hand else {"RM240"})


def test_a_change_stays_under_locks_when_its_measure_is_taken_out(tmp_path: Path) -> None:
    """The measure stays whole, the school's change of it stays the school's, and neither is an error."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, SECOND.replace(ROW, "") + LOCKS)
    school = neighbours.adopt(DONE + EDIT)
    assert run(["update", str(school)]) == 0
    text = school.read_text(encoding="utf-8")
    assert "stays:" in text
    assert EDIT in text
    assert roadmap_engine.check(school).ok
    assert not {"RM750", "RM758"} & set(codes(school))


def test_a_department_and_a_reader_see_as_of_which_version_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the report over all schools, in its workbook, for a script, and beside the values."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, VERSIONS["moved"] + LOCKS)
    school = neighbours.adopt(DONE)
    assert run(["update", str(school)]) == 0
    capsys.readouterr()
    run(["--lang", "ru", "show", "--provenance", str(school)])
    assert "закрыто:        по версии 1.0.0: срок" in capsys.readouterr().out
    run(["--lang", "ru", "drift", str(tmp_path)])
    assert "by-class: выполнено, 12.01.2027; по версии 1.0.0: срок" in capsys.readouterr().out
    run(["drift", str(tmp_path), "--json"])
    told = json.loads(capsys.readouterr().out)["schools"][0]["settled"]["by-class"]
    assert (told["as_of"], told["kept"]) == ("1.0.0", ["deadline"])
    assert run(["drift", str(tmp_path), "--xlsx", str(tmp_path / "drift.xlsx")]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "drift.xlsx")["Закрытые мероприятия"]
    assert [each.value for each in list(sheet.rows)[1]][-2:] == ["1.0.0", "срок"]


_BY_SCHOOL = FIRST[FIRST.index("      - id: by-school") :]


def _renamed_again(number: str, name: str, *was: str) -> str:
    """A later version in which the measure is called otherwise, and the publisher lists only these ids."""
    text = VERSIONS["renamed"].replace("1.1.0", number).replace("id: classes", f"id: {name}")
    return text.replace("was: [by-class]", f"was: [{', '.join(was)}]")


def _split_at_last(text: str) -> str:
    row = text[text.index("      - id: all-classes") : text.index("      - id: by-school")]
    parts = (
        row.replace("id: all-classes", f"id: by-{part}").replace("[classes]", "[all-classes]")
        for part in "ab"
    )
    return text.replace(row, "".join(parts)).replace("1.2.0", "1.3.0")


_THIRD = _renamed_again("1.2.0", "all-classes", "classes")
LAST = {
    "split": _split_at_last(_THIRD),
    "merged": _renamed_again("1.3.0", "all", "all-classes", "by-school").replace(_BY_SCHOOL, ""),
    "gone": VERSIONS["gone"].replace("1.1.0", "1.3.0"),
}


@pytest.mark.parametrize("fate", LAST)
@pytest.mark.parametrize("steps", [("1.1", "1.2", "1.3"), ("1.2", "1.3"), ("1.3",)], ids="-".join)
def test_it_is_found_under_whatever_it_was_called(tmp_path: Path, fate: str, steps: tuple[str, ...]) -> None:
    """Two renames, of which the publisher lists the last alone, and then what ends the measure.

    Taken step by step or at once: what the program wrote is what it should be, and no lock sees it.
    """
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, VERSIONS["renamed"], _THIRD + LOCKS, LAST[fate] + LOCKS)
    school = neighbours.adopt(DONE)
    for version in steps:
        assert run(["update", str(school), "--to", version]) == 0
        told = roadmap_engine.check(school)
        found = {each.code for each in told.problems} & {"RM259", "RM750", "RM751", "RM752", "RM758"}
        assert (found, told.ok) == (set(), True), school.read_text(encoding="utf-8")


TWO = (
    FIRST
    + """\
  - id: teaching
    title: Обучающий этап
    measures:
      - id: lessons
        title: Занятия
        deadline: до 20 мая 2027 г.
        responsible: head
"""
)
ELSEWHERE = TWO.replace("version: 1.0.0", "version: 1.1.0").replace(ROW, "") + ROW


def test_a_measure_that_is_moved_away_stays_and_its_place_opens_no_lock(tmp_path: Path) -> None:
    """The update writes its place, and the check compares it with the version that it names."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(TWO, ELSEWHERE + "allow: {move: locked, add: locked}\n")
    school = neighbours.adopt(DONE)
    assert run(["update", str(school)]) == 0
    text = school.read_text(encoding="utf-8")
    assert "stands:" in text
    assert (codes(school), roadmap_engine.check(school).ok) == ([], True)
    school.write_text(text.replace("before: by-school", "after: lessons"), encoding="utf-8")
    assert codes(school) == ["RM750"]


@pytest.mark.parametrize(
    "before", ["", "allow: {move: locked}\n", "allow: {stages: {teaching: {add: locked}}}\n"]
)
def test_a_move_of_what_is_done_is_judged_by_the_version_it_was_done_under(
    tmp_path: Path, before: str
) -> None:
    """It stays where the school has moved it while it might; a hand that dates it back meets that version."""
    neighbours = Neighbours(tmp_path)
    second = TWO.replace("version: 1.0.0", "version: 1.1.0") + "allow: {move: locked}\n"
    neighbours.publish(TWO + before, second)
    moved = "move: {by-class: {after: lessons}}\n"
    school = neighbours.adopt(DONE + ("" if before else moved))
    assert run(["update", str(school)]) == 0
    if before:
        text = school.read_text(encoding="utf-8").replace("on: 2027-01-12", "on: 2027-01-12, as_of: 1.0.0")
        school.write_text(text + moved, encoding="utf-8")
    assert codes(school) == ["RM758" if before else "RM757"]
    assert roadmap_engine.check(school).ok is not bool(before)
