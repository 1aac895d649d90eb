"""Many schools at once: one's failure is its own, what is whole is not made again, people's work stays."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from roadmap_engine.api.papers import build
from roadmap_engine.batch.crews import make_in_processes
from roadmap_engine.batch.gathering import name_place
from roadmap_engine.batch.tasks import Folder
from roadmap_engine.diagnostics import CODES
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage import locking
from roadmap_engine.storage.batch_names import RECORD
from roadmap_engine.storage.leftovers import HOLDER_NAME, LOCK_NAME
from tests.batch.region import NOW, Heard, make, snapshot, write_region
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.small_school import CHANGES

TRACKER = "school-2/papers/tracker.xlsx"


def _acts(workspace: Path, output: Path) -> list[str]:
    """Run again; gives what was done for each school, in their order."""
    heard = Heard()
    make(workspace, output, heard=heard)
    assert heard.total == len(heard.made)
    return [heard.acts[file] for file in sorted(heard.acts)]


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


class TestOneRun:
    """What a run makes."""

    def test_each_school_gets_the_papers_of_a_single_build(self, tmp_path: Path) -> None:
        one, other = write_region(tmp_path / "one", 2), write_region(tmp_path / "other", 2)
        make(one, tmp_path / "batch")
        for school in ("school-1", "school-2"):
            papers = build(other / school / "adoption.yaml", today=NOW).or_raise()
            papers.save(tmp_path / "single" / school / "papers", today=NOW.date())
        made, single = snapshot(tmp_path / "batch"), snapshot(tmp_path / "single")
        assert {name: data for name, data in made.items() if name in single} == dict(single)
        extra = {Path(name).name for name in made.keys() - single.keys()}
        assert extra == {RECORD, "batch.json", "batch.xlsx", ".roadmap-batch-summary.json"}
        assert snapshot(one) == snapshot(other), "and beside the texts lie the same histories"

    def test_a_school_with_errors_stops_nobody(self, tmp_path: Path) -> None:
        region = write_region(tmp_path / "region")
        _replace(region / "school-2" / "adoption.yaml", "vpr", "vrp")
        finished = make(region, tmp_path / "out")
        assert [line.failed for line in finished.lines] == [False, True, False]
        assert finished.acts == {"made": 2, "unchanged": 0, "failed": 1}
        assert not (tmp_path / "out" / "school-2").exists()
        told = json.loads((tmp_path / "out" / "batch.json").read_bytes())
        assert [school["failed"] for school in told["schools"]] == [False, True, False]
        assert told["counts"]["failed"] == 1
        assert told["schools"][1]["problems"][0]["code"] in CODES

    @pytest.mark.parametrize("text", [b"", b"adoption: [", b"adoption: x\n\xff", b"adoption: x\n" * 3])
    def test_a_text_that_cannot_be_read_stops_nobody(self, text: bytes, tmp_path: Path) -> None:
        region = write_region(tmp_path / "region", 2)
        (region / "school-1" / "adoption.yaml").write_bytes(text or b"adoption:")
        finished = make(region, tmp_path / "out")
        assert [line.failed for line in finished.lines] == [True, False]
        assert finished.lines[0].problems

    def test_papers_of_another_school_are_left_alone(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region", 2), tmp_path / "out"
        make(region, out)
        shutil.rmtree(out / "school-1")
        (out / "school-2").rename(out / "school-1")
        before = snapshot(out / "school-1")
        finished = make(region, out)
        assert [each.code for line in finished.lines for each in line.problems if line.failed] == ["RM705"]
        assert snapshot(out / "school-1") == before

    @pytest.mark.parametrize("held", ["region/school-2", "out/school-2/papers"])
    def test_a_folder_that_another_run_holds_stops_one_school(
        self, held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        (tmp_path / held).mkdir(parents=True, exist_ok=True)
        monkeypatch.setattr(locking, "WAIT", 0)
        with FileLock(tmp_path / held / LOCK_NAME):
            finished = make(region, out)
        assert [line.failed for line in finished.lines] == [False, True, False]
        assert [each.code for each in finished.lines[1].problems] == ["RM740"]
        assert _acts(region, out) == ["unchanged", "made", "unchanged"]

    def test_two_plans_of_one_name_are_told_and_the_first_is_made(self, tmp_path: Path) -> None:
        region = write_region(tmp_path / "region")
        _replace(region / "school-3" / "adoption.yaml", "school-3-reading", "school-1-reading")
        finished = make(region, tmp_path / "out")
        assert [line.failed for line in finished.lines] == [False, False, True]
        assert [each.code for each in finished.lines[2].problems] == ["RM674"]

    def test_several_adoptions_in_one_folder_have_papers_of_their_own(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region", 1), tmp_path / "region"
        text = (region / "school-1" / "adoption.yaml").read_text("utf-8")
        spring = region / "school-1" / "spring.yaml"
        spring.write_text(text.replace("-reading", "-spring"), "utf-8")
        finished = make(region, out, make_in_processes(2))
        assert [line.place for line in finished.lines] == ["school-1/papers", "school-1/papers-spring"]
        assert not any(line.failed for line in finished.lines)
        assert _acts(region, out) == ["unchanged", "unchanged"]

    def test_papers_beside_the_texts_are_no_texts(self, tmp_path: Path) -> None:
        region = write_region(tmp_path / "region", 2)
        assert [make(region, region).acts["made"], make(region, region).acts["unchanged"]] == [2, 2]

    @pytest.mark.parametrize(
        ("path", "place"),
        [("a/adoption.yaml", "a/papers"), ("a/oge.yml", "a/papers-oge"), ("b.yaml", "papers-b")],
    )
    def test_where_papers_lie(self, path: str, place: str) -> None:
        assert name_place(Path("w") / path, Path("w")) == place


class TestAnotherRun:
    """Only what changed is made again."""

    def test_nothing_has_changed(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        assert _acts(region, out) == ["made"] * 3
        before = snapshot(tmp_path)
        times = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
        assert _acts(region, out) == ["unchanged"] * 3
        assert snapshot(tmp_path) == before
        assert times == {path: path.stat().st_mtime_ns for path in times}

    def test_what_a_run_left_that_was_killed_at_its_very_end(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region", 1), tmp_path / "out"
        make(region, out)
        before = snapshot(tmp_path)
        for name in (LOCK_NAME, HOLDER_NAME, ".roadmap-x1.part"):
            (out / "school-1" / "papers" / name).write_bytes(b"")
        assert _acts(region, out) == ["unchanged"]
        assert snapshot(tmp_path) == before

    @pytest.mark.parametrize("change", ["a day moved", "an event", "another head"])
    def test_the_school_whose_text_has_changed(self, change: str, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        make(region, out)
        file, old, new = CHANGES[change]
        _replace(region / "school-2" / file, old, new)
        assert _acts(region, out) == ["unchanged", "made", "unchanged"]
        assert _acts(region, out) == ["unchanged"] * 3

    def test_the_school_whose_log_has_begun_and_gone_on(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        make(region, out)
        log = region / "school-2" / "adoption.status.jsonl"
        entry = {
            "v": 1, "id": "0001", "adoption": "school-2-reading", "at": "2026-09-20T08:00:00Z",
            "on": "2026-09-20", "who": "deputy-head", "about": {"measure": "meeting"}, "did": "started",
        }  # fmt: skip
        for number in range(2):
            with log.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({**entry, "id": f"000{number}"}) + "\n")
            assert _acts(region, out) == ["unchanged", "made", "unchanged"]
        assert _acts(region, out) == ["unchanged"] * 3

    def test_the_schools_that_use_a_template(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        for number in (1, 3):
            with (region / f"school-{number}" / "organisation.yaml").open("a", encoding="utf-8") as stream:
                stream.write("templates: ../templates\n")
        (region / "templates").mkdir()
        template = region / "templates" / "plan.docx"
        shipped = Path(__file__).parents[2] / "templates" / "plan.docx"
        shutil.copy(shipped, template)
        make(region, out)
        _touch_docx(template)
        assert _acts(region, out) == ["made", "unchanged", "made"]
        shutil.copy(shipped.with_name("order.docx"), region / "templates" / "order.docx")
        assert _acts(region, out) == ["made", "unchanged", "made"]
        template.unlink()
        assert _acts(region, out) == ["made", "unchanged", "made"]

    def test_a_nearer_roadmap_and_an_organisation_of_several(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        common = region / "organisation.yaml"
        (region / "school-1" / "organisation.yaml").rename(common)
        for number in (1, 3):
            _replace(
                region / f"school-{number}" / "adoption.yaml", "organisation.yaml", "../organisation.yaml"
            )
        make(region, out)
        _replace(common, "Орлова Мария Петровна", "Белова Анна Ивановна")
        assert _acts(region, out) == ["made", "unchanged", "made"]

    def test_another_program_and_other_wishes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        region, out = write_region(tmp_path / "region", 1), tmp_path / "out"
        make(region, out)
        for module in ("tests.batch.region", "roadmap_engine.batch.schools"):
            monkeypatch.setattr(f"{module}.digest_program", lambda: "0.3.0+1234")
        assert _acts(region, out) == ["made"]

    def test_a_record_that_is_none_costs_time_only(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region", 1), tmp_path / "out"
        make(region, out)
        papers = {name: data for name, data in snapshot(out).items() if RECORD not in name}
        record = out / "school-1" / "papers" / RECORD
        whole = record.read_bytes()
        spoilt = [
            b"",
            b"{",
            b'{"edition": 1}',
            b"[" * 100_000,
            whole[:-40],
            *(json.dumps(json.loads(whole) | {key: 7}).encode() for key in ("line", "papers", "inputs")),
            json.dumps(json.loads(whole) | {"line": json.loads(whole)["line"] | {"own": "x"}}).encode(),
        ]
        for data in spoilt:
            record.write_bytes(data)
            assert make(region, out).acts["unchanged"] == 0
            assert {name: data for name, data in snapshot(out).items() if RECORD not in name} == papers
        record.unlink()
        record.mkdir()
        assert not any(line.failed for line in make(region, out).lines)


class TestPeoplesWork:
    """What people filled in, changed, removed, by the rules of a single build."""

    def test_a_paper_that_a_person_changed_is_kept(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        make(region, out)
        order = out / "school-2" / "papers" / "order.docx"
        order.write_bytes(b"mine")
        finished = make(region, out)
        assert order.read_bytes() == b"mine"
        assert [line.own for line in finished.lines] == [0, 1, 0]
        _replace(region / "school-2" / "adoption.yaml", "101-од", "102-од")
        finished = make(region, out)
        assert order.read_bytes() == b"mine"
        assert "RM707" in {each.code for each in finished.lines[1].problems}
        assert order.with_name("order (новая версия).docx").is_file()
        assert _acts(region, out) == ["unchanged"] * 3

    def test_a_tracker_is_carried_over(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region"), tmp_path / "out"
        make(region, out)
        tracker = out / TRACKER
        tracker.write_bytes(fill(tracker.read_bytes(), {"meeting#1": {"I": "выполнено", "L": "протокол 4"}}))
        _replace(region / "school-2" / "tiny.yaml", "до 16 ноября", "до 20 ноября")
        make(region, out)
        assert cells_by_id(tracker.read_bytes())["meeting#1"] == ("выполнено", None, "протокол 4")

    def test_a_paper_that_is_gone_is_made_again(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region", 2), tmp_path / "out"
        make(region, out)
        before = snapshot(out)
        (out / "school-2" / "papers" / "plan.html").unlink()
        assert _acts(region, out) == ["unchanged", "made"]
        assert snapshot(out) == before

    def test_papers_that_nobody_asks_for_stay(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region", 1), tmp_path / "out"
        make(region, out)
        _replace(region / "school-1" / "adoption.yaml", "101-од", "102-од")
        before = snapshot(out)
        heard = Heard()
        make(region, out, heard=heard, papers=frozenset({Paper.ORDER}))
        changed = {name for name, data in snapshot(out).items() if data != before.get(name)}
        papers = {name for name in changed if not Path(name).name.startswith((".", "batch"))}
        assert papers == {"school-1/papers/order.docx"}
        assert _acts(region, out) == ["made"], "those that were not asked for are of an earlier text"

    def test_a_file_that_is_open_is_looked_at_again(self, tmp_path: Path) -> None:
        region, out = write_region(tmp_path / "region", 1), tmp_path / "out"
        make(region, out)
        mark = out / "school-1" / "papers" / ".~lock.order.docx#"
        mark.write_bytes(b"")
        _replace(region / "school-1" / "adoption.yaml", "101-од", "102-од")
        assert _acts(region, out) == ["made"]
        mark.unlink()
        assert _acts(region, out) == ["made"]
        assert _acts(region, out) == ["unchanged"]


class TestWhoMakesThem:
    """«same bytes for any `--jobs`»."""

    def test_in_one_process_and_in_three(self, tmp_path: Path) -> None:
        found: list[Mapping[str, bytes]] = []
        for jobs in (1, 3):
            home = tmp_path / f"jobs-{jobs}"
            region = write_region(home / "region", 5)
            _replace(region / "school-4" / "adoption.yaml", "vpr", "vrp")
            crew = make_in_processes(jobs) if jobs > 1 else None
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(home)
                make(Path("region"), Path("out"), crew)
                make(Path("region"), Path("out.zip"), crew)
            found.append(snapshot(home))
        assert found[0] == found[1]


class TestArchive:
    """`-o FILE.zip`."""

    def test_it_holds_what_the_folder_holds(self, tmp_path: Path) -> None:
        region = write_region(tmp_path / "region")
        make(region, tmp_path / "out")
        make(region, tmp_path / "out.zip")
        folder = {name: data for name, data in snapshot(tmp_path / "out").items() if ".roadmap-" not in name}
        with zipfile.ZipFile(tmp_path / "out.zip") as archive:
            assert archive.testzip() is None
            assert {name: archive.read(name) for name in archive.namelist()} == folder
            assert archive.namelist()[-2:] == ["batch.json", "batch.xlsx"]
            schools = [name.partition("/")[0] for name in archive.namelist()[:-2]]
            assert schools == sorted(schools)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.zip", "region"]

    def test_again_gives_the_same_bytes_and_takes_away_what_a_killed_run_has_left(
        self, tmp_path: Path
    ) -> None:
        region, archive = write_region(tmp_path / "region", 2), tmp_path / "out.zip"
        make(region, archive)
        before = archive.read_bytes()
        left = tmp_path / ".roadmap-out.zip.part"
        left.mkdir()
        (left / "joined").write_bytes(b"half")
        (left / "7.zip").write_bytes(b"half")
        make(region, archive)
        assert archive.read_bytes() == before
        assert not left.exists()

    def test_somebody_elses_archive_is_left_alone(self, tmp_path: Path) -> None:
        region, archive = write_region(tmp_path / "region", 1), tmp_path / "out.zip"
        with zipfile.ZipFile(archive, "w") as mine:
            mine.writestr("mine.txt", b"mine")
        before = archive.read_bytes()
        assert [each.code for each in make(region, archive).problems] == ["RM680"]
        assert archive.read_bytes() == before


def test_a_folder_without_adoptions_is_told(tmp_path: Path) -> None:
    """As `roadmap drift` does."""
    finished = make(tmp_path, Folder(tmp_path / "out"))
    assert ([each.code for each in finished.problems], finished.lines) == (["RM849"], ())


def _touch_docx(path: Path) -> None:
    """Give a Word file a member that nobody reads: another file, the same document."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"changed"
