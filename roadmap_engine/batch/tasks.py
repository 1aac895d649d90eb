"""What is to be made for a school, and what came of it: values that go to another process and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.batch import BatchLine
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.packing import Deflater
from roadmap_engine.storage.roots import Root

__all__ = ["Act", "BatchRun", "Folder", "Output", "Parts", "Remote", "SchoolMade", "SchoolTask", "fail"]

Act = Literal["made", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Folder:
    """Papers go into folders that people work in."""

    path: Path


@dataclass(frozen=True, slots=True)
class Parts:
    """Papers go into parts of an archive, one a school.

    Attributes:
        path: the folder of the parts, which lives as long as the run.
    """

    path: Path


@dataclass(frozen=True, slots=True)
class Remote:
    """Papers go to an address that fsspec knows, «s3://bucket/papers»; nobody works in them there."""

    url: str


Output = Folder | Parts | Remote


@dataclass(frozen=True, slots=True)
class BatchRun:
    """What is the same for all schools of a run.

    Attributes:
        id: of the run; what many schools stand on is kept in a process for one run alone.
        program: the version of the program and of all that comes with it; workers of another are refused.
        workspace: the folder of the adoptions.
        output: where the papers go.
        now: the instant that calendars say their events were changed at, where they were.
        day: the day in the name of a file that is kept aside.
        seen_on: the day on which pages say what is overdue; nothing of the kind unless given.
        papers: the kinds that are made.
        deflater: what packs them; its bytes are its own.
    """

    id: str
    program: str
    workspace: Path
    output: Output
    now: dt.datetime
    day: dt.date
    seen_on: dt.date | None = None
    papers: frozenset[Paper] = frozenset(Paper)
    deflater: Deflater = "zlib"


@dataclass(frozen=True, slots=True)
class SchoolTask:
    """One school's papers, to be made.

    Attributes:
        number: its place among all.
        place: the folder of its papers, as it is seen from where all papers lie.
        adoption: path of its text.
        root: of the folder it was found in; none where its reader named it.
        held: whether the run holds the folder of the text already, because others lie there too.
    """

    run: BatchRun
    number: int
    place: str
    adoption: Path
    root: Root | None = None
    held: bool = False

    @property
    def file(self) -> str:
        """The adoption as it is seen from the workspace."""
        inside = self.adoption.is_relative_to(self.run.workspace)
        return (self.adoption.relative_to(self.run.workspace) if inside else self.adoption).as_posix()


@dataclass(frozen=True, slots=True)
class SchoolMade:
    """What came of a school's task.

    Attributes:
        number: of the task.
        act: what was done now.
        line: what the summary says.
        part: the file of its papers, where they go into an archive.
    """

    number: int
    act: Act
    line: BatchLine
    part: Path | None = None


def fail(task: SchoolTask, *problems: Problem) -> SchoolMade:
    """Say that a school's papers were not made, and why."""
    return SchoolMade(task.number, "failed", BatchLine(task.place, task.file, problems=problems, failed=True))
