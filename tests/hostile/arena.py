"""A place to run the command line where it can do no harm: one fork a run, its time and memory limited.

The parent has loaded the program once, so a run costs what its input costs. Time is that of the processor,
which does not pass faster on a busy machine; the system ends whoever needs more of it, or more memory.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import math
import os
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from roadmap_engine.cli.program import COMMANDS, run
from roadmap_engine.pipeline.importing import published_catalogue

__all__ = ["FAULT", "MEMORY", "SECONDS", "Arena", "Ended"]


def _measure_pace() -> float:
    """Give how many times as long this machine takes for a round of counting as the promise was made on."""
    rounds = []
    for _ in range(3):
        began, number = time.process_time(), 0
        for each in range(2_000_000):
            number = (number * 31 + each) % 1_000_003
        rounds.append(time.process_time() - began)
    return min(rounds) / 0.1


SECONDS = math.ceil(5 * max(1.0, _measure_pace()))
"""Five, where two million steps take a tenth of a second; a slower machine is given as much longer."""
MEMORY = 512 * 1024 * 1024
FAULT = 70
"""The exit code of a run that met a fault of the program."""

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended.

    Attributes:
        code: the exit code; negative where a signal ended it.
        said: what it wrote, both streams together.
        seconds: of the processor.
        kilobytes: the most memory it held.
    """

    code: int
    said: str
    seconds: float
    kilobytes: int

    @property
    def is_sound(self) -> bool:
        """Whether the program ended by itself, as its contract says, and met no fault of its own."""
        return self.code in (0, 1, 2, 3)


class Arena:
    """A process that runs command lines one after another."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.arena"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "ROADMAP_LANG": "ru", "ROADMAP_TRACEBACK": "1", "ROADMAP_CACHE": ""},
        )

    def run(self, folder: Path, *arguments: str) -> Ended:
        """Run the program in a folder."""
        into, out = self._pipes()
        into.write(json.dumps({"folder": str(folder), "arguments": arguments}) + "\n")
        into.flush()
        return Ended(**json.loads(out.readline()))

    def close(self) -> None:
        """Let the process end."""
        into, out = self._pipes()
        into.close()
        self._process.wait()
        out.close()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


def _spin() -> int:
    while True:
        pass


def _grow() -> int:
    return len(bytes(MEMORY))


PROOFS: Mapping[str, Callable[[], int]] = {"!spin": _spin, "!grow": _grow}
"""What proves that the arena takes away what it says: time without end, memory without end."""


def _serve() -> None:
    for module, _ in COMMANDS.values():
        importlib.import_module(f"roadmap_engine.cli.commands.{module}")
    # What every run would load again: dictionaries, the grammar, the published roadmaps.
    published_catalogue()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run(["show", str(ROOT / "examples/school/adoption.yaml")])
        run(["decline", "заместитель директора", "--kind", "post"])
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_fork(**json.loads(line))) + "\n")
        sys.stdout.flush()


def _fork(folder: str, arguments: list[str]) -> dict[str, Any]:
    said = Path(f"{folder}.said")
    child = os.fork()
    if child == 0:
        os._exit(_run(folder, arguments, said))
    _, status, used = os.wait4(child, 0)
    words = said.read_text(encoding="utf-8", errors="replace")
    said.unlink()
    return {
        "code": os.waitstatus_to_exitcode(status),
        "said": words,
        "seconds": used.ru_utime + used.ru_stime,
        "kilobytes": used.ru_maxrss,
    }


def _run(folder: str, arguments: list[str], said: Path) -> int:
    # Whatever goes wrong from here on must not reach the loop of the parent.
    try:
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, out), (2, out)):
            os.dup2(target, stream)
        os.chdir(folder)
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.FileIO(stream, "w", closefd=False), "utf-8", write_through=True)
            for stream in (1, 2)
        )
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return PROOFS[arguments[0]]() if arguments[0] in PROOFS else run(arguments)
    except BaseException:  # noqa: BLE001 -- a fault of the program is what is looked for
        with contextlib.suppress(BaseException):
            os.write(2, traceback.format_exc()[-4_000:].encode(errors="replace"))
        return FAULT


if __name__ == "__main__":
    _serve()
