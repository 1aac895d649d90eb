"""Names of what stands in a folder only while a run is at work there; later it was left behind."""

from __future__ import annotations

__all__ = ["HOLDER_NAME", "LOCK_NAME", "MARK_NAME", "is_left"]

LOCK_NAME = ".roadmap-lock"
"""What the system locks."""

MARK_NAME = ".roadmap-lock.mark"
"""What stands for a lock on a drive that knows none."""

HOLDER_NAME = ".roadmap-lock.json"
"""Who holds the folder."""

_LOCKS = frozenset({LOCK_NAME, MARK_NAME, HOLDER_NAME})


def is_left(name: str) -> bool:
    """Tell by its name whether a file or folder stands only while the program is at work.

    >>> [is_left(each) for each in (".roadmap-x1.part", ".roadmap-lock", ".roadmap-build.json")]
    [True, True, False]
    """
    return name in _LOCKS or (name.startswith(".roadmap-") and name.endswith(".part"))
