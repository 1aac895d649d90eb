"""One run at a time in a folder that several people write in: an adoption's, a publisher's.

The system holds the lock, so a run that is killed lets it go. Where a drive knows no locks, a file that
stands there is one instead; the same library tells whether its owner still lives. A note beside the lock
says who holds it, for whoever waits in vain. Nothing is left behind by a run that ends.

The system gives a lock to whoever asks at the right moment. So that none of a server's threads waits in vain
where many ask, they stand in line among themselves, and one of them asks for all.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import json
import os
import platform
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.storage.leftovers import HOLDER_NAME, LOCK_NAME, MARK_NAME
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.whole_folder import holds_signed

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["WAIT", "hold_folder"]

WAIT = 5.0
"""Seconds that a run waits for another to end: longer than any but a very large one takes."""

_ASK_AGAIN = 0.01
"""Seconds after which whoever waits for another process asks again."""
_own = threading.Lock()
_lines: dict[Path, threading.RLock] = {}
"""Of each folder the line of threads that wait for it."""

_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP})
_LONGEST_NOTE = 1000
_EVERYBODY = 0o666
"""Several people share a folder; a lock that only its first holder may open would keep the others out."""


@contextlib.contextmanager
def hold_folder(folder: Path, *, wait: float | None = None) -> Iterator[tuple[Problem, ...]]:
    """Hold a folder, made if it is missing, until the block ends.

    Within one process a folder may be held again inside the block.

    Args:
        folder: to be held; the folders in it are others.
        wait: seconds to wait for whoever holds it; `WAIT` unless given.

    Yields:
        Nothing where the folder is held. Else why it could not be had (RM740 another run has it, RM741 the
        system refuses, RM919 signed papers lie there); then the block must write nothing.

    Raises:
        OSError: the folder cannot be made.
    """
    if holds_signed(folder):
        yield (Problem.of("RM919", folder=folder),)
        return
    folder.mkdir(parents=True, exist_ok=True)
    place = folder.resolve()
    end = time.monotonic() + (WAIT if wait is None else wait)
    with _own:
        line = _lines.setdefault(place, threading.RLock())
    if not line.acquire(timeout=max(0.0, end - time.monotonic())):
        yield (_say_held(folder, place, MARK_NAME if (place / MARK_NAME).exists() else LOCK_NAME),)
        return
    try:
        yield from _hold(folder, place, end)
    finally:
        line.release()


def _hold(folder: Path, place: Path, end: float) -> Iterator[tuple[Problem, ...]]:
    lock = _acquire(folder, place, max(0.0, end - time.monotonic()))
    if isinstance(lock, Problem):
        yield (lock,)
        return
    outermost = lock.lock_counter == 1
    if outermost:
        _write_note(place / HOLDER_NAME)
    try:
        yield ()
    finally:
        if outermost:
            _sweep(lock, place)
        lock.release()


def _acquire(folder: Path, place: Path, wait: float) -> BaseFileLock | Problem:
    from filelock import FileLock, SoftFileLock, Timeout  # noqa: PLC0415 -- `--help` needs no lock

    native = FileLock(place / LOCK_NAME, mode=_EVERYBODY, is_singleton=True, fallback_to_soft=False)
    try:
        native.acquire(timeout=wait, poll_interval=_ASK_AGAIN)
    except Timeout:
        return _say_held(folder, place, LOCK_NAME)
    except OSError as refused:
        if refused.errno not in _NO_LOCKS:
            return _say_refused(folder, refused)
    else:
        return native
    with contextlib.suppress(OSError):
        (place / LOCK_NAME).unlink()
    mark = SoftFileLock(place / MARK_NAME, is_singleton=True)
    try:
        mark.acquire(timeout=wait, poll_interval=_ASK_AGAIN)
    except Timeout:
        return _say_held(folder, place, MARK_NAME)
    except OSError as refused:
        return _say_refused(folder, refused)
    return mark


def _sweep(lock: BaseFileLock, place: Path) -> None:
    """Take away what only the holder needed, while it still is the holder.

    Whoever has opened the lock meanwhile finds that it has no name any more and begins anew. Windows takes no
    open file away; there the library does it after letting go.
    """
    gone = [HOLDER_NAME]
    if os.name == "posix" and Path(lock.lock_file).name == LOCK_NAME:
        gone.append(LOCK_NAME)
    for name in gone:
        with contextlib.suppress(OSError):
            (place / name).unlink()


def _say_held(folder: Path, place: Path, name: str) -> Problem:
    return Problem.of("RM740", folder=folder, who=_read_note(place / HOLDER_NAME), file=folder / name)


def _say_refused(folder: Path, refused: OSError) -> Problem:
    return Problem.of("RM741", folder=folder, reason=refused.strerror or str(refused))


def _write_note(path: Path) -> None:
    # A folder can be held by somebody whom nothing is known of; the lock is what counts.
    with contextlib.suppress(OSError, KeyError, ImportError):
        who = {"who": getpass.getuser(), "computer": platform.node(), "process": os.getpid()}
        path.write_text(json.dumps(who, ensure_ascii=False), encoding="utf-8")


def _read_note(path: Path) -> str | Bilingual:
    """Say who holds a folder and since when; «?» where nobody has left a note."""
    try:
        note = json.loads(read_file(path, _LONGEST_NOTE))
        since = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).astimezone()
        who, computer, process = (str(note[key]) for key in ("who", "computer", "process"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "?"
    return Bilingual.of(
        lambda language: f"{who}, {computer}, PID {process}, {format_day(since, language)} {since:%H:%M}"
    )
