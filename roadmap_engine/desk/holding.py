"""What stands beside an adoption, written by one run at a time and never over a change of a person's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.own_files import BUNDLES
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.opening import holds
from roadmap_engine.storage.texts import find_hand_edit, replace_text
from roadmap_engine.storage.writing import replace_file, sweep_leftovers

__all__ = ["hold_beside", "replace_own_text"]


@contextlib.contextmanager
def hold_beside(text: Path, *, wait: float | None = None) -> Iterator[tuple[Problem, ...]]:
    """Hold the folder of a text, from before it is read until what came of it is written.

    Where there is no such text nothing is held: whoever reads it says so.

    Args:
        text: whose folder.
        wait: seconds to wait for whoever holds it, as in `hold_folder`.

    Yields:
        Nothing, or why the folder could not be had; then nothing may be written.
    """
    if not text.is_file():
        yield ()
        return
    with hold_folder(text.parent, wait=wait) as refused:
        yield refused


def replace_own_text(
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
        A problem where another run holds the folder, or where the text has been changed meanwhile; then
        nothing was written.
    """
    folder = path.parent
    with hold_folder(folder) as refused:
        if refused:
            return refused
        for place in (folder, folder / BUNDLES):
            sweep_leftovers(place, deep=False)
        if data is None or data == written:
            return ()
        if changed := find_hand_edit(path, written, data):
            return changed
        for name, content in (files or {}).items():
            target = folder / name
            if not holds(target, content):
                replace_file(target, content)
        return replace_text(path, written, data)
