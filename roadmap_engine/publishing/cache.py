"""Bundles and indexes that were fetched before, in the user's cache folder.

A bundle lies there under the SHA-256 of its manifest and is checked like a fetched one whenever it is
taken out, so nothing that happens to the folder can do harm: a damaged file is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.publishing.bundle import Bundle
from roadmap_engine.publishing.reading import LARGEST_BUNDLE, read_bundle
from roadmap_engine.publishing.signing import read_signature, write_signature
from roadmap_engine.storage.caching import cache_folder, make_folder
from roadmap_engine.storage.opening import read_file

__all__ = ["Cache"]


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache; without a folder it keeps nothing.

    Attributes:
        folder: made when something is first kept.
    """

    folder: Path | None

    @classmethod
    def of_user(cls) -> Cache:
        """Give the cache of whoever runs the program."""
        return cls(cache_folder(os.environ))

    def take_bundle(self, sha256: str) -> Bundle | None:
        """Give the bundle whose manifest has this SHA-256, if it was kept and is whole."""
        data = self._take("bundles", f"{sha256}.zip", LARGEST_BUNDLE)
        if data is None:
            return None
        signature = read_signature(self._take("bundles", f"{sha256}.zip.sig", 1_000) or b"")
        bundle, _ = read_bundle(data, f"{sha256}.zip", signature=signature)
        return bundle if bundle is not None and bundle.sha256 == sha256 else None

    def keep_bundle(self, bundle: Bundle) -> None:
        """Keep a bundle, with its signature where it has one."""
        self._keep("bundles", f"{bundle.sha256}.zip", bundle.data)
        if bundle.signature is not None:
            self._keep("bundles", f"{bundle.sha256}.zip.sig", write_signature(bundle.signature))

    def take_index(self, url: str, largest: int) -> bytes | None:
        """Give the index last seen at an address."""
        return self._take("indexes", _index_name(url), largest)

    def keep_index(self, url: str, data: bytes) -> None:
        """Keep the index of an address."""
        self._keep("indexes", _index_name(url), data)

    def _take(self, kind: str, name: str, largest: int) -> bytes | None:
        if self.folder is None:
            return None
        try:
            return read_file(self.folder / kind / name, largest)
        except OSError:
            return None

    def _keep(self, kind: str, name: str, data: bytes) -> None:
        """Keep bytes, if the folder can be written; what a killed run has left there is taken away.

        Whoever is writing at this very moment loses his part by it, and keeps nothing: it is only a cache.
        """
        if self.folder is None:
            return
        target = self.folder / kind / name
        part = target.with_name(f"{name}.part")
        with contextlib.suppress(OSError):
            make_folder(target.parent)
            for leftover in target.parent.glob("*.part"):
                leftover.unlink(missing_ok=True)
            part.write_bytes(data)
            part.replace(target)


def _index_name(url: str) -> str:
    return f"{hashlib.sha256(url.encode(errors='replace')).hexdigest()}.json"
