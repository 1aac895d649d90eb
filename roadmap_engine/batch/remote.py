"""Papers at an address that fsspec knows: drawn fresh, since nobody works in them there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.storage.paper_list import digest

if TYPE_CHECKING:
    import fsspec

__all__ = ["RemotePlace", "is_address", "refuse_address"]

_OF_ONE_PROCESS = "memory://"


def is_address(output: str) -> bool:
    """Tell an address from a path.

    >>> is_address("s3://bucket/papers"), is_address("papers"), is_address("C:/papers")
    (True, False, False)
    """
    return "://" in output


def refuse_address(url: str, *, here: bool) -> tuple[Problem, ...]:
    """Tell why nothing can be put at an address; whether one may write there shows later.

    Args:
        url: the address.
        here: whether all papers are made in this process.
    """
    if url.startswith(_OF_ONE_PROCESS) and not here:
        reason = Bilingual(
            "эта память – одного процесса: --jobs 1", "that memory is of one process: --jobs 1"
        )
        return (Problem.of("RM797", url=url, reason=reason),)
    try:
        _open(url)
    except ModuleNotFoundError as missing:
        what = Bilingual("вывода по адресу", "output to an address")
        return (Problem.of("RM681", package=missing.name or "fsspec", what=what),)
    except Exception as fault:  # noqa: BLE001 -- each of its many systems fails in its own way
        return (Problem.of("RM797", url=url, reason=str(fault) or type(fault).__name__),)
    return ()


def _open(url: str) -> tuple[fsspec.AbstractFileSystem, str]:
    import fsspec  # noqa: PLC0415 -- only of the extra «cluster»

    system, path = fsspec.url_to_fs(url)
    return system, path.rstrip("/")


class RemotePlace:
    """The folder of a school's papers at an address."""

    def __init__(self, url: str, place: str) -> None:
        system, top = _open(url)
        self._system: Any = system
        self._folder = f"{top}/{place}" if place else top

    def read(self, name: str) -> bytes:
        """Give what a file holds; nothing where there is none."""
        try:
            data: bytes = self._system.cat_file(f"{self._folder}/{name}")
        except FileNotFoundError:
            return b""
        return data

    def has(self, papers: Mapping[str, str]) -> bool:
        """Tell whether files have the hashes that are known of them."""
        return all(digest(self.read(name)) == known for name, known in papers.items())

    def write(self, papers: Mapping[str, bytes], former: Iterable[str] = ()) -> None:
        """Write files, and take away former ones that are none any more."""
        for name, content in papers.items():
            self._system.makedirs(f"{self._folder}/{name}".rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(f"{self._folder}/{name}", content)
        for name in set(former) - papers.keys():
            if self._system.exists(f"{self._folder}/{name}"):
                self._system.rm_file(f"{self._folder}/{name}")
