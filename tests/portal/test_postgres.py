"""Several processes over one workspace, with PostgreSQL: what one writes the other shows."""

from __future__ import annotations

import base64
import re
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.portal.postgres import run_postgres
from tests.portal.processes import Server, lay_schools, make_sessions, serving
from tests.portal.writing import Writing, list_notes, write_at_once

pytestmark = pytest.mark.referee
PAGE = "/schools/{school}/{school}-vpr-2027/measures/{measure}/"


@pytest.fixture
def database() -> Iterator[str]:
    """An empty database."""
    with run_postgres() as address:
        yield address


def test_two_processes(tmp_path: Path, database: str) -> None:
    """They start at once, share sessions, and write into many logs and into one."""
    folder = tmp_path / "schools"
    schools = lay_schools(folder, 3)
    given = [("editor", school) for school in (*schools, schools[0])]
    sessions = make_sessions(folder, given, DATABASE_URL=database)
    with serving(folder, DATABASE_URL=database) as one, serving(folder, DATABASE_URL=database) as two:
        page = PAGE.format(school=schools[0], measure="results-by-class")
        for server in (one, two):
            assert server.visit(sessions[0]).get(page).status == 200
        _write(one, two, sessions, schools, folder)
        shown = two.visit(sessions[0]).get(page).body
        assert "0.2" in shown
        _do_jobs(one, two, sessions[:3], schools)


def _do_jobs(one: Server, two: Server, sessions: tuple[str, ...], schools: tuple[str, ...]) -> None:
    """Ask both for papers at once: each is drawn once, by either, and taken from the other."""
    asked = []
    for number, (session, school) in enumerate(zip(sessions, schools, strict=True)):
        visitor = (one, two)[number % 2].visit(session)
        papers = f"/schools/{school}/{school}-vpr-2027/papers/"
        address = visitor.post(f"{papers}all/", papers).headers["location"].removesuffix("file/")
        asked.append(((two, one)[number % 2].visit(session), address))
    until = time.monotonic() + 30
    for visitor, address in asked:
        while (answer := visitor.get(f"{address}file/")).status != HTTPStatus.OK and time.monotonic() < until:
            time.sleep(0.1)
        assert answer.headers["content-type"] == "application/zip"


def test_a_calendar_is_revoked_by_another_process(tmp_path: Path, database: str) -> None:
    """Taken at one, asked of the other, revoked at either: gone at both at once, by password too."""
    folder = tmp_path / "schools"
    (school,) = lay_schools(folder, 1)
    (session,) = make_sessions(folder, [("editor", school)], DATABASE_URL=database)
    page = f"/schools/{school}/{school}-vpr-2027/calendars/"
    with serving(folder, DATABASE_URL=database) as one, serving(folder, DATABASE_URL=database) as two:
        for maker, other, more in ((one, two, {}), (two, one, {"by_password": "on"})):
            editor = maker.visit(session)
            made = editor.post(page, feed="", past="on", **more).body
            path, headers = _find_calendar(made)
            assert [each.visit().ask("GET", path, None, **headers).status for each in (one, two)] == [
                200,
                200,
            ]
            number = max(re.findall(r"/calendars/(\d+)/revoke/", editor.get(page).body), key=int)
            assert other.visit(session).post(f"{page}{number}/revoke/", page).status == 302
            assert [each.visit().ask("GET", path, None, **headers).status for each in (one, two)] == [
                410,
                410,
            ]


def _find_calendar(shown: str) -> tuple[str, dict[str, str]]:
    """Give the path of a calendar that was made, and what has to be said with it."""
    asked = dict(
        re.findall(r'<input id="(address|name|password)-fresh" readonly[^>]* value="([^"]*)"', shown)
    )
    path = asked["address"].partition("127.0.0.1:")[2].partition("/")[2]
    if "password" not in asked:
        return f"/{path}", {}
    words = base64.b64encode(f"{asked['name']}:{asked['password']}".encode()).decode()
    return f"/{path}", {"Authorization": f"Basic {words}"}


def _write(
    one: Server, two: Server, sessions: tuple[str, ...], schools: tuple[str, ...], folder: Path
) -> None:
    measures = ("results-by-class", "results-by-class", "results-by-class", "results-by-pupil")
    of = (*schools, schools[0])
    writers = [
        (session, PAGE.format(school=school, measure=measure))
        for session, school, measure in zip(sessions, of, measures, strict=True)
    ]
    came: list[Writing] = []

    def write(server: Server, own: list[tuple[str, str]]) -> None:
        came.append(write_at_once(server, own, 3))

    threads = [
        threading.Thread(target=write, args=(one, writers[:2])),
        threading.Thread(target=write, args=(two, writers[2:])),
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [each.failed for each in came] == [[], []]
    assert sorted(list_notes(folder)) == sorted(note for each in came for note in each.said)
