"""The text of a roadmap in a folder, found by the roadmap's id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from roadmap_engine.load import load_file
from roadmap_engine.load.files import YAML_ENDINGS
from roadmap_engine.storage.roots import Root

__all__ = ["find_beside", "texts_beside"]


def find_beside(folder: Path, name: str) -> Path | None:
    """Find the text of a roadmap in a folder, by its id with or without version."""
    root = Root.of_folder(folder)
    texts = texts_beside(folder, name.partition("@")[0])
    return next((path for path in texts if load_file(path, root=root).kind == "roadmap"), None)


def texts_beside(folder: Path, stem: str) -> Iterator[Path]:
    """Give the files of a folder that a roadmap of this id would be looked for in."""
    paths = (folder / f"{stem}{ending}" for ending in YAML_ENDINGS)
    return (path for path in paths if path.is_file())
