"""`roadmap build` in a folder that people work in, as its users meet it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.storage.paper_list import LIST_NAME, digest
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.small_school import write_school
from tests.storage.folders import look

Captured = pytest.CaptureFixture[str]
NOTE = "forms/1.1-analytic-note.docx"


def _build(adoption: Path, *more: str) -> int:
    return run(["build", str(adoption), "-o", str(adoption.parent / "out"), *more])


def _write_into(file: Path) -> bytes:
    """Write into a Word file as Word does; gives what it is then."""
    document = docx.Document(str(file))
    document.add_paragraph("Вписано от руки.")
    document.save(str(file))
    return file.read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school whose papers are built; its adoption."""
    adoption = write_school(tmp_path_factory.mktemp("school"))
    assert _build(adoption) == 0
    return adoption


@pytest.fixture
def school(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    shutil.copytree(built.parent, tmp_path / "school")
    return tmp_path / "school" / built.name


def test_a_filled_cell_of_the_tracker_stops_nothing_and_survives(school: Path, capsys: Captured) -> None:
    """Case 01: a status is set in Excel, a deadline moves, the papers are built again."""
    out = school.parent / "out"
    before = look(out)
    filled = fill(before["tracker.xlsx"], {"diagnostics#1": {"I": "выполнено"}})
    (out / "tracker.xlsx").write_bytes(filled)
    write_school(school.parent, "a day moved")
    assert _build(school) == 0
    after = look(out)
    assert all(after[name] != before[name] for name in ("plan.docx", "deadlines.ics", "order.docx"))
    assert cells_by_id(after["tracker.xlsx"], columns="DI") == {
        "diagnostics#1": ("до 1 октября", "выполнено"),
        "meeting#1": ("до 20 ноября", "не начато"),
        "results#": ("После получения результатов в течение 2 недель", "не начато"),
    }
    (kept,) = (content for name, content in after.items() if name.startswith("tracker до "))
    assert kept == filled
    assert "tracker до " in capsys.readouterr().err
    for force in ((), ("--force",)):
        assert _build(school, *force) == 0
        assert look(out) == after


def test_a_filled_blank_stops_nothing_and_survives(school: Path, capsys: Captured) -> None:
    """Case 02: a blank is filled in; a deadline moves; then a measure comes above it."""
    out = school.parent / "out"
    mine = _write_into(out / NOTE)
    plan = (out / "plan.docx").read_bytes()
    write_school(school.parent, "a day moved")
    assert _build(school) == 0
    assert (out / NOTE).read_bytes() == mine
    assert (out / "plan.docx").read_bytes() != plan
    assert NOTE in capsys.readouterr().err
    write_school(school.parent, "a measure above")
    assert _build(school) == 0
    assert (out / NOTE).read_bytes() == mine
    names = {name for name in look(out) if "analytic-note" in name}
    assert names == {
        NOTE,
        "forms/1.1-analytic-note (2).docx",
        "forms/1.1-analytic-note (новая версия).docx",
    }
    above = docx.Document(str(out / "forms/1.1-analytic-note (2).docx"))
    assert any(
        "установочного совещания" in cell.text
        for table in above.tables
        for row in table.rows
        for cell in row.cells
    ) or any("установочного совещания" in paragraph.text for paragraph in above.paragraphs)
    assert _build(school, "--force") == 0
    assert (out / NOTE).read_bytes() == mine


def test_one_list_says_what_was_left_and_why(school: Path, capsys: Captured) -> None:
    """In Russian, after the papers, with exit code 0."""
    out = school.parent / "out"
    _write_into(out / "order.docx")
    (out / "~$tracker.xlsx").write_bytes(b"")
    capsys.readouterr()
    write_school(school.parent, "a number")
    assert _build(school) == 0
    told = capsys.readouterr()
    assert f"{out}/tracker.xlsx" in told.out
    _, _, left = told.err.partition("Оставлено как есть или сохранено для вас:")
    assert [line.split()[1] for line in left.splitlines() if line.startswith("замечание")] == [
        "RM707:",
        "RM708:",
    ]
    assert "«order (новая версия).docx»" in left
    assert "~$tracker.xlsx" in left


def test_what_an_earlier_version_wrote_is_understood(school: Path) -> None:
    """Its list had names and hashes alone; plan.json tells whose they are and what the blanks are of."""
    out = school.parent / "out"
    first = {name: digest(content) for name, content in look(out).items()}
    (out / LIST_NAME).write_text(json.dumps(first), encoding="utf-8")
    mine = _write_into(out / "forms/1.2-meeting-minutes.docx")
    write_school(school.parent, "a measure above")
    assert _build(school) == 0
    assert (out / "forms/1.2-meeting-minutes.docx").read_bytes() == mine
    assert "forms/1.3-meeting-minutes.docx" not in look(out)


def test_the_folder_of_another_plan_is_refused(school: Path, capsys: Captured) -> None:
    """A second plan, and the published text too."""
    out = school.parent / "out"
    before = look(out)
    other = school.read_text(encoding="utf-8").replace("school-3-reading", "school-3-writing")
    second = school.with_name("second.yaml")
    second.write_text(other, encoding="utf-8")
    for command in (["build", str(second)], ["print", "samara-west-2020-plan"]):
        assert run([*command, "-o", str(out)]) == 1
        assert "«school-3-reading»" in capsys.readouterr().err
    assert look(out) == before
    assert not second.with_name("second.history.jsonl").exists()


def test_two_builds_at_once_leave_the_papers_of_one(school: Path) -> None:
    """Whichever comes last; no paper of the other among them, no temporary file."""
    out = school.parent / "out"
    wanted: list[Mapping[str, bytes]] = []
    commands = []
    for change in ("another head", "a measure above"):
        adoption = write_school(school.parent / change.replace(" ", "-"), change)
        alone = adoption.parent / "alone"
        assert run(["build", str(adoption), "-o", str(alone)]) == 0
        wanted.append(look(alone))
        commands.append([sys.executable, "-m", "roadmap_engine.cli", "build", str(adoption), "-o", str(out)])
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    assert {process.wait() for process in processes} <= {0, 1}
    assert look(out) in wanted
    assert {path.name for path in out.iterdir() if path.name.startswith(".roadmap")} == {LIST_NAME}


def test_a_pdf_is_of_the_file_that_stands_there(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an order that a person changed, hers; the program's own would say something else."""
    office = tmp_path / "soffice"
    office.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done; to=$2; shift 2\n'
        'for f in "$@"; do cp "$f" "$to/$(basename "$f" .docx).pdf"; done\n'
    )
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    out = school.parent / "out"
    mine = _write_into(out / "order.docx")
    write_school(school.parent, "a number")
    assert _build(school, "--pdf") == 0
    found = look(out)
    assert found["order.pdf"] == mine
    assert found["plan.pdf"] == found["plan.docx"]
    assert "order (новая версия).pdf" not in found


@pytest.mark.parametrize(
    ("arguments", "forced"),
    [
        (["--force"], {"plan.html"}),
        (["--force", "order.docx"], {"order.docx"}),
        (["--force=order", "--force", "page"], {"order.docx", "plan.html"}),
        (["--force", "forms/*"], {NOTE}),
        (["--force", "{out}/order.docx"], {"order.docx"}),
    ],
)
def test_what_may_be_written_over(arguments: list[str], forced: set[str], school: Path) -> None:
    """`--force` stands before the adoption too, with a name and without; the former file is always kept."""
    out = school.parent / "out"
    changed = {"order.docx", "plan.html", NOTE}
    for name in changed:
        (out / name).write_bytes(b"mine")
    given = [each.replace("{out}", str(out)) for each in arguments]
    assert run(["build", *given, str(school), "-o", str(out)]) == 0
    found = look(out)
    assert {name for name in changed if found[name] != b"mine"} == forced
    assert sum(content == b"mine" for content in found.values()) == len(changed)


class TestCalendarsApart:
    """`--calendars DIR`: a folder that people subscribe to, from year to year."""

    def _next(self, school: Path) -> Path:
        text = school.read_text("utf-8")
        following = text.replace("2026/2027", "2027/2028").replace("adoption: ", "adoption: next-")
        later = school.with_name("next.yaml")
        later.write_text(following, "utf-8")
        return later

    def test_they_are_the_same_as_beside_the_papers(self, school: Path, capsys: Captured) -> None:
        """Nothing else is there, and the papers have theirs still."""
        feeds = school.parent / "feeds"
        assert _build(school, "--calendars", str(feeds)) == 0
        assert f"{feeds}/deadlines.ics" in capsys.readouterr().out
        papers = look(school.parent / "out")
        assert look(feeds) == {name: data for name, data in papers.items() if name.endswith(".ics")}
        before = {file: file.stat().st_mtime_ns for file in feeds.rglob("*.ics")}
        assert _build(school, "--calendars", str(feeds)) == 0
        assert {file: file.stat().st_mtime_ns for file in feeds.rglob("*.ics")} == before

    def test_another_plan_goes_on_there_only_when_it_is_said(self, school: Path, capsys: Captured) -> None:
        """Then the former one is the other plan, and refused."""
        feeds, later = school.parent / "feeds", self._next(school)
        assert _build(school, "--calendars", str(feeds)) == 0
        before = look(feeds)
        elsewhere = ("-o", str(school.parent / "next"), "--calendars", str(feeds))
        assert run(["build", str(later), *elsewhere]) == 1
        assert "RM969" in capsys.readouterr().err
        assert look(feeds) == before
        assert run(["build", str(later), *elsewhere, "--go-on"]) == 0
        gone_on = look(feeds)
        assert gone_on["deadlines.ics"] != before["deadlines.ics"]
        assert gone_on.keys() >= before.keys()
        assert run(["build", str(later), *elsewhere]) == 0
        capsys.readouterr()
        assert _build(school, "--calendars", str(feeds)) == 1
        assert "RM969" in capsys.readouterr().err
        assert look(feeds) == gone_on

    def test_going_on_nowhere_is_wrong_usage(self, school: Path, capsys: Captured) -> None:
        """And nothing is built."""
        assert _build(school, "--go-on") == 2
        assert "--calendars" in capsys.readouterr().err

    def test_faults_of_texts_leave_the_folder_alone(self, school: Path) -> None:
        """As they do the papers."""
        feeds = school.parent / "feeds"
        school.write_text(f"{school.read_text('utf-8')}settled: {{nothing: 1}}\n", "utf-8")
        assert _build(school, "--calendars", str(feeds)) == 1
        assert not feeds.exists()


def test_the_page_says_what_is_late_only_on_a_day_that_is_named(school: Path) -> None:
    """Nothing else is drawn otherwise for it, and without it the bytes are those of every day."""
    out = school.parent / "out"
    before = look(out)
    assert _build(school, "--today", "15.11.2026") == 0
    after = look(out)
    changed = {
        name for name in after if before.get(name) != after[name] and not Path(name).name.startswith(".")
    }
    assert changed == {"plan.html"}
    page = after["plan.html"].decode()
    assert "Состояние на 15.11.2026." in page
    assert page.count("просрочено") == 1
    assert page.count("скоро срок") == 1
    assert "просрочено" not in before["plan.html"].decode()
    assert _build(school) == 0
    assert look(out)["plan.html"] == before["plan.html"]
