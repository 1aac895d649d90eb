"""Where a template that is not the program's own is filled: a process that can do nothing but answer.

The process has little memory, little time, no files, no network and no children (`sandboxed` gives all
that up before it looks at anything); what it says is not believed but checked. One process serves a whole
build; one that is stopped by a limit costs its document a problem, and the next document gets another.
What is sent there is pickled; what comes back is JSON and the bytes of a file, never a pickle.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar

from roadmap_engine.diagnostics import CODES, Problem
from roadmap_engine.documents.word.fields import plain_values
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.frames import read_frame, write_frame
from roadmap_engine.documents.word.properties import Properties

__all__ = ["MEGABYTES", "SECONDS", "Sandbox"]

SECONDS = 3
"""For one document; with all that is done around it, a command answers within five."""
MEGABYTES = 512
_START_SECONDS = 30
_MAX_DOCUMENT = 128 * 1024 * 1024
_MAX_PROBLEMS = 16 * 1024 * 1024
_MAX_WORDS = 1_000

_CODE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from roadmap_engine.documents.word.sandboxed import serve; "
    "serve(int(sys.argv[2]), int(sys.argv[3]))"
)
T = TypeVar("T")


class _StoppedError(Exception):
    """The process was stopped, because it was late or for another reason, or did not answer as it should."""

    def __init__(self, *, late: bool) -> None:
        self.late = late


class _CannotStartError(Exception):
    """There is no process with limits on this system."""


class Sandbox:
    """A process to fill templates in; it is started when it is first needed.

    Use it in a `with` block: at the end the process is gone.

    Args:
        seconds: for one document.
        megabytes: of memory in all.
        interpreter: the Python to run.
    """

    def __init__(
        self, seconds: int = SECONDS, megabytes: int = MEGABYTES, interpreter: str = sys.executable
    ) -> None:
        self._interpreter = interpreter
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped: set[bytes] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """The number of the process, while there is one."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process, if there is one."""
        self._discard()

    def fill(self, filling: Filling, template: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
        """Fill a template from anybody.

        Returns:
            The file, or nothing and the reasons.
        """
        values = plain_values(filling.with_pictures({}).values)
        return self._ask(template, filling.template, filling.fitting, values, filling.properties)

    def check(self, template: bytes, name: str, fitting: Fitting) -> tuple[Problem, ...]:
        """Find everything that is wrong with a template from anybody.

        Args:
            template: the file.
            name: what people call it.
            fitting: the document it is meant for.
        """
        return self._ask(template, name, fitting, None, None)[1]

    def _ask(
        self,
        template: bytes,
        name: str,
        fitting: Fitting,
        values: Mapping[str, Any] | None,
        properties: Properties | None,
    ) -> tuple[bytes | None, tuple[Problem, ...]]:
        refused = Problem.of("RM641", template=name, seconds=self._seconds, megabytes=self._megabytes)
        # A build of thirty documents from one such template waits for it once.
        if template in self._stopped:
            return None, (refused,)
        request = pickle.dumps((template, name, fitting, values, properties))
        try:
            return self._serve(lambda process: _talk(process, request, name))
        except _CannotStartError:
            return None, (Problem.of("RM642", template=name),)
        except _StoppedError:
            self._stopped.add(template)
            return None, (refused,)

    def _serve(self, talk: Callable[[subprocess.Popen[bytes]], T]) -> T:
        """Talk to the process; what a used one has no memory left for gets a fresh one."""
        used = self._process is not None
        try:
            return self._within(self._seconds, talk)
        except _StoppedError as stopped:
            if not used or stopped.late:
                raise
        return self._within(self._seconds, talk)

    def _within(self, seconds: float, talk: Callable[[subprocess.Popen[bytes]], T]) -> T:
        """Talk to the process for so long; afterwards it is gone if it was too slow or fell silent."""
        process = self._process or self._start()
        self._process = process
        late = threading.Event()
        sound = False

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            told = talk(process)
            sound = True
        except (EOFError, OSError, ValueError, KeyError, TypeError) as silence:
            raise _StoppedError(late=late.is_set()) from silence
        finally:
            timer.cancel()
            if late.is_set() or not sound:
                self._discard()
        return told

    def _start(self) -> subprocess.Popen[bytes]:
        paths = json.dumps([path or os.getcwd() for path in sys.path])  # noqa: PTH109 -- what «» means there
        flags = ["-I", "-B", *(["-O"] * sys.flags.optimize)]
        limits = (str(self._seconds), str(self._megabytes))
        command = [self._interpreter, *flags, "-c", _CODE, paths, *limits]
        kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
        try:
            self._process = subprocess.Popen(  # noqa: S603  (the interpreter itself, and words of ours)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kept
            )
            self._within(_START_SECONDS, lambda process: read_frame(_pipe(process.stdout), 0))
        except (OSError, ValueError, _StoppedError) as fault:
            raise _CannotStartError from fault
        return self._process

    def _discard(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                # What was not sent yet is of no use to anybody.
                with contextlib.suppress(OSError):
                    _pipe(pipe).close()
            process.wait()


def _pipe(pipe: Any) -> BinaryIO:
    if pipe is None:  # never: the process is started with both pipes
        raise EOFError
    return pipe  # type: ignore[no-any-return]


def _talk(
    process: subprocess.Popen[bytes], request: bytes, name: str
) -> tuple[bytes | None, tuple[Problem, ...]]:
    write_frame(_pipe(process.stdin), request)
    told = json.loads(read_frame(_pipe(process.stdout), _MAX_PROBLEMS))
    problems = tuple(_believe(each, name) for each in told["problems"])
    document = read_frame(_pipe(process.stdout), _MAX_DOCUMENT) if told["drawn"] is True else None
    return document, problems


def _believe(told: Mapping[str, Any], name: str) -> Problem:
    """Make a problem of what the process says, as far as it is one: a code and short words.

    Raises:
        ValueError: it is none.
    """
    code, words = told["code"], told["words"]
    if not isinstance(code, str) or code not in CODES or not isinstance(words, dict):
        raise ValueError
    short = ((str(key), name if key == "template" else str(text)[:_MAX_WORDS]) for key, text in words.items())
    return Problem(code=code, arguments=tuple(short), lessened=told["lessened"] is True)
