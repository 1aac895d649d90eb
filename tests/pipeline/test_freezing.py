"""What has ended by the status log stays as it was when a newer version comes, also without the log."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest

from roadmap_engine import adopt
from roadmap_engine.cli.program import run
from roadmap_engine.load.status_logs import status_path
from tests.example_school import copy_example
from tests.pipeline.updates import FIRST, Neighbours

ROOT = Path(__file__).parents[2]
SECOND = (
    FIRST.replace("1.0.0", "1.1.0")
    .replace("до 15 января", "до 22 января")
    .replace("до 20 января", "до 29 января")
)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school that has adopted the first version of two."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, SECOND)
    return neighbours.adopt()


def _do(*words: str | Path) -> None:
    assert run(["--lang", "ru", *map(str, words)]) == 0


def _texts(adoption: Path) -> dict[str, str]:
    plan = adopt(adoption).or_raise()
    return {measure.id: measure.deadline.text for measure in plan.measures()}


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (("report",), "done"),
        (("cancel", "--note", "приказ № 7"), "cancelled"),
        (("not-applicable", "--note", "нет таких классов"), "cancelled"),
    ],
)
def test_what_ended_by_the_log_is_written_down(
    school: Path, deed: tuple[str, ...], state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An update writes it into the text, and what the newer version says of it is not taken."""
    command, *more = deed
    _do("track", command, school, "by-class", *more, "--as", "head", "--today", "2027-01-12")
    _do("update", school)
    said = "".join(capsys.readouterr())
    assert "RM541" in said
    assert re.search(rf"settled:\s+by-class: {{state: {state}, on: 2027-01-12", school.read_text("utf-8"))
    status_path(school).unlink()
    assert _texts(school) == {"by-class": "до 15 января 2027 г.", "by-school": "до 29 января 2027 г."}


@pytest.mark.parametrize(
    "deed", [("start",), ("submit",), ("extend", "--to", "2027-02-01", "--note", "болезнь")]
)
def test_what_goes_on_follows_the_newer_version(school: Path, deed: tuple[str, ...]) -> None:
    """What is begun, looked at or put off is not over."""
    command, *more = deed
    _do("track", command, school, "by-class", *more, "--as", "head", "--today", "2027-01-12")
    _do("update", school)
    assert "settled" not in school.read_text("utf-8")
    assert _texts(school)["by-class"] == "до 22 января 2027 г."


def test_without_a_newer_version_the_text_stays(school: Path) -> None:
    """Where nothing newer is taken nothing is written."""
    _do("update", school)
    before = school.read_bytes()
    _do("track", "report", school, "by-class", "--as", "head", "--today", "2027-01-12")
    _do("update", school)
    assert school.read_bytes() == before


def test_what_is_opened_again_is_open_in_the_text_too(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text and log agree after it."""
    _do("track", "report", school, "by-class", "--as", "head", "--today", "2027-01-12")
    _do("update", school)
    _do("track", "reopen", school, "by-class", "--as", "head", "--today", "2027-01-13")
    assert "by-class: {state" not in school.read_text("utf-8")
    capsys.readouterr()
    _do("track", "list", school, "--json", "--today", "2027-01-13")
    told = json.loads(capsys.readouterr().out)
    states = {row["measure"]: row["state"] for row in told["rows"]}
    assert states == {"by-class": "open", "by-school": "open"}
    assert [each["code"] for each in told["problems"] if each["code"] in ("RM551", "RM552")] == []


def test_a_text_that_alone_says_it_can_be_opened_again(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of what the log knows nothing of, too."""
    school.write_text(
        school.read_text("utf-8") + "settled: {by-class: {state: done, on: 2027-01-11}}\n", encoding="utf-8"
    )
    _do("track", "reopen", school, "by-class", "--as", "head", "--today", "2027-01-13")
    capsys.readouterr()
    _do("track", "list", school, "--json", "--today", "2027-01-13")
    told = json.loads(capsys.readouterr().out)
    assert {row["measure"]: row["state"] for row in told["rows"]}["by-class"] == "open"
    assert not {"RM551", "RM552"} & {each["code"] for each in told["problems"]}


def test_an_order_drawn_anew_commands_nothing_that_ended(tmp_path: Path) -> None:
    """And no annex of it shows a state."""
    adoption = copy_example(tmp_path / "school", lived=False)
    _do("track", "report", adoption, "1.1", "--as", "head", "--today", "2027-06-01")
    _do("track", "cancel", adoption, "1.2", "--note", "приказ", "--as", "head", "--today", "2027-06-01")
    _do("track", "start", adoption, "1.3", "--as", "head", "--today", "2027-06-01")
    _do("build", adoption, "-o", tmp_path / "papers")
    order = _words(tmp_path / "papers" / "order.docx")
    assert "(пункт 1.3 плана)" in order
    assert "(пункт 1.1 плана)" not in order
    assert "(пункт 1.2 плана)" not in order
    table = _words(tmp_path / "papers" / "plan.docx")
    assert not re.search("выполнено|отменено|в работе", table)


def _words(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in paper.paragraphs), *cells)).replace("\N{NO-BREAK SPACE}", " ")
