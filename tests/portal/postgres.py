"""A PostgreSQL of its own, in a folder that goes when the block ends; nobody but this computer reaches it."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

__all__ = ["run_postgres"]

_NOBODY = "postgres"
"""Whom Debian makes for it: it refuses to run as root."""


@contextlib.contextmanager
def run_postgres() -> Iterator[str]:
    """Run PostgreSQL until the block ends; gives the address of an empty database."""
    programs = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
    if programs is None or not (programs / "initdb").is_file():
        pytest.skip("SKIPPED: PostgreSQL is not installed (make system); the portal was not tried with it")
    # Not in pytest's own folder, which nobody else may pass through.
    with tempfile.TemporaryDirectory(prefix="portal-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield from _run(programs, Path(folder))


def _run(programs: Path, folder: Path) -> Iterator[str]:
    data, socket = folder / "data", folder / "socket"
    for each in (data, socket):
        each.mkdir()
    prefix: list[str] = []
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_NOBODY)
        for each in (data, socket):
            shutil.chown(each, owner.pw_uid, owner.pw_gid)
        named = (f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--init-groups", "--reset-env")
        prefix = ["setpriv", *named]

    def do(program: str, *words: str) -> None:
        told = [*prefix, str(programs / program), *words]
        done = subprocess.run(told, check=False, capture_output=True, text=True, cwd=socket)
        assert done.returncode == 0, done.stdout + done.stderr

    do("initdb", "-D", str(data), "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses='' -c unix_socket_directories={socket} -c fsync=off"
    do("pg_ctl", "-D", str(data), "-w", "-l", str(socket / "log"), "-o", options, "start")
    try:
        do("createdb", "-h", str(socket), "-U", "portal", "portal")
        yield f"postgresql://portal@{quote(str(socket), safe='')}/portal"
    finally:
        do("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
