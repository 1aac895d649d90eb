"""What was worked out before and depends on nothing but what it was made of, in a folder of the user's alone.

An entry is a JSON text under the hash of all that it was made of, the program's own modules included; a line
before it has the hash of the text. What is damaged or cut short is as good as nothing and is written again.
The folder may be deleted at any moment.

Only whoever runs the program can have put something there: the folder is his, and nobody else may write in it
or in the one it stands in. Where that is not so it is neither read nor written, and `Cache.refusal` says why.

Nothing is kept unless a cache was chosen for the process, as the command line does.
"""

from __future__ import annotations

import contextlib
import enum
import functools
import json
import os
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from roadmap_engine.storage.opening import read_file
from roadmap_engine.version import __version__

__all__ = [
    "LARGEST_CACHE", "Cache", "Refusal", "cache_folder", "chosen_cache", "make_folder", "use_cache",
]  # fmt: skip

LARGEST_CACHE = 64 * 1024 * 1024
"""Bytes that may lie there; what was written first goes first."""

_APPLICATION = "roadmap-engine"
_LARGEST_ENTRY = 8 * 1024 * 1024
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_ENDING = ".json"
_OFF = frozenset({"", "off"})
_LIBRARIES = frozenset({"site-packages", "dist-packages"})


class Refusal(enum.Enum):
    """Why nothing is read or kept."""

    OFF = enum.auto()
    NO_HOME = enum.auto()
    NOT_A_FOLDER = enum.auto()
    FOREIGN = enum.auto()
    OPEN = enum.auto()
    CLOSED = enum.auto()


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Give the user's cache folder; ROADMAP_CACHE names another, an empty one or «off» means none at all."""
    if (named := environment.get("ROADMAP_CACHE")) is not None:
        return None if named in _OFF else Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / _APPLICATION / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / _APPLICATION
    # XDG Base Directory Specification: «All paths set in these environment variables must be absolute. If an
    # implementation encounters a relative path … it should consider the path invalid and ignore it.»
    base = Path(environment.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else home / ".cache") / _APPLICATION


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, for the user alone.

    Raises:
        OSError: the system refuses.
    """
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)


class Cache:
    """What was worked out before.

    Args:
        parent: the user's cache folder, in which it has a folder of its own; none keeps nothing.
        refusal: why there is none.
    """

    def __init__(self, parent: Path | None, refusal: Refusal = Refusal.OFF) -> None:
        self.folder = None if parent is None else parent / "made"
        self._without = refusal
        self.refused: Refusal | None = None  # where it was to be used, and could not

    @functools.cached_property
    def refusal(self) -> Refusal | None:
        """Why it is not used; looked at once. A folder that is not there yet is no reason."""
        return self._without if self.folder is None else _refuse(self.folder.parent) or _refuse(self.folder)

    def _is_usable(self) -> bool:
        self.refused = self.refusal
        return self.refused is None

    def recall(self, kind: str, made_of: Iterable[bytes | str]) -> Any:
        """Give what was kept of this kind, made of these very things; None where nothing was, or not whole.

        Args:
            kind: a word in small Latin letters.
            made_of: all it depends on beside the program.
        """
        if self.folder is None or not self._is_usable():
            return None
        try:
            data = read_file(self.folder / _name(kind, made_of), _LARGEST_ENTRY)
        except OSError:
            return None
        said, _, text = data.partition(b"\n")
        if said != _hash([text]).encode():
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None

    def keep(self, kind: str, made_of: Iterable[bytes | str], value: Any) -> None:
        """Keep a value that JSON can hold; where the disk refuses, it is not kept.

        Args:
            kind: a word in small Latin letters.
            made_of: all it depends on beside the program.
            value: what it came to.
        """
        if self.folder is None or not self._is_usable():
            return
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        data = _hash([text]).encode() + b"\n" + text
        if len(data) > _LARGEST_ENTRY:
            return
        with contextlib.suppress(OSError):
            make_folder(self.folder)
            if _refuse(self.folder.parent) or _refuse(self.folder):
                return  # somebody else was quicker
            self._make_room(len(data))
            handle, part = tempfile.mkstemp(suffix=".part", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                Path(part).replace(self.folder / _name(kind, made_of))
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise

    def measure(self) -> int:
        """Tell how many bytes lie there."""
        return sum(size for _time, size, _path in self._list())

    def _make_room(self, size: int) -> None:
        entries = sorted(self._list())
        held = sum(each[1] for each in entries) + size
        for _time, one, path in entries:
            if held <= LARGEST_CACHE:
                return
            Path(path).unlink(missing_ok=True)
            held -= one

    def _list(self) -> list[tuple[int, int, str]]:
        """List the files with the times they were written at, those of runs that were killed too."""
        if self.folder is None:
            return []
        found = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as listing:
            for each in listing:
                with contextlib.suppress(OSError):
                    seen = each.stat(follow_symlinks=False)
                    if stat.S_ISREG(seen.st_mode):
                        found.append((seen.st_mtime_ns, seen.st_size, each.path))
        return found


class _Chosen:
    """What this process keeps things in."""

    cache = Cache(None)


def use_cache(cache: Cache) -> None:
    """Let this process keep what it works out, from now on."""
    _Chosen.cache = cache


def chosen_cache() -> Cache:
    """Give what this process keeps things in."""
    return _Chosen.cache


def _refuse(folder: Path) -> Refusal | None:
    """Say why others could write in a folder, if it is there; Windows keeps such folders for their user."""
    try:
        seen = folder.lstat()
    except FileNotFoundError:
        return None
    except OSError:
        return Refusal.CLOSED
    if not stat.S_ISDIR(seen.st_mode):
        return Refusal.NOT_A_FOLDER
    if sys.platform == "win32":
        return None
    if seen.st_uid != os.geteuid():
        return Refusal.FOREIGN
    return Refusal.OPEN if seen.st_mode & _OTHERS_WRITE else None


def _name(kind: str, made_of: Iterable[bytes | str]) -> str:
    return f"{kind}-{_hash([_digest_program(), kind, *made_of])}{_ENDING}"


def _hash(things: Iterable[bytes | str]) -> str:
    from hashlib import sha256  # noqa: PLC0415 -- it brings OpenSSL, which nobody needs to ask for help

    digest = sha256()
    for each in things:
        data = each.encode() if isinstance(each, str) else each
        # With its length before it, no thing can be taken for a part of the next.
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


@functools.cache
def _digest_program() -> str:
    """Say which program this is: its version, what runs it, and the size and time of each of its modules.

    The version alone would not do for whoever changes the program, and would be found out late.
    """
    root = str(Path(__file__).parents[1])
    found = [__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION]
    found += sorted(_walk(root))
    found += sorted(_list_libraries())
    return _hash(found)


def _walk(folder: str) -> Iterator[str]:
    with os.scandir(folder) as listing:
        for each in listing:
            if each.name.endswith(".py"):
                seen = each.stat()
                yield f"{each.path}:{seen.st_size}:{seen.st_mtime_ns}"
            elif each.is_dir(follow_symlinks=False) and not each.name.startswith(("_", ".")):
                yield from _walk(each.path)


def _list_libraries() -> Iterator[str]:
    """List the libraries that are installed, by name and version."""
    for place in sys.path:
        if Path(place).name in _LIBRARIES:
            with contextlib.suppress(OSError):
                yield from (each.name for each in Path(place).glob("*.dist-info"))
