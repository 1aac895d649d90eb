"""The names by which plans and papers call the texts they were made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from roadmap_engine.load.files import shipped_folder

__all__ = ["label_files"]

_HALVES = re.compile(r"[\ud800-\udfff]")
"""What Python makes of bytes in a file's name that are no UTF-8; no paper can have them."""


def label_files(files: Iterable[str], folder: Path | None) -> dict[str, str]:
    """Name files so that the same texts give the same papers wherever they lie.

    Published texts are named from their folder, a school's own from the adoption's. Bytes of a name that are
    no letters are marked.
    """
    shipped = shipped_folder("roadmaps")
    labels = {}
    for file in files:
        path = Path(file).absolute()
        if path.is_relative_to(shipped):
            label = f"roadmaps/{path.relative_to(shipped).as_posix()}"
        elif folder is not None and path.is_relative_to(folder.absolute()):
            label = path.relative_to(folder.absolute()).as_posix()
        else:
            label = path.name
        labels[file] = _HALVES.sub("\ufffd", label)
    return labels
