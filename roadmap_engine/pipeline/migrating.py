"""Texts of earlier formats, rewritten in today's; they are written to disk by whoever asked."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load.editing import NotEditableError
from roadmap_engine.load.files import is_text, read_bytes
from roadmap_engine.load.formats import find_rules
from roadmap_engine.load.loaded import Loaded, compose_text, detect_kind, load_text
from roadmap_engine.load.migrating import Migrated, migrate_text
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.reading import Findings
from roadmap_engine.storage.roots import Root

__all__ = ["MigratedFile", "migrate"]

_MENDED = frozenset({"RM109"})
"""Problems that a text may have because it was not migrated."""
_NO_TEXT = frozenset({"RM106", "RM130", "RM132"})
"""What is said of a YAML file that is none of our texts; a folder may hold such files."""

Fate = Literal["migrated", "current", "bundle", "artefact", "refused"]
"""What becomes of a file: rewritten; nothing to be done; left alone, since what is published never changes,
or since every format of it is read; not understood."""


@dataclass(frozen=True, slots=True)
class MigratedFile:
    """One file, and what became of it.

    Attributes:
        path: of the file.
        fate: what became of it.
        before: its text.
        after: what was done to it; nothing unless it was migrated.
        written: the bytes that were read.
    """

    path: Path
    fate: Fate
    before: str = ""
    after: Migrated | None = None
    written: bytes = b""

    @property
    def data(self) -> bytes | None:
        """The bytes it is to hold; None where it stays."""
        if self.after is None:
            return None
        mark = codecs.BOM_UTF8 if self.written.startswith(codecs.BOM_UTF8) else b""
        return mark + self.after.text.encode()


def migrate(paths: Iterable[Path]) -> Outcome[tuple[MigratedFile, ...]]:
    """Rewrite texts, and the texts of folders with all their folders, in the format of today."""
    reading = Findings()
    # A text that is named twice, or linked to, is rewritten once.
    once = {os.path.realpath(path): (path, root) for path, root in reversed(list(_files(paths)))}
    found = (_migrate(path, reading, root) for path, root in reversed(once.values()))
    return reading.outcome(tuple(each for each in found if each is not None))


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, Root | None]]:
    """Give every file, with the root of the folder it was found in; none where it was named itself."""
    for path in paths:
        if path.is_dir():
            root = Root.of_folder(path)
            yield from (
                (each, root) for each in sorted(path.rglob("*")) if is_text(each) or each.suffix == ".zip"
            )
        else:
            yield path, None


def _migrate(path: Path, reading: Findings, root: Root | None) -> MigratedFile | None:
    """Rewrite one file; None for a file of a folder that is none of our texts."""
    if path.suffix == ".zip":
        return MigratedFile(path, "bundle")
    if path.suffix in {".json", ".jsonl"}:
        return MigratedFile(path, "artefact")
    written, problems = read_bytes(path, root=root)
    if written is None:
        reading.problems += problems
        return MigratedFile(path, "refused")
    loaded = _load_for_rules(written, path)
    codes = {problem.code for problem in loaded.problems}
    if root is not None and codes and codes <= _NO_TEXT:
        return None
    if loaded.text is None or has_errors(each for each in loaded.problems if each.code not in _MENDED):
        reading.take(loaded)
        return MigratedFile(path, "refused")
    return _rewrite(path, written, loaded.text, loaded, reading)


def _rewrite(
    path: Path, written: bytes, text: str, loaded: Loaded[object], reading: Findings
) -> MigratedFile:
    try:
        after = migrate_text(text)
        if after.text == text:
            return MigratedFile(path, "current", text)
        _compare(loaded, after.text)
    except NotEditableError:
        reading.problems.append(Problem.of("RM704", file=path))
        return MigratedFile(path, "refused")
    return MigratedFile(path, "migrated", text, after, written)


def _load_for_rules(written: bytes, path: Path) -> Loaded[object]:
    """Read a text; of one without rules only what it is, because nothing else matters here."""
    text, composed, problems = compose_text(written, str(path))
    if composed is None or not composed.whole or any(find_rules(composed.value)):
        return load_text(written, str(path))
    return Loaded(str(path), problems=(*problems, *detect_kind(composed)[1]), text=text)


def _compare(before: Loaded[object], after: str) -> None:
    """Refuse a text that reads otherwise than before.

    Raises:
        NotEditableError: it does, which no layout should bring about.
    """
    again = load_text(after.encode(), before.file)
    if again.value is None or before.value not in (None, again.value):
        raise NotEditableError
