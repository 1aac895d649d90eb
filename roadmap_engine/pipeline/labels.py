"""The names by which plans and papers call the texts they were made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from roadmap_engine.load.shipped import shipped_folder

__all__ = ["label_files"]


def label_files(files: Iterable[str], folder: Path | None) -> dict[str, str]:
    """Name files so that the same texts give the same papers wherever they lie.

    Published texts are named from their folder, a school's own from the adoption's.
    """
    shipped = shipped_folder("roadmaps")
    labels = {}
    for file in files:
        path = Path(file).absolute()
        if path.is_relative_to(shipped):
            labels[file] = f"roadmaps/{path.relative_to(shipped).as_posix()}"
        elif folder is not None and path.is_relative_to(folder.absolute()):
            labels[file] = path.relative_to(folder.absolute()).as_posix()
        else:
            labels[file] = path.name
    return labels
