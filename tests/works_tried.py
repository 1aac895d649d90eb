"""Works for tests of jobs: they go well, take too long or too much, or fail; done without Django."""

from __future__ import annotations

import os
import time
from pathlib import Path

from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.jobs.results import Asked, Progress, Result, Step

__all__ = ["fail", "go_on", "print_it", "swell", "wait", "write"]


def write(asked: Asked, progress: Progress) -> Outcome[Result]:
    """Write a file that says what it was told, what it was handed, and what it has of the environment."""
    progress(1, 2)
    given = {name: path.read_text(encoding="utf-8") for name, path in asked.files.items()}
    words = repr((dict(asked.arguments), given, sorted(os.environ)))
    return Outcome(Result("отчёт.zip", (words.encode(),), {"said": "готово"}))


def print_it(asked: Asked, progress: Progress) -> Outcome[Result]:
    """Print what looks like an answer."""
    print("\0\0\0\2{}", flush=True)  # noqa: T201 -- that is what is tried
    return write(asked, progress)


def wait(asked: Asked, progress: Progress) -> Outcome[Result]:
    """Wait for longer than anybody does, and leave a note who it is."""
    if "note" in asked.arguments:
        Path(asked.arguments["note"]).write_text(str(os.getpid()), encoding="utf-8")
    while True:
        progress(3, 7)
        time.sleep(0.05)


def swell(_asked: Asked, _progress: Progress) -> Outcome[Result]:
    """Take more and more memory."""
    taken = []
    while True:
        taken.append(bytearray(64 * 1_048_576))


def fail(_asked: Asked, _progress: Progress) -> Outcome[Result]:
    """Fail as no work should."""
    raise ZeroDivisionError


def go_on(_job: object) -> tuple[Step, ...]:
    """Say what comes next."""
    return (Step("Дальше", "/schools/"),)
