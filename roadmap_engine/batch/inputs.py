"""What a school's papers were made of: the files, each with the hash of what stands in it.

Also what is not there counts: a log that begins, a template that is laid beside a roadmap, a roadmap in the
school's folder that is nearer than the program's own.
"""

from __future__ import annotations

import enum
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from roadmap_engine.load.files import YAML_ENDINGS, shipped_folder
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import BUNDLES, TEMPLATES
from roadmap_engine.pipeline.plans import ReadAdoption
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.standing import LARGEST_FILE
from roadmap_engine.storage.whole_folder import SIGNED_FOLDER
from roadmap_engine.version import __version__
from roadmap_engine.yaml_text.source import decode_source

__all__ = ["Digests", "Input", "Kind", "digest_program", "is_as_read", "list_inputs"]

_MOST_KNOWN = 2_000
"""So many files are remembered; those of many schools are among them, and each is met once."""
_PROGRAM = "program:"
"""Before the path of a file that comes with the program, wherever that lies."""


class Kind(enum.StrEnum):
    """What of a path counts: the file, the files beside it with longer names, a folder's files."""

    FILE = "file"
    BESIDE = "beside"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """Something that papers are made of.

    Attributes:
        path: as it is seen from the workspace.
    """

    kind: Kind
    path: str


class Digests:
    """The hashes of files; one that many schools stand on is read once a run, while it stays as it is."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._known: dict[str, tuple[tuple[int, ...], str]] = {}

    def of(self, each: Input) -> str:
        """Give the hash of what counts of a path; empty where nothing is there."""
        path = _resolve(each.path, self._workspace)
        match each.kind:
            case Kind.FILE:
                return self._of_file(path)
            case Kind.BESIDE:
                start = f"{path.stem}."
                return self._of_files(
                    path.parent, (name for name in _names(path.parent) if name.startswith(start))
                )
            case Kind.FOLDER:
                return self._of_files(path, _names_deep(path))

    def _of_files(self, folder: Path, names: Iterable[str]) -> str:
        found = [(name, self._of_file(folder / name)) for name in sorted(names)]
        lines = "".join(f"{digest} {name}\n" for name, digest in found)
        return hashlib.sha256(os.fsencode(lines)).hexdigest() if found else ""

    def _of_file(self, path: Path) -> str:
        try:
            seen = path.stat()
            sign = (seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns)
            known = self._known.get(str(path))
            if known is None or known[0] != sign:
                known = sign, hashlib.sha256(read_file(path, LARGEST_FILE)).hexdigest()
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                self._known[str(path)] = known
        except (OSError, ValueError):
            return ""
        return known[1]


def digest_program() -> str:
    """Say which program makes papers: its version, and the hash of the templates that come with it."""
    templates = Digests(Path()).of(Input(Kind.FOLDER, f"{_PROGRAM}templates"))
    return f"{__version__}+{templates[:16]}"


def list_inputs(path: Path, read: Outcome[ReadAdoption], workspace: Path) -> tuple[Input, ...]:
    """List what an adoption's papers are made of.

    Args:
        path: of the adoption's text.
        read: the adoption.
        workspace: from which paths are seen.
    """
    found = {Input(kind, _name(each, workspace)) for kind, each in _find(path, read)}
    return tuple(sorted(found))


def is_as_read(read: Outcome[ReadAdoption]) -> bool:
    """Tell whether the texts on the disk are still those that were read; what was read is else not known."""
    for file, text in read.sources.items():
        try:
            data = read_file(Path(file), LARGEST_FILE)
        except FileNotFoundError:
            continue  # inside a bundle, which counts as a whole
        except (OSError, ValueError):
            return False
        if decode_source(data, file)[0] != text:
            return False
    return True


def _find(path: Path, read: Outcome[ReadAdoption]) -> Iterator[tuple[Kind, Path]]:
    yield Kind.BESIDE, path
    yield Kind.FOLDER, path.parent / SIGNED_FOLDER
    texts = [Path(file) for file in read.sources]
    folders = {text.parent for text in texts} | {path.parent}
    yield from ((Kind.FILE, text) for text in texts)
    for folder in folders:
        if _shipped(folder) is None:
            yield from ((Kind.FOLDER, folder / name) for name in (TEMPLATES, BUNDLES))
            yield from ((Kind.FILE, folder / f"{text.stem}{end}") for text in texts for end in YAML_ENDINGS)
    if read.value is not None:
        yield from ((Kind.FILE, Path(file)) for file in read.value.own.origins.values())
        school, named = path.parent / read.value.adoption.organisation, read.value.organisation
        yield from ((Kind.FOLDER, school.parent / name) for name in (named.templates,) if name is not None)
        yield from ((Kind.FILE, school.parent / name) for name in (named.emblem,) if name is not None)


def _name(path: Path, workspace: Path) -> str:
    shipped = _shipped(path)
    return shipped if shipped is not None else PurePosixPath(os.path.relpath(path, workspace)).as_posix()


def _shipped(path: Path) -> str | None:
    """Name what comes with the program by its place there; None of anything else."""
    top = shipped_folder("roadmaps").parent
    for name in ("roadmaps", "templates"):
        if path.absolute().is_relative_to(top / name):
            return _PROGRAM + path.absolute().relative_to(top).as_posix()
    return None


def _resolve(name: str, workspace: Path) -> Path:
    if name.startswith(_PROGRAM):
        return shipped_folder("roadmaps").parent / name.removeprefix(_PROGRAM)
    return workspace / name


def _names(folder: Path) -> list[str]:
    try:
        return [each.name for each in os.scandir(folder) if each.is_file()]
    except OSError:
        return []


def _names_deep(folder: Path) -> Iterator[str]:
    for top, _folders, names in os.walk(folder):
        # Word leaves «~$plan.docx» beside a file that is open.
        yield from (
            (Path(top) / name).relative_to(folder).as_posix() for name in names if not name.startswith("~$")
        )
