"""The folder that a text and all it names lie in: what leads out of it is refused before it is opened.

Texts come from strangers. One that says `emblem: ../../../secret` would otherwise put a file of its reader
into papers, into a bundle, or into the excerpt of a problem. A root is decided in one place, here:

- a text that somebody names has the nearest folder above it that holds `.roadmap-workspace`, else the folder
  around its own (`organisation: ../school.yaml` stays possible), and so has a folder that somebody names;
- what lies inside a bundle has no root: it names nothing outside, and the bundle is read from its bytes.

Whatever somebody names on the command line is named by its reader, not by a text, and has no root.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Literal

__all__ = ["MARK", "NOWHERE", "LeadsOutError", "Root"]

MARK = ".roadmap-workspace"
"""A file of this name marks the folder that all texts below it may name files in."""

Reason = Literal["outside", "absolute", "link"]


class LeadsOutError(Exception):
    """A path that is not followed.

    Attributes:
        path: as it was to be opened.
        folder: the root's; empty where there is none.
        reason: it leads out of the root, begins outside of any folder, or is a link where none is followed.
    """

    def __init__(self, path: Path, folder: str, reason: Reason) -> None:
        super().__init__(str(path))
        self.path, self.folder, self.reason = path, folder, reason


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that paths must not lead out of.

    Attributes:
        folder: absolute and without links; None where no path leads anywhere.
        follows_links: whether a link that stays inside is followed.
        named_as: the folder as its reader named it; how it is reached is her affair.
    """

    folder: str | None
    follows_links: bool = True
    named_as: str = field(default="", compare=False)

    @classmethod
    def around(cls, text: Path, *, follows_links: bool = True) -> Root:
        """Give the root of a text that somebody names."""
        return cls.of_folder(text.parent, follows_links=follows_links)

    @classmethod
    def of_folder(cls, folder: Path, *, follows_links: bool = True) -> Root:
        """Give the root of a folder of texts that somebody names."""
        real = Path(os.path.realpath(folder))
        marked = next((each for each in (real, *real.parents) if os.path.lexists(each / MARK)), None)
        if marked is None:
            # Above a folder of the disk's own first level stands the whole disk, which is no root.
            marked = real if real.parent == real.parent.parent else real.parent
        return cls(str(marked), follows_links, str(folder.absolute()))

    @classmethod
    def exactly(cls, folder: Path) -> Root:
        """Give the root that is this folder and nothing above it."""
        return cls(os.path.realpath(folder), named_as=str(folder.absolute()))

    def named(self, beside: Path, name: str) -> Path:
        """Give the path of a file that a text names, seen from the text's folder.

        A folder that was packed on macOS may have its «й» in two characters; it is the same name.

        Raises:
            LeadsOutError: the name begins at the top of a disk, on whatever system.
        """
        there = PureWindowsPath(name)
        if there.drive or there.root or Path(name).is_absolute():
            raise LeadsOutError(Path(name), self.folder or "", "absolute")
        path, apart = beside / name, beside / unicodedata.normalize("NFD", name)
        return apart if apart != path and os.path.lexists(apart) and not os.path.lexists(path) else path

    def admit(self, path: Path) -> str:
        """Give the same path without links; it need not exist.

        Raises:
            LeadsOutError: it leads out, or over a link where none is followed.
        """
        real = os.path.realpath(path)
        if self.folder is None or not _is_inside(real, self.folder):
            raise LeadsOutError(path, self.folder or "", "outside")
        if not self.follows_links and self._has_link(path):
            raise LeadsOutError(path, self.folder, "link")
        return real

    def _has_link(self, path: Path) -> bool:
        """Tell whether a part of a path that lies inside the root is a link, even one that is left again."""
        named = Path(self.named_as)
        free = {named, *named.parents}
        # As it stands, and as it is read where a folder that it walks back over is not there.
        ways = (path.absolute(), Path(os.path.abspath(path)))  # noqa: PTH100 -- `resolve` follows links
        return any(
            part.is_symlink() and _is_inside(os.path.realpath(part.parent), self.folder or "")
            for way in ways
            for part in (way, *way.parents)
            if part not in free
        )


NOWHERE = Root(None)
"""The root of a text that is not read from a disk."""


def _is_inside(real: str, folder: str) -> bool:
    try:
        return os.path.commonpath((real, folder)) == folder
    except ValueError:  # Windows: another drive
        return False
