"""Where the pages and calendars of a plan lie on a site: at plain addresses, or at ones nobody can guess.

Addresses that are hard to guess follow from one key beside the adoption and from the name of what lies there,
so that nothing else is kept, and an address stays as long as the key does.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.opening import read_file

__all__ = ["KEY_BYTES", "SiteAddresses", "key_path", "read_key"]

KEY_BYTES = 32
"""How long a key is."""
_TOKEN_BYTES = 20
"""160 bits: whoever tries a million addresses a second needs longer than the world will last."""
_PAGES = "pages"


def key_path(adoption: Path) -> Path:
    """Give the file that the key of a plan's addresses stands in, beside its adoption."""
    return adoption.with_name(f"{adoption.stem}.site-key")


def read_key(adoption: Path) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Read the key beside an adoption.

    Returns:
        The key; None where there is no file, or one that is no key (RM675).

    Raises:
        OSError: the file cannot be read.
    """
    path = key_path(adoption)
    if not path.is_file():
        return None, ()
    key = read_file(path, KEY_BYTES)
    if len(key) != KEY_BYTES:
        return None, (Problem.of("RM675", file=path, size=KEY_BYTES),)
    return key, ()


@dataclass(frozen=True, slots=True)
class SiteAddresses:
    """Where things lie, in folders of the site.

    Attributes:
        plan: its id, which is its folder where addresses are plain.
        key: what addresses follow from that nobody can guess; none where they are plain.
    """

    plan: str
    key: bytes | None = None

    @property
    def pages(self) -> str:
        """The folder of the pages, and of what is downloaded from them."""
        return self._folder(_PAGES)

    def calendar(self, name: str) -> tuple[str, str]:
        """Give the folder of a calendar, and its name there.

        Each has an address of its own where they are hard to guess: whoever got one knows no other.

        Args:
            name: as it is drawn, «calendars/head.ics».
        """
        if self.key is None:
            return self.plan, name
        return self._folder(name), name.rpartition("/")[2]

    def _folder(self, name: str) -> str:
        if self.key is None:
            return self.plan
        found = hmac.digest(self.key, f"{self.plan}\0{name}".encode(), hashlib.sha256)
        return base64.b32encode(found[:_TOKEN_BYTES]).decode().lower()
