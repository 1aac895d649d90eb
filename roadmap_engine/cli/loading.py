"""Modules are loaded without looking for rubbish: all that loading makes stays until the end.

Python looks for it whenever enough was made, and once more before it ends. Over a million values that are all
in use that takes a quarter of the time of a small command.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["leave_rubbish", "loading"]


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Load modules in a block; what there is at its end is never looked through again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def leave_rubbish() -> None:
    """Let the process end without looking for rubbish, which goes with it."""
    gc.freeze()
