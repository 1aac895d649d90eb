"""The page of today: rows that ask something, neighbours joined, and what lies ahead this month."""

from __future__ import annotations

import re

import pytest

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Grant
from tests.portal.portals import Portal

PLAN = "/schools/school-7/school-7-vpr-2027/"


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school with its plan."""
    portal.add_school(7)
    return portal


def _section(page: str, title: str) -> str:
    return page.partition(f">{title} <span")[2].partition("</section>")[0]


class TestJoining:
    """«2.2–2.5. … Все четыре»: the same badge, day and people, and titles that begin alike."""

    def test_neighbours_that_say_the_same_are_one_row(self, school: Portal) -> None:
        shown = school.as_role(Role.READER, "school-7").get(PLAN).content.decode()
        ahead = _section(shown, "До конца июня")
        assert "<strong>2.2–2.5. Внесение изменений…</strong>" in ahead
        assert "<summary>Все четыре</summary>" in ahead
        links = re.findall(r'href="[^"]*/measures/([a-z-]+)/"', ahead)
        assert links[:3] == ["subject-programmes", "course-programmes", "extracurricular-programmes"]

    def test_one_that_differs_stands_alone(self, school: Portal) -> None:
        """Another state, and its neighbours on both sides are no neighbours any more."""
        editor = school.as_role(Role.EDITOR, "school-7")
        page = f"{PLAN}measures/course-programmes/"
        said = {"deed": "submitted", "saw": "", "time": "1"}
        assert editor.post(page, said).status_code == 302
        shown = editor.get(PLAN).content.decode()
        assert "2.2–" not in shown
        assert "2.3. " in _section(shown, "На проверке")

    def test_counts_are_of_measures(self, school: Portal) -> None:
        """Joined or not."""
        shown = school.as_role(Role.READER, "school-7").get(PLAN).content.decode()
        count = re.search(r'До конца июня <span class="count">(\d+)<', shown)
        assert count is not None
        links = set(re.findall(r"/measures/([a-z-]+)/", _section(shown, "До конца июня")))
        assert int(count[1]) == len(links)


class TestOnlyMine:
    """Whoever holds a post and sees all may narrow the page to her own."""

    def test_an_editor_with_a_post(self, school: Portal) -> None:
        key = school.account(Role.EDITOR, "school-7")
        client = school.browser(key)
        assert "Только мои" not in client.get(PLAN).content.decode()
        Grant.objects.create(account_id=key, role=Role.PERSON.value, school="school-7", post="head")
        shown = client.get(PLAN).content.decode()
        assert "Только мои" in shown
        assert "results-by-class/" in shown
        mine = client.get(f"{PLAN}?mine").content.decode()
        assert "Все мероприятия" in mine
        listed = mine.partition('class="side"')[0]
        assert "results-by-class/" not in listed
        assert "subject-programmes/" in listed

    def test_a_person_sees_her_own_in_any_case(self, school: Portal) -> None:
        head = school.as_role(Role.PERSON, "school-7", post="head")
        for page in (PLAN, f"{PLAN}?mine"):
            assert "results-by-class/" not in head.get(page).content.decode()

    def test_what_comes_later_is_on_her_page_too(self, school: Portal) -> None:
        """She has no other page of her measures: all that is not over stands here, and only hers."""
        shown = school.as_role(Role.PERSON, "school-7", post="head").get(PLAN).content.decode()
        later = _section(shown, "Потом")
        assert "effectiveness-review/" in later
        assert "measures-plan/" in later
        assert "results-by-class/" not in later
        assert ">Потом <" not in school.as_role(Role.EDITOR, "school-7").get(PLAN).content.decode()


class TestWaiting:
    """What the plan waits for, and what of it somebody may record."""

    def test_the_end_of_a_stage_is_nobodys_to_record(self, school: Portal) -> None:
        """A plan that knows no date waits for ends of stages too; they come with their measures."""
        text = school.adoption("school-7")
        words = text.read_text(encoding="utf-8")
        text.write_text(re.sub(r"^events:\n(?:  .*\n)+", "", words, flags=re.MULTILINE), encoding="utf-8")
        shown = school.as_role(Role.EDITOR, "school-7").get(PLAN)
        assert shown.status_code == 200
        recorded = set(re.findall(r"/events/([^/\"]+)/", shown.content.decode()))
        assert {"results-received", "council-decision"} <= recorded
        assert not [event for event in recorded if event.startswith("stage-end")]

    def test_the_plan_of_last_year_stays_at_hand(self, school: Portal) -> None:
        """From the new one and back."""
        folder = school.workspace / "school-7"
        words = school.adoption("school-7").read_text(encoding="utf-8")
        (folder / "second.yaml").write_text(words.replace("vpr-2027", "vpr-2028"), encoding="utf-8")
        school.bind()
        editor = school.as_role(Role.EDITOR, "school-7")
        for plan, other in (("2027", "2028"), ("2028", "2027")):
            for page in ("", "plan/"):
                shown = editor.get(f"/schools/school-7/school-7-vpr-{plan}/{page}").content.decode()
                assert f'<a href="/schools/school-7/school-7-vpr-{other}/">' in shown
