"""The archive of a run: its parts lie in a folder beside it, and it gets its name when it is whole."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from roadmap_engine.batch.parts import COMMENT, ArchiveJoiner, write_part
from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.journal import note_written
from roadmap_engine.storage.locking import hold_folder

__all__ = ["OpenArchive", "open_archive"]

_JOINED, _PART = "joined", ".zip"


def _refuse_other_archive(path: Path) -> tuple[Problem, ...]:
    """Give a problem where something lies that no run has made: nothing of a person's is written over."""
    if not os.path.lexists(path):
        return ()
    with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(path) as standing:
        if standing.comment == COMMENT:
            return ()
    return (Problem.of("RM680", file=path),)


@contextlib.contextmanager
def open_archive(path: Path) -> Iterator[tuple[OpenArchive | None, tuple[Problem, ...]]]:
    """Begin an archive in a folder beside it, which goes at the end with all that killed runs have left.

    Args:
        path: of the archive; what stands there is touched by `OpenArchive.close` alone.

    Yields:
        The archive; or None, and why it cannot be made: another run makes it, or somebody's file is there.
    """
    if refused := _refuse_other_archive(path):
        yield None, refused
        return
    parts = path.with_name(f".roadmap-{path.name}.part")
    with contextlib.ExitStack() as stack:
        stack.callback(_take_away, parts)
        refused = stack.enter_context(hold_folder(parts))
        if refused:
            yield None, refused
            return
        stack.callback(_empty, parts)
        _empty(parts)
        joined = stack.enter_context((parts / _JOINED).open("xb"))
        yield OpenArchive(path, parts, stack.enter_context(ArchiveJoiner(joined))), ()


class OpenArchive:
    """Takes the parts of schools as they come, and joins them in their order.

    Attributes:
        parts: the folder of the parts; nobody else looks into it.
    """

    def __init__(self, path: Path, parts: Path, joiner: ArchiveJoiner) -> None:
        self._path, self.parts, self._joiner = path, parts, joiner
        self._waiting: dict[int, Path | None] = {}
        self._next = 0

    def take(self, number: int, part: Path | None) -> None:
        """Take what came of a school; it is joined when all before it are, and its part goes then."""
        self._waiting[number] = part
        while self._next in self._waiting:
            part = self._waiting.pop(self._next)
            self._next += 1
            if part is not None:
                self._join(part)

    def close(self, summary: Mapping[str, bytes]) -> None:
        """Add the summary, and give the archive its name: an earlier one stands till then."""
        part = self.parts / f"summary{_PART}"
        write_part(part, summary)
        self._join(part)
        self._joiner.close()
        (self.parts / _JOINED).chmod(0o644)
        (self.parts / _JOINED).replace(self._path)
        note_written(self._path)

    def _join(self, part: Path) -> None:
        self._joiner.add(part)
        part.unlink()


def _take_away(parts: Path) -> None:
    with contextlib.suppress(OSError):  # another run holds it
        parts.rmdir()


def _empty(parts: Path) -> None:
    for each in tuple(parts.iterdir()):
        if each.name == _JOINED or each.suffix == _PART:
            each.unlink()
