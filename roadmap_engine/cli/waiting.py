"""What a person at a terminal is told while she waits for somebody else's machine."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator

__all__ = ["say_waiting"]

_PATIENCE = 1.0
"""Seconds that nobody takes for a standstill."""


@contextlib.contextmanager
def say_waiting(words: str, patience: float = _PATIENCE) -> Iterator[None]:
    """Say what is waited for, if it takes longer than a moment, and take the words away afterwards.

    Args:
        words: one line; a script, or a file that the messages go to, never gets it.
        patience: seconds before it is said.
    """
    stream = sys.stderr
    if not stream.isatty():
        yield
        return
    said = threading.Event()

    def say() -> None:
        said.set()
        stream.write(words)
        stream.flush()

    timer = threading.Timer(patience, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said.is_set():
            stream.write("\r" + " " * len(words) + "\r")
            stream.flush()
