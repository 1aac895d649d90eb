"""A text of a person replaced by its edited self: whole or not at all, and never over a change of hers."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.pinning import BUNDLES
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.writing import replace_file

__all__ = ["replace_text"]


def replace_text(
    path: Path, written: bytes, data: bytes | None, files: Mapping[str, bytes] | None = None
) -> tuple[Problem, ...]:
    """Put the new content of a text in its place, and before it what it will stand on.

    A killed run leaves the old text or the new one: what the new one needs is there before it, and does no
    harm beside the old. What a killed run left behind is swept away by the next.

    Args:
        path: of the text.
        written: what it held when it was read.
        data: what it is to hold; None where only to sweep.
        files: content by path beside it.

    Returns:
        A problem where the text has been changed meanwhile; then nothing was written.
    """
    folder = path.parent
    with hold_folder(folder):
        _sweep(folder)
        if data is None or data == written:
            return ()
        if path.read_bytes() != written:
            return (Problem.of("RM837", file=path),)
        for name, content in (files or {}).items():
            target = folder / name
            if not (target.is_file() and target.read_bytes() == content):
                replace_file(target, content)
        # A link stays one: what it leads to is what is replaced.
        replace_file(path.resolve(), data)
    return ()


def _sweep(folder: Path) -> None:
    for place in (folder, folder / BUNDLES):
        for leftover in place.glob(".roadmap-*.part"):
            with contextlib.suppress(OSError):
                leftover.unlink()
