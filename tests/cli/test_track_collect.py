"""`roadmap track collect`: a department without a server counts what its schools have sent."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.pipeline.plans import read_adoption
from tests.browser import axe, run_browser, show
from tests.pipeline.small_school import write_school

TODAY = "15.11.2026"


def _school(folder: Path, number: int, *, name: str = "") -> Path:
    """A school of its own, with a plan of its own."""
    folder.mkdir(parents=True)
    adoption = write_school(folder)
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("school-3", f"school-{number}")
        text = text.replace("Школа № 3", name or f"Школа № {number}")
        path.write_text(text, encoding="utf-8")
    return adoption


def _record(adoption: Path, deed: str, measure: str, *more: str) -> None:
    asked = ["track", deed, str(adoption), measure, "--as", "deputy-head", "--today", "20.09.2026", *more]
    assert run(asked) == 0


def _table(adoption: Path, *, status: str = "выполнено", done: str | None = None) -> bytes:
    """The tracker of a plan, with the first row filled in."""
    read = read_adoption(adoption).value
    assert read is not None
    book = openpyxl.load_workbook(io.BytesIO(render_tracker(read.plan)))
    sheet = book["План"]
    heads = {
        cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in ("Статус", "Выполнено")
    }
    line = heads["Статус"].row + 1
    while sheet.cell(line, heads["Статус"].column).value is None:
        line += 1
    sheet.cell(line, heads["Статус"].column).value = status
    sheet.cell(line, heads["Выполнено"].column).value = done
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _collect(folder: Path, out: Path, *more: str, code: int = 0) -> dict[str, Any]:
    assert run(["track", "collect", str(folder), "-o", str(out), "--today", TODAY, *more]) == code
    return json.loads((out / "matrix.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _by_id(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for matrix in told["matrices"] for each in matrix["schools"]}


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A log, a table that came alone, a plan with a table beside it, a plan alone; one has sent nothing."""
    folder = tmp_path / "sent"
    _record(_school(folder / "town" / "a", 1), "report", "diagnostics", "--on", "19.09.2026")
    (folder / "town" / "a" / "papers").mkdir()
    shutil.copy(_school(tmp_path / "b", 2), tmp_path / "b" / "copy")
    (folder / "mail").mkdir()
    (folder / "mail" / "2.xlsx").write_bytes(_table(tmp_path / "b" / "adoption.yaml"))
    shutil.copy(folder / "mail" / "2.xlsx", folder / "town" / "a" / "papers" / "tracker.xlsx")
    beside = _school(folder / "c", 3)
    (folder / "c" / "tracker.xlsx").write_bytes(_table(beside, status="в работе"))
    _school(folder / "d", 12)
    (folder / "schools.csv").write_text(
        "Код;Название;Район\n"
        + "".join(f"school-{each};Школа № {each};Район {each % 2}\n" for each in (1, 2, 3, 12, 5)),
        encoding="utf-8",
    )
    return folder


def test_logs_and_tables_are_counted_together(sent: Path, tmp_path: Path) -> None:
    """Each school once, by what is known of it; one that sent nothing is expected."""
    told = _collect(sent, tmp_path / "out", "--registry", str(sent / "schools.csv"))
    schools = _by_id(told)
    assert [(name, each["source"]) for name, each in schools.items()] == [
        ("school-1", "log"),
        ("school-2", "tracker"),
        ("school-3", "tracker"),
        ("school-5", "nothing"),
        ("school-12", "plan"),
    ]
    assert schools["school-1"]["cells"]["diagnostics"]["sign"] == "reported"
    assert schools["school-2"]["cells"]["diagnostics"]["sign"] == "reported"
    assert schools["school-3"]["cells"]["diagnostics"]["sign"] == "overdue"
    assert schools["school-12"]["cells"]["diagnostics"]["day"] == "2026-10-01"
    (matrix,) = told["matrices"]
    # One of three measures is due by the day; the second on the day after it.
    assert matrix["counts"] == {
        "planned": 15, "done": 2, "expected": 5, "reported": 2, "in_time": 1, "accepted": 0, "review": 0,
        "overdue": 2,
    }  # fmt: skip
    assert [each["id"] for each in told["absent"]] == ["school-5"]
    assert [each["name"] for each in matrix["municipalities"]] == ["Район 0", "Район 1"]


def test_the_answer_names_what_gave_way(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table beside the log is passed over, and that is told."""
    _collect(sent, tmp_path / "out", "--json")
    told = json.loads(capsys.readouterr().out)
    (problem,) = [each for each in told["problems"] if each["code"] == "RM683"]
    assert "town/a/papers/tracker.xlsx" in problem["message"]
    assert told["papers"] == ["matrix.xlsx", "matrix.html", "matrix.json"]


def test_the_same_files_give_the_same_bytes_and_come_out_again(sent: Path, tmp_path: Path) -> None:
    """What came out before is none of what was sent, though it lies among it."""
    out = sent / "out"
    before = _collect(sent, out)
    kept = {path.name: path.read_bytes() for path in out.glob("matrix.*")}
    assert _collect(sent, out) == before
    assert {path.name: path.read_bytes() for path in out.glob("matrix.*")} == kept


def test_a_plan_that_cannot_be_read_is_told_and_expected(sent: Path, tmp_path: Path) -> None:
    """The exit code says so; the others are counted."""
    (sent / "school-5").mkdir()
    (sent / "school-5" / "adoption.yaml").write_text("adoption: school-5-reading\n", encoding="utf-8")
    told = _collect(sent, tmp_path / "out", "--registry", str(sent / "schools.csv"), code=1)
    assert _by_id(told)["school-5"]["source"] == "unreadable"
    assert told["absent"][0]["path"] == "school-5/adoption.yaml"


def test_a_registry_that_cannot_be_read_stops(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is counted against nobody."""
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("Директор\nОрлова\n", encoding="utf-8")
    asked = ["track", "collect", str(sent), "-o", str(tmp_path / "out"), "--registry", str(wrong)]
    assert run(asked) == 1
    assert "RM685" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_nothing_was_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder without a registry is an error."""
    (tmp_path / "sent").mkdir()
    assert run(["track", "collect", str(tmp_path / "sent"), "-o", str(tmp_path / "out")]) == 1
    assert "RM849" in capsys.readouterr().err


def test_a_workbook_holds_texts_as_texts(tmp_path: Path) -> None:
    """A formula in a name stays its letters, in both sheets; the head stands, and rows can be filtered."""
    _school(tmp_path / "sent", 1, name='=HYPERLINK(«x») <b>"')
    _collect(tmp_path / "sent", tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "matrix.xlsx")
    assert book.sheetnames == ["Состояния", "Счёт"]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows
        assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)
        assert any("=HYPERLINK(" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_the_page_is_accessible_and_says_everything_in_words(sent: Path, tmp_path: Path) -> None:
    """No fault by axe-core in light and dark, no script, no request, no text of a school as markup."""
    _school(sent / "e", 7, name="<script>alert(1)</script>")
    _collect(sent, tmp_path / "out", "--registry", str(sent / "schools.csv"))
    page = tmp_path / "out" / "matrix.html"
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<b aria-hidden=true>!</b><i class=vh>просрочено, срок </i>01.10" in text
    assert "План не принят" in text
    with run_browser() as browser:
        for width, dark in ((1280, False), (320, True)):
            with show(browser, page, width=width, dark=dark) as shown:
                assert axe(shown.page) == ()
                assert shown.strangers() == []
                wide = shown.page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width
