"""Files that a program of format 1 wrote, kept as it wrote them in `first/`, and read for ever.

The one thing that was changed is that the bundle is deflated here.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from roadmap_engine import adopt
from roadmap_engine.cli.program import run
from roadmap_engine.documents.calendar_history import tell_pasts
from roadmap_engine.load.histories import load_history
from roadmap_engine.load.plans import load_plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.publishing.index import read_index
from roadmap_engine.publishing.manifest import digest
from roadmap_engine.publishing.reading import read_bundle
from tests.former.bundles import restore_bundle

FIRST = Path(__file__).parent / "first"


def _published() -> bytes:
    return restore_bundle(FIRST / "published" / "tiny-1.0.0.zip")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The school as it was then, with the plan that was signed."""
    shutil.copytree(FIRST, tmp_path / "school")
    return tmp_path / "school"


class TestPlan:
    """«an old signed plan.json still serves `amend --since`»."""

    def test_it_says_what_its_text_says_today(self, school: Path) -> None:
        """The days, their keys, what is awaited: nothing moved."""
        then, today = load_plan(school / "plan.json"), adopt(school / "adoption.yaml").value
        assert then.problems == ()
        assert then.value is not None
        assert today is not None
        for old, new in zip(then.value.measures(), today.measures(), strict=True):
            assert old.id == new.id
            assert old.deadline.rule == new.deadline.rule
            # Which day a reminder comes on a plan says since format 3.
            assert old.deadline.occurrences == tuple(
                with_fields(each, moved_reminders={}) for each in new.deadline.occurrences
            )
            assert [each.event for each in old.deadline.awaiting] == [
                each.event for each in new.deadline.awaiting
            ]

    def test_nothing_differs(self, school: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """But how papers print the days, and the morning on which calendars remind."""
        assert run(["diff", str(school / "plan.json"), str(school / "adoption.yaml"), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["changes"], told["plan"]) == ([], [])
        assert set(told["papers"]) == {
            "plan.html", "plan.docx", "plan.json", "deadlines.ics", "calendars/head.ics",
        }  # fmt: skip

    def test_an_amendment_is_drawn_since_it(self, school: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text = (school / "tiny.yaml").read_text(encoding="utf-8")
        (school / "tiny.yaml").write_text(
            text.replace("until: 2027-01-18", "until: 2027-01-25"), encoding="utf-8"
        )
        papers = school / "amendment"
        arguments = ["amend", str(school / "adoption.yaml"), "--since", str(school / "plan.json")]
        assert run([*arguments, "-o", str(papers), "--json"]) == 0
        assert "строку 1.1 изложить" in capsys.readouterr().out
        assert any(papers.iterdir())

    def test_a_fault_in_an_old_rule_is_told(self, school: Path) -> None:
        path = school / "plan.json"
        path.write_text(
            path.read_text(encoding="utf-8").replace('"kind": "by"', '"kind": "bye"', 1), encoding="utf-8"
        )
        assert [problem.code for problem in load_plan(path).problems] == ["RM841"]


class TestBundle:
    """«published bundles are immutable»."""

    def test_it_is_the_bundle_that_was_published(self) -> None:
        index, problems = read_index((FIRST / "published" / "index.json").read_bytes(), "index.json")
        assert problems == ()
        assert index is not None
        release = index.roadmaps["tiny"]["1.0.0"]
        assert digest(_published()) == release.sha256
        bundle, problems = read_bundle(_published(), release.file)
        assert problems == ()
        assert bundle is not None
        assert bundle.sha256 == release.manifest

    def test_a_school_goes_on_with_it(self, school: Path) -> None:
        """The plan from the bundle is the plan from the text."""
        from_text = adopt(school / "adoption.yaml").value
        bundle, _ = read_bundle(_published(), "tiny-1.0.0.zip")
        assert from_text is not None
        assert bundle is not None
        (school / "tiny.yaml").unlink()
        (school / "bundles").mkdir()
        (school / "bundles" / bundle.file_name).write_bytes(_published())
        text = (school / "adoption.yaml").read_text(encoding="utf-8")
        pin = f"pinned: {{source: published, sha256: {bundle.sha256}}}\n"
        (school / "adoption.yaml").write_text(text + pin, encoding="utf-8")
        pinned = adopt(school / "adoption.yaml")
        assert pinned.value is not None
        assert [each.deadline for each in pinned.value.measures()] == [
            each.deadline for each in from_text.measures()
        ]

    def test_a_school_takes_it_today(self, tmp_path: Path) -> None:
        """From the folder it was published into."""
        folder = tmp_path / "published"
        shutil.copytree(FIRST / "published", folder)
        (folder / "tiny-1.0.0.zip").write_bytes(_published())
        assert run(["check", str(folder / "tiny-1.0.0.zip")]) == 0

    def test_drift_counts_the_school(self, school: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["drift", str(school), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert "tiny" in json.dumps(told)
        assert not any(problem["severity"] == "error" for problem in told["problems"])


class TestHistory:
    """«UIDs of events … stay as they are»."""

    def test_no_event_came_or_went(self, school: Path) -> None:
        """A build of today finds every event where it was; only its alarm may ring otherwise."""
        path = school / "adoption.history.jsonl"
        (before,), _ = load_history(path)
        assert run(["build", str(school / "adoption.yaml"), "-o", str(school / "papers")]) == 0
        (after,), problems = load_history(path)
        assert problems == ()
        then, now = tell_pasts(before), tell_pasts(after)
        assert then.keys() == now.keys()
        for uid, past in then.items():
            assert (now[uid].revision.number, now[uid].mark.day, now[uid].has_gone, now[uid].dropped) == (
                past.revision.number, past.mark.day, past.has_gone, past.dropped,
            )  # fmt: skip
