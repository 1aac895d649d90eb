"""`roadmap doctor` knows how a portal stands, whether it runs or not, and changes nothing."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sqlite3
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connection

from roadmap_engine.cli.portal_fact import judge_portal
from roadmap_engine.cli.program import run
from roadmap_engine.portal.health import Database, Health, look_at
from roadmap_engine.portal.options import APPS
from tests.languages import find_slips
from tests.portal.portals import Portal
from tests.portal.processes import lay_schools, serving
from tests.portal.test_upgrade import FIRST

NOW = dt.datetime(2027, 6, 15, 6, 0, tzinfo=dt.UTC)
USAGE = namedtuple("USAGE", ["total", "used", "free"])  # noqa: PYI024 -- as the standard library has it


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose portal has run once."""
    workspace = tmp_path_factory.mktemp("begun")
    lay_schools(workspace, 1)
    with serving(workspace):
        pass
    return workspace


@pytest.fixture
def workspace(begun: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(begun, tmp_path / "schools"))


def _state(workspace: Path) -> Health:
    found = look_at(workspace)
    assert found is not None
    return found


def _facts(capsys: pytest.CaptureFixture[str], workspace: Path, *, code: int = 0) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["doctor", str(workspace), "--json", "--lang", "en"]) == code
    facts: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["facts"]
    return facts


def _files(folder: Path) -> dict[str, bytes]:
    """Every file but what readers of a database agree by."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".sqlite3-shm")
    return {str(path): path.read_bytes() for path in found}


def test_every_subject_with_tables_is_known(portal: Portal) -> None:
    """A subject that is forgotten would never be older or newer."""
    del portal
    names = set(connection.introspection.table_names())
    own = {each.partition("_")[0] for each in names} - {"auth", "django"}
    assert own == set(APPS)


def test_no_portal_no_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that only the command line works on."""
    lay_schools(tmp_path, 1)
    assert look_at(tmp_path) is None
    assert _facts(capsys, tmp_path) == []


def test_one_that_has_run_is_sound(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """But for the copy that nobody has made; looking changes no byte."""
    before = _files(workspace)
    database, copies = _facts(capsys, workspace)
    assert (database["about"], database["state"]) == ("portal", "well")
    assert (copies["state"], copies["act"]) == ("lacking", "`roadmap backup`, every night: docs/deploy.md")
    assert _files(workspace) == before


def test_one_that_runs_is_looked_at_too(workspace: Path) -> None:
    """It goes on answering."""
    with serving(workspace) as server:
        assert _state(workspace).database is Database.CURRENT
        assert server.visit().get("/login/").status == 200


def test_a_copy_is_remembered(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And is late after a week."""
    assert run(["backup", str(workspace), "-o", str(tmp_path / "copy.zip")]) == 0
    assert [each["state"] for each in _facts(capsys, workspace)] == ["well", "well"]
    found = _state(workspace)
    assert found.backed_up is not None
    late = found.backed_up + dt.timedelta(days=8)
    assert [each.state for each in judge_portal(found, late, "ru")] == ["well", "lacking"]


def test_a_copy_of_a_folder_without_a_portal_leaves_it_as_it_is(tmp_path: Path) -> None:
    """Nothing hidden appears in it."""
    lay_schools(tmp_path / "schools", 1)
    before = _files(tmp_path / "schools")
    assert run(["backup", str(tmp_path / "schools"), "-o", str(tmp_path / "copy.zip")]) == 0
    assert _files(tmp_path / "schools") == before


def _age(workspace: Path) -> None:
    database = workspace / ".portal" / "portal.sqlite3"
    database.unlink()
    with sqlite3.connect(database) as opened:
        opened.executescript(FIRST.read_text(encoding="utf-8"))


def _renew(workspace: Path) -> None:
    with sqlite3.connect(workspace / ".portal" / "portal.sqlite3") as opened:
        opened.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('plans', '9999_later', '2030-01-01')"
        )


def _damage(workspace: Path) -> None:
    database = workspace / ".portal" / "portal.sqlite3"
    with sqlite3.connect(database) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    content = bytearray(database.read_bytes())
    content[4096:] = b"\x7f" * len(content[4096:])
    database.write_bytes(content)


def _open(workspace: Path) -> None:
    (workspace / ".portal").chmod(0o755)


@pytest.mark.parametrize(
    ("change", "states"),
    [
        (_age, ["well", "lacking"]),
        (_renew, ["broken", "lacking"]),
        (_damage, ["broken", "lacking"]),
        (_open, ["well", "broken", "lacking"]),
    ],
)
def test_what_is_amiss_is_told(
    workspace: Path, capsys: pytest.CaptureFixture[str], change: Any, states: list[str]
) -> None:
    """Each with the way out; the exit code says whether something is to be mended."""
    change(workspace)
    facts = _facts(capsys, workspace, code=int("broken" in states))
    assert [each["state"] for each in facts] == states
    assert all(each["act"] for each in facts if each["state"] == "broken")


def test_a_full_disk_is_told(workspace: Path) -> None:
    """Before somebody's report is refused."""
    with mock.patch("shutil.disk_usage", return_value=USAGE(10**9, 10**9 - 10**8, 10**8)):
        found = _state(workspace)
    assert [each.state for each in judge_portal(found, NOW, "en")] == ["well", "lacking", "broken"]


def test_a_folder_that_is_closed_is_unknown(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Unknown is not well."""
    with mock.patch("roadmap_engine.cli.commands.doctor.look_at", side_effect=PermissionError(13, "closed")):
        assert [each["state"] for each in _facts(capsys, workspace, code=3)] == ["unknown"]


@pytest.mark.parametrize("database", Database)
def test_every_state_is_said_in_both_languages(database: Database) -> None:
    """No word is left in the other language."""

    def every() -> Iterator[str]:
        found = Health(Path("schools"), database, True, True, NOW - dt.timedelta(days=30), 10)
        for each in judge_portal(found, NOW, "ru"):
            yield f"{each.said} {each.act}"

    with mock.patch.dict(os.environ, {"LANGUAGE": "ru"}):
        assert list(find_slips("\n".join(every()), "ru", frozenset({"schools"}))) == []
