"""Calendars asked for as programs do: by the application that answers before Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults

import icalendar
from django.test import Client

from roadmap_engine.portal.feeds.answering import answer_feeds

__all__ = ["CALENDARS", "Answer", "ask", "events_of", "subscribe"]

CALENDARS = "/schools/{school}/{school}-vpr-2027/calendars/"
_ADDRESS = re.compile(r'value="http://localhost(/feeds/[a-z2-7]{32}\.ics)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; every header stands in it once."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def _no_page(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
    raise AssertionError("a request for a calendar was passed on to the pages")


def ask(path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for a calendar; a header is named as Python names it, `if_none_match`; `peer` is no header."""
    environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": method}
    setup_testing_defaults(environ)
    environ |= {"REMOTE_ADDR": headers.pop("peer", "192.0.2.1")}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.append((status, headers))

    body = b"".join(answer_feeds(_no_page)(environ, start))
    ((status, given),) = told
    assert len({name.casefold() for name, _ in given}) == len(given)
    return Answer(int(status.partition(" ")[0]), dict(given), body)


def subscribe(
    client: Client, school: str = "school-7", feed: str = "", ticked: str = "cancelled past", **said: str
) -> str:
    """Take an address on the page; gives its path."""
    boxes = dict.fromkeys(ticked.split(), "on")
    answer = client.post(CALENDARS.format(school=school), {"feed": feed, **boxes, **said})
    found = _ADDRESS.search(answer.content.decode())
    assert found is not None, answer.content.decode()
    return found[1]


def events_of(answer: Answer) -> dict[str, Any]:
    """Give the events of a calendar that was sent, by their UIDs."""
    assert answer.status == 200
    calendar: Any = icalendar.Calendar.from_ical(answer.body)
    return {str(each["UID"]): each for each in calendar.walk("VEVENT")}
