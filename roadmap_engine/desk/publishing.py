"""A folder of published roadmaps, made to hold what a publication comes to: bundles first, then the index."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.files import read_bytes
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.releasing import Publication
from roadmap_engine.publishing.index import INDEX_NAME, LARGEST_INDEX, Index, read_index
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.opening import holds
from roadmap_engine.storage.writing import replace_file, sweep_leftovers

__all__ = ["PUBLISHED", "Hold", "put_out", "read_published_index"]

PUBLISHED = "published"
"""The folder in a workspace that its portal publishes into, and offers to its schools."""

Hold = Callable[[Path], contextlib.AbstractContextManager[tuple[Problem, ...]]]
"""Holds a folder until the block ends; gives why it could not be had."""


def put_out(
    folder: Path, prepare: Callable[[], Outcome[Publication]], hold: Hold = hold_folder
) -> Outcome[Publication]:
    """Check, write the bundles, and at last the index that lists them.

    What is prepared takes a while, so the folder is held only to write; where somebody else has published
    there meanwhile, it is prepared anew.

    Args:
        folder: of the bundles; made if it is missing.
        prepare: gives what the folder must hold.
        hold: holds it.

    Returns:
        What was written; nothing, and then nothing was, where anything is wrong.
    """
    before = _index_of(folder)
    outcome = prepare()
    if outcome.value is None:
        return outcome
    with hold(folder) as refused:
        if refused:
            return Outcome(None, (*outcome.problems, *refused), outcome.sources)
        if _index_of(folder) != before:
            outcome = prepare()
        if outcome.value is not None:
            _write(folder, outcome.value)
    return outcome


def read_published_index(folder: Path) -> Outcome[Index]:
    """Read what a folder offers; an empty list where nothing was published there yet."""
    data = _index_of(folder)
    if data is None:
        return Outcome(Index())
    return Outcome(*read_index(data, str(folder / INDEX_NAME)))


def _index_of(folder: Path) -> bytes | None:
    data, _unread = read_bytes(folder / INDEX_NAME, largest=LARGEST_INDEX)
    return data


def _write(folder: Path, publication: Publication) -> None:
    sweep_leftovers(folder)
    for name, content in publication.files.items():
        target = folder / name
        if not holds(target, content):
            replace_file(target, content)
