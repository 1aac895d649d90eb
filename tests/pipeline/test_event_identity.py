"""A measure that is called otherwise keeps its events: a client knows an event by its UID alone.

«After `was:` (rename, split, merge) calendars keep the UID», through any number of versions.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours

ROW = re.search(r"      - id: by-class\n(?:        .*\n)+", FIRST)
assert ROW is not None


def version(number: str, row: str, base: str = FIRST) -> str:
    """A later version, in which the row of the measure is another."""
    assert ROW is not None
    return base.replace("version: 1.0.0", f"version: {number}").replace(ROW[0], row)


def renamed(name: str, *was: str) -> str:
    """The row under another id."""
    assert ROW is not None
    return ROW[0].replace("id: by-class", f"id: {name}\n        was: [{', '.join(was)}]")


def events(school: Path) -> dict[str, tuple[str, int, str]]:
    """UID to title, number and status of every event of the school's calendar."""
    assert run(["build", str(school), "-o", str(school.parent / "papers")]) == 0
    text = (school.parent / "papers" / "deadlines.ics").read_bytes().decode().replace("\r\n ", "")
    found = {}
    for body in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.DOTALL):
        values = dict(re.findall(r"^(UID|SUMMARY|SEQUENCE|STATUS):(.*?)\r?$", body, re.MULTILINE))
        found[values["UID"]] = (values["SUMMARY"], int(values["SEQUENCE"]), values.get("STATUS", ""))
    return found


def through(tmp_path: Path, *texts: str) -> list[dict[str, tuple[str, int, str]]]:
    """The events of a school that takes one version after another."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST)
    school = neighbours.adopt()
    seen = [events(school)]
    for place, _ in enumerate(texts, 1):
        neighbours.publish(FIRST, *texts[:place])
        assert run(["update", str(school)]) == 0
        seen.append(events(school))
    return seen


@pytest.mark.parametrize("complete", [True, False])
def test_a_rename_is_no_cancellation(tmp_path: Path, *, complete: bool) -> None:
    """Through two versions, whether the second says all former ids or the last one only."""
    former = ("by-class", "classes") if complete else ("classes",)
    first, second, third = through(
        tmp_path,
        version("1.1.0", renamed("classes", "by-class")),
        version("1.2.0", renamed("all-classes", *former)),
    )
    assert first == second == third


def test_of_a_split_the_first_part_keeps_the_events(tmp_path: Path) -> None:
    """The other one is new; nothing is called off."""
    parts = renamed("by-a", "by-class") + renamed("by-b", "by-class").replace("по классам", "по темам")
    before, after = through(tmp_path, version("1.1.0", parts))
    assert before.keys() < after.keys()
    assert not any(status == "CANCELLED" for _, _, status in after.values())


def test_of_a_merge_one_keeps_its_events_and_the_other_is_called_off(tmp_path: Path) -> None:
    """Nobody goes to what is not there any more."""
    base = re.sub(r"      - id: by-school\n(?:        .*\n)+", "", FIRST)
    before, after = through(tmp_path, version("1.1.0", renamed("all", "by-class", "by-school"), base))
    kept = {uid for uid, (_, _, status) in after.items() if status != "CANCELLED"}
    assert len(kept & before.keys()) == len(kept)
    assert before.keys() == after.keys()


def test_a_new_measure_under_a_former_id_is_another_one(tmp_path: Path) -> None:
    """The id was given away and came back with something else: no event changes its meaning."""
    assert ROW is not None
    away = renamed("classes", "by-class")
    back = away + ROW[0].replace("Анализ по классам", "Иное").replace("до 15 января", "до 25 января")
    first, second, third = through(tmp_path, version("1.1.0", away), version("1.2.0", back))
    assert first == second
    names = [{uid: title.split(". ")[-1] for uid, (title, _, _) in each.items()} for each in (second, third)]
    assert names[0].items() < names[1].items()
    assert set(names[1].values()) - set(names[0].values()) == {"Иное"}


def test_a_move_of_a_renamed_measure_is_a_revision_of_its_event(tmp_path: Path) -> None:
    """The same UID, a greater number."""
    row = renamed("classes", "by-class").replace("до 15 января", "до 22 января")
    before, after = through(tmp_path, version("1.1.0", row))
    assert before.keys() == after.keys()
    changed = [uid for uid in before if before[uid] != after[uid]]
    assert changed
    assert all(after[uid][1] == before[uid][1] + 1 for uid in changed)
