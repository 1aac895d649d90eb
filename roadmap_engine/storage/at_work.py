"""Whether somebody is at work in a folder now; nothing is changed there, nobody is kept waiting."""

from __future__ import annotations

from pathlib import Path

from roadmap_engine.storage.leftovers import LOCK_NAME
from roadmap_engine.storage.opening import open_file

try:
    import fcntl
except ImportError:  # of Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["is_held"]


def is_held(folder: Path) -> bool:
    """Tell whether somebody holds a folder at this moment; a lock that was left behind is not held.

    Where the system has no way to ask, nobody holds it as far as is known.
    """
    if fcntl is None:
        return False
    try:
        with open_file(folder / LOCK_NAME) as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
