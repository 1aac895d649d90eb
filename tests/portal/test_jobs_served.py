"""Jobs of a portal that runs: a file at once, and what a killed server had begun."""

from __future__ import annotations

import http.client
import sqlite3
import threading
import time
from pathlib import Path

from tests.portal.processes import Server, Visitor, lay_schools, make_sessions, serving

PAPERS = "/schools/school-100/school-100-vpr-2027/papers/"


def _read_jobs(workspace: Path) -> list[tuple[str, str, int]]:
    with sqlite3.connect(workspace / ".portal" / "portal.sqlite3") as database:
        return list(database.execute("SELECT key, state, tries FROM jobs_job"))


def _take(visitor: Visitor, address: str) -> tuple[int, str]:
    """Follow a job to its file, as a browser without scripts does."""
    until = time.monotonic() + 30
    while "/file/" not in address and time.monotonic() < until:
        if f"{address}file/" in visitor.get(address).body:
            address = f"{address}file/"
        time.sleep(0.1)
    answer = visitor.get(address)
    return answer.status, answer.headers.get("content-disposition", "")


def _ask_and_be_cut_off(server: Server, visitor: Visitor, workspace: Path) -> None:
    def ask() -> None:
        try:
            visitor.post(f"{PAPERS}all/", PAPERS)
        except (OSError, http.client.HTTPException):
            return

    asking = threading.Thread(target=ask)
    asking.start()
    jobs: list[tuple[str, str, int]] = []
    until = time.monotonic() + 20
    while not jobs and time.monotonic() < until:
        jobs = _read_jobs(workspace)
        time.sleep(0.02)
    server.kill()
    asking.join()


def test_papers_come_although_the_server_was_killed(tmp_path: Path) -> None:
    """Nothing half-written is ever given; the next server begins anew, and no folder is left held."""
    lay_schools(tmp_path, 1)
    (session,) = make_sessions(tmp_path, [("editor", "school-100")])
    with serving(tmp_path) as server:
        _ask_and_be_cut_off(server, server.visit(session), tmp_path)
    ((key, _state, _tries),) = _read_jobs(tmp_path)
    with serving(tmp_path) as server:
        visitor = server.visit(session)
        before = _read_jobs(tmp_path)[0]
        address = f"/jobs/{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}/"
        assert _take(visitor, address) == (200, 'attachment; filename="school-100-vpr-2027.zip"')
        begun = time.monotonic()
        answer = visitor.post(f"{PAPERS}all/", PAPERS)
        assert time.monotonic() - begun < 2.5
        assert _take(visitor, answer.headers["location"])[0] == 200
    assert before[1] in ("waiting", "running", "done")
    assert [each[1] for each in _read_jobs(tmp_path)] == ["done", "done"]
    (folder,) = {each.parent for each in (tmp_path / ".portal" / "jobs").rglob("result") if key in str(each)}
    assert [each.name for each in folder.iterdir()] == ["result"]
