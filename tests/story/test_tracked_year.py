"""A year by the commands, tracked: adopt, sign, report, return, submit, accept, extend, event, update, amend.

After each step no entry is lost, whatever was written before; what has ended stays as it was when it ended.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.cli.program import run
from tests.story.papers import Papers, read_papers
from tests.story.test_one_year import ANSWERS, ROOT
from tests.story.test_one_year import publish_version as publish

PDF = b"%PDF-1.7\nsheet"


class Tracked:
    """A school's folder, and the log that only grows."""

    def __init__(self, folder: Path, said: Callable[[], str]) -> None:
        self.home, self.said = folder / "school", said
        self.adoption = str(self.home / "adoption.yaml")
        self.papers = self.home / "papers"
        self.log = self.home / "adoption.status.jsonl"
        self.lines: list[str] = []

    def say(self, *words: str) -> str:
        """Type a command that succeeds, and look that the log only grew."""
        self.said()
        code = run(["--lang", "ru", *words])
        told = self.said()
        assert code == 0, told
        self.grows()
        return told

    def refuse(self, code: str, *words: str) -> None:
        """Type a command that is refused with a problem, and look that nothing was recorded."""
        before = self.log.read_bytes() if self.log.exists() else b""
        self.said()
        assert run(["--lang", "ru", *words]) == 1
        assert code in self.said()
        assert (self.log.read_bytes() if self.log.exists() else b"") == before

    def grows(self) -> None:
        """The lines that were there are there, in their place."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        assert lines[: len(self.lines)] == self.lines
        self.lines = lines

    def track(self, deed: str, *words: str, who: str = "deputy-head", today: str) -> str:
        """Record a deed on a day."""
        return self.say("track", deed, self.adoption, *words, "--as", who, "--today", today)

    def rows(self, today: str) -> dict[str, dict[str, Any]]:
        """The board on a day, a row by its measure."""
        told = json.loads(self.say("track", "list", self.adoption, "--today", today, "--json"))
        return {row["measure"]: row for row in told["rows"]}

    def build(self) -> Papers:
        """Build the papers."""
        self.say("build", self.adoption, "-o", str(self.papers))
        return read_papers(self.papers)


@pytest.fixture
def year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tracked:
    """A school that has its organisation written down."""
    school = tmp_path / "school"
    school.mkdir()
    for name in ("organisation.yaml", "terms-2026.yaml", "terms-2027.yaml"):
        shutil.copy(ROOT / "examples" / "school" / name, school / name)
    return Tracked(tmp_path, lambda: "".join(capsys.readouterr()))


def test_a_tracked_year(year: Tracked, tmp_path: Path) -> None:
    """From the order to the plan of the year after."""
    publish(tmp_path, "1.0.0", {})
    answers = [part for path, words in ANSWERS.items() for part in ("-a", f"{path}={words}")]
    year.say("new", "adoption", "--from", str(tmp_path / "published"), "-o", year.adoption, *answers)
    year.build()
    year.say("sign", year.adoption, "--papers", str(year.papers))
    assert year.rows("24.05.2027")["results-by-pupil"]["sign"] == "waiting"

    # The day comes; what waited has one, and is late after it, not before.
    year.say("record", year.adoption, "results-received", "28.05.2027", "--as", "deputy-head")
    assert json.loads(year.lines[-1])["about"] == {"event": "results-received"}
    assert year.rows("11.06.2027")["results-by-pupil"]["sign"] == "soon"
    assert year.rows("12.06.2027")["results-by-pupil"]["sign"] == "overdue"

    # Reported with a file, given back, handed in, locked, accepted: the entry names what.
    evidence = tmp_path / "справка.pdf"
    evidence.write_bytes(PDF)
    year.track("report", "1.1", "--evidence", str(evidence), "--on", "10.06.2027", today="10.06.2027")
    year.refuse("RM562", "track", "return", year.adoption, "1.1", "--as", "head")
    year.track("return", "1.1", "--note", "нет выводов", who="head", today="11.06.2027")
    assert year.rows("11.06.2027")["results-by-pupil"]["sign"] == "returned"
    year.track("submit", "1.1", today="14.06.2027")
    year.refuse("RM561", "track", "report", year.adoption, "1.1", "--as", "deputy-head")
    year.track("accept", "1.1", who="head", today="15.06.2027")
    accepted = json.loads(year.lines[-1])
    assert accepted["seen"]["on"] == "2027-06-14"
    assert accepted["seen"]["plan"] == "sakha-2021-order-441@1.0.0"
    reported = next(json.loads(line) for line in year.lines if '"reported"' in line)
    assert accepted["seen"]["evidence"] == [reported["evidence"][0]["sha256"]]
    row = year.rows("15.06.2027")["results-by-pupil"]
    assert (row["sign"], row["days_late"], row["own_word"]) == ("accepted", 3, True)

    # Put off: late only after the new day. Called off: nobody's move.
    year.track(
        "extend",
        "1.2",
        "--to",
        "25.06.2027",
        "--note",
        "болезнь; записка № 8",
        who="head",
        today="11.06.2027",
    )
    assert year.rows("20.06.2027")["results-by-class"]["sign"] == "extended"
    assert year.rows("26.06.2027")["results-by-class"]["sign"] == "overdue"
    year.track("not-applicable", "2.2", "--note", "программ по предмету нет", today="16.06.2027")

    # Papers know it: calendars keep the events, the order commands nothing of it, the plan has it.
    papers = year.build()
    assert papers.row("results-by-pupil")["happened"]

    _take_a_newer_version(year, tmp_path)
    _work_on_two_copies(year, tmp_path / "elsewhere")

    # The next year has a log of its own, and this one stays.
    following = year.home / "adoption-2027.yaml"
    year.say("new", "adoption", "--next-year", year.adoption, "-o", str(following))
    year.say("track", "start", str(following), "1.1", "--as", "head", "--today", "20.05.2028")
    assert (year.home / "adoption-2027.status.jsonl").read_text("utf-8").count("\n") == 1


def _take_a_newer_version(year: Tracked, folder: Path) -> None:
    """A newer version moves what is open, and not what has ended."""
    later = "deadline: После получения результатов в течение 4 недель"
    change = {
        "results-by-pupil: {": f"results-by-pupil: {{{later}, ",
        "results-by-class:\n": f"results-by-class:\n    {later}\n",
    }
    publish(folder, "1.1.0", change)
    year.say("update", year.adoption)
    plan = year.build()
    assert plan.row("results-by-pupil")["deadline"]["occurrences"][0]["due"] == "2027-06-11"
    assert plan.row("results-by-class")["deadline"]["occurrences"][0]["due"] == "2027-06-25"
    kept = year.rows("26.06.2027")
    assert (kept["results-by-pupil"]["state"], kept["results-by-class"]["state"]) == ("accepted", "open")
    year.say(
        "amend", year.adoption, "-o", str(year.home / "amendment"), "--date", "28.06.2027", "--number", "3"
    )


def _work_on_two_copies(year: Tracked, copy: Path) -> None:
    """A copy that somebody went on with elsewhere comes back; both worked on, on different things."""
    shutil.copytree(year.home, copy)
    other = str(copy / "adoption.yaml")
    assert run(["track", "report", other, "1.3", "--as", "head", "--today", "2027-06-27"]) == 0
    year.track("start", "1.4", today="27.06.2027")
    year.say("track", "merge", year.adoption, str(copy / "adoption.status.jsonl"))
    rows = year.rows("27.06.2027")
    assert [rows[name]["state"] for name in ("results-by-grade", "results-by-school")] == [
        "reported",
        "started",
    ]
    assert not any(row["rivals"] for row in rows.values())
