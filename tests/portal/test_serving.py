"""`roadmap serve` as a process: an empty folder, the first account, one at a time, and how it ends."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.killing import kill_while_writing
from tests.portal.processes import ROOT, Server, lay_schools, make_sessions, serving

PAGE = "/schools/school-100/school-100-vpr-2027/measures/results-by-class/"


def test_an_empty_folder_lets_one_person_in(tmp_path: Path) -> None:
    """From nothing to an administrator who sees what comes next; a second start offers no way in."""
    workspace = tmp_path / "schools"
    password = "синий трамвай едет"  # noqa: S105 -- of nobody
    with serving(workspace) as server:
        visitor = server.visit()
        said = {"name": "Громова Е. В.", "login": "gromova", "password": password, "again": password}
        assert visitor.post(server.first, **said).headers["location"] == "/"
        assert "Здесь пока нет ни одной школы" in visitor.get("/schools/").body
        assert visitor.get(server.first).status == 410
        assert server.end() == 0
    with serving(workspace) as server:
        assert server.first == ""
        visitor = server.visit()
        assert visitor.post("/login/", login="gromova", password=password).status == 302
        assert visitor.get("/accounts/").status == 200


def test_its_own_folder_is_nobody_elses(tmp_path: Path) -> None:
    """Readable by its owner alone."""
    with serving(tmp_path):
        own = tmp_path / ".portal"
        assert stat.S_IMODE(own.stat().st_mode) == 0o700
        assert stat.S_IMODE((own / "key").stat().st_mode) == 0o600


def test_one_portal_a_folder(tmp_path: Path) -> None:
    """With SQLite the second one says so and ends, and the first goes on."""
    with serving(tmp_path) as first:
        words = [sys.executable, "-m", "roadmap_engine.cli", "serve", str(tmp_path), "--port", "0"]
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
        assert done.returncode == 1
        assert "RM981" in done.stderr
        assert first.visit().get("/login/").status == 200


def test_a_new_school_is_found_while_it_runs(tmp_path: Path) -> None:
    """And what the command line records on it is on its page at once."""
    lay_schools(tmp_path, 1)
    (session,) = make_sessions(tmp_path, [("editor", "school-100")])
    with serving(tmp_path) as server:
        visitor = server.visit(session)
        assert visitor.get(PAGE).status == 200
        adoption = str(tmp_path / "school-100" / "adoption.yaml")
        words = [
            sys.executable,
            "-m",
            "roadmap_engine.cli",
            "track",
            "report",
            adoption,
            "1.2",
            "--as",
            "head",
        ]
        subprocess.run([*words, "--note", "записано командой"], check=True, capture_output=True, cwd=ROOT)
        assert "записано командой" in visitor.get(PAGE).body


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one school, and the session of its editor."""
    folder = tmp_path_factory.mktemp("served")
    lay_schools(folder, 1)
    (session,) = make_sessions(folder, [("editor", "school-100")])
    with serving(folder) as running:
        running.first = session
        yield running


def test_logs_name_no_secret(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Pages by their names, in plain words or as JSON; neither an address nor a name nor a password."""
    with serving(tmp_path, "--log-level", "info", "--log-json") as server:
        visitor = server.visit()
        visitor.get(server.first)
        visitor.get("/invitations/" + "x" * 27 + "/")
        visitor.post("/login/", login="gromova", password="secret-words")  # noqa: S106 -- of nobody
    told = capfd.readouterr().err
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert any(each["message"].startswith("GET invitation 200") for each in lines)
    assert any(each["message"].startswith("POST login 422") for each in lines)
    for secret in (server.first, "x" * 27, "gromova", "secret-words"):
        assert secret not in told


class TestOddRequests:
    """Whatever is sent, the answer is a refusal, nothing is written, and the server lives."""

    @pytest.fixture(autouse=True)
    def _lives(self, server: Server) -> object:
        yield
        assert server.visit().get("/login/").status == 200

    @pytest.mark.parametrize(
        ("headers", "body"),
        [
            ({"Content_Type": "application/x-www-form-urlencoded"}, b"a=1&" * 10_000),
            ({"Content_Type": "application/x-www-form-urlencoded"}, b"note=" + b"x" * 3_000_000),
            ({"Content_Type": "multipart/form-data; boundary=x"}, b"--x\r\nContent-Disposition: form-data"),
            ({"Content_Type": "multipart/form-data"}, b"no boundary"),
            ({"Content_Type": "application/x-www-form-urlencoded"}, b"note=%ff%fe%00&deed=%80"),
            ({"Content_Type": "application/json"}, b"{" * 1_000),
            ({"Content_Type": "application/x-www-form-urlencoded; charset=utf-7"}, b"note=+ADw-"),
            ({"Cookie": "session=" + "x" * 5_000}, b""),
        ],
    )
    def test_bodies(self, server: Server, headers: dict[str, str], body: bytes) -> None:
        answer = server.visit(server.first).ask("POST", PAGE, body, **headers)
        assert 400 <= answer.status < 500
        assert "Traceback" not in answer.body

    @pytest.mark.parametrize("path", ["/" + "a" * 9_000, "/schools/%ff/", "/%2e%2e/etc/passwd", "/?%00"])
    def test_paths(self, server: Server, path: str) -> None:
        answer = server.visit(server.first).get(path)
        assert 400 <= answer.status < 500

    def test_a_host_that_is_not_ours(self, server: Server) -> None:
        """A page that another host's name leads to is none of ours: no link is made of it."""
        assert server.visit().ask("GET", "/login/", Host="evil.example").status == 400

    def test_a_body_that_is_announced_larger_than_any(self, server: Server) -> None:
        """10 GB are refused by the announcement, not read."""
        answer = server.visit(server.first).ask("POST", PAGE, b"", Content_Length=str(10 * 1024**3))
        assert answer.status == 413


def test_what_was_said_to_be_recorded_outlives_a_kill(tmp_path: Path) -> None:
    """A few kills while somebody writes; hundreds are in the soak."""
    assert kill_while_writing(tmp_path, kills=3, writers=2).lost == []


def test_the_database_is_written_through(tmp_path: Path) -> None:
    """What Django was told to ask of SQLite is what SQLite does."""
    with serving(tmp_path):
        pass
    with sqlite3.connect(tmp_path / ".portal" / "portal.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
