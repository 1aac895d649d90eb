"""A database that an earlier version has used: a copy first, then old or new and never between."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.portal.processes import ROOT, lay_schools, serving

FORMER = ROOT / "tests" / "former" / "portal"
FIRST = FORMER / "first.sql"
"""As the first version of the portal left it: an administrator, and the editor of a school."""
KEYS = {
    "first": {"u-e23e5eb10fa3", "u-9791779e348d"},
    "second": {"u-3449038613a1", "u-ba043152bb51"},
}
"""Accounts of each version before this one that people have worked with."""
PASSWORD = "озеро берег лодка"  # noqa: S105 -- invented
SECRET = "mm4kqpnnunsg2wpaeuids3xoqs6votle"  # noqa: S105 -- of a calendar of the second version
LINK = "5mPrcjB4Fn8Ye1xhAN2Zh5VYDa0"
OURS = "/schools/school-100/school-100-vpr-2027/"


def _lay(folder: Path, version: str) -> Path:
    """Lay a workspace as people left it who worked with a version: their texts, their logs, the database."""
    if (FORMER / version).is_dir():
        shutil.copytree(FORMER / version, folder)
    else:
        lay_schools(folder, 1)
    (folder / ".portal").mkdir()
    with contextlib.closing(sqlite3.connect(_database(folder))) as database:
        database.executescript((FORMER / f"{version}.sql").read_text(encoding="utf-8"))
    return folder


@pytest.fixture(params=list(KEYS))
def version(request: pytest.FixtureRequest) -> str:
    """Each version before this one."""
    return str(request.param)


@pytest.fixture
def workspace(tmp_path: Path, version: str) -> Path:
    """A workspace whose portal was used by that version."""
    return _lay(tmp_path / "schools", version)


def _database(folder: Path) -> Path:
    return folder / ".portal" / "portal.sqlite3"


def _keys(path: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {key for (key,) in database.execute("SELECT key FROM accounts_account")}


def _applied(path: Path) -> set[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return set(database.execute("SELECT app, name FROM django_migrations"))


def test_everybody_is_still_there(workspace: Path, version: str) -> None:
    """And a copy of the database as it was; a second start changes nothing more."""
    before = _applied(_database(workspace))
    with serving(workspace) as server:
        assert server.first == ""
        assert server.visit().get("/login/").status == 200
    copies = list((workspace / ".portal" / "backups").glob("*.sqlite3"))
    # What has every table already is not copied.
    assert len(copies) == (_applied(_database(workspace)) > before)
    assert _keys(_database(workspace)) == KEYS[version]
    for copy in copies:
        assert (_keys(copy), _applied(copy)) == (KEYS[version], before)
    with serving(workspace):
        pass
    assert list((workspace / ".portal" / "backups").glob("*.sqlite3")) == copies


def test_what_was_made_goes_on(tmp_path: Path) -> None:
    """Passwords, entries, addresses of calendars and personal links that the version before has given out."""
    workspace = _lay(tmp_path / "schools", "second")
    log = workspace / "school-100" / "adoption.status.jsonl"
    before = log.read_bytes()
    with serving(workspace) as server:
        editor = server.visit()
        editor.post("/login/", login="editor", password=PASSWORD)
        page = editor.get(f"{OURS}measures/results-by-pupil/")
        assert (page.status, "Сдано прежней версией" in page.body) == (200, True)
        feed = server.visit().get(f"/feeds/{SECRET}.ics")
        assert (feed.status, "BEGIN:VEVENT" in feed.body) == (200, True)
        assert server.visit().get(f"/mine/{LINK}/").status == 200
    assert log.read_bytes() == before


def _kill_while_upgrading(workspace: Path, version: str, kills: int) -> None:
    """Kill the start of the portal at any moment, and look each time at what is left."""
    before = _applied(_database(workspace))
    chance = random.Random(11)  # noqa: S311 -- times to wait
    words = [sys.executable, "-m", "roadmap_engine.cli", "serve", str(workspace), "--port", "0"]
    first = _database(workspace).read_bytes()
    for _ in range(kills):
        # Another file each time: SQLite knows files by their numbers, and what it has read of them.
        for left in ("", "-wal", "-shm"):
            Path(f"{_database(workspace)}{left}").unlink(missing_ok=True)
        _database(workspace).write_bytes(first)
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(chance.uniform(0.3, 2.0))
        process.kill()
        process.wait()
        assert _keys(_database(workspace)) == KEYS[version]
        assert _applied(_database(workspace)) >= before
    with serving(workspace) as server:
        assert server.visit().get("/login/").status == 200


def test_one_kill(workspace: Path, version: str) -> None:
    """The next start goes on from wherever it was."""
    _kill_while_upgrading(workspace, version, 1)


@pytest.mark.soak
def test_many_kills(workspace: Path, version: str) -> None:
    """The same twenty times."""
    _kill_while_upgrading(workspace, version, 20)
