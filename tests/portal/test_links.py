"""Personal links: one's own measures without an account, and nothing recorded without a code."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html  # type: ignore[import-untyped]

from roadmap_engine.portal.access.roles import Role
from tests.portal.portals import Portal

PAGE = "/schools/school-7/school-7-vpr-2027/measures/results-by-class/"
LINKS = "/schools/school-7/links/"
SAW = re.compile(r'name="saw" value="([^"]*)"')
TIME = re.compile(r'name="time" value="([^"]*)"')


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school."""
    portal.add_school(7)
    return portal


def _make(editor: Client, post: str = "deputy-head") -> str:
    shown = editor.post(LINKS, {"post": post, "name": "Тен Л. Б."}).content.decode()
    return "/mine/" + shown.partition("/mine/")[2].partition('"')[0]


def _code(editor: Client) -> str:
    shown = editor.get(LINKS).content.decode()
    key = re.search(r'name="link" value="([^"]+)"', shown)
    assert key is not None
    answer = editor.post(LINKS, {"deed": "code", "link": key[1]}).content.decode()
    found = re.search(r'code-shown">(\d{6})<', answer)
    assert found is not None
    return found[1]


def _said(client: Client, **more: str) -> dict[str, Any]:
    shown = client.get(PAGE).content.decode()
    saw, time = SAW.search(shown), TIME.search(shown)
    assert saw is not None
    assert time is not None
    return {"deed": "submitted", "saw": saw[1], "time": time[1], **more}


def _log(portal: Portal) -> list[dict[str, Any]]:
    path = portal.workspace / "school-7" / "adoption.status.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_looking_opens_nothing(school: Portal) -> None:
    """Scanners of mail look; the owner presses."""
    link = _make(school.as_role(Role.EDITOR, "school-7"))
    somebody = school.browser()
    assert somebody.get(link).status_code == 200
    assert somebody.get(PAGE).status_code == 302
    assert somebody.post(link).status_code == 302
    assert somebody.get(PAGE).status_code == 200


def test_it_shows_her_own_measures_alone(school: Portal) -> None:
    """Not those of others, not the plan, not accounts, not links."""
    school.add_school(9)
    somebody = school.browser()
    somebody.post(_make(school.as_role(Role.EDITOR, "school-7"), "head"))
    assert somebody.get(PAGE).status_code == 404
    for path in ("/account/", "/accounts/", LINKS, "/account/data.json", "/schools/school-9/"):
        assert somebody.get(path).status_code == 404, path
    assert somebody.get("/schools/school-7/school-7-vpr-2027/plan/").status_code == 404
    assert "СОШ № 9" not in somebody.get("/schools/").content.decode()


def test_no_link_of_her_pages_leads_nowhere(school: Portal) -> None:
    """What stands above a measure is open to her."""
    somebody = school.browser()
    somebody.post(_make(school.as_role(Role.EDITOR, "school-7")))
    links = html.fromstring(somebody.get(PAGE).content).xpath("//nav[@class='crumbs']/a/@href")
    assert links
    assert {somebody.get(link).status_code for link in links} == {200}


class TestCodes:
    """One code, one entry."""

    def test_with_a_code_it_is_recorded(self, school: Portal) -> None:
        """Under the key of the link, which pages call by the name."""
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        somebody.post(_make(editor))
        code = _code(editor)
        noted = {**_said(somebody, code=code, note="начато"), "deed": "noted"}
        assert somebody.post(PAGE, noted).status_code == 302
        (entry,) = _log(school)
        assert entry["who"].startswith("l-")
        assert "Тен Л. Б." in editor.get(PAGE).content.decode().partition("История")[2]
        assert somebody.post(PAGE, _said(somebody, code=code)).status_code == 422
        assert len(_log(school)) == 1

    def test_without_one_nothing_is(self, school: Portal) -> None:
        """Nor with a wrong one; after five wrong ones the right one is worth nothing either."""
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        somebody.post(_make(editor))
        assert somebody.post(PAGE, _said(somebody)).status_code == 422
        code = _code(editor)
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        for _ in range(5):
            answer = somebody.post(PAGE, _said(somebody, code=wrong, note="сдаю"))
            assert answer.status_code == 422
            assert "сдаю" in answer.content.decode()
        assert somebody.post(PAGE, _said(somebody, code=code)).status_code == 422
        assert _log(school) == []
        assert somebody.post(PAGE, _said(somebody, code=_code(editor))).status_code == 302

    def test_it_ends_after_a_day(self, school: Portal) -> None:
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        somebody.post(_make(editor))
        code = _code(editor)
        school.now += dt.timedelta(hours=25)
        somebody.post(_make(editor))
        assert somebody.post(PAGE, _said(somebody, code=code)).status_code == 422

    def test_what_could_not_be_recorded_costs_no_code(self, school: Portal) -> None:
        """A file that is not kept: the same code does for the next attempt."""
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        somebody.post(_make(editor))
        code = _code(editor)
        bad = {**_said(somebody, code=code), "files": SimpleUploadedFile("a.exe", b"MZ")}
        assert somebody.post(PAGE, bad).status_code == 422
        assert somebody.post(PAGE, _said(somebody, code=code)).status_code == 302

    def test_after_somebody_else_it_takes_one_step(self, school: Portal) -> None:
        """What she typed stands on the page that shows both, her code too, which nothing has cost yet."""
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        somebody.post(_make(editor))
        said = _said(somebody, code=_code(editor), note="моё")
        assert editor.post(PAGE, {**_said(editor, note="её"), "deed": "reported"}).status_code == 302
        answer = somebody.post(PAGE, said)
        assert answer.status_code == 409
        form = html.document_fromstring(answer.content.decode()).xpath("//form[.//textarea]")[0]
        assert form.xpath(".//label[@for='code']")
        assert dict(form.fields)["code"] == said["code"]
        assert somebody.post(PAGE, dict(form.fields)).status_code == 302
        assert [each["note"] for each in _log(school)] == ["её", "моё"]

    def test_whoever_has_an_account_is_asked_for_none(self, school: Portal) -> None:
        """On the page of a conflict, as on that of a measure."""
        first, second = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.EDITOR, "school-7")
        said = _said(first, note="моё")
        second.post(PAGE, {**_said(second, note="её"), "deed": "reported"})
        answer = first.post(PAGE, {**said, "code": "123456"})
        assert answer.status_code == 409
        assert "123456" not in answer.content.decode()

    def test_a_code_of_another_link_does_not_fit(self, school: Portal) -> None:
        editor = school.as_role(Role.EDITOR, "school-7")
        first, second = school.browser(), school.browser()
        first.post(_make(editor))
        code = _code(editor)
        second.post(_make(editor))
        assert second.post(PAGE, _said(second, code=code)).status_code == 422


class TestRevoking:
    """A link that was let go opens nothing, from that moment."""

    def test_it_is_gone_at_once(self, school: Portal) -> None:
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        link = _make(editor)
        somebody.post(link)
        shown = editor.get(LINKS).content.decode()
        key = re.search(r'name="link" value="([^"]+)"', shown)
        assert key is not None
        assert editor.post(LINKS, {"deed": "revoke", "link": key[1]}).status_code == 302
        assert somebody.get(PAGE).status_code == 302
        assert somebody.get(link).status_code == 410
        assert somebody.post(link).status_code == 410

    def test_nobody_elses_links(self, school: Portal) -> None:
        """An editor of another school neither sees nor closes them; a reader makes none."""
        school.add_school(9)
        editor = school.as_role(Role.EDITOR, "school-7")
        _make(editor)
        key = re.search(r'name="link" value="([^"]+)"', editor.get(LINKS).content.decode())
        assert key is not None
        stranger = school.as_role(Role.EDITOR, "school-9")
        assert (
            stranger.post("/schools/school-9/links/", {"deed": "revoke", "link": key[1]}).status_code == 404
        )
        assert stranger.get(LINKS).status_code == 404
        assert school.as_role(Role.READER, "school-7").get(LINKS).status_code == 404


class TestPapersAndReading:
    """Whoever came by a link has what she needs for her own work, and confirms what she says."""

    PLAN = "/schools/school-7/school-7-vpr-2027/"

    def test_blanks_of_her_measures_and_the_order(self, school: Portal) -> None:
        somebody = school.browser()
        somebody.post(_make(school.as_role(Role.EDITOR, "school-7")))
        shown = somebody.get(PAGE).content.decode()
        blank = re.search(r'href="([^"]*papers/forms/[^"]*)"', shown)
        assert blank is not None
        assert somebody.get(blank[1]).content.startswith(b"PK")
        assert somebody.get(f"{self.PLAN}papers/order.docx").status_code == 200
        for path in ("papers/", "signing/", "events/council-decision/"):
            assert somebody.get(self.PLAN + path).status_code == 404, path
        for path in ("papers/all/", "export/"):
            assert somebody.post(self.PLAN + path).status_code == 404, path

    def test_a_reading_needs_a_code(self, school: Portal) -> None:
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        somebody.post(_make(editor))
        page = f"{self.PLAN}people/"
        assert 'name="code"' in somebody.get(page).content.decode()
        said = {"form": "acknowledged", "reader": "deputy-head"}
        refused = somebody.post(page, said)
        assert refused.status_code == 422
        assert "Код не подходит" in refused.content.decode()
        assert _log(school) == []
        assert somebody.post(page, {**said, "code": _code(editor)}).status_code == 302
        assert [each["did"] for each in _log(school)] == ["acknowledged"]

    def test_a_step_needs_a_code(self, school: Portal) -> None:
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        somebody.post(_make(editor))
        page = PAGE.replace("results-by-class", "subject-programmes")
        shown = somebody.get(page).content.decode()
        time = TIME.search(shown)
        assert time is not None
        step = {"deed": "step-done", "step": "subject-appendix:developed", "saw": "", "time": time[1]}
        assert somebody.post(page, step).status_code == 422
        assert somebody.post(page, {**step, "code": _code(editor)}).status_code == 302
        assert [each["did"] for each in _log(school)] == ["step-done"]
