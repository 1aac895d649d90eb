"""Which adoptions lie around a text, by their ids: of one id, two would share calendars and signed papers."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

from roadmap_engine.load.files import is_text, read_bytes
from roadmap_engine.model.base import SLUG
from roadmap_engine.storage.roots import MARK, Root

__all__ = ["find_taken_ids"]

_ID = re.compile(rf"""^[{{\s]*["']?adoption["']?\s*:\s*["']?({SLUG})(?![^\s"',}}#])""".encode(), re.MULTILINE)
_MOST_TEXTS = 2_000
"""A folder of more is a whole region's, and nobody waits till all of it is read."""


def find_taken_ids(text: Path, organisation: str = ".") -> dict[str, str]:
    """Find the ids of the adoptions around a text that is to be written.

    They lie in its workspace; where none is marked, in its folder, in that of its organisation, and in the
    folders of both.

    Args:
        text: where it will lie; what stands there itself counts for nothing.
        organisation: the organisation's text, as it is seen from the text's folder.

    Returns:
        the file of each id, as it is seen from the text's folder.
    """
    folder = text.absolute().parent
    root, own = Root.of_folder(folder), os.path.realpath(text)
    top = Path(root.folder or folder)
    places = (folder, top) if (top / MARK).exists() else (folder, (folder / organisation).parent)
    deep = "**/*" if (top / MARK).exists() else "*/*"
    taken: dict[str, str] = {}
    for path in itertools.islice(_texts_in(places, deep), _MOST_TEXTS):
        data, _problems = read_bytes(path, root=root)
        found = _ID.search(data) if data is not None else None
        if found is not None and os.path.realpath(path) != own:
            taken.setdefault(found[1].decode(), os.path.relpath(path, folder))
    return taken


def _texts_in(places: tuple[Path, ...], deep: str) -> Iterator[Path]:
    """Give the texts of folders, those that are near first."""
    found = (path for place in places for each in ("*", deep) for path in sorted(place.glob(each)))
    return (path for path in dict.fromkeys(found) if is_text(path) and path.is_file())
