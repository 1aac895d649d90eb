"""Calendars of a portal that runs: fetched by programs that people use, by many at once; and its log."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.feeds_over_http import FetchingError, Subscriber
from tests.portal.processes import Server, Visitor, lay_schools, make_sessions, serving

SCHOOL = "school-100"
PAGE = f"/schools/{SCHOOL}/{SCHOOL}-vpr-2027/calendars/"
FIRST, LAST = dt.date(2027, 5, 1), dt.date(2027, 8, 31)
WANTED = {"feed": "", "past": "on", "by_password": "on"}
_ASKED = re.compile(r'<input id="(address|name|password)-fresh" readonly[^>]* value="([^"]*)"')
_ADDRESS = re.compile(r'value="http://127\.0\.0\.1:\d+(/feeds/[a-z2-7]{32}\.ics)"')


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of one school."""
    folder = tmp_path / "workspace"
    lay_schools(folder, 1)
    return folder


@pytest.fixture
def served(workspace: Path) -> Iterator[tuple[Server, Visitor]]:
    """A portal over it, and its editor in a browser."""
    (session,) = make_sessions(workspace, [("editor", SCHOOL)])
    with serving(workspace, "--log-level", "debug") as server:
        yield server, server.visit(session)


def _subscribe(editor: Visitor, feed: str = "") -> str:
    found = _ADDRESS.search(editor.post(PAGE, feed=feed, cancelled="on", past="on").body)
    assert found is not None
    return found[1]


def _run(*words: str) -> None:
    command = [sys.executable, "-m", "roadmap_engine.cli", *words]
    subprocess.run(command, check=True, capture_output=True)


def _planned(adoption: Path) -> set[tuple[dt.date, str]]:
    """Give the due days of a plan as the command line counts them, with the numbers of their measures."""
    command = [sys.executable, "-m", "roadmap_engine.cli", "track", "list", str(adoption), "--json"]
    told = subprocess.run([*command, "--today", "2027-06-15"], check=True, capture_output=True, text=True)
    rows = json.loads(told.stdout)["rows"]
    return {
        (day, row["number"])
        for row in rows
        if row["due"] and FIRST <= (day := dt.date.fromisoformat(row["due"])) <= LAST
    }


def _shown(person: Subscriber) -> set[tuple[dt.date, str]]:
    """Give the due days that khal shows, with the numbers of their measures."""
    found = (
        (day, re.match(r"(?:✓ )?Срок: ([\d.]*\d)\.? ", title)) for day, title in person.list_days(FIRST, LAST)
    )
    return {(day, number[1]) for day, number in found if number is not None}


@pytest.mark.referee
def test_somebody_follows_a_plan(served: tuple[Server, Visitor], workspace: Path, tmp_path: Path) -> None:
    """By vdirsyncer and khal: the plan's days, and a day that is put off after the next fetch."""
    server, editor = served
    person = Subscriber(tmp_path / "home", f"{server.address}{_subscribe(editor)}")
    person.fetch()
    adoption = workspace / SCHOOL / "adoption.yaml"
    planned = _planned(adoption)
    assert len(planned) > 2
    assert _shown(person) == planned
    words = ("--to", "2027-06-25", "--note", "приказ", "--as", "head", "--today", "2027-06-15")
    _run("track", "extend", str(adoption), "1.2", *words)
    person.fetch()
    assert (dt.date(2027, 6, 25), "1.2") in _shown(person)
    assert _shown(person) == _planned(adoption) != planned


@pytest.mark.referee
def test_somebody_follows_a_plan_by_a_password(served: tuple[Server, Visitor], tmp_path: Path) -> None:
    """By vdirsyncer; who says another password has no calendar."""
    server, editor = served
    shown = dict(_ASKED.findall(editor.post(PAGE, **WANTED).body))
    login = (shown["name"], shown["password"])
    person = Subscriber(tmp_path / "home", shown["address"], login=login)
    person.fetch()
    assert len(_shown(person)) > 2
    wrong = Subscriber(tmp_path / "other", shown["address"], login=(login[0], login[1][::-1]))
    with pytest.raises(FetchingError, match="401"):
        wrong.fetch()
    assert server.visit().get(shown["address"].partition(str(server.port))[2]).status == 401


def test_many_ask_for_the_first_one_at_once(served: tuple[Server, Visitor], workspace: Path) -> None:
    """It is made once: all get the same, and the history has one beginning."""
    server, editor = served
    feeds = [_subscribe(editor), _subscribe(editor, "head")]

    def ask(number: int) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", feeds[number % 2])
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(ask, range(48)))
    assert {status for status, _ in answers} == {200}
    assert len({body for _, body in answers}) == 2
    history = (workspace / SCHOOL / "adoption.history.jsonl").read_text(encoding="utf-8")
    assert history.count("\n") == 1


def test_a_connection_goes_on_after_not_modified(served: tuple[Server, Visitor]) -> None:
    """And after HEAD, 404 and 405; one that is asked to end ends."""
    server, editor = served
    feed = _subscribe(editor)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    tag = ""
    for method, path, headers, status in (
        ("GET", feed, {}, 200),
        ("GET", feed, {"If-None-Match": "tag"}, 304),
        ("HEAD", feed, {}, 200),
        ("GET", "/feeds/none.ics", {}, 404),
        ("PUT", feed, {}, 405),
        ("GET", feed, {"If-None-Match": "tag", "Connection": "close"}, 304),
    ):
        said = {name: tag if value == "tag" else value for name, value in headers.items()}
        connection.request(method, path, headers=said)
        sock = connection.sock
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == status
        assert bool(body) is (status != 304 and method != "HEAD")
        assert (connection.sock is sock) is ("Connection" not in headers)
        tag = answer.headers.get("ETag", tag)
        assert "Server" not in answer.headers
    connection.close()


def test_no_log_has_an_address(workspace: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever is asked and whatever fails, on the most talkative level."""
    (session,) = make_sessions(workspace, [("editor", SCHOOL)])
    with serving(workspace, "--log-level", "debug") as server:
        editor = server.visit(session)
        secret = _subscribe(editor).removeprefix("/feeds/").removesuffix(".ics")
        (workspace / SCHOOL / "adoption.yaml").write_text("adoption: [", encoding="utf-8")
        for method in ("GET", "HEAD", "PUT"):
            assert editor.ask(method, f"/feeds/{secret}.ics").status in (405, 503)
        for page in ("/calendars/{}/", "/feeds/{}.ics", "/feeds/{}"):
            for each in (secret, secret[::-1]):
                editor.get(page.format(each))
    told = capfd.readouterr().err
    assert "a calendar is shown as it was" in told
    assert "GET calendar 404" in told
    assert secret not in told
    assert secret[::-1] not in told
