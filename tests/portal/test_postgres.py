"""Several processes over one workspace, with PostgreSQL: what one writes the other shows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.postgres import run_postgres
from tests.portal.processes import Server, lay_schools, make_sessions, serving
from tests.portal.writing import Writing, list_notes, write_at_once

pytestmark = pytest.mark.referee
PAGE = "/schools/{school}/{school}-vpr-2027/measures/{measure}/"


@pytest.fixture(scope="module")
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
