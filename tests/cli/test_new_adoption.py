"""`roadmap new adoption`: a school says what a roadmap leaves to it, and the text can be used at once."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.desk import beginning
from roadmap_engine.pipeline.plans import shipped_library
from tests.cli.new_school import ORGANISATION, ROOT, errors_of, read_text

ROADMAPS = shipped_library().roadmap_names()
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def school(folder: Path) -> Path:
    """A folder with an organisation."""
    assert run(["new", "organisation", *ORGANISATION]) == 0
    return folder


class TestAdoption:
    """`roadmap new adoption`."""

    @pytest.mark.parametrize("roadmap", ROADMAPS[::2])
    def test_published_roadmaps_can_be_adopted(self, school: Path, roadmap: str) -> None:
        answers = ["-a", f"roadmap={roadmap}", "-a", "procedure.use=vpr", "-a", "school_year=2026/2027"]
        assert run(["new", "adoption", *answers]) == 0
        assert (school / "adoption.yaml").is_file()

    def test_a_plan_for_the_spring_is_of_two_years_and_its_own_text_serves_as_answers(
        self, school: Path, capsys: Captured
    ) -> None:
        """What the wizard proposes has nothing to be mended, and may be taken back in one answer."""
        answers = ["-a", "roadmap=sakha-2021-order-441", "-a", "procedure.use=vpr"]
        held = ["-a", "procedure.held=13.04.2027–18.05.2027"]
        assert run(["new", "adoption", *answers, *held]) == 0
        written = (school / "adoption.yaml").read_text(encoding="utf-8")
        assert "school_year: [2026/2027, 2027/2028]\n" in written
        assert "  reflection: {year: next}\n" in written
        capsys.readouterr()
        assert run(["check", "adoption.yaml"]) == 0
        assert "RM67" not in capsys.readouterr().err
        answers = ["-a", "school_year=2026/2027"]
        assert run(["new", "adoption", "--edit", "adoption.yaml", *answers]) == 0
        assert "year: next" not in (school / "adoption.yaml").read_text(encoding="utf-8")

    def test_it_says_what_was_answered(self, school: Path) -> None:
        answers = {
            "roadmap": "sakha-2021-order-441@1",
            "procedure.use": "10",
            "procedure.held": "13.04.2027–18.05.2027",
            "procedure.grades": "5-8",
            "events.results-received": "28.05.2027",
            "roles.subject-teachers": "deputy-head",
            "roles.head": "",
            "fill.levels-in-title": "основного общего",
            "order.number": "012",
            "order.date": "31.05.2027",
        }
        given = [word for path, words in answers.items() for word in ("-a", f"{path}={words}")]
        assert run(["new", "adoption", *given, "-o", "vpr.yaml"]) == 0
        adoption = read_text(school / "vpr.yaml")
        assert adoption.adoption == "mou-shkola-7-vpr"
        assert adoption.roadmap == "sakha-2021-order-441@1.0.0"
        assert str(adoption.school_year) == "2026/2027"
        assert adoption.procedure.grades == (5, 6, 7, 8)
        assert {name: day.isoformat() for name, day in adoption.events.items()} == {
            "results-received": "2027-05-28"
        }
        assert dict(adoption.roles) == {"subject-teachers": ("deputy-head",), "head": ()}
        assert dict(adoption.fill) == {"levels-in-title": "основного общего"}
        assert adoption.order.number == "012"

    def _adopt(self, name: str, *more: str) -> int:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        organisation = os.path.relpath("organisation.yaml", Path(name).parent)
        given = ["-a", "roadmap=sakha-2021-order-441", "-a", "procedure.use=vpr", *more]
        return run(["new", "adoption", *given, "-a", f"organisation={organisation}", "-o", name])

    @pytest.mark.parametrize(("first", "second"), [("a", "b"), ("a", "x/b"), ("x/a", "b"), ("x/a", "y/b")])
    def test_two_plans_are_never_called_the_same(
        self, school: Path, capsys: Captured, first: str, second: str
    ) -> None:
        """Of one folder, or around one text of an organisation; the person is told why."""
        one, other = school / f"{first}.yaml", school / f"{second}.yaml"
        assert self._adopt(f"{first}.yaml") == 0
        # The same command again keeps its own name.
        for _time in range(2):
            capsys.readouterr()
            assert self._adopt(f"{second}.yaml", "--force") == 0
            assert "RM520" in capsys.readouterr().err
            assert (read_text(one).adoption, read_text(other).adoption) == (
                "mou-shkola-7-vpr",
                "mou-shkola-7-vpr-2",
            )

    def test_in_a_marked_workspace_they_may_lie_anywhere(self, school: Path) -> None:
        (school / ".roadmap-workspace").touch()
        assert self._adopt("archive/2025/vpr/a.yaml") == 0
        assert self._adopt("now/b.yaml") == 0
        assert read_text(Path("now/b.yaml")).adoption == "mou-shkola-7-vpr-2"

    def test_a_name_that_is_taken_is_refused(self, school: Path, capsys: Captured) -> None:
        assert self._adopt("a.yaml") == 0
        assert self._adopt("b.yaml", "-a", "adoption=mou-shkola-7-vpr") == 1
        assert "занято: так зовётся план в a.yaml" in capsys.readouterr().err
        assert self._adopt("b.yaml", "-a", "adoption=vpr-6") == 0

    def test_next_year_gets_the_next_number(self, school: Path, capsys: Captured) -> None:
        assert self._adopt("adoption-2026.yaml") == 0
        for old, new in (("2026", "-2"), ("2027", "-3")):
            assert run(["new", "adoption", "--next-year", f"adoption-{old}.yaml"]) == 0
            assert read_text(Path(f"adoption-{int(old) + 1}.yaml")).adoption == f"mou-shkola-7-vpr{new}"
        assert "RM520" in capsys.readouterr().err

    def test_a_post_that_nobody_holds_is_vacant_knowingly(self, folder: Path) -> None:
        assert run(["new", "organisation", *ORGANISATION[:8]]) == 0
        assert run(["new", "adoption", "-a", "roadmap=sakha-2021-order-441", "-a", "procedure.use=vpr"]) == 0
        adoption = read_text(folder / "adoption.yaml")
        assert adoption.roles["academic-deputies"] == ()
        assert errors_of(folder / "adoption.yaml") == []

    def test_a_version_of_a_source_is_pinned_beside_the_text(self, school: Path) -> None:
        answers = ["-a", "procedure.use=vpr"]
        assert run(["new", "adoption", "--from", "samara-west-2020-plan@1", *answers]) == 0
        adoption = read_text(school / "adoption.yaml")
        assert adoption.pinned is not None
        assert (school / "bundles" / "samara-west-2020-plan-1.0.0.zip").is_file()
        assert errors_of(school / "adoption.yaml") == []

    def test_a_published_folder_offers_what_it_has(self, school: Path) -> None:
        shutil.copy(ROOT / "roadmaps/samara-west-2020-plan.yaml", school / "samara-west-2020-plan.yaml")
        assert run(["publish", "samara-west-2020-plan.yaml", "-o", "published"]) == 0
        (school / "samara-west-2020-plan.yaml").unlink()
        (school / "own").mkdir()
        shutil.copy(school / "organisation.yaml", school / "own")
        arguments = ["--from", "published", "-a", "procedure.use=vpr", "-o", "own/adoption.yaml"]
        assert run(["new", "adoption", *arguments]) == 0
        adoption = read_text(school / "own/adoption.yaml")
        assert adoption.pinned.source == "../published"
        assert errors_of(school / "own/adoption.yaml") == []

    def test_what_the_publisher_has_not_signed_is_refused(self, school: Path) -> None:
        key = f"ed25519:{'A' * 43}="
        arguments = ["--from", "samara-west-2020-plan", "--key", key, "-a", "procedure.use=vpr"]
        assert run(["new", "adoption", *arguments]) == 1
        assert not (school / "adoption.yaml").exists()
        assert not (school / "bundles").exists()

    def test_an_organisation_is_needed(self, folder: Path, capsys: Captured) -> None:
        assert run(["new", "adoption", "-a", "roadmap=sakha-2021-order-441"]) == 2
        assert "«organisation»" in capsys.readouterr().err
        assert list(folder.iterdir()) == []

    def test_a_disk_that_fails_leaves_the_old_state(
        self, school: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The bundle comes first and hurts nobody; the text that names it comes last."""
        written: list[str] = []

        def fail_at_the_text(path: Path, content: bytes) -> None:
            written.append(path.name)
            if path.name == "adoption.yaml":
                raise OSError(28, "no space", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

        monkeypatch.setattr(beginning, "replace_file", fail_at_the_text)
        assert run(["new", "adoption", "--from", "samara-west-2020-plan", "-a", "procedure.use=vpr"]) == 1
        assert not (school / "adoption.yaml").exists()
        assert written[-2:] == ["samara-west-2020-plan-1.0.0.zip", "adoption.yaml"]

    def test_a_script_reads_json(self, school: Path, capsys: Captured) -> None:
        capsys.readouterr()
        answers = ["-a", "roadmap=samara-west-2020-plan", "-a", "procedure.use=vpr", "--json"]
        assert run(["new", "adoption", *answers]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["written"][-1] == "adoption.yaml"
        assert answer["problems"] == []

    @pytest.mark.parametrize(
        "arguments", [["--key", "ed25519:x"], ["--next-year", "x", "--from", "y"], ["-a", "nothing"]]
    )
    def test_wrong_usage(self, folder: Path, arguments: list[str]) -> None:
        assert run(["new", "adoption", *arguments]) == 2
        assert list(folder.iterdir()) == []
