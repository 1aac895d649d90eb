"""`roadmap build` names what a tracker says and the log does not, whether or not it draws it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.importing.tracker import read_tracker
from tests.pipeline.filled import fill
from tests.pipeline.small_school import write_school

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school whose papers are built."""
    adoption = write_school(tmp_path / "school")
    assert run(["build", str(adoption), "-o", str(tmp_path / "papers")]) == 0
    return adoption


def _fill(tracker: Path, **cells: str) -> bytes:
    read = read_tracker(tracker.read_bytes())
    assert read is not None
    row = next(each.id for each in read.rows if each.id.startswith("diagnostics#"))
    tracker.write_bytes(fill(tracker.read_bytes(), {row: cells}))
    return tracker.read_bytes()


def _build(school: Path, capsys: Captured, *more: str) -> list[str]:
    """Build again; gives the lines that speak of what is not recorded."""
    capsys.readouterr()
    assert run(["build", str(school), "-o", str(school.parent.parent / "papers"), *more]) == 0
    return [line for line in capsys.readouterr().err.splitlines() if "RM575" in line]


def test_what_is_unread_is_named_though_the_tracker_stays(school: Path, capsys: Captured) -> None:
    """By row and in the same words as when it is carried over; the file is not touched."""
    tracker = school.parent.parent / "papers" / "tracker.xlsx"
    assert _build(school, capsys) == []
    filled = _fill(tracker, I="в работе")
    (told,) = _build(school, capsys)
    assert "не внесено в журнал: 1 («1.1 Проведение диагностики читательской грамотности»)" in told
    assert tracker.read_bytes() == filled
    assert _build(school, capsys) == [told], "as long as it is not recorded"
    assert run(["track", "import", str(tracker), "--adoption", str(school), "--as", "head"]) == 0
    assert _build(school, capsys) == []


def test_what_was_carried_over_is_named_in_every_build(school: Path, capsys: Captured) -> None:
    """Also in those after, when the new tracker stays as it is."""
    tracker = school.parent.parent / "papers" / "tracker.xlsx"
    _fill(tracker, I="в работе")
    texts = school.with_name("tiny.yaml")
    texts.write_text(texts.read_text(encoding="utf-8").replace("до 16 ноября", "до 20 ноября"), "utf-8")
    (carried,) = _build(school, capsys)
    standing = tracker.read_bytes()
    assert _build(school, capsys) == [carried]
    assert tracker.read_bytes() == standing


def test_what_is_no_entry_is_not_named(school: Path, capsys: Captured) -> None:
    """A column of one's own, a workbook of another plan, one that is none; a build of other papers."""
    tracker = school.parent.parent / "papers" / "tracker.xlsx"
    whole = tracker.read_bytes()
    _fill(tracker, T="кабинет 12")
    assert _build(school, capsys) == []
    tracker.write_bytes(whole)
    _fill(tracker, I="в работе")
    assert _build(school, capsys, "--only", "plan") == []
    tracker.write_bytes(b"no workbook")
    assert _build(school, capsys) == []


def test_a_tracker_that_is_open_is_read_too(school: Path, capsys: Captured) -> None:
    """It cannot be written, and what it says is named all the same."""
    tracker = school.parent.parent / "papers" / "tracker.xlsx"
    _fill(tracker, I="в работе")
    texts = school.with_name("tiny.yaml")
    texts.write_text(texts.read_text(encoding="utf-8").replace("до 16 ноября", "до 20 ноября"), "utf-8")
    (tracker.parent / ".~lock.tracker.xlsx#").write_text("Зайцева", encoding="utf-8")
    assert len(_build(school, capsys)) == 1
