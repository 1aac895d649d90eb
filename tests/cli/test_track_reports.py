"""`roadmap track summary` and `journal`: what a head signs and an inspection reads, in Word and as a page."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from roadmap_engine.cli.program import run
from roadmap_engine.documents.journal_words import describe_journal
from roadmap_engine.documents.report_words import Execution, describe_execution
from roadmap_engine.pipeline.tracking import Tracked, read_tracked
from roadmap_engine.tracking.naming import find_measure
from tests.browser import axe, run_browser, show
from tests.pipeline.small_school import write_school

TODAY = "20.11.2026"
_PDF = b"%PDF-1.4\nshown\n"


@pytest.fixture
def adoption(tmp_path: Path) -> Path:
    """A plan: one measure handed in, returned, handed in again, accepted late; one put off, and overdue."""
    path = write_school(tmp_path)
    (tmp_path / "справка <1>.pdf").write_bytes(_PDF)
    for who, day, *asked in (
        ("deputy-head", "01.10.2026", "submit", "1.1", "--evidence", str(tmp_path / "справка <1>.pdf")),
        ("head", "02.10.2026", "return", "1.1", "--note", "нет выводов"),
        ("deputy-head", "05.10.2026", "submit", "1.1", "--note", "=1+1 <b>"),
        ("head", "06.10.2026", "accept", "1.1"),
        ("head", "10.11.2026", "extend", "1.2", "--to", "18.11.2026", "--note", "болезнь учителя"),
    ):
        deed, measure, *more = asked
        assert run(["track", deed, str(path), measure, "--as", who, "--today", day, *more]) == 0
    return path


def _tracked(adoption: Path, today: dt.date | None = dt.date(2026, 11, 20)) -> Tracked:
    tracked = read_tracked(adoption, today).value
    assert tracked is not None
    return tracked


def _execution(adoption: Path, today: dt.date | None = dt.date(2026, 11, 20)) -> Execution:
    tracked = _tracked(adoption, today)
    return describe_execution(tracked.read.plan, tracked.board)


def test_the_note_says_what_is_done_late_overdue_and_waited_for(adoption: Path) -> None:
    """In the words of states, with the reason why something was put off."""
    told = _execution(adoption)
    assert told.heading == (
        "СПРАВКА\nоб исполнении плана мероприятий по повышению читательской грамотности\nна 20.11.2026"
    )
    assert told.order == "Приказ от 01.09.2026 № 101-од"
    assert told.summary[0] == (
        "К 20.11.2026 включительно наступило сроков: 2. Исполнено: 1, из них в срок: 0; принято: 1."
    )
    (stage,) = told.stages
    assert [(row.number, row.due, row.state, row.done) for row in stage.rows] == [
        ("1.1", "до 01.10.2026", "✓ принято, на 4 дня позже срока", "05.10.2026"),
        ("1.2", "до 18.11.2026 (было 16.11.2026)", "! просрочено, 2 дня после срока", ""),
        ("1.3", "После получения результатов в течение 2 недель", "… ждёт", ""),
    ]
    assert stage.rows[0].document == "Аналитическая справка; справка <1>.pdf"
    (late,) = told.overdue
    assert (late.number, late.due, late.why) == (
        "1.2",
        "18.11.2026, 2 дня после срока",
        "срок переносился: болезнь учителя",
    )
    (waiting,) = told.waiting
    assert (waiting.event, waiting.measures) == ("получение результатов", "1.3")
    assert told.signature[0] == "Директор"


def test_on_no_day_nothing_is_overdue(adoption: Path) -> None:
    """The same plan and log give the same note whenever it is made."""
    told = _execution(adoption, None)
    assert told.overdue == ()
    assert "Просрочено" not in " ".join(told.summary)
    assert told.heading.endswith("грамотности")


def test_the_journal_has_every_entry_by_post_and_hash(adoption: Path) -> None:
    """Oldest first: who in what post, what for which day, the file with its digest; no name of a person."""
    tracked = _tracked(adoption)
    rows, _ = find_measure(tracked.board, "1.1")
    measure = tracked.read.plan.measures()[0]
    told = describe_journal(tracked.read.plan, tracked.board, measure, rows)
    assert [(line.on, line.who, line.did, line.note) for line in told.lines] == [
        ("01.10.2026", "заместитель директора по УВР", "сдано на проверку", ""),
        ("02.10.2026", "директор", "возвращено", "нет выводов"),
        ("05.10.2026", "заместитель директора по УВР", "сдано на проверку", "=1+1 <b>"),
        ("06.10.2026", "директор", "принято", ""),
    ]
    (entry,) = [each for each in tracked.read.log.entries if each.evidence]
    (file,) = entry.evidence
    (shown,) = told.lines[0].evidence
    assert shown.replace(" ", "").endswith(f"SHA-256{file.sha256}")  # type: ignore[union-attr]
    assert f"справка <1>.pdf ({len(_PDF)} байт)" in shown


def test_what_was_taken_out_is_said_and_not_shown(adoption: Path) -> None:
    """The journal keeps the entry, with who took out what, and why."""
    log = adoption.with_name("adoption.status.jsonl")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    returned = next(each["id"] for each in lines if each["did"] == "returned")
    assert run(["track", "redact", str(adoption), returned, "--why", "имя ученика", "--as", "head"]) == 0
    tracked = _tracked(adoption)
    rows, _ = find_measure(tracked.board, "1.1")
    told = describe_journal(tracked.read.plan, tracked.board, tracked.read.plan.measures()[0], rows)
    assert "имя ученика" in told.lines[1].note
    assert "нет выводов" not in told.lines[1].note


def _words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in document.paragraphs), *cells))


def test_files_are_written_in_word_and_as_pages(adoption: Path, tmp_path: Path) -> None:
    """The same words in both; what people typed is text in both; the same day gives the same bytes."""
    for command, more in (("summary", ()), ("journal", ("1.1",))):
        for ending in ("docx", "html"):
            first, second = tmp_path / f"a-{command}.{ending}", tmp_path / f"b-{command}.{ending}"
            for out in (first, second):
                assert run(["track", command, str(adoption), *more, "-o", str(out), "--today", TODAY]) == 0
            assert first.read_bytes() == second.read_bytes()
    note, journal = (_words((tmp_path / f"a-{each}.docx").read_bytes()) for each in ("summary", "journal"))
    assert "! просрочено, 2 дня" in note
    assert "А. С. Николаева" in note or "Директор" in note
    assert "=1+1 <b>" in journal
    page = (tmp_path / "a-journal.html").read_text(encoding="utf-8")
    assert "=1+1 &lt;b&gt;" in page
    assert "справка &lt;1&gt;.pdf" in page


def test_a_file_that_is_there_stays_without_force(
    adoption: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody may have written in it; another ending than the two is refused."""
    out = tmp_path / "note.docx"
    out.write_bytes(b"mine")
    asked = ["track", "summary", str(adoption), "-o", str(out), "--today", TODAY]
    assert run(asked) == 1
    assert "RM701" in capsys.readouterr().err
    assert out.read_bytes() == b"mine"
    assert run([*asked, "--force"]) == 0
    assert zipfile.is_zipfile(out)
    assert run(["track", "summary", str(adoption), "-o", str(tmp_path / "note.pdf")]) == 2


def test_an_unknown_measure_is_told(
    adoption: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written."""
    out = tmp_path / "journal.docx"
    assert run(["track", "journal", str(adoption), "9.9", "-o", str(out)]) == 1
    assert "RM563" in capsys.readouterr().err
    assert not out.exists()


def test_pages_are_accessible(adoption: Path, tmp_path: Path) -> None:
    """By axe-core, wide and narrow, light and dark; they ask nobody."""
    pages = tmp_path / "note.html", tmp_path / "journal.html"
    assert run(["track", "summary", str(adoption), "-o", str(pages[0]), "--today", TODAY]) == 0
    assert run(["track", "journal", str(adoption), "1.1", "-o", str(pages[1]), "--today", TODAY]) == 0
    with run_browser() as browser:
        for page in pages:
            for width, dark in ((1280, False), (320, True)):
                with show(browser, page, width=width, dark=dark) as shown:
                    assert axe(shown.page) == ()
                    assert shown.strangers() == []
                    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
