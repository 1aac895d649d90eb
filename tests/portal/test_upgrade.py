"""A database that an earlier version has used: a copy first, then old or new and never between."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.portal.processes import ROOT, lay_schools, serving

FIRST = ROOT / "tests" / "former" / "portal" / "first.sql"
"""As the first version of the portal left it: an administrator, and the editor of a school."""
KEYS = {"u-e23e5eb10fa3", "u-9791779e348d"}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace whose portal was used by the first version."""
    folder = tmp_path / "schools"
    lay_schools(folder, 1)
    (folder / ".portal").mkdir()
    with sqlite3.connect(_database(folder)) as database:
        database.executescript(FIRST.read_text(encoding="utf-8"))
    return folder


def _database(folder: Path) -> Path:
    return folder / ".portal" / "portal.sqlite3"


def _keys(path: Path) -> set[str]:
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {key for (key,) in database.execute("SELECT key FROM accounts_account")}


def _applied(path: Path) -> set[tuple[str, str]]:
    with sqlite3.connect(path) as database:
        return set(database.execute("SELECT app, name FROM django_migrations"))


def test_everybody_is_still_there(workspace: Path) -> None:
    """And a copy of the database as it was; a second start changes nothing more."""
    before = _applied(_database(workspace))
    with serving(workspace) as server:
        assert server.first == ""
        assert server.visit().get("/login/").status == 200
    (copy,) = (workspace / ".portal" / "backups").glob("*.sqlite3")
    assert _keys(_database(workspace)) == KEYS == _keys(copy)
    assert _applied(copy) == before
    assert _applied(_database(workspace)) > before
    with serving(workspace):
        pass
    assert list((workspace / ".portal" / "backups").glob("*.sqlite3")) == [copy]


def _kill_while_upgrading(workspace: Path, kills: int) -> None:
    """Kill the start of the portal at any moment, and look each time at what is left."""
    before = _applied(_database(workspace))
    chance = random.Random(11)  # noqa: S311 -- times to wait
    words = [sys.executable, "-m", "roadmap_engine.cli", "serve", str(workspace), "--port", "0"]
    first = _database(workspace).read_bytes()
    for _ in range(kills):
        _database(workspace).write_bytes(first)
        for left in ("-wal", "-shm"):
            Path(f"{_database(workspace)}{left}").unlink(missing_ok=True)
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(chance.uniform(0.3, 2.0))
        process.kill()
        process.wait()
        assert _keys(_database(workspace)) == KEYS
        assert _applied(_database(workspace)) >= before
    with serving(workspace) as server:
        assert server.visit().get("/login/").status == 200


def test_a_few_kills(workspace: Path) -> None:
    """The next start goes on from wherever it was."""
    _kill_while_upgrading(workspace, 3)


@pytest.mark.soak
def test_many_kills(workspace: Path) -> None:
    """The same twenty times."""
    _kill_while_upgrading(workspace, 20)
