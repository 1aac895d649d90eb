"""The example school's papers: what is written, that it is always the same, that others can read it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import roadmap_engine
from roadmap_engine.cli.commands import build, print_roadmap
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.paper_list import LIST_NAME
from tests.browser import axe, run_browser, show
from tests.example_school import copy_example
from tests.feeds_over_http import Subscriber
from tests.publishing.host import serve_folder

ROOT = Path(__file__).parents[2]
REFEREES = ROOT.parent / "shared" / "tools"
SCHOOL = ROOT / "examples" / "school"
PROGRAM = Path(sys.executable).parent / "roadmap"


def _build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build into `papers` beside a fresh copy of the school's texts, nothing of whose plan has happened."""
    copy_example(folder / "school", lived=False)
    return subprocess.run(
        [str(PROGRAM), "build", str(folder / "school" / "adoption.yaml"), "-o", str(folder / "papers")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of papers."""
    folder = tmp_path_factory.mktemp("papers")
    done = _build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "papers"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all views of the page."""
    with run_browser() as started:
        yield started


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_contracted_paper_is_written(papers: Path) -> None:
    """The contract of `roadmap build`."""
    names = _names(papers)
    assert names >= {"order.docx", "plan.docx", "plan.html", "plan.json", "tracker.xlsx", "deadlines.ics"}
    assert "calendars/academic-deputies.ics" in names
    assert {name.partition("/")[0] for name in names if "/" in name} == {"calendars", "forms"}
    assert any(name.startswith("forms/1.1-") for name in names)


def test_no_paper_is_drawn_beside_the_list_and_none_of_it_is_missing(papers: Path) -> None:
    """What is announced and what the manual describes is the list too."""
    drawn = [[paper for paper in Paper if paper.includes(name)] for name in _names(papers) - {LIST_NAME}]
    assert {paper for found in drawn for paper in found} == set(Paper)
    assert {len(found) for found in drawn} == {1}
    assert build.PAPERS.keys() == set(Paper)
    assert print_roadmap.PAPERS.keys() < set(Paper)
    manual = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [paper for paper in Paper if paper not in manual] == []


def test_the_same_texts_give_the_same_bytes(papers: Path, tmp_path: Path) -> None:
    """Whatever the time zone, the locale and the seed of hashing."""
    done = _build(tmp_path, TZ="Asia/Kamchatka", LANG="en_US.UTF-8", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    again = tmp_path / "papers"
    assert _names(again) == _names(papers)
    differing = [
        name for name in _names(papers) if (papers / name).read_bytes() != (again / name).read_bytes()
    ]
    assert differing == []


def test_only_the_history_is_left_beside_the_texts(papers: Path) -> None:
    """Building does not litter the school's own folder; calendars need the history."""
    beside = _names(papers.parent / "school") - _names(SCHOOL)
    assert beside <= {"adoption.history.jsonl"}
    assert (papers.parent / "school" / "adoption.history.jsonl").read_text().count("\n") == 1


def test_a_changed_plan_reaches_the_calendars(papers: Path, tmp_path: Path) -> None:
    """A moved date grows SEQUENCE; the papers of the changed plan replace the old ones."""
    shutil.copytree(papers.parent, tmp_path / "all")
    adoption = tmp_path / "all" / "school" / "adoption.yaml"
    text = adoption.read_text(encoding="utf-8")
    adoption.write_text(text.replace("2027-05-28", "2027-06-01"), encoding="utf-8")
    command = [str(PROGRAM), "build", str(adoption), "-o", str(tmp_path / "all" / "papers")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    calendar = (tmp_path / "all" / "papers" / "deadlines.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20270615\n" in calendar
    assert "SEQUENCE:1\n" in calendar
    assert adoption.with_name("adoption.history.jsonl").read_text().count("\n") == 2


@pytest.mark.referee
def test_calendars_are_clean_for_six_parsers(papers: Path) -> None:
    """RFC 5545, and what clients of subscribed calendars are known to trip over."""
    if not (REFEREES / "referee_ics.py").is_file():
        pytest.skip("SKIPPED: the calendar referee does not lie beside the project")
    node = ROOT / "build" / "referees"
    calendars = [papers / "deadlines.ics", *(papers / "calendars").glob("*.ics")]
    for calendar in calendars:
        done = subprocess.run(
            [
                sys.executable,
                str(REFEREES / "referee_ics.py"),
                str(calendar),
                "--feed",
                "--from",
                "2026-09-01",
                "--to",
                "2027-09-01",
                *(["--node-dir", str(node)] if node.is_dir() else []),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{calendar.name}\n{done.stdout}{done.stderr}"


@pytest.mark.referee
def test_word_files_open_and_keep_to_their_schema(papers: Path, tmp_path: Path) -> None:
    """Package, Open XML schemas and LibreOffice's pages find no fault."""
    if not (REFEREES / "referee_docx.sh").is_file():
        pytest.skip("SKIPPED: the Word referee does not lie beside the project")
    if shutil.which("soffice") is None:
        pytest.skip("SKIPPED: LibreOffice is not installed")
    environment = {**os.environ, "REFEREE_VENV": str(Path(sys.executable).parent.parent)}
    for name in ("order.docx", "plan.docx"):
        done = subprocess.run(
            [
                "bash",
                str(REFEREES / "referee_docx.sh"),
                str(papers / name),
                "-o",
                str(tmp_path / name),
                "-b",
                str(ROOT / "templates" / name),
            ],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 0, f"{name}\n{done.stdout}{done.stderr}"


@pytest.mark.referee
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_read_the_page(browser: Browser, papers: Path, width: int, *, dark: bool) -> None:
    """WCAG 2.2 AA and good practice; the page does not scroll aside; nobody else is asked for anything."""
    page = papers / "plan.html"
    with show(browser, page, width=width, dark=dark) as shown:
        assert axe(shown.page) == ()
        assert shown.page.evaluate("document.documentElement.scrollWidth") == width
        assert shown.asked == [page.as_uri()]


@pytest.mark.referee
def test_what_axe_cannot_decide_of_the_page_is_known(browser: Browser, papers: Path) -> None:
    """Words over the drawn months of the picture, and headings of groups of rows: people looked at those."""
    with show(browser, papers / "plan.html") as shown:
        found = axe(shown.page, undecided=True)
    assert {each.rule for each in found} <= {"color-contrast", "th-has-data-cells"}
    pale = [html for each in found if each.rule == "color-contrast" for html in each.elements]
    assert [html for html in pale if not html.startswith("<text ")] == []


@pytest.mark.referee
def test_the_page_leads_from_what_waits_to_its_row_without_scripts(browser: Browser, papers: Path) -> None:
    """The links work by themselves."""
    with show(browser, papers / "plan.html", scripts=False) as shown:
        link = shown.page.locator(".waiting a").first
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        assert shown.page.url.endswith(f"#{target}")
        assert shown.page.locator(f"[id='{target}']").is_visible()


@pytest.mark.referee
def test_whoever_subscribes_sees_the_days_of_the_plan(papers: Path, tmp_path: Path) -> None:
    """Over http, in a program that people use: each due day, each other day that work begins on, no more."""
    plan = roadmap_engine.adopt(papers.parent / "school" / "adoption.yaml").or_raise()
    expected = [
        (day, f"{edge}: {measure.number}")
        for measure in plan.standing_measures()
        for days in measure.deadline.occurrences
        for edge, day in (("Начало", days.start if days.start != days.due else None), ("Срок", days.due))
        if day is not None
    ]
    with serve_folder(papers) as host:
        person = Subscriber(tmp_path, f"{host}deadlines.ics", "Asia/Yakutsk")
        person.fetch()
    shown = person.list_days(dt.date(2026, 9, 1), dt.date(2028, 8, 31))
    assert sorted((day, f"{title.partition('. ')[0]}.") for day, title in shown) == sorted(expected)
    # The results came on 28.05.2027: two weeks from then, three weeks, a month.
    told = {(day, title.partition(". ")[0]) for day, title in shown}
    assert told >= {
        (dt.date(2027, 6, 11), "Срок: 1.1"),
        (dt.date(2027, 6, 18), "Срок: 1.3"),
        (dt.date(2027, 6, 28), "Срок: 2.2"),
    }
