"""Calendars whose addresses are no secrets: they ask for a name and a password of their own (promises C4)."""

from __future__ import annotations

import base64
import datetime as dt
import html
import re

import pytest
from django.test import Client

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Attempt
from roadmap_engine.portal.feeds.models import FeedToken
from tests.portal.feed_asking import CALENDARS, Answer, ask
from tests.portal.portals import Portal

PAGE = CALENDARS.format(school="school-7")
WANTED = {"feed": "", "cancelled": "on", "past": "on", "by_password": "on"}
_SHOWN = re.compile(r'<input id="(address|name|password)-fresh" readonly[^>]* value="([^"]*)"')


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose plan has begun."""
    portal.add_school(7)
    return portal


@pytest.fixture
def reader(school: Portal) -> Client:
    """Somebody who reads it."""
    return school.as_role(Role.READER, "school-7")


def _take(client: Client, page: str = PAGE, **said: str) -> tuple[str, str, str]:
    """Take a calendar with a password; gives its path, its name, its password."""
    shown = html.unescape(client.post(page, {**WANTED, **said}).content.decode())
    found = dict(_SHOWN.findall(shown))
    assert set(found) == {"address", "name", "password"}, shown
    return found["address"].removeprefix("http://localhost"), found["name"], found["password"]


def _ask(path: str, name: str, password: str, **headers: str) -> Answer:
    words = base64.b64encode(f"{name}:{password}".encode()).decode()
    return ask(path, authorization=f"Basic {words}", **headers)


def test_it_opens_by_name_and_password(reader: Client) -> None:
    """The very calendar, with 304 and HEAD; the address alone shows nothing."""
    path, name, password = _take(reader)
    assert re.fullmatch(r"/feeds/basic/\d+\.ics", path)
    first = _ask(path, name, password)
    assert (first.status, first.body[:15]) == (200, b"BEGIN:VCALENDAR")
    assert _ask(path, name, password, if_none_match=first.headers["ETag"]).status == 304
    bare = ask(path)
    assert (bare.status, bare.headers["WWW-Authenticate"]) == (401, 'Basic realm="calendar", charset="UTF-8"')
    assert bare.headers["Cache-Control"] == "no-store"
    assert b"BEGIN" not in bare.body
    words = base64.b64encode(f"{name}:{password}".encode()).decode()
    assert ask(path, "HEAD", authorization=f"bAsIc {words}").status == 200


def test_its_password_is_shown_once_and_kept_nowhere(reader: Client) -> None:
    """And opens no other way in: neither as an address nor as a page."""
    _path, _name, password = _take(reader)
    assert re.fullmatch(r"[a-z2-7]{32}", password)
    assert password not in reader.get(PAGE).content.decode()
    assert all(password not in str(value) for value in vars(FeedToken.objects.get()).values())
    assert ask(f"/feeds/{password}.ics").status == 404
    assert reader.get(f"/calendars/{password}/").status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        *("", "Basic", "Basic ", "Basic %%%", "Bearer abc", "Basic YQ==", "Basic 0L8=", "Basic " + "A" * 400),
        "Basic Og==",
        *(
            base64.b64encode(words).decode()
            for words in (b":", b"calendar-1:", b"calendar-1:x", b"\xff:\xff")
        ),
    ],
)
def test_anything_else_is_refused(reader: Client, said: str) -> None:
    """No header, half a header, another kind, no ASCII, no password."""
    path, _name, _password = _take(reader)
    said = said if not said or said.startswith(("Basic", "Bearer")) else f"Basic {said}"
    assert ask(path, authorization=said).status == 401


def test_a_password_is_of_one_calendar(school: Portal, reader: Client) -> None:
    """Neither another's nor a number that nobody has says more than «who are you»."""
    other = school.as_role(Role.READER, "school-7")
    (path, name, password), (others, _name, _password) = _take(reader), _take(other)
    assert _ask(others, name, password).status == 401
    assert _ask(path, "calendar-999", password).status == 401
    for number in ("999", "0", "-1", "9" * 40, "x", "1/../2", ""):
        answer = _ask(f"/feeds/basic/{number}.ics", name, password)
        assert (answer.status, answer.body) == (401, _ask(others, name, password).body)
    assert ask("/feeds/basic/1").status == 404
    assert _ask(path, name, password).status == 200


def test_who_guesses_waits(school: Portal, reader: Client) -> None:
    """For this calendar, at any computer, the right password too; nobody is kept out of the pages."""
    path, name, password = _take(reader)
    for turn in range(10):
        assert _ask(path, name, "x" * 32, peer=f"192.0.2.{turn}").status == 401
    refused = _ask(path, name, password)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "600")
    assert all(len(each.name) == 64 for each in Attempt.objects.all())
    assert reader.get(PAGE).status_code == 200
    school.now += dt.timedelta(minutes=11)
    assert _ask(path, name, password).status == 200


def test_who_guesses_numbers_waits_too(school: Portal, reader: Client) -> None:
    """One computer that tries one calendar after the other; logins of the same school go on."""
    path, name, password = _take(reader)
    for number in range(1_000, 1_060):
        assert _ask(f"/feeds/basic/{number}.ics", name, "x" * 32).status == 401
    assert _ask(path, name, password).status == 429
    assert _ask(path, name, password, peer="192.0.2.77").status == 200
    key = school.account(Role.READER, "school-7")
    login = f"somebody-{school.logins}"
    said = {"login": login, "password": "синий трамвай едет"}
    answer = Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.1").post("/login/", said)
    assert (answer.status_code, bool(key)) == (302, True)


def test_replaced_and_revoked(reader: Client) -> None:
    """The one that was is gone, by its own password; another asks who that is."""
    path, name, password = _take(reader)
    number = FeedToken.objects.get().pk
    shown = dict(_SHOWN.findall(reader.post(f"{PAGE}{number}/replace/").content.decode()))
    assert _ask(path, name, password).status == 410
    assert ask(path).status == 401
    fresh = shown["address"].removeprefix("http://localhost")
    assert fresh != path
    assert _ask(fresh, shown["name"], shown["password"]).status == 200


def test_it_stands_beside_an_address_of_the_same_calendar(reader: Client) -> None:
    """One of each kind; the page says which is which."""
    _take(reader)
    plain = {name: words for name, words in WANTED.items() if name != "by_password"}
    assert "/feeds/" in reader.post(PAGE, plain).content.decode()
    assert reader.post(PAGE, WANTED).status_code == 422
    assert reader.post(PAGE, plain).status_code == 422
    assert "с паролем" in reader.get(PAGE).content.decode()


def test_a_shut_account_loses_it(school: Portal) -> None:
    """Like any address."""
    key = school.account(Role.READER, "school-7")
    path, name, password = _take(school.browser(key))
    school.as_role(Role.ADMINISTRATOR).post(f"/accounts/{key}/open/", {"open": "no"})
    assert _ask(path, name, password).status == 410
