"""English pages: what the program says is English, and what people wrote is known to be Russian."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html  # type: ignore[import-untyped]

from roadmap_engine.model.fields import FIELDS
from roadmap_engine.portal.accounts.models import Account, PersonalLink, digest_token
from roadmap_engine.portal.demo import lay_demo
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.russian import capitalise_first
from tests.portal.page_texts import find_asked, is_russian, list_sources
from tests.portal.portals import Portal, open_portal
from tests.portal.test_access import PATTERNS, WORDS
from tests.portal.test_pages_shown import PAGES

CAPTIONS = {words for each in FIELDS for words in (each.caption, capitalise_first(each.label))}
WHO = ("", "admin", "officer", "school-12", "deputy-14")
SAID = {"alt", "aria-description", "aria-label", "aria-placeholder", "label", "placeholder", "title"}
"""Attributes that are read to somebody."""
TYPED = {None, "email", "search", "submit", "text"}
"""Kinds of fields whose value is read to somebody."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal in which something has happened everywhere."""
    with open_portal(tmp_path_factory.mktemp("demo") / "workspace") as portal:
        lay_demo(portal.workspace)
        yield portal


def open_browser(portal: Portal, who: str) -> Client:
    """Open a browser whose reader chose English."""
    browser = portal.browser(Account.objects.get(login=who).key if who else None)
    browser.cookies["language"] = "en"
    return browser


def list_said(element: html.HtmlElement, language: str = "") -> Iterator[tuple[str, str]]:
    """Give what a page says to a reader, each text with the language that it is marked as."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
        return
    language = element.get("lang", language)
    yield from (
        (language, words) for name, words in element.items() if name in SAID or name.startswith("data-")
    )
    if element.tag == "input" and element.get("type") in TYPED:
        yield language, element.get("value", "")
    yield language, element.text or ""
    for each in element:
        yield from list_said(each, language)
        yield language, each.tail or ""


def read_said(answer: HttpResponse) -> tuple[str, list[tuple[str, str]]]:
    """Give the title of a page, and what else it says."""
    page = html.document_fromstring(answer.content.decode())
    (title,) = page.xpath("//head/title")
    words = title.text or ""
    title.text = ""
    return words, [(language, " ".join(said.split())) for language, said in list_said(page) if said.strip()]


def list_wrong(answer: HttpResponse) -> list[str]:
    """Give what an English page says wrongly.

    The title of a page has no parts to be marked: what is Russian there stands, marked, in the page too.
    """
    title, said = read_said(answer)
    written = {word for language, words in said if language == "ru" for word in words.split()}
    # What a column is called in a plan is its author's word, though a form of the portal may call a field so.
    own = {each.texts[0].strip() for path in list_sources() for each in find_asked(path)} - CAPTIONS
    wrong = [words for language, words in said if language != "ru" and is_russian(words)]
    wrong += [f"written by nobody: {words}" for language, words in said if language == "ru" and words in own]
    wrong += [
        f"title: {word}" for word in title.split() if is_russian(word) and word.strip(",:;") not in written
    ]
    return wrong


def _address(portal: Portal, name: str) -> str:
    words = {**WORDS, "school": "school-12", "plan": portal.plan_of("school-12")}
    return reverse(name, kwargs={each: words[each] for each in PATTERNS[name].pattern.converters})


def look_at(portal: Portal, who: str, path: str) -> None:
    """Look at a page, if it is one."""
    answer = open_browser(portal, who).get(path)
    if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
        assert answer["Content-Language"] == "en"
        assert list_wrong(answer) == []


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_is_english(demo: Portal, who: str, path: str) -> None:
    """Every page that is shown to axe-core."""
    look_at(demo, who, path)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_an_address_answers_in_english(demo: Portal, who: str, name: str) -> None:
    """Every address, whatever it answers to whom: a page, or that there is none."""
    look_at(demo, who, _address(demo, name))


class TestWhatIsSaidAfterAForm:
    """What was done, and what was filled in wrong: said by Python, and shown by the page that comes next."""

    SCHOOL = "/schools/school-12/"
    OURS = f"{SCHOOL}school-12-vpr-2027/"

    @pytest.mark.parametrize(
        ("who", "path", "said"),
        [
            ("", "/login/", {}),
            ("", "/login/", {"login": "кто-то", "password": "что-то не то"}),
            ("school-12", "/account/", {}),
            ("school-12", "/account/", {"old": "не тот", "password": "1", "again": "2"}),
            ("school-12", "/account/", {"old": "попробовать портал", "password": "12", "again": "12"}),
            ("admin", "/accounts/invite/", {"name": "Мухина Н. П.", "role": "person"}),
            ("admin", "/accounts/invite/", {"name": "Мухина Н. П.", "role": "editor", "school": "school-7"}),
            ("admin", "/folders/schools/school-12/", {"municipality": ""}),
            ("admin", "/folders/schools/school-12/", {"municipality": "Центр"}),
            ("school-12", f"{SCHOOL}links/", {}),
            ("school-12", f"{SCHOOL}links/", {"post": "deputy-head", "name": "Тен Л. Б."}),
            ("school-12", f"{OURS}calendars/", {"feed": "head", "account": "nobody"}),
            ("school-12", f"{OURS}calendars/", {"feed": "nothing"}),
            ("school-12", f"{OURS}calendars/", {"feed": "", "leads": "on"}),
            ("school-12", f"{OURS}measures/subject-programmes/", {"on": "вчера"}),
            ("school-12", f"{OURS}measures/subject-programmes/", {"deed": "reported", "link": "сюда"}),
            ("school-12", f"{OURS}measures/subject-programmes/", {"deed": "submitted"}),
            ("officer", f"{OURS}measures/subject-programmes/", {"deed": "returned"}),
            ("officer", f"{OURS}measures/subject-programmes/", {"deed": "accepted"}),
            ("officer", f"{OURS}measures/subject-programmes/", {"deed": "extended", "to": "потом"}),
            ("school-12", f"{OURS}events/council-decision/", {"on": "31.02.2027"}),
            ("school-12", f"{OURS}signing/", {}),
            ("school-12", f"{OURS}people/", {"did": "absent"}),
            ("officer", "/review/preview/", {}),
        ],
    )
    def test_it_is_english(self, demo: Portal, who: str, path: str, said: dict[str, str]) -> None:
        browser = open_browser(demo, who)
        answer = browser.post(path, _read_hidden(browser.get(path)) | said, follow=True)
        assert answer.status_code in {200, 400, 403, 422}
        assert list_wrong(answer) == []

    def test_of_what_is_revoked(self, demo: Portal) -> None:
        """A link, a calendar and an invitation: what each says while it works and when it is over."""
        editor, nobody = open_browser(demo, "school-12"), open_browser(demo, "")
        made = editor.post(f"{self.SCHOOL}links/", {"post": "deputy-head", "name": "Тен Л. Б."})
        address = _read_value(made, "address")
        assert list_wrong(nobody.get(address)) == []
        link = PersonalLink.objects.get(digest=digest_token(address.rstrip("/").rpartition("/")[2]))
        for deed in ("code", "revoke"):
            told = editor.post(f"{self.SCHOOL}links/", {"deed": deed, "link": link.key}, follow=True)
            assert list_wrong(told) == []
        assert list_wrong(nobody.get(address)) == []

    def test_of_a_calendar(self, demo: Portal) -> None:
        editor, nobody = open_browser(demo, "school-12"), open_browser(demo, "")
        made = editor.post(f"{self.OURS}calendars/", {"feed": "waiting.head", "past": "on"})
        address = _read_value(made, "address-fresh").replace("/feeds/", "/calendars/").replace(".ics", "/")
        number = FeedToken.objects.order_by("-pk")[0].pk
        assert list_wrong(nobody.get(address)) == []
        assert list_wrong(editor.get(f"{self.OURS}calendars/{number}/check/")) == []
        told = editor.post(f"{self.OURS}calendars/{number}/revoke/", follow=True)
        assert told.status_code == 200
        assert list_wrong(told) == []
        assert list_wrong(nobody.get(address)) == []

    def test_of_accounts(self, demo: Portal) -> None:
        """An invitation that is taken, an account that is closed, opened and deleted."""
        admin, invited = open_browser(demo, "admin"), open_browser(demo, "")
        said = {"name": "Мухина Н. П.", "role": "reader", "school": "school-7"}
        address = _read_value(admin.post("/accounts/invite/", said), "address")
        assert list_wrong(invited.get(address)) == []
        assert list_wrong(invited.post(address, {"password": "1"})) == []
        words = "ветер гонит листья"
        new = {"name": "Мухина Н. П.", "login": "мухина", "password": words, "again": words}
        assert list_wrong(invited.post(address, new, follow=True)) == []
        assert list_wrong(open_browser(demo, "").get(address)) == []
        key = Account.objects.get(login="мухина").key
        for deed in ("no", "yes"):
            assert list_wrong(admin.post(f"/accounts/{key}/open/", {"open": deed}, follow=True)) == []
        for password in ("не тот", "попробовать портал"):
            told = admin.post(f"/accounts/{key}/forget/", {"password": password}, follow=True)
            assert list_wrong(told) == []


def _read_hidden(answer: HttpResponse) -> dict[str, str]:
    """Give what the forms of a page send without being filled in."""
    if answer.status_code != HTTPStatus.OK:
        return {}
    fields = html.document_fromstring(answer.content.decode()).xpath("//input[@type='hidden']")
    return {each.get("name"): each.get("value") for each in fields}


def _read_value(answer: HttpResponse, name: str) -> str:
    (value,) = html.document_fromstring(answer.content.decode()).xpath(f"//*[@id='{name}']/@value")
    return str(value)
