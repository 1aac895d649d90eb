"""What a former version left on people's disks stays usable: texts, bundles, plans, papers with work in them.

`0.1/README.md` says how the files were made; they are never made again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
import shutil
from pathlib import Path

import docx
import pytest

from roadmap_engine import Plan, adopt, build, check, diff, update
from roadmap_engine.cli.program import run
from roadmap_engine.load.plans import load_plan
from roadmap_engine.publishing.reading import read_bundle
from tests.former.bundles import restore_bundle
from tests.pipeline.filled import cells_by_id
from tests.soak.kill_runs import snapshot

FORMER = Path(__file__).parent
VERSIONS = sorted(path.name for path in FORMER.iterdir() if (path / "README.md").is_file())
BLANK = "forms/1.1-analytic-note.docx"
WORDS = "Вывод: 7 «Б» читает выразительно, но пропускает вопросы на сопоставление."
MARKS = {"diagnostics": ("выполнено", "2026-09-30", "сдано в учебную часть")}
TODAY = dt.date(2026, 11, 29)
UID = re.compile(r"^UID:.+$", re.MULTILINE)

Captured = pytest.CaptureFixture[str]


@pytest.fixture(params=VERSIONS)
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The adoption in the folder it was left in, its publisher's folder beside; gives the text's path."""
    folder = tmp_path / "there"
    shutil.copytree(FORMER / request.param, folder)
    bundles = folder / "school" / "bundles"
    bundles.mkdir()
    for path in sorted((folder / "published").glob("*.zip")):
        path.write_bytes(restore_bundle(path))
    shutil.copy(folder / "published" / "tiny-1.0.0.zip", bundles)
    return folder / "school" / "adoption.yaml"


def _signed(school: Path) -> Plan:
    loaded = load_plan(school.parent / "papers" / "plan.json")
    assert loaded.problems == ()
    assert loaded.value is not None
    return loaded.value


def _marks(folder: Path) -> dict[str, tuple[str, str, str]]:
    """What people wrote in the tracker, by the measure."""
    rows = cells_by_id((folder / "tracker.xlsx").read_bytes()).items()
    return {
        row.partition("#")[0]: (status or "", f"{done:%Y-%m-%d}" if done else "", note or "")
        for row, (status, done, note) in rows
        if row
    }


class TestBundle:
    """What is published never changes, and is adopted from for ever."""

    def test_it_is_the_one_that_was_published(self, school: Path) -> None:
        published = school.parent.parent / "published"
        listed = json.loads((published / "index.json").read_text(encoding="utf-8"))["roadmaps"]["tiny"]
        for release in listed.values():
            data = (published / release["file"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == release["sha256"]
            bundle, problems = read_bundle(data, release["file"])
            assert problems == ()
            assert bundle is not None
            assert bundle.sha256 == release["manifest"]

    def test_a_school_adopts_from_it_today(self, school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        home = school.parent.parent / "another"
        home.mkdir()
        shutil.copy(school.parent / "organisation.yaml", home)
        monkeypatch.chdir(home)
        words = ("procedure.use=vpr", "procedure.held=2027-04-13/2027-05-18", "school_year=2026/2027")
        answers = [word for each in words for word in ("-a", each)]
        assert run(["new", "adoption", "--from", "../published#tiny@1.0.0", *answers]) == 0
        assert check(home / "adoption.yaml").ok
        plan = adopt(home / "adoption.yaml").or_raise()
        assert [each.id for each in plan.measures()] == ["diagnostics", "meeting", "results"]


class TestAdoption:
    """«the adoption builds»."""

    def test_nothing_is_wrong_with_its_text(self, school: Path) -> None:
        assert [each.code for each in check(school).problems] == []

    def test_its_plan_is_the_one_it_had(self, school: Path) -> None:
        """Days, people, words: nothing moved because the program did; a page may tell more."""
        comparison = diff(_signed(school), adopt(school).or_raise()).or_raise()
        found = comparison.difference
        assert (found.changes, found.of_plan) == ((), ()), comparison.to_json()
        assert {each.name for each in found.papers} <= {"plan.html", "plan.json"}

    def test_all_its_papers_are_drawn(self, school: Path) -> None:
        papers = build(school, today=TODAY).or_raise()
        there = {each.relative_to(school.parent / "papers").as_posix() for each in _papers(school)}
        assert there <= set(papers)


class TestPlan:
    """A plan.json is what an order was signed with, so it is read for ever."""

    def test_diff(self, school: Path, capsys: Captured) -> None:
        capsys.readouterr()
        assert run(["diff", str(school.parent / "papers" / "plan.json"), str(school), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["changes"], told["plan"]) == ([], [])

    def test_amend(self, school: Path, capsys: Captured) -> None:
        """A day that the signed order has otherwise is amended."""
        _move_a_deadline(school)
        signed, out = school.parent / "papers" / "plan.json", school.parent / "amendment"
        assert run(["amend", str(school), "--since", str(signed), "-o", str(out), "--json"]) == 0
        assert "строку 1.1 изложить" in capsys.readouterr().out
        assert (out / "amending-order.docx").is_file()

    def test_drift(self, school: Path, capsys: Captured) -> None:
        """The school runs its version, with its one change and nothing else."""
        assert run(["drift", str(school.parent), "--json"]) == 0
        (told,) = json.loads(capsys.readouterr().out)["schools"]
        assert (told["roadmap"], told["version"]) == ("tiny", "1.0.0")
        (change,) = told["changes"]
        assert (change["thing"], change["field"]) == ("diagnostics", "responsible")


class TestPapers:
    """A folder that people have worked in since is built over, and nothing they did is lost."""

    def test_people_see_no_change_where_nothing_has(self, school: Path) -> None:
        """The program may draw its pages and blanks otherwise; what people wrote in stays to the byte."""
        before = snapshot(school.parent)
        assert run(["build", str(school), "-o", str(school.parent / "papers")]) == 0
        after = snapshot(school.parent)
        # The blank and the tracker of 0.2 are others, so they lie beside those that are filled in.
        beside = {"papers/forms/1.1-analytic-note (новая версия).docx"}
        trackers = {name for name in after if name.startswith("papers/tracker до ")}
        assert after.keys() - beside - trackers == before.keys()
        written_in = {name for name in before if not name.startswith("papers/")} - {"adoption.history.jsonl"}
        written_in |= {f"papers/{BLANK}"}
        assert {name for name in written_in if before[name] != after[name]} == set()
        kept = [after[name] for name in (*trackers, "papers/tracker.xlsx")]
        assert before["papers/tracker.xlsx"] in kept
        marks = _marks(school.parent / "papers")
        assert {name: marks[name] for name in MARKS} == MARKS

    def test_hand_work_stays_under_a_newer_version(self, school: Path, capsys: Captured) -> None:
        papers = school.parent / "papers"
        filled = (papers / BLANK).read_bytes()
        assert run(["update", str(school)]) == 0
        assert run(["build", str(school), "-o", str(papers)]) == 0
        assert (papers / BLANK).read_bytes() == filled
        assert WORDS in _paragraphs(filled)
        newer = papers / "forms" / "1.1-analytic-note (новая версия).docx"
        assert WORDS not in _paragraphs(newer.read_bytes())
        marks = _marks(papers)
        assert {name: marks[name] for name in MARKS} == MARKS
        assert marks["meeting"] == ("не начато", "", "перенести на неделю?")
        assert "20 ноября" in (papers / "plan.html").read_text(encoding="utf-8")
        assert "1.1-analytic-note" in capsys.readouterr().err

    def test_a_programmer_saves_over_them_by_the_same_rules(self, school: Path) -> None:
        papers = school.parent / "papers"
        filled = (papers / BLANK).read_bytes()
        _move_a_deadline(school)
        saved = build(school, today=TODAY).or_raise().save(papers, today=TODAY)
        assert saved.ok, saved.report()
        assert (papers / BLANK).read_bytes() == filled
        assert _marks(papers)["diagnostics"] == MARKS["diagnostics"]


class TestUpdate:
    """`roadmap update` takes an adoption of a former version to a newer roadmap."""

    def test_people_who_have_its_calendars_get_no_second_event(self, school: Path) -> None:
        """What the events were known by, the history tells to this day."""
        calendar = school.parent / "papers" / "deadlines.ics"
        before = UID.findall(calendar.read_text(encoding="utf-8"))
        build(school, today=TODAY).or_raise().save(school.parent / "papers", today=TODAY).or_raise()
        assert UID.findall(calendar.read_text(encoding="utf-8")) == before != []

    def test_the_newer_version_is_taken(self, school: Path) -> None:
        assert run(["update", str(school)]) == 0
        text = school.read_text(encoding="utf-8")
        assert "roadmap: tiny@1.1.0" in text
        assert "diagnostics: {responsible: [deputy-head]}" in text
        assert (school.parent / "bundles" / "tiny-1.1.0.zip").is_file()
        plan = adopt(school).or_raise()
        assert [each.deadline.text for each in plan.measures()][:2] == ["до 8 октября", "до 20 ноября"]

    def test_the_library_says_the_same_and_writes_nothing(self, school: Path) -> None:
        before = snapshot(school.parent)
        found = update(school).or_raise()
        assert (found.before, found.after, [each.version for each in found.changes]) == (
            "1.0.0",
            "1.1.0",
            ["1.1.0"],
        )
        assert snapshot(school.parent) == before
        assert run(["update", str(school)]) == 0
        assert found.text == school.read_text(encoding="utf-8")


def test_there_is_nothing_to_migrate(school: Path, capsys: Captured) -> None:
    """No format has changed since, and that is said; the day one does, its rewriting is tested here."""
    folder, plan = school.parent.parent, school.parent / "papers" / "plan.json"
    before = snapshot(folder)
    assert run(["migrate", str(folder), str(plan), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert {each["fate"] for each in files} == {"current", "bundle", "artefact"}
    assert run(["migrate", str(school)]) == 0
    assert capsys.readouterr().out == f"{school}: менять нечего\n"
    assert snapshot(folder) == before


def _move_a_deadline(school: Path) -> None:
    text = school.read_text(encoding="utf-8")
    moved = text.replace("responsible: [deputy-head]}", "deadline: до 5 октября, responsible: [deputy-head]}")
    school.write_text(moved, encoding="utf-8")


def _papers(school: Path) -> list[Path]:
    return [path for path in (school.parent / "papers").rglob("*") if path.is_file() and path.name[0] != "."]


def _paragraphs(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]
