"""A work → what came of it: done in a process of little time and memory, which ends with this one."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from roadmap_engine.batch.problem_json import problem_from_json
from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.frames import read_frame, write_frame
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.jobs.kinds import Limits
from roadmap_engine.portal.jobs.limited_process import LARGEST_FRAME
from roadmap_engine.portal.jobs.results import Asked, Kept, Progress

__all__ = ["StoppedError", "run_limited"]

_LOG = logging.getLogger("roadmap_engine.portal")
_CODE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from roadmap_engine.portal.jobs.limited_process import serve; "
    "serve(int(sys.argv[2]), int(sys.argv[3]))"
)
_KEPT_VARIABLES = (
    "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "LOCALAPPDATA", "ROADMAP_CACHE", "SYSTEMROOT", "TEMP", "TMP",
    "TMPDIR", "USERPROFILE", "XDG_CACHE_HOME",
)  # fmt: skip
"""What the process has of the environment; the address of the database is not among it."""
_LOOK_EVERY = 0.1


class StoppedError(Exception):
    """The portal ends: what was at work is left as it is."""


def run_limited(
    does: str,
    asked: Asked,
    limits: Limits,
    target: Path,
    *,
    progress: Progress,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Outcome[Kept]:
    """Do a work in a process of its own.

    Args:
        does: what does it, «package.module.function».
        asked: what it is told.
        limits: after which the process is ended.
        target: where the file goes that comes out.
        progress: is told how far it is.
        is_stopped: tells whether the portal ends.

    Returns:
        What came out; no value and a reason where the work gives one, took too long (RM990) or too much
        memory (RM991), or failed (RM993).

    Raises:
        StoppedError: the portal ends.
    """
    request = {
        "does": does,
        "workspace": str(asked.workspace.absolute()),
        "arguments": dict(asked.arguments),
        "files": {name: str(path.absolute()) for name, path in asked.files.items()},
        "who": asked.who,
        "again": asked.again,
        "target": str(target.absolute()),
    }
    ended: Mapping[str, Any] = {}
    with (
        _started(limits) as process,
        _watched(process, limits, is_stopped) as why,
        contextlib.suppress(EOFError, OSError, ValueError),
    ):
        write_frame(_pipe(process.stdin), json.dumps(request, ensure_ascii=False).encode())
        while "ended" not in ended:
            ended = json.loads(read_frame(_pipe(process.stdout), LARGEST_FRAME))
            if "done" in ended:
                progress(int(ended["done"]), int(ended["total"]))
    if "stopped" in why and "ended" not in ended:
        raise StoppedError
    return _conclude(ended, limits, process.returncode, late="late" in why)


def _conclude(ended: Mapping[str, Any], limits: Limits, code: int | None, *, late: bool) -> Outcome[Kept]:
    """Say how a process has ended; what did not say so itself was ended by a limit."""
    match ended.get("ended"):
        case "done":
            problems = tuple(map(problem_from_json, ended["problems"]))
            found = ended.get("result")
            return Outcome(Kept(found["name"], found["told"]) if found is not None else None, problems)
        case "fault":
            _LOG.error("a work has failed:\n%s", ended.get("trace", ""))
            return Outcome(None, (Problem.of("RM993"),))
        case "memory":
            return Outcome(None, (Problem.of("RM991", megabytes=limits.megabytes),))
    if late or code == -getattr(signal, "SIGXCPU", 0):
        return Outcome(None, (Problem.of("RM990", seconds=limits.seconds),))
    _LOG.error("a work has ended without a word: %s", code)
    return Outcome(None, (Problem.of("RM991", megabytes=limits.megabytes),))


@contextlib.contextmanager
def _started(limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    paths = json.dumps([path or os.getcwd() for path in sys.path])  # noqa: PTH109 -- what «» means there
    command = [sys.executable, "-I", "-B", "-c", _CODE, paths, str(limits.seconds), str(limits.megabytes)]
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    process = subprocess.Popen(  # noqa: S603  (the interpreter itself, and words of ours)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kept
    )
    try:
        yield process
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()


@contextlib.contextmanager
def _watched(
    process: subprocess.Popen[bytes], limits: Limits, is_stopped: Callable[[], bool]
) -> Iterator[set[str]]:
    """End a process that is late, or when the portal ends; gives which of both it was."""
    why: set[str] = set()
    over = threading.Event()
    until = time.monotonic() + limits.seconds

    def watch() -> None:
        while not over.wait(_LOOK_EVERY):
            late = time.monotonic() >= until
            if late or is_stopped():
                why.add("late" if late else "stopped")
                process.kill()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield why
    finally:
        over.set()
        watcher.join()


def _pipe(pipe: Any) -> BinaryIO:
    if pipe is None:  # never: the process is started with both pipes
        raise EOFError
    return pipe  # type: ignore[no-any-return]
