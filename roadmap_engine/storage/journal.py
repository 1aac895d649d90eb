"""What a run has put on the disk so far, for whoever has to say it when the run cannot go on."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

__all__ = ["begin_journal", "list_written", "note_written"]

_WRITTEN: ContextVar[tuple[Path, ...] | None] = ContextVar("written", default=None)


def begin_journal() -> None:
    """Begin a run: nothing is written yet."""
    _WRITTEN.set(())


def note_written(path: Path) -> None:
    """Note a file that stands in its place; where no run has begun, as in a server, nobody asks for it."""
    written = _WRITTEN.get()
    if written is not None:
        _WRITTEN.set((*written, path))


def list_written() -> tuple[Path, ...]:
    """Give the files that were written, each once, in the order in which they were."""
    return tuple(dict.fromkeys(_WRITTEN.get() or ()))
