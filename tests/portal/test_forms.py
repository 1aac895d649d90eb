"""Every form of every page: without its mark it is refused, and nothing is written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from roadmap_engine.portal.access.roles import OF_ONE_SCHOOL, Role
from roadmap_engine.portal.accounts.models import Account, Grant, Invitation
from tests.portal.portals import Portal
from tests.portal.test_access import PATTERNS, WORDS

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
ACTION = re.compile(r'action="([^"]*)"')
FIELD = re.compile(r"<(?:input|textarea|select|button)\b([^>]*)>")
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')
MARK = "csrfmiddlewaretoken"


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school with its plan."""
    portal.add_school(7)
    return portal


def _strict(portal: Portal, role: Role) -> Client:
    """Open a browser in which somebody of a role has come in, where the marks of forms are looked at."""
    given = {"post": "deputy-head"} if role is Role.PERSON else {}
    key = portal.account(role, "school-7" if role in OF_ONE_SCHOOL else "", **given)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, SERVER_NAME="localhost")
    client.force_login(Account.objects.get(key=key))
    return client


def _addresses() -> Iterator[str]:
    words = {**WORDS, "school": "school-7", "plan": "school-7-vpr-2027"}
    for name, pattern in PATTERNS.items():
        yield reverse(name, kwargs={each: words[each] for each in pattern.pattern.converters})


def _forms(page: str, address: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give where each form that writes goes, and what it says as it stands."""
    for head, body in FORM.findall(page):
        if 'method="post"' not in head:
            continue
        said = {}
        for field in FIELD.findall(body):
            name, value = NAME.search(field), VALUE.search(field)
            if name is not None:
                said[name[1]] = html.unescape(value[1]) if value is not None else ""
        action = ACTION.search(head)
        yield action[1] if action is not None else address, said


def _everything(portal: Portal) -> tuple[dict[Path, bytes], tuple[int, ...]]:
    files = {each: each.read_bytes() for each in portal.workspace.rglob("*") if each.is_file()}
    return files, tuple(kind.objects.count() for kind in (Account, Grant, Invitation))


@pytest.mark.parametrize("role", list(Role))
def test_no_form_is_taken_without_its_mark(school: Portal, role: Role) -> None:
    """Of every page that a role sees, with all that it says as it stands."""
    client = _strict(school, role)
    before, met = _everything(school), 0
    for address in _addresses():
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"] or answer.streaming:
            continue
        for action, said in _forms(answer.content.decode(), address):
            assert MARK in said, (address, action)
            del said[MARK]
            refused = client.post(action, said)
            assert refused.status_code == 403, (address, action)
            assert "Форма не принята" in refused.content.decode()
            met += 1
    assert met > 3
    assert _everything(school) == before


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_no_address_takes_anything_without_a_mark(school: Portal, role: Role) -> None:
    """Whether it has a form or not, and whatever is sent."""
    client = _strict(school, role)
    before = _everything(school)
    for address in _addresses():
        for said in ({}, {"form": "addresses", "deed": "submitted", "on": "21.06.2027", MARK: "x" * 64}):
            assert client.post(address, said).status_code == 403, address
    assert _everything(school) == before


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PERSON, Role.OFFICER])
def test_looking_writes_nothing(school: Portal, role: Role) -> None:
    """No page that is opened writes, also with what a form would say in its address."""
    client = _strict(school, role)
    before = _everything(school)
    for address in _addresses():
        for query in ("", "?form=absent&deed=submitted&on=21.06.2027&time=1&saw="):
            answer = client.get(address + query)
            assert answer.status_code < 500, address
            if answer.streaming:
                b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert _everything(school) == before
