"""Files written whole or not at all, and never over a person's work.

A folder of papers keeps a list of what the program wrote there, with the SHA-256 of each file. A
file that is not on the list, or no longer as it was written, was made or changed by somebody: it is
left alone unless she says otherwise.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.formats import FIRST_FORMAT, refuse_newer, split_format
from roadmap_engine.storage.journal import note_written

__all__ = [
    "LIST_NAME",
    "create_private_file",
    "find_foreign_files",
    "replace_file",
    "sweep_leftovers",
    "write_folder",
]

LIST_NAME = ".roadmap-build.json"


def replace_file(path: Path, content: bytes) -> None:
    """Put content at a path so that a reader, or a crash, finds the old file or the new one, whole.

    Raises:
        OSError: the disk is full or the folder cannot be written; the old file stands untouched.
    """
    try:
        _replace(path, content)
        note_written(path)
    except OSError as failed:
        # A full disk names no file, a closed folder the one that was to be renamed.
        failed.filename, failed.filename2 = str(path), None
        raise


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".roadmap-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes private files; papers are for others to read.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def create_private_file(path: Path, content: bytes) -> bool:
    """Write a file that nobody but its owner may read, unless there is one under this name already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        # Half a key is none, and would stand in the way of the next try.
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    note_written(path)
    return True


def write_folder(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False, list_name: str = LIST_NAME
) -> tuple[Problem, ...]:
    """Write the papers of one run into a folder, and take away those of an earlier run that are gone.

    Args:
        folder: made if it is missing.
        files: content by name; a name may hold a folder, `forms/1.1-analytic-note.docx`.
        force: write over files that a person made or changed.
        list_name: of the list of what was written; each command that shares a folder keeps its own.

    Returns:
        A problem for each file that stands in the way; then nothing was written.
    """
    if newer := _refuse_newer_list(folder, list_name):
        return (newer,)
    written = _read_list(folder, list_name)
    foreign = () if force else find_foreign_files(folder, files, written)
    if foreign:
        return tuple(Problem.of("RM701", file=str(folder / name)) for name in foreign)
    sweep_leftovers(folder)
    for name, content in files.items():
        target = folder / name
        if not (target.is_file() and target.read_bytes() == content):
            replace_file(target, content)
    for name in sorted(set(written) - set(files)):
        stale = folder / name
        if stale.is_file() and _digest(stale.read_bytes()) == written[name]:
            stale.unlink()
    digests = {name: _digest(content) for name, content in sorted(files.items())}
    replace_file(folder / list_name, json.dumps(digests, indent=1, ensure_ascii=False).encode() + b"\n")
    return ()


def find_foreign_files(
    folder: Path, files: Mapping[str, bytes], written: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Names of files that would be overwritten though a person made or changed them."""
    known = _read_list(folder) if written is None else written
    found = []
    for name, content in files.items():
        target = folder / name
        if target.is_file():
            present = _digest(target.read_bytes())
            if present not in (known.get(name), _digest(content)):
                found.append(name)
    return tuple(found)


def _load_list(folder: Path, list_name: str) -> tuple[Any, Any]:
    try:
        return split_format(json.loads((folder / list_name).read_bytes()))
    except (OSError, ValueError):
        return {}, FIRST_FORMAT


def _refuse_newer_list(folder: Path, list_name: str) -> Problem | None:
    """Refuse a folder whose list a newer program wrote: what is whose work there is not known here."""
    path = folder / list_name
    return refuse_newer("papers", _load_list(folder, list_name)[1], file=str(path))


def _read_list(folder: Path, list_name: str = LIST_NAME) -> dict[str, str]:
    content, _ = _load_list(folder, list_name)
    inside = {} if not isinstance(content, dict) else content
    # The list may have been edited: a name that leads out of the folder is nothing we wrote.
    return {
        str(name): str(digest)
        for name, digest in inside.items()
        if not Path(name).is_absolute() and ".." not in Path(name).parts
    }


def sweep_leftovers(folder: Path, *, deep: bool = True) -> None:
    """Remove the parts that a killed run left behind, in the folders inside too unless not `deep`."""
    for leftover in folder.glob("**/.roadmap-*.part" if deep else ".roadmap-*.part"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
