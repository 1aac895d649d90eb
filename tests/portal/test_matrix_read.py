"""What a reader of the department's pages meets: marks explained, notes where she is, 3 before 12."""

from __future__ import annotations

import re

from lxml import html  # type: ignore[import-untyped]

from roadmap_engine.documents.pages.matrix_grid import LEGEND
from roadmap_engine.model.progress import Sign
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.matrix.event_form import list_plans
from tests.portal.departments import CLASSES, HERE, OFFICER, SAW, report
from tests.portal.portals import Portal

_TIME = re.compile(r'name="time" value="([^"]*)"')
_NUMBER = re.compile(r"СОШ № (\d+)")


def test_every_mark_is_explained(town: Portal) -> None:
    """Whatever a cell may show stands above the table, each once."""
    assert sorted(LEGEND) == sorted(Sign)
    page = html.fromstring(town.as_role(Role.OFFICER, municipality=HERE).get("/matrix/").content.decode())
    legend = " ".join(page.xpath("//ul[@class='legend']")[0].text_content().split())
    marks = {each.text for each in page.xpath("//td//b")}
    assert {"!", "…"} <= marks
    assert all(mark in legend for mark in marks)
    assert "· без срока" in legend


def test_what_was_recorded_is_said_in_the_open_cell(town: Portal) -> None:
    """The form leads back to the panel, so the note stands there, once, and to be heard."""
    report(town, "school-7", "submit", "1.2")
    officer = town.as_role(Role.OFFICER, municipality=HERE)
    cell = f"school-7/{CLASSES}"
    panel = officer.get(f"/matrix/?cell={cell}").content.decode()
    saw = SAW.findall(panel)[0]
    said = {"deed": "accepted", "time": _TIME.findall(panel)[0], "saw": saw, "back": f"?cell={cell}"}
    address = f"/schools/school-7/school-7-vpr-2027/measures/{CLASSES}/judge/"
    answer = officer.post(address, said, follow=True)
    page = html.fromstring(answer.content.decode())
    assert answer.redirect_chain[0][0].endswith("#panel")
    (note,) = page.xpath("//*[@role='status']")
    assert "принято" in note.text_content()
    assert note.getparent().get("id") == "panel"


def test_schools_stand_by_their_numbers(town: Portal) -> None:
    """In every table and every list to choose from: 3, 7, 12; by letters 12 would be first."""
    for number in (12, 3, 21):
        town.add_school(number, municipality=HERE)
    client = town.as_role(Role.ADMINISTRATOR)
    for page in ("/schools/", "/matrix/", "/versions/", "/folders/", "/accounts/invite/"):
        answer = client.get(page)
        assert answer.status_code == 200, page
        shown = html.fromstring(answer.content.decode())
        lists = shown.xpath("//main//table | //main//select | //main//ul")
        found = [[int(each) for each in _NUMBER.findall(one.text_content())] for one in lists]
        assert any(len(set(each)) > 4 for each in found), page
        assert all(each == sorted(each) for each in found), page
    assert [each.school_id for each in list_plans(OFFICER)] == [
        "school-3", "school-7", "school-8", "school-9", "school-12", "school-21",
    ]  # fmt: skip
