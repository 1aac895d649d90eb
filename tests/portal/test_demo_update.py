"""The demo's newer version: two deadlines move, one thing is decided, one let go; an order follows."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.test import Client

from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.demo import lay_demo
from roadmap_engine.portal.demo_update import NEWER
from tests.portal.portals import Portal
from tests.portal.test_updating import DIGEST, MARK

_OURS = "/schools/school-12/school-12-vpr-2027/"
_DECIDED = {
    "take-results-by-class.responsible": "theirs",
    "take-learning-skills-programme.deadline": "theirs",
    "step": "decide",
}


@pytest.fixture
def deputy(portal: Portal) -> Client:
    """The browser of the deputy of school 12, who has read the tour."""
    lay_demo(portal.workspace)
    return portal.browser(Account.objects.get(login="school-12").key)


def _seen(page: str) -> dict[str, str]:
    digest = DIGEST.search(page)
    marks = {f"mark-{key}": mark for key, mark in MARK.findall(page)}
    return marks | {"digest": digest[1] if digest is not None else ""}


def test_the_walk_of_the_deputy(portal: Portal, deputy: Client) -> None:
    """Told on the first page; looked at, decided, taken; the order that amends the signed one comes after.

    The department sees eleven plans behind, and then ten.
    """
    officer = portal.browser(Account.objects.get(login="officer").key)
    assert "11 планов отстают" in officer.get("/versions/").content.decode()
    assert f"Вышла версия {NEWER}" in deputy.get(_OURS).content.decode()
    page = deputy.get(f"{_OURS}update/").content.decode()
    assert page.count("Решите:") == 2
    assert f"Версия {NEWER} так менять не разрешает" in page
    page = deputy.post(f"{_OURS}update/", {**_seen(page), **_DECIDED}, follow=True).content.decode()
    moved = re.findall(
        r"28\.06\.2027</del></td><td><span class=\"caption\">[^<]*</span><strong>([^<]*)", page
    )
    assert [each for each in moved if "02.07.2027" in each] == moved
    assert len(moved) == 2
    assert "Понадобится приказ об изменениях" in page
    answer = deputy.post(f"{_OURS}update/", {**_seen(page), **_DECIDED, "step": "take"})
    assert answer["Location"] == f"{_OURS}amending/"
    assert f"@{NEWER}" in (portal.workspace / "school-12" / "adoption.yaml").read_text(encoding="utf-8")
    assert "10 планов отстают" in officer.get("/versions/").content.decode()
    assert "2 июля 2027 г" in deputy.get(f"{_OURS}amending/").content.decode()
    archive = deputy.get(f"{_OURS}amending/to-sign.zip", {"on": "16.06.2027", "as": "230-од"})
    assert "amending-order.docx" in zipfile.ZipFile(io.BytesIO(archive.content)).namelist()


def test_the_next_version_of_what_is_published(portal: Portal, deputy: Client) -> None:
    """A methodologist begins with its text."""
    del deputy
    methodist = portal.browser(Account.objects.get(login="methodist").key)
    assert NEWER in methodist.get("/drafts/").content.decode()
    said = {"roadmap": "sakha-2021-order-441", "version": NEWER}
    answer = methodist.post("/drafts/take/", said, follow=True)
    assert answer.status_code == 200
    assert "sakha-2021-order-441" in answer.content.decode()
