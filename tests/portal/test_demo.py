"""The demo: twelve invented schools that have lived a spring, and accounts that everybody may try."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_engine.load.files import shipped_folder
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.demo import lay_demo
from roadmap_engine.portal.plans.models import PlanText, School
from tests.portal.portals import Portal
from tests.portal.processes import ROOT


@pytest.fixture
def demo(portal: Portal) -> Portal:
    """A portal with the demo in it."""
    lay_demo(portal.workspace)
    return portal


def test_everybody_finds_her_own(demo: Portal) -> None:
    """Each account opens what its role says."""
    pages = {
        "admin": ("/accounts/", "Учётные записи"),
        "officer": ("/schools/", "Луговская ООШ"),
        "zarechny": ("/schools/", "СОШ № 21"),
        "school-12": ("/schools/school-12/school-12-vpr-2027/", "возвращено"),
        "head-12": ("/schools/school-12/school-12-vpr-2027/", "Чего ждёт план"),
        "deputy-14": ("/schools/school-14/school-14-vpr-2027/", "просрочено"),
    }
    for login, (address, shown) in pages.items():
        client = demo.browser(Account.objects.get(login=login).key)
        assert shown in client.get(address).content.decode(), login
    chosen = demo.browser(Account.objects.get(login="zarechny").key).get("/schools/").content.decode()
    assert "Луговская ООШ" not in chosen


def test_a_school_without_a_plan_is_expected(demo: Portal) -> None:
    """It is there, and its page says what comes first."""
    assert School.objects.count() == 12
    assert PlanText.objects.count() == 11
    client = demo.browser(Account.objects.get(login="officer").key)
    assert "План ещё не принят" in client.get("/schools/school-31/").content.decode()


def test_its_texts_are_sound(demo: Portal) -> None:
    """Nothing that a stranger tries first has an error in it; its people are not those of the example."""
    outcome = check_texts([demo.workspace])
    assert [each.code for each in outcome.problems if each.severity.value == "error"] == []
    words = (shipped_folder("examples") / "school" / "adoption.yaml").read_text(encoding="utf-8")
    assert "school-12-vpr-2027" in words


def test_a_second_time_changes_nothing(demo: Portal) -> None:
    """Whoever tried something and starts again finds it as she left it."""
    before = {path: path.read_bytes() for path in sorted(demo.workspace.rglob("*")) if path.is_file()}
    lay_demo(demo.workspace)
    assert {path: path.read_bytes() for path in sorted(demo.workspace.rglob("*")) if path.is_file()} == before
    assert Account.objects.filter(login="admin").count() == 1


def test_it_stays_on_this_computer(tmp_path: Path) -> None:
    """Its passwords are known to everybody."""
    words = [
        sys.executable,
        "-m",
        "roadmap_engine.cli",
        "serve",
        str(tmp_path),
        "--demo",
        "--host",
        "0.0.0.0",  # noqa: S104 -- is refused
    ]
    done = subprocess.run([*words, "--proxy"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2
