"""A run over many schools, from the tasks to the summary."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, assert_never

from roadmap_engine.batch.archiving import OpenArchive, open_archive
from roadmap_engine.batch.crews import Crew, make_schools
from roadmap_engine.batch.enrolling import Roll, RolledSchool
from roadmap_engine.batch.folders import Folders, hide_folders, make_whole
from roadmap_engine.batch.gathering import gather_tasks, list_shared_folders
from roadmap_engine.batch.remote import RemotePlace
from roadmap_engine.batch.summary import draw_summary
from roadmap_engine.batch.tasks import (
    Act,
    BatchRun,
    Folder,
    Output,
    Parts,
    Remote,
    SchoolMade,
    SchoolTask,
    fail,
)
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.batch import BatchLine
from roadmap_engine.storage.batch_names import SUMMARY_LIST
from roadmap_engine.storage.laying import write_folder
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.terms import Terms
from roadmap_engine.storage.writing import sweep_leftovers

__all__ = ["Finished", "Watcher", "run_batch"]


class Watcher(Protocol):
    """Is told how far a run has come."""

    def begin(self, total: int) -> None:
        """Hear how many schools there are."""

    def tell(self, made: SchoolMade) -> None:
        """Hear what came of a school."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a run.

    Attributes:
        lines: of the summary, in the order of the schools.
        acts: how many schools were made now, were as they are to be, have failed.
        problems: what was told of the run itself.
    """

    lines: tuple[BatchLine, ...] = ()
    acts: Mapping[Act, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def run_batch(
    run: BatchRun,
    archive: Path | None,
    crew: Callable[[int], Crew],
    watcher: Watcher,
    roll: Roll | None = None,
) -> Finished:
    """Make the papers of all schools of a workspace, and write the summary.

    Args:
        run: what is made; where an archive is asked for its output is filled in here.
        archive: the file that all papers go into; None where they go into folders or to an address.
        crew: who makes them, by how many schools there are.
        watcher: is told how far it has come.
        roll: the schools of a registry, where only they are made, in its order.

    Returns:
        What came of it; no lines where nothing could be begun, and why.
    """
    if archive is None:
        return _run(run, None, crew, watcher, roll)
    with open_archive(archive) as (opened, refused):
        if opened is None:
            return Finished(problems=refused)
        return _run(replace(run, output=Parts(opened.parts)), opened, crew, watcher, roll)


def _run(
    run: BatchRun,
    archive: OpenArchive | None,
    crew: Callable[[int], Crew],
    watcher: Watcher,
    roll: Roll | None,
) -> Finished:
    output = run.output
    folder, folders, run = run.workspace, Folders(run), make_whole(run)
    tasks, refused = gather_tasks(run, roll)
    refused += _add_rows(roll, (*tasks, *refused)) if roll is not None else ()
    if not tasks and not refused:
        return Finished(problems=(Problem.of("RM849", folder=folder),))
    with contextlib.ExitStack() as stack:
        tasks, unheld = _hold(tasks, stack)
        noted = _Noted(watcher, archive, folders, roll)
        watcher.begin(len(tasks) + len(refused) + len(unheld))
        for made in (*refused, *unheld):
            noted.take(hide_folders(made, run))
        # Closed before anything else is: whoever makes a school then is waited for.
        with contextlib.closing(make_schools(tasks, crew(len(tasks)))) as all_made:
            for made in all_made:
                noted.take(made)
        lines = tuple(noted.lines[number] for number in sorted(noted.lines))
        return Finished(lines, noted.acts, _write_summary(output, run.day, archive, lines))


class _Noted:
    """What came of the schools so far."""

    def __init__(
        self, watcher: Watcher, archive: OpenArchive | None, folders: Folders, roll: Roll | None
    ) -> None:
        self._watcher, self._archive, self._folders = watcher, archive, folders
        self._rows: dict[str, tuple[Problem, ...]] = {}
        for each in roll.schools if roll is not None else ():
            if each.folder:
                self._rows[each.folder] = (*self._rows.get(each.folder, ()), *each.problems)
        self.lines: dict[int, BatchLine] = {}
        self.acts: dict[Act, int] = {"made": 0, "unchanged": 0, "failed": 0}

    def take(self, made: SchoolMade) -> None:
        made = self._folders.show(made)
        told = self._rows.pop(made.line.place.partition("/")[0], ())
        if told:
            made = replace(made, line=replace(made.line, problems=(*told, *made.line.problems)))
        self.lines[made.number] = made.line
        self.acts[made.act] += 1
        if self._archive is not None:
            self._archive.take(made.number, made.part)
        self._watcher.tell(made)


def _add_rows(roll: Roll, others: Sequence[SchoolTask | SchoolMade]) -> tuple[SchoolMade, ...]:
    """Give the rows that no text has come of, behind the schools that have one."""
    known = {
        (each.place if isinstance(each, SchoolTask) else each.line.place).partition("/")[0] for each in others
    }
    rows = (each for each in roll.schools if each.folder not in known)
    return tuple(
        SchoolMade(number, "failed", _say_row(each)) for number, each in enumerate(rows, len(others))
    )


def _say_row(school: RolledSchool) -> BatchLine:
    """Give the line of a row without a text; what is told of a folder is added to the first line of it."""
    told = () if school.folder else school.problems
    return BatchLine(school.folder, school.row, problems=told, failed=True)


def _hold(
    tasks: Sequence[SchoolTask], stack: contextlib.ExitStack
) -> tuple[tuple[SchoolTask, ...], tuple[SchoolMade, ...]]:
    """Hold for the whole run the folders that several of its schools lie in.

    Returns:
        The tasks that can be done, and what came of those whose folder could not be had.
    """
    refused: dict[Path, tuple[Problem, ...]] = {}
    for folder in list_shared_folders(tasks):
        if told := stack.enter_context(hold_folder(folder)):
            refused[folder.resolve()] = told
        else:
            sweep_leftovers(folder, deep=False)
    done = tuple(task for task in tasks if task.adoption.parent.resolve() not in refused)
    left = (task for task in tasks if task.adoption.parent.resolve() in refused)
    return done, tuple(fail(task, *refused[task.adoption.parent.resolve()]) for task in left)


def _write_summary(
    output: Output, day: dt.date, archive: OpenArchive | None, lines: Sequence[BatchLine]
) -> tuple[Problem, ...]:
    """Write the summary beside all papers, last; one that a person has changed stays."""
    summary = draw_summary(lines)
    if archive is not None:
        archive.close(summary)
        return ()
    match output:
        case Folder(path):
            with hold_folder(path) as refused:
                return refused or write_folder(path, summary, Terms("batch", day, SUMMARY_LIST))
        case Remote(url):
            RemotePlace(url, "").write(summary)
        case Parts():
            raise AssertionError(output)  # parts are an archive's
        case _:
            assert_never(output)
    return ()
