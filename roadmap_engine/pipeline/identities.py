"""Which adoptions lie around a text, by their ids: of one id, two would share calendars and signed papers."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

from roadmap_engine.load.files import is_text, read_bytes
from roadmap_engine.model.base import SLUG
from roadmap_engine.storage.roots import MARK, Root

__all__ = ["find_taken_ids", "read_id"]

_Kind = Literal["adoption", "organisation", "roadmap"]
_IDS: Mapping[_Kind, re.Pattern[bytes]] = {
    kind: re.compile(
        rf"""^[{{\s]*["']?{kind}["']?\s*:\s*["']?({SLUG})(?![^\s"',}}#])""".encode(), re.MULTILINE
    )
    for kind in get_args(_Kind)
}
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
        found = read_id(path, root)
        if found is not None and os.path.realpath(path) != own:
            taken.setdefault(found, os.path.relpath(path, folder))
    return taken


def read_id(path: Path, root: Root | None = None, kind: _Kind = "adoption") -> str | None:
    """Read the id of a text, even of one that is damaged elsewhere; None where it is no such text.

    Args:
        path: of the text.
        root: of the folder it was found in.
        kind: of the text.
    """
    data, _problems = read_bytes(path, root=root)
    found = _IDS[kind].search(data) if data is not None else None
    return found[1].decode() if found is not None else None


def _texts_in(places: tuple[Path, ...], deep: str) -> Iterator[Path]:
    """Give the texts of folders, those that are near first."""
    found = (path for place in places for each in ("*", deep) for path in sorted(place.glob(each)))
    return (path for path in dict.fromkeys(found) if is_text(path) and path.is_file())
