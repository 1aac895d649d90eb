"""Hundreds of people who write into the portal at once: no error, nothing acknowledged is lost."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from roadmap_engine.pipeline.tracking import read_tracked
from tests.portal.postgres import run_postgres
from tests.portal.processes import Server, lay_schools, make_sessions, serving
from tests.portal.writing import Writing, list_notes, write_at_once

pytestmark = pytest.mark.soak

NOTES = 40
PAGE = "/schools/{school}/{school}-vpr-2027/measures/{measure}/"

Writers = list[tuple[str, str]]


def _each_her_own(folder: Path, count: int, **variables: str) -> Writers:
    """Lay a school for each writer."""
    schools = lay_schools(folder, count)
    sessions = make_sessions(folder, [("editor", each) for each in schools], **variables)
    pages = [PAGE.format(school=each, measure="results-by-class") for each in schools]
    return list(zip(sessions, pages, strict=True))


def _all_one(folder: Path, count: int, **variables: str) -> Writers:
    """Lay one school for all writers, who share its measures."""
    (school,) = lay_schools(folder, 1)
    board = read_tracked(folder / school / "adoption.yaml").or_raise().board
    measures = list(dict.fromkeys(row.measure for row in board.rows))
    sessions = make_sessions(folder, [("editor", school)] * count, **variables)
    return [
        (session, PAGE.format(school=school, measure=measures[number % len(measures)]))
        for number, session in enumerate(sessions)
    ]


def _judge(folder: Path, came: Sequence[Writing], count: int) -> None:
    said = [note for each in came for note in each.said]
    assert [words for each in came for words in each.failed] == []
    assert len(said) == count * NOTES
    assert sorted(list_notes(folder)) == sorted(said)


@pytest.mark.parametrize("lay", [_each_her_own, _all_one])
def test_fifty_on_sqlite(tmp_path: Path, lay: object) -> None:
    """Many logs, and one."""
    assert callable(lay)
    folder = tmp_path / "schools"
    writers = lay(folder, 50)
    with serving(folder) as server:
        came = write_at_once(server, writers, NOTES)
    _judge(folder, [came], 50)


@pytest.mark.parametrize("lay", [_each_her_own, _all_one])
def test_two_hundred_on_two_processes(tmp_path: Path, lay: object) -> None:
    """With PostgreSQL; half of them at each process."""
    assert callable(lay)
    folder = tmp_path / "schools"
    came: list[Writing] = []

    def write(server: Server, own: Writers) -> None:
        came.append(write_at_once(server, own, NOTES))

    with run_postgres() as database:
        writers = lay(folder, 200, DATABASE_URL=database)
        with serving(folder, DATABASE_URL=database) as one, serving(folder, DATABASE_URL=database) as two:
            threads = [
                threading.Thread(target=write, args=(one, writers[:100])),
                threading.Thread(target=write, args=(two, writers[100:])),
            ]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
    _judge(folder, came, 200)
