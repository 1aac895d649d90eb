"""A process that runs the command line in children that are killed: at a step on the disk, or at a moment.

It loads the program once and forks for every run, so that a kill meets the work and not the loading. One
JSON object a line comes in, `{"argv", "folder", "at_step", "after", "signal"}`, and one goes out,
`{"killed", "code", "steps", "seconds"}`. A signal is SIGKILL, SIGTERM, or SIGINT as Ctrl-C sends it. A step
is whatever changes the disk under `folder`: a file opened for writing, a rename, a removal, a folder made,
a sync.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from roadmap_engine.cli.program import COMMANDS, program, run

__all__ = ["main"]

_INTERRUPTED = 130
_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link"})


class _Steps:
    """Counts the steps on the disk, and kills its own process at one of them."""

    def __init__(self, folder: Path, at_step: int | None, blow: signal.Signals) -> None:
        self.folder = str(folder.absolute())
        self.at_step = at_step
        self.blow = blow
        self.count = 0

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take in an event of the interpreter."""
        if event == "open" and isinstance(arguments[2], int):
            changes = bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        else:
            changes = event in _CHANGES
        if changes and self._is_inside(arguments[0]):
            self.step()

    def _is_inside(self, path: object) -> bool:
        if not isinstance(path, str | os.PathLike):
            return False
        return str(Path(path).absolute()).startswith(self.folder)

    def step(self) -> None:
        """Count one step, unless it is the last that this process makes."""
        self.count += 1
        if self.count == self.at_step:
            os.kill(os.getpid(), self.blow)


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # one that the parent ignored would never be waited for
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    group = program("en")
    for name in COMMANDS:
        group.get_command(None, name)  # type: ignore[arg-type]
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_run_victim(json.loads(line))) + "\n")
        sys.stdout.flush()


def _run_victim(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    blow = signal.Signals[order["signal"]]
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_victim(order, writing)
    os.close(writing)
    if order["after"] is not None:
        signal.sigtimedwait({signal.SIGCHLD}, order["after"])
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, blow)
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - begun
    # The signal of a child that has ended must not end the wait for the next one.
    while signal.sigtimedwait({signal.SIGCHLD}, 0) is not None:
        pass
    with os.fdopen(reading) as told:
        steps = told.read()
    code = os.waitstatus_to_exitcode(status)
    return {
        "killed": code in (-blow, _INTERRUPTED),
        "code": code,
        "steps": int(steps) if steps else None,
        "seconds": seconds,
    }


def _be_victim(order: dict[str, Any], writing: int) -> None:
    # One that was started in the background would not hear Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    steps = _Steps(Path(order["folder"]), order["at_step"], signal.Signals[order["signal"]])
    _count_syncs(steps.step)
    sys.addaudithook(steps.hear)
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code = run(order["argv"])
    os.write(writing, str(steps.count).encode())
    os._exit(code)


def _count_syncs(step: Callable[[], None]) -> None:
    sync = os.fsync

    def counted(fd: Any) -> None:
        step()
        sync(fd)

    os.fsync = counted


if __name__ == "__main__":
    main()
