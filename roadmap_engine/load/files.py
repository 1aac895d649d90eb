"""Files to bytes, or to the problem why there are none; how one is opened is known in `storage.opening`.

The folders that come with the program stand in a checkout at its top, in a wheel inside the package.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.storage.opening import NoFileError, explain_refusal, read_file
from roadmap_engine.storage.roots import LeadsOutError, Root
from roadmap_engine.yaml_text.source import LARGEST

__all__ = ["YAML_ENDINGS", "explain_unread", "is_text", "read_bytes", "shipped_folder"]

YAML_ENDINGS = (".yaml", ".yml")
_HALF_DONE = re.compile(r"\.answers(-\d+)?$")
_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder(name: Literal["roadmaps", "templates", "schemas", "examples"]) -> Path:
    """Give the folder of published texts, Word templates, schemas or examples."""
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def is_text(path: Path) -> bool:
    """Tell by its name whether a file of a folder is a text; answers that are no text yet are none.

    >>> is_text(Path("adoption.yaml")), is_text(Path("adoption.answers.yaml"))
    (True, False)
    """
    return path.suffix in YAML_ENDINGS and not _HALF_DONE.search(path.stem)


def read_bytes(
    path: Path, *, asked_at: Location | None = None, largest: int = LARGEST, root: Root | None = None
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Give the bytes of a file, one more than the largest text at most, or why there are none.

    Args:
        path: the file.
        asked_at: the location in another text that names the file; the file itself unless given.
        largest: how many bytes a file of its kind may have.
        root: what the path must not lead out of; none where its reader named it.
    """
    try:
        return read_file(path, largest, root), ()
    except (LeadsOutError, OSError, ValueError) as fault:
        return None, (explain_unread(fault, path, asked_at or Location(str(path))),)


def explain_unread(fault: LeadsOutError | OSError | ValueError, path: Path, asked_at: Location) -> Problem:
    """Say why a file was not read.

    Args:
        fault: what `read_file` raised.
        path: the file.
        asked_at: what asks for it.
    """
    match fault:
        case LeadsOutError() | NoFileError():
            return explain_refusal(fault, path, asked_at)
        case FileNotFoundError():
            near = near_names(path.name, _names_in(path.parent))
            return Problem.of("RM101", location=asked_at, file=path, near=near)
        case IsADirectoryError():
            texts = [name for name in _names_in(path) if name.endswith(YAML_ENDINGS)]
            return Problem.of("RM102", location=asked_at, file=path, known=list_names(texts))
        case _:
            reason = getattr(fault, "strerror", None) or str(fault)
            return Problem.of("RM103", location=asked_at, file=path, reason=reason)


def _names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []
