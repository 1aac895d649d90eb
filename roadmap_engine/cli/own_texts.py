"""What stands beside an adoption, written by one run at a time and never over a change of a person's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from pathlib import Path

from roadmap_engine.cli.waiting import say_waiting
from roadmap_engine.desk import holding
from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.locking import hold_folder

__all__ = ["hold", "hold_beside", "replace_own_text"]


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[tuple[Problem, ...]]:
    """Hold a folder, made if it is missing; somebody at a terminal is told what is waited for.

    Yields:
        Nothing, or why the folder could not be had; then nothing may be written.
    """
    with contextlib.ExitStack() as held:
        with say_waiting(_("Another run writes here; waiting for it …")):
            refused = held.enter_context(hold_folder(folder))
        yield refused


@contextlib.contextmanager
def hold_beside(text: Path) -> Iterator[tuple[Problem, ...]]:
    """Do what `desk.holding.hold_beside` does; somebody at a terminal is told what is waited for."""
    with contextlib.ExitStack() as held:
        with say_waiting(_("Another run writes here; waiting for it …")):
            refused = held.enter_context(holding.hold_beside(text))
        yield refused


def replace_own_text(
    path: Path, written: bytes, data: bytes | None, files: Mapping[str, bytes] | None = None
) -> tuple[Problem, ...]:
    """Do what `desk.holding.replace_own_text` does; somebody at a terminal is told what is waited for."""
    with hold(path.parent) as refused:
        return refused or holding.replace_own_text(path, written, data, files)
