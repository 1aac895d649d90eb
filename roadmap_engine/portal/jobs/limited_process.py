"""The process that one work is done in: it takes limits upon itself, does it, and tells what came of it.

    request   JSON: what does it, what it is told, where the file goes that comes out
    answers   JSON: how far it is, as often as five times a second; at last how it ended

It ends with its parent, whose pipe it listens at. It has no database, no accounts and no key of the portal.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from roadmap_engine.batch.problem_json import problem_to_json
from roadmap_engine.documents.word.frames import read_frame, write_frame
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.jobs.results import Asked, Does, Result
from roadmap_engine.storage.writing import replace_private_file

__all__ = ["LARGEST_FRAME", "find_work", "serve"]

LARGEST_FRAME = 16 * 1_048_576
_LARGEST_FILE = 2_000_000_000
_EVERY = 0.2
_NICER = 5
"""Pages come before works."""


def serve(seconds: int, megabytes: int) -> None:
    """Do one work.

    Args:
        seconds: of processor time.
        megabytes: of address space.
    """
    request = json.loads(read_frame(sys.stdin.buffer, LARGEST_FRAME))
    target = os.fdopen(os.dup(1), "wb")
    # What a library prints is no answer.
    os.dup2(2, 1)
    _limit(seconds, megabytes)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tell(target, _do(request, target))
    # The thread that listens cannot be ended otherwise.
    os._exit(0)


def _limit(seconds: int, megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 -- Windows has none; there the parent's clock is the limit
    except ImportError:
        return
    size = megabytes * 1_048_576
    limits = {"RLIMIT_AS": size, "RLIMIT_CPU": seconds, "RLIMIT_FSIZE": _LARGEST_FILE, "RLIMIT_CORE": 0}
    for name, limit in limits.items():
        _soft, hard = resource.getrlimit(getattr(resource, name))
        least = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(getattr(resource, name), (least, least))
    os.nice(_NICER)


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


def find_work(place: str) -> Does:
    """Find what does a work by its place, «package.module.function»."""
    module, _, name = place.rpartition(".")
    found: Does = getattr(importlib.import_module(module), name)
    return found


def _do(request: Mapping[str, Any], target: BinaryIO) -> Mapping[str, Any]:
    files = {name: Path(path) for name, path in request["files"].items()}
    asked = Asked(Path(request["workspace"]), request["arguments"], files, request["who"], request["again"])
    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= _EVERY:
            last = now
            _tell(target, {"done": done, "total": total})

    try:
        outcome = find_work(request["does"])(asked, progress)
        return _keep(outcome, Path(request["target"]))
    except MemoryError:
        return {"ended": "memory"}
    except Exception:  # noqa: BLE001 -- told to the parent, whose log has it
        return {"ended": "fault", "trace": traceback.format_exc()}


def _keep(outcome: Outcome[Result], target: Path) -> Mapping[str, Any]:
    told: dict[str, Any] = {"ended": "done", "problems": list(map(problem_to_json, outcome.problems))}
    result = outcome.value
    if result is not None:
        if result.name:
            replace_private_file(target, result.content)
        told["result"] = {"name": result.name, "told": dict(result.told)}
    return told


def _tell(target: BinaryIO, words: Mapping[str, Any]) -> None:
    write_frame(target, json.dumps(words, ensure_ascii=False).encode())
