"""What forms answer in English: what is wrong, what somebody else wrote, what was recorded."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.citing import cite, fill
from roadmap_engine.portal.schools.why import explain_day
from tests.portal.departments import CLASSES, report
from tests.portal.portals import Portal
from tests.portal.test_english_pages import list_wrong
from tests.portal.test_measures import SAW, TIME
from tests.portal.test_people import PAGE as PEOPLE

SCHOOL = "/schools/school-7/school-7-vpr-2027/"
MEASURE = f"{SCHOOL}measures/{CLASSES}/"
EVENT = f"{SCHOOL}events/council-decision/"
RUSSIAN, MARKUP = "Вчера", "<b>Вчера</b> & «сегодня»"


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose plan waits for its first report."""
    portal.add_school(7)
    return portal


def in_english(browser: Client) -> Client:
    """Let the reader of a browser choose English."""
    browser.cookies["language"] = "en"
    return browser


def fill_in(browser: Client, page: str, **said: str) -> dict[str, str]:
    """Fill in the form of a page as it stands."""
    shown = browser.get(page).content.decode()
    found = {"saw": SAW.search(shown), "time": TIME.search(shown)}
    return {**{name: each[1] for name, each in found.items() if each is not None}, **said}


def post(browser: Client, page: str, said: Mapping[str, str], status: int) -> HttpResponse:
    """Send a form, and look at what is answered."""
    answer = browser.post(page, said)
    assert (answer.status_code, answer["Content-Language"]) == (status, "en")
    return answer


class TestWhatIsWrong:
    """What was typed is shown as it was typed, and known to be Russian; what is said of it is English."""

    @pytest.mark.parametrize(
        ("page", "said", "fields"),
        [
            (MEASURE, {"deed": "submitted"}, ("on", "link")),
            (MEASURE, {"deed": "submitted"}, ("note", "to", "on")),
            (PEOPLE, {"form": "absent", "person": "head"}, ("since", "until", "note")),
            (PEOPLE, {"form": "addresses"}, ("address-head",)),
            (EVENT, {}, ("on", "note")),
            (f"{SCHOOL}signing/", {}, ("date", "number")),
        ],
    )
    def test_of_a_form(
        self, school: Portal, page: str, said: dict[str, str], fields: tuple[str, ...]
    ) -> None:
        browser = in_english(school.as_role(Role.EDITOR, "school-7"))
        before = fill_in(browser, page, **said)
        for words in (RUSSIAN, MARKUP):
            answer = post(browser, page, {**before, **dict.fromkeys(fields, words)}, 422)
            assert list_wrong(answer) == []
            assert "<b>В" not in answer.content.decode()

    def test_what_is_refused(self, school: Portal) -> None:
        """Also what the log itself refuses, and what is nobody's to record."""
        officer = in_english(school.as_role(Role.OFFICER))
        report(school, "school-7", "submit", CLASSES)
        assert list_wrong(post(officer, MEASURE, fill_in(officer, MEASURE, deed="returned"), 422)) == []
        assert list_wrong(post(officer, MEASURE, fill_in(officer, MEASURE, deed="started"), 403)) == []


class TestTwoAtOnce:
    """A conflict in English has the words of both as they wrote them."""

    def test_of_a_report(self, school: Portal) -> None:
        first, second = (in_english(school.as_role(Role.EDITOR, "school-7")) for _ in range(2))
        said = fill_in(first, MEASURE, deed="submitted", note="моё", on="14.06.2027")
        post(second, MEASURE, fill_in(second, MEASURE, deed="reported", note="её"), 302)
        answer = post(first, MEASURE, said, 409)
        assert list_wrong(answer) == []
        for words in ('<span lang="ru">моё</span>', '<span lang="ru">её</span>', "for 14.06.2027"):
            assert words in answer.content.decode()


class TestWhatIsRecorded:
    """What was recorded is told in the reader's language, and stands in the log in none."""

    def test_a_report_and_what_the_next_page_says(self, school: Portal) -> None:
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        for browser, deed, told, word in (
            (in_english(editor), "submitted", "Recorded: submitted.", "under review"),
            (in_english(officer), "returned", "Recorded: returned.", "returned"),
        ):
            said = fill_in(browser, MEASURE, deed=deed, note="Нет 6Б")
            page = browser.post(MEASURE, said, follow=True)
            assert told in page.content.decode()
            assert word in page.content.decode().partition('class="state"')[2].partition("</p>")[0]
            assert list_wrong(page) == []
        editor.cookies["language"] = "ru"
        page = editor.get(MEASURE)
        assert "возвращено" in page.content.decode()
        assert ' lang="ru"' not in page.content.decode().replace('<html lang="ru">', "")


class TestWhatIsShared:
    """What is kept of one page for the next is kept for each language."""

    def test_the_cells_of_a_matrix(self, school: Portal) -> None:
        """Whoever asks first."""
        report(school, "school-7", "submit", CLASSES)
        officer = school.as_role(Role.OFFICER)
        said = []
        for language in ("en", "ru", "en", "ru"):
            officer.cookies["language"] = language
            said.append(
                officer.get("/matrix/").content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
            )
        assert said[0] == said[2]
        assert said[1] == said[3]
        assert ("under review" in said[0], "на проверке" in said[0]) == (True, False)
        assert ("under review" in said[1], "на проверке" in said[1]) == (False, True)

    def test_why_a_day_is_this_one(self, school: Portal) -> None:
        """The same sum in both."""
        editor = school.as_role(Role.EDITOR, "school-7")
        shown = {}
        for language in ("ru", "en", "ru"):
            editor.cookies["language"] = language
            shown[language] = (
                editor.get(MEASURE).content.decode().partition('id="why"')[2].partition("</section>")[0]
            )
        for words in ("28.05.2027", "11.06.2027", 'class="chip result"'):
            assert words in shown["ru"]
            assert words in shown["en"]
        assert "2 недели" in shown["ru"]
        assert "2 weeks" in shown["en"]


class TestCiting:
    """What people wrote inside of what the program says."""

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            (
                "measure «Анализ по классам» is late",
                'measure «<span lang="ru">Анализ по классам</span>» is late',
            ),
            (
                "order of 31 May 2027, no. 214-од",
                'order of 31.05.2027, no. 214-<span lang="ru">од</span>',
            ),
            ("а <b> б", '<span lang="ru">а</span> &lt;b&gt; <span lang="ru">б</span>'),
            ("by-class", "by-class"),
        ],
    )
    def test_is_marked_where_it_stands(self, text: str, shown: str) -> None:
        with override("en"):
            assert cite(text) == shown
        with override("ru"):
            assert "<span" not in cite(text)

    def test_is_escaped_once(self) -> None:
        assert fill("{act}: {name}", act=cite("<i>"), name="<b>") == "&lt;i&gt;: &lt;b&gt;"

    def test_an_english_sum(self) -> None:
        reasons = ("«results»: 28 May 2027", "+2 weeks → 11 June 2027", "11 June 2027 is a working day")
        why = explain_day(reasons)
        assert why is not None
        assert [each.words for each in why.chips][1:] == ["2 weeks", "пт, 11.06.2027"]
        assert why.notes == ("A working day.",)
