"""A workspace with its portal → one archive, while everybody goes on working; and an archive → a workspace.

What is written first is read first: logs, then the files that entries name, then the texts, at last the
database. So the archive has every file that its logs name, and nothing that was said to be recorded before it
was begun is missing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.portal.options import HIDDEN
from roadmap_engine.storage.leftovers import is_left
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.writing import replace_file
from roadmap_engine.tracking.evidence import FOLDER
from roadmap_engine.version import __version__

__all__ = ["BackedUp", "back_up", "restore"]

MANIFEST = "backup.json"
_DATABASE = f"{HIDDEN}/portal.sqlite3"
_KEPT_OF_PORTAL = frozenset({f"{HIDDEN}/key"})
_LARGEST = 4_000_000_000
"""A database that is larger is not packed into memory."""
_NO_ARCHIVE = (
    zipfile.BadZipFile, ValueError, KeyError, NotImplementedError, EOFError, RuntimeError, OverflowError,
)  # fmt: skip
"""What the standard library says of files that are no archives, or damaged ones."""
_LARGEST_MANIFEST = 200_000_000
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What an archive holds.

    Attributes:
        has_database: whether the portal's own database is in it; one of PostgreSQL is backed up by itself.
    """

    files: int
    has_database: bool


def back_up(workspace: Path, archive: Path, now: dt.datetime) -> BackedUp:
    """Write everything of a workspace into an archive; one that is there gives way when the new one is whole.

    Args:
        workspace: the folder; those who work in it are not disturbed.
        archive: the file; not itself part of what it holds.
        now: the instant it says it was made at.

    Raises:
        OSError: something cannot be read, or the disk is full; the archive that was there stands.
    """
    archive.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".roadmap-", suffix=".part", dir=archive.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            done = _write(workspace, stream, {archive.absolute(), Path(part).absolute()}, now)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).replace(archive)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise
    return done


def _write(workspace: Path, stream: IO[bytes], passed: set[Path], now: dt.datetime) -> BackedUp:
    digests: dict[str, str] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in _list_files(workspace, passed):
            # What has gone meanwhile has gone; whoever took it away knows.
            with contextlib.suppress(FileNotFoundError):
                digests[name] = _pack(packed, name, read_file(path, _LARGEST))
        database = workspace / _DATABASE
        if database.is_file():
            digests[_DATABASE] = _pack(packed, _DATABASE, _copy_database(database))
        told = {"made_at": now.isoformat(), "version": __version__, "files": digests}
        packed.writestr(_entry(MANIFEST), json.dumps(told, ensure_ascii=False, indent=1))
    return BackedUp(len(digests), _DATABASE in digests)


def _list_files(workspace: Path, passed: set[Path]) -> Iterator[tuple[str, Path]]:
    """Give the files with their names in the archive, in the order in which they are read."""
    found: list[tuple[int, str, Path]] = []
    for folder, inside, files in os.walk(workspace):
        inside[:] = [each for each in inside if not is_left(each) and not Path(folder, each).is_symlink()]
        for each in files:
            path = Path(folder, each)
            name = path.relative_to(workspace).as_posix()
            own = name.startswith(f"{HIDDEN}/")
            if is_left(each) or path.is_symlink() or path.absolute() in passed:
                continue
            if not own or name in _KEPT_OF_PORTAL:
                found.append((_rank(path), name, path))
    yield from ((name, path) for _rank_, name, path in sorted(found))


def _rank(path: Path) -> int:
    if path.name.endswith(".status.jsonl"):
        return 0
    return 1 if path.parent.name == FOLDER else 2


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _pack(packed: zipfile.ZipFile, name: str, content: bytes) -> str:
    """Pack a file as it is; gives its digest. Of a log that is being written no half line is taken."""
    whole = content[: content.rfind(b"\n") + 1] if name.endswith(".jsonl") else content
    packed.writestr(_entry(name), whole)
    return hashlib.sha256(whole).hexdigest()


def _copy_database(path: Path) -> bytes:
    """Give a whole copy of a database that others write in."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite3"
        with (
            contextlib.closing(sqlite3.connect(path, timeout=60)) as source,
            contextlib.closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        return read_file(copy, _LARGEST)


def restore(archive: Path, workspace: Path) -> tuple[Problem, ...]:
    """Lay what an archive holds into a folder that is not there yet, or is empty; all of it or nothing.

    Args:
        archive: that `back_up` has written.
        workspace: the folder.

    Returns:
        Nothing, or why it was not done: the folder holds something (RM985), the file is no whole backup
        (RM986).

    Raises:
        OSError: the disk is full, or the folder cannot be made; it stands as before.
    """
    if workspace.exists() and (not workspace.is_dir() or any(workspace.iterdir())):
        return (Problem.of("RM985", folder=workspace),)
    workspace.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".roadmap-", suffix=".part", dir=workspace.parent) as folder:
        target = Path(folder) / "workspace"
        target.mkdir()
        try:
            with zipfile.ZipFile(archive) as packed:
                refused = _unpack(packed, target)
        except _NO_ARCHIVE:
            refused = Bilingual("он повреждён или оборван", "it is damaged or cut short")
        if refused is not None:
            return (Problem.of("RM986", file=archive, reason=refused),)
        if (target / HIDDEN).is_dir():
            (target / HIDDEN).chmod(0o700)
        if workspace.exists():
            workspace.rmdir()
        shutil.move(target, workspace)
    return ()


def _unpack(packed: zipfile.ZipFile, target: Path) -> Bilingual | None:
    """Unpack what the manifest names; gives what is wrong, else nothing."""
    if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        return _blame(MANIFEST)
    digests = _read_manifest(packed.read(MANIFEST))
    strange = {each.filename for each in packed.infolist()} ^ {MANIFEST, *digests}
    if strange:
        return _blame(min(strange))
    for name, expected in digests.items():
        if not _is_inside(name):
            return _blame(name)
        path = target / name
        content = packed.read(name)
        if hashlib.sha256(content).hexdigest() != expected:
            return _blame(name)
        replace_file(path, content)
        if name in _KEPT_OF_PORTAL or name == _DATABASE:
            path.chmod(0o600)
    return None


def _blame(name: str) -> Bilingual:
    return Bilingual(f"не тот файл «{name}»", f"the file «{name}» is not as it was")


def _read_manifest(words: bytes) -> Mapping[str, str]:
    """Read which files there have to be.

    Raises:
        ValueError: it is no manifest.
    """
    told = json.loads(words)
    digests = told.get("files") if isinstance(told, dict) else None
    if not isinstance(digests, dict) or not all(isinstance(each, str) for each in digests.values()):
        raise ValueError(MANIFEST)
    return digests


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = "\\" not in name and ":" not in name and "\0" not in name
    return plain and bool(parts) and not name.startswith("/") and ".." not in parts
