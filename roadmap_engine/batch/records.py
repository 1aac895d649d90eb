"""What a run writes beside a school's papers, last: what they were made of, what they are, what was told.

A run that is killed leaves no record, or the one before; then the school is made again, which changes nothing
where nothing has changed. The record lies where people work: one that is not ours is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from roadmap_engine.batch.inputs import Digests, Input, Kind
from roadmap_engine.batch.problem_json import problem_from_json, problem_to_json
from roadmap_engine.batch.tasks import SchoolTask
from roadmap_engine.diagnostics.limits import LIST_BYTES, LIST_VALUES
from roadmap_engine.model.batch import BatchLine
from roadmap_engine.model.json_text import read_json

__all__ = ["LARGEST_RECORD", "Record", "read_record", "sign_settings", "write_record"]

LARGEST_RECORD = LIST_BYTES.most
_EDITION = 1
"""A record of another edition is none: nothing is lost by that but time."""

_PLAIN = tuple(each for each in fields(BatchLine) if isinstance(each.default, str | int | bool))


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a school's papers.

    Attributes:
        settings: the hash of what the run was asked for, and of the program.
        inputs: what the papers were made of, with its hashes.
        papers: the hash of what stood under each name when all was written; empty where nothing did.
        line: what the summary says of the school.
    """

    settings: str
    inputs: Mapping[Input, str]
    papers: Mapping[str, str]
    line: BatchLine

    def fits(self, task: SchoolTask, digests: Digests) -> bool:
        """Tell whether a task would make the papers of the same things, asked for in the same way."""
        return self.settings == sign_settings(task) and all(
            digests.of(each) == known for each, known in self.inputs.items()
        )


def sign_settings(task: SchoolTask) -> str:
    """Give the hash of all that a task's papers depend on and that stands in no file."""
    run = task.run
    settings = {
        "program": run.program,
        "papers": sorted(run.papers),
        "deflater": run.deflater,
        "seen_on": run.seen_on.isoformat() if run.seen_on is not None else None,
        "place": task.place,
        "file": task.file,
        "guarded": task.root is not None,
    }
    return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()


def write_record(record: Record) -> bytes:
    """Write a record; equal ones give equal bytes."""
    line = {each.name: getattr(record.line, each.name) for each in fields(BatchLine)}
    tree = {
        "edition": _EDITION,
        "settings": record.settings,
        "inputs": [[each.kind, each.path, known] for each, known in sorted(record.inputs.items())],
        "papers": dict(sorted(record.papers.items())),
        "line": {**line, "problems": [problem_to_json(each) for each in record.line.problems]},
    }
    return json.dumps(tree, indent=1).encode() + b"\n"


def read_record(data: bytes) -> Record | None:
    """Read a record; None where these are no bytes of one."""
    try:
        return _read(read_json(data.decode(), most=LIST_VALUES.most))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None


def _read(tree: Any) -> Record | None:
    if tree["edition"] != _EDITION:
        return None
    line = tree["line"]
    problems = tuple(problem_from_json(each) for each in line["problems"])
    found = BatchLine(**{**line, "problems": problems})
    if any(type(getattr(found, each.name)) is not type(each.default) for each in _PLAIN):
        return None
    return Record(
        tree["settings"],
        {Input(Kind(kind), path): known for kind, path, known in tree["inputs"]},
        dict(tree["papers"].items()),
        found,
    )
