"""What belongs to nothing is told by names and ids alone."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.status_logs import read_log, write_entry
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.drift import SchoolDrift
from roadmap_engine.model.entry import About, Did, Entry, Redaction, StatusLog
from roadmap_engine.model.workspace import SeenBundle, SeenFolder
from roadmap_engine.pipeline.strays import compare_logs, find_behind, find_strays, find_unfinished
from roadmap_engine.storage.batch_names import RECORD, SUMMARY_LIST

PLANS = frozenset({"mine", "tiny"})
NOON = dt.datetime(2027, 5, 28, 12, tzinfo=dt.UTC)
ENTRY = Entry(
    id="entry-0001",
    adoption="mine",
    at=NOON,
    on=NOON.date(),
    who="head",
    about=About(measure="by-class"),
    did=Did.REPORTED,
    note="готово",
)


def _found(folder: SeenFolder) -> list[tuple[str, str]]:
    return [(each.code, _names(each)) for each in find_strays(folder, PLANS)]


def _names(problem: Problem) -> str:
    gaps = dict(problem.arguments)
    return str(gaps.get("file") or gaps.get("names"))


@pytest.mark.parametrize(
    ("name", "stray"),
    [
        ("adoption.status.jsonl", False),
        ("adoption.history.jsonl", False),
        ("adoption.status (копия).jsonl", False),
        ("adoption.history-2.jsonl", False),
        ("adoption.jsonl", False),
        ("status.jsonl", False),
        ("other.status.jsonl", True),
        ("adoption.old.status.jsonl", True),
        ("other.history (1).jsonl", True),
    ],
)
def test_a_file_beside_a_text_belongs_to_the_text_of_its_name(name: str, stray: bool) -> None:
    """By the whole of the name before «.status» and «.history»; copies as the file itself."""
    folder = SeenFolder("s", (name, "adoption.yml"), {"adoption.yml": "mine"})
    assert _found(folder) == ([("RM973", f"s/{name}")] if stray else [])


def test_signed_acts_of_another_plan_and_of_a_damaged_text() -> None:
    """Where the id of a text cannot be told they may be its own."""
    signed = {"mine": "101", "gone": "17"}
    assert _found(SeenFolder("s", adoptions={"a.yaml": "mine"}, signed=signed)) == [("RM973", "s/signed/17")]
    assert _found(SeenFolder("s", adoptions={"a.yaml": ""}, signed=signed)) == []


def test_papers_of_plans_and_of_roadmaps() -> None:
    """A list names the plan; a list of an earlier format names none."""
    assert _found(SeenFolder("s", papers="gone")) == [("RM973", "s/.roadmap-build.json")]
    assert [_found(SeenFolder("s", papers=papers)) for papers in ("mine", "tiny", "")] == [[], [], []]


def test_evidence_by_content_and_what_systems_leave() -> None:
    """A file is named by its content; marks of systems and hidden files are nobody's evidence."""
    evidence = ("abc.pdf", "def.docx", ".DS_Store", "Thumbs.db")
    folder = SeenFolder("s", evidence=evidence, named=frozenset({"abc"}))
    assert _found(folder) == [("RM974", "«def.docx»")]


@pytest.mark.parametrize(
    ("stands_on", "unused"),
    [
        ((("tiny", "aa"),), False),
        ((("tiny", ""),), False),
        ((("tiny", "bb"),), True),
        ((("other", "aa"),), True),
        ((), True),
        (None, False),
    ],
)
def test_a_bundle_is_used_by_the_pin(stands_on: tuple[tuple[str, str], ...] | None, unused: bool) -> None:
    """By its content where it is pinned, by its name where it is not; nobody knows beside a damaged text."""
    folder = SeenFolder(
        "s", bundles=(SeenBundle("tiny-1.0.0.zip", "tiny", "1.0.0", "aa"),), stands_on=stands_on
    )
    assert _found(folder) == ([("RM974", "«tiny-1.0.0.zip»")] if unused else [])


def test_a_damaged_bundle_may_be_the_one_that_is_meant() -> None:
    """Whoever stands on it is told by reading the text."""
    folder = SeenFolder("s", bundles=(SeenBundle("tiny-1.0.0.zip", "tiny"),), stands_on=(("tiny", "aa"),))
    assert _found(folder) == []


def test_entries_of_one_id_differ_or_are_redacted() -> None:
    """Each pair of logs is told once, with all ids; what was taken out of an entry makes it no other one."""
    started = with_fields(ENTRY, did=Did.STARTED)
    bare = with_fields(ENTRY, note=None, redacted=Redaction(who="head", at=NOON, why="имя"))
    logs = {"a": _log(ENTRY), "b": _log(ENTRY), "c": _log(bare), "d": _log(started)}
    (found,) = compare_logs(logs)
    assert dict(found.arguments) == {"log": "d", "other": "a", "ids": "«entry-0001»"}
    assert list(compare_logs({"a": _log(ENTRY), "b": _log(with_fields(ENTRY, id="entry-0002"))})) == []


def test_an_entry_of_a_newer_version_differs_by_its_words() -> None:
    """It cannot be understood, but it can be compared."""
    line = write_entry(ENTRY).replace('"v": 1', '"v": 2')
    strange, other = read_log(line.encode(), "a")[0], read_log(line.replace("готово", "нет").encode(), "b")[0]
    assert len(strange.strange) == 1
    assert list(compare_logs({"a": strange, "b": strange})) == []
    assert [each.code for each in compare_logs({"a": strange, "b": other})] == ["RM976"]


def _log(*entries: Entry) -> StatusLog:
    return StatusLog(entries=entries)


def test_schools_behind_are_told_once_a_roadmap() -> None:
    """«1.10.0» is newer than «1.9.0»; who runs the newest is not named."""
    schools = [
        SchoolDrift("a", roadmap="tiny", version="1.9.0", newest="1.10.0"),
        SchoolDrift("b", roadmap="tiny", version="1.10.0", newest="1.10.0"),
        SchoolDrift("c", roadmap="tiny", version="1.2.0", newest="1.10.0"),
        SchoolDrift("d", roadmap="other", version="2.0.0", newest="2.0.0"),
        SchoolDrift("e", is_readable=False),
    ]
    (found,) = find_behind(schools)
    gaps = dict(found.arguments)
    assert (gaps["roadmap"], gaps["names"], gaps["file"]) == ("tiny", "«a», «c»", "a")


@pytest.mark.parametrize(
    ("summary", "record", "schools", "told"),
    [
        (None, "w/a/papers", 2, 1),
        ("w", "w/a/papers", 2, 0),
        ("w/out", "w/out/a/papers", 2, 0),
        ("w/out", "w/a/papers", 2, 1),
        ("w/a", "w/ab/papers", 2, 1),
        (None, None, 2, 0),
        (None, "w/a/papers", 1, 0),
    ],
)
def test_a_run_over_many_schools_ends_with_its_summary(
    summary: str | None, record: str | None, schools: int, told: int
) -> None:
    """In a folder around the papers that it made; one school's folder by itself is no such run."""
    folders = [SeenFolder(f"w/{each}", (), {"adoption.yaml": each}) for each in "ab"[:schools]]
    folders += [SeenFolder(summary, (SUMMARY_LIST,))] if summary else []
    folders += [SeenFolder(record, (RECORD,))] if record else []
    assert [each.code for each in find_unfinished("w", folders)] == ["RM972"] * told
