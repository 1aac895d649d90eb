"""What a school has otherwise than its roadmap: the officer reads what `roadmap drift` tells, and no more."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from lxml import html  # type: ignore[import-untyped]

from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.pipeline.drift import find_drift
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.plans.models import School
from tests.builders import ROADMAP, SCHOOL
from tests.portal.departments import HERE, THERE
from tests.portal.portals import Portal
from tests.portal.test_english_pages import list_wrong

ALLOW = """allow:
  deadline: {adjustable: earlier, locked: {from: 2027-09-01}}
  title: locked
  participants: locked
"""
ADOPTION = """adoption: school-7-vpr-2027
roadmap: tiny@1
organisation: organisation.yaml
procedure: vpr
school_year: 2026/2027
events: {results-received: 2027-05-20}
"""
CHANGES = """replace:
  by-pupil: {deadline: После получения результатов в течение 1 недели, participants: [head]}
  council: {title: "Педсовет <b>и</b> «совет»", result: протокол}
remove: [lessons]
add:
  - {after: council, measure: {id: extra, title: Сверка, deadline: постоянно, responsible: [head]}}
"""
PAGE = "/schools/school-7/school-7-vpr-2027/drift/"
_VERDICT = re.compile(r"\[([^(\]]+?)(?: \(([^:]+): ([^)]*)\))?\]$")


def lay(portal: Portal, number: int, changes: str = "", municipality: str = HERE) -> None:
    """Lay a school into the workspace that has some things otherwise."""
    folder = portal.workspace / f"school-{number}"
    folder.mkdir()
    for name, words in (
        ("tiny.yaml", ROADMAP + ALLOW),
        ("organisation.yaml", SCHOOL),
        ("adoption.yaml", ADOPTION + changes),
    ):
        text = words.replace("school-7", f"school-{number}").replace("№ 7", f"№ {number}")
        (folder / name).write_text(text, encoding="utf-8")
    portal.bind()
    School.objects.filter(id=f"school-{number}").update(municipality=municipality)


def read_rows(browser: Client, page: str = PAGE) -> dict[str, list[list[str]]]:
    """Give the words of the rows of each verdict."""
    shown = html.document_fromstring(browser.get(page).content.decode())
    return {
        section.get("aria-labelledby").removeprefix("v-"): [
            [" ".join(cell.text_content().split()) for cell in row] for row in section.xpath(".//tbody/tr")
        ]
        for section in shown.xpath("//section[starts-with(@aria-labelledby, 'v-')]")
    }


class TestWhatIsTold:
    """Every change once, under what the permissions say of it."""

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_it_is_what_the_command_tells(
        self, portal: Portal, language: Language, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """In its words: the verdict, the lock and whose it is; both sides whole, which the command cuts."""
        lay(portal, 7, CHANGES)
        officer = portal.as_role(Role.OFFICER)
        officer.cookies["language"] = language
        rows = read_rows(officer)
        capsys.readouterr()
        run(["drift", str(portal.workspace), "--lang", language])
        told = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
        drift = find_drift(portal.workspace).value
        assert drift is not None
        changes = drift.schools[0].changes
        assert {each.verdict for each in changes} == {"forbidden", "allowed", "free"}
        assert sum(map(len, rows.values())) == len(changes) == len(told)
        for change, line in zip(changes, told, strict=True):
            found = [row for row in rows[change.verdict] if change.title in row[0]]
            assert found
            said = _VERDICT.search(line)
            assert (said is None) is (change.verdict == "free")
            if said is not None:
                assert any(said[2] in row[4] and said[3] in row[4] for row in found)
            if change.field and change.kind == "replaced":
                assert any(
                    str(change.before or "–") in row[2] and str(change.after) in row[3] for row in found
                )

    def test_what_is_not_allowed_stands_first(self, portal: Portal) -> None:
        lay(portal, 7, CHANGES)
        assert list(read_rows(portal.as_role(Role.OFFICER))) == ["forbidden", "allowed", "free"]

    def test_a_school_as_its_roadmap(self, portal: Portal) -> None:
        """Answers are no changes; and what another school has is not told of this one."""
        lay(portal, 7)
        lay(portal, 8, CHANGES)
        officer = portal.as_role(Role.OFFICER)
        assert read_rows(officer) == {}
        assert "Школа ничего не изменила" in officer.get(PAGE).content.decode()
        assert len(read_rows(officer, PAGE.replace("school-7", "school-8"))) == 3

    def test_a_change_of_now_is_told_now(self, portal: Portal) -> None:
        lay(portal, 7)
        officer = portal.as_role(Role.OFFICER)
        assert read_rows(officer) == {}
        portal.adoption("school-7").write_text(ADOPTION + "remove: [lessons]\n", encoding="utf-8")
        assert [row[0] for row in read_rows(officer)["free"]] == ["Проведение занятий"]

    def test_what_is_settled(self, portal: Portal) -> None:
        lay(portal, 7, "settled:\n  council: {state: done, on: 2027-06-01}\n")
        shown = portal.as_role(Role.OFFICER).get(PAGE).content.decode().partition('id="settled"')[2]
        assert "Заседание Педсовета" in shown
        assert "выполнено, 01.06.2027" in shown


class TestWhoseItIs:
    """It is the department's, as the matrix is."""

    def test_others_have_no_such_page(self, portal: Portal) -> None:
        lay(portal, 7, CHANGES)
        for client in (
            portal.as_role(Role.EDITOR, "school-7"),
            portal.as_role(Role.READER, "school-7"),
            portal.as_role(Role.OFFICER, municipality=THERE),
        ):
            assert client.get(PAGE).status_code == 404
        for client in (portal.as_role(Role.OFFICER, municipality=HERE), portal.as_role(Role.ADMINISTRATOR)):
            assert client.get(PAGE).status_code == 200

    def test_the_versions_lead_there(self, portal: Portal) -> None:
        """With as many as the page tells; where there are none, nowhere."""
        lay(portal, 7, CHANGES)
        lay(portal, 8)
        officer = portal.as_role(Role.OFFICER)
        shown = html.document_fromstring(officer.get("/versions/").content.decode())
        links = {each.get("href"): each.text for each in shown.xpath("//a[contains(@href, '/drift/')]")}
        assert links == {PAGE: str(sum(map(len, read_rows(officer).values())))}


class TestHowItIsShown:
    """What people wrote is shown as it was written."""

    def test_markup_is_text(self, portal: Portal) -> None:
        lay(portal, 7, CHANGES)
        officer = portal.as_role(Role.OFFICER)
        for language in ("ru", "en"):
            officer.cookies["language"] = language
            answer = officer.get(PAGE)
            assert "<b>и</b>" not in answer.content.decode()
            assert "&lt;b&gt;и&lt;/b&gt;" in answer.content.decode()
        assert list_wrong(answer) == []


def test_the_numbers_agree_with_the_command(portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    """As many of each verdict as `roadmap drift --json`."""
    lay(portal, 7, CHANGES)
    capsys.readouterr()
    run(["drift", str(portal.workspace), "--json"])
    (school,) = json.loads(capsys.readouterr().out)["schools"]
    rows = read_rows(portal.as_role(Role.OFFICER))
    for verdict in ("forbidden", "allowed", "free"):
        assert len(rows[verdict]) == sum(each["verdict"] == verdict for each in school["changes"])
