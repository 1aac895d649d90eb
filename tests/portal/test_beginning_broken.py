"""What breaks under a draft that is being answered: a page says so, and the answers stay as they were."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.desk import beginning as desk
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.beginning import drafting
from roadmap_engine.portal.beginning.models import BegunPlan
from tests.portal.beginnings import Walk, begin, begin_next_year, read_form
from tests.portal.portals import Portal
from tests.portal.test_beginning import PLAN, read_texts

PAGES = ("", "adoption-0/", "adoption-1/", "check/", "preview/", "drop/", "staff/")
Break = Callable[[Path], None]


def _withdraw(workspace: Path) -> None:
    shutil.rmtree(workspace / "published")


def _damage(workspace: Path) -> None:
    for bundle in (workspace / "published").rglob("*.zip"):
        bundle.write_bytes(b"PK\x03\x04")


def _break_school(workspace: Path) -> None:
    (workspace / "school-7" / "organisation.yaml").write_text("organisation: [", encoding="utf-8")


def _take_school_away(workspace: Path) -> None:
    (workspace / "school-7" / "organisation.yaml").unlink()


@pytest.fixture
def walk(portal: Portal) -> Walk:
    """The editor of a school, who has answered all there is to answer."""
    assert run(["publish", "samara-west-2020-plan", "-o", str(portal.workspace / "published")]) == 0
    portal.add_school(7)
    client = portal.as_role(Role.EDITOR, "school-7")
    walk = Walk(client, begin(client, "school-7", "published#samara"))
    walk.go_through(PLAN)
    return walk


@pytest.mark.parametrize("break_it", [_withdraw, _damage, _break_school, _take_school_away])
def test_what_a_draft_stands_on_is_gone(portal: Portal, walk: Walk, break_it: Break, tmp_path: Path) -> None:
    """No page fails, nothing is written, and once all is back she goes on where she was."""
    kept = shutil.copytree(portal.workspace, tmp_path / "kept")
    form = read_form(walk.read(f"{walk.draft}preview/"), 'name="version"')
    sent = read_form(walk.read(f"{walk.draft}adoption-0/"))
    before = BegunPlan.objects.values().get()
    break_it(portal.workspace)
    broken = read_texts(portal.workspace / "school-7")
    for page in PAGES:
        assert walk.client.get(f"{walk.draft}{page}").status_code in (200, 302), page
    assert walk.client.get(f"{walk.draft}order.docx").status_code in (200, 404)
    assert walk.client.post(f"{walk.draft}adoption-0/", sent).status_code in (302, 404)
    assert walk.client.post(f"{walk.draft}preview/", form).status_code in (200, 302, 409, 422)
    assert BegunPlan.objects.values().get() == before
    assert read_texts(portal.workspace / "school-7") == broken
    for name in ("published", "school-7"):
        shutil.copytree(kept / name, portal.workspace / name, dirs_exist_ok=True)
    assert walk.go_live() == 302
    assert BegunPlan.objects.get().live_at is not None


def test_a_newer_version_is_published_meanwhile(portal: Portal, walk: Walk) -> None:
    """She goes on with the one that she chose, and it is the one that lives."""
    assert BegunPlan.objects.get().roadmap == "samara-west-2020-plan@1.0.0"
    shutil.copytree(portal.workspace / "published", portal.workspace / "published-2")
    assert walk.go_live() == 302
    assert "@1.0.0" in (portal.workspace / "school-7" / "adoption-2.yaml").read_text(encoding="utf-8")


def _no_room(*_words: object, **_more: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", [drafting, desk])
def test_the_disk_is_full(portal: Portal, walk: Walk, monkeypatch: pytest.MonkeyPatch, where: object) -> None:
    """The answers stay, what lies there stays, and another time it is done."""
    form = read_form(walk.read(f"{walk.draft}preview/"), 'name="version"')
    before, texts = BegunPlan.objects.get().answers, read_texts(portal.workspace / "school-7")
    with monkeypatch.context() as full:
        full.setattr(where, "replace_file", _no_room)
        answer = walk.client.post(f"{walk.draft}preview/", form)
    assert answer.status_code == 503
    assert BegunPlan.objects.get().answers == before
    assert read_texts(portal.workspace / "school-7") == texts
    assert walk.go_live() == 302


def test_last_years_plan_is_gone(portal: Portal) -> None:
    """What was to be carried over cannot be read: a page says so."""
    portal.add_school(7)
    client = portal.as_role(Role.EDITOR, "school-7")
    walk = Walk(client, begin_next_year(client, "school-7", portal.plan_of("school-7")))
    portal.adoption("school-7").unlink()
    for page in ("", "year-0/", "check/", "preview/", "drop/"):
        assert walk.client.get(f"{walk.draft}{page}").status_code in (200, 302), page


@pytest.mark.parametrize(
    "words", ["х" * 300, "«'\"<script>", "😀", "\u202eидрям", "a\0b", "\ud83d", "{{ 7*7 }}", "- # ключ: &x"]
)
def test_any_words_are_kept_or_refused(walk: Walk, words: str) -> None:
    """In a name for programs, a day, a person: no page fails, and what is shown is escaped."""
    for path in ("adoption-0/", "adoption-1/", "adoption-3/", "adoption-5/"):
        answer = walk.client.get(f"{walk.draft}{path}")
        if answer.status_code != 200:
            continue
        asked = [each for each in read_form(answer.content.decode()) if each.startswith("has-")]
        for name in [each.removeprefix("has-") for each in asked]:
            form = read_form(walk.read(f"{walk.draft}{path}"))
            said = {**form, name: [words.encode("utf-8", "replace").decode()]}
            answered = walk.client.post(f"{walk.draft}{path}", said)
            assert answered.status_code in (302, 422), (path, name)
            assert b"<script>" not in answered.content
