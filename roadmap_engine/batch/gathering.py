"""A folder of adoptions → the tasks of a run; what stands in the way of one is told of it alone."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from roadmap_engine.batch.enrolling import Roll
from roadmap_engine.batch.tasks import BatchRun, Folder, SchoolMade, SchoolTask, fail
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.drift import Found, find_adoptions
from roadmap_engine.pipeline.identities import read_id
from roadmap_engine.pipeline.site import refuse_taken

__all__ = ["PAPERS", "gather_tasks", "list_shared_folders", "name_place"]

PAPERS = "papers"
"""The folder of a school's papers."""
_USUAL = "adoption"


def gather_tasks(
    run: BatchRun, roll: Roll | None = None
) -> tuple[tuple[SchoolTask, ...], tuple[SchoolMade, ...]]:
    """Give the tasks of a workspace in the order of its paths, and the schools that none can be made for.

    Two adoptions whose papers would lie in one folder, or whose plans have one name, are told; the first of
    them is made.

    Args:
        run: over the workspace.
        roll: the schools of a registry, where only they are made, in its order.
    """
    places: dict[str, Path] = {}
    plans: dict[str, Path] = {}
    tasks: list[SchoolTask] = []
    refused: list[SchoolMade] = []
    found = find_adoptions(run.workspace) if roll is None else _find_rolled(run.workspace, roll)
    shared = _find_shared(run, found)
    for number, (path, root) in enumerate(found):
        task = SchoolTask(run, number, name_place(path, run.workspace), path, root)
        plan = read_id(path, root)
        faults = _refuse_place(task, places)
        if plan is not None:
            faults += refuse_taken(plan, path, plans)
        if faults:
            refused.append(fail(task, *faults))
        else:
            tasks.append(replace(task, held=os.path.realpath(path.parent) in shared))
    return tuple(tasks), tuple(refused)


def _find_rolled(workspace: Path, roll: Roll) -> tuple[Found, ...]:
    """Find the adoptions of a registry's schools, in its order."""
    homes: dict[str, list[Found]] = {}
    for path, root in find_adoptions(workspace):
        homes.setdefault(path.relative_to(workspace).parts[0], []).append((path, root))
    folders = dict.fromkeys(each.folder for each in roll.schools if each.folder)
    return tuple(found for folder in folders for found in homes.get(folder, ()))


def name_place(adoption: Path, workspace: Path) -> str:
    """Name the folder of an adoption's papers, as it is seen from where all papers lie.

    >>> name_place(Path("region/school-3/adoption.yaml"), Path("region"))
    'school-3/papers'
    >>> name_place(Path("region/spring.yaml"), Path("region"))
    'papers-spring'
    """
    name = PAPERS if adoption.stem == _USUAL else f"{PAPERS}-{adoption.stem}"
    return (adoption.parent.relative_to(workspace) / name).as_posix()


def list_shared_folders(tasks: Iterable[SchoolTask]) -> tuple[Path, ...]:
    """Give the folders that the run itself has to hold, so that its tasks need not wait for each other."""
    folders = {os.path.realpath(task.adoption.parent): task.adoption.parent for task in tasks if task.held}
    return tuple(folders[real] for real in sorted(folders))


def _find_shared(run: BatchRun, found: tuple[Found, ...]) -> frozenset[str]:
    """Find the folders that several adoptions lie in, and the one that the run itself writes in."""
    counts = Counter(os.path.realpath(path.parent) for path, _root in found)
    several = {folder for folder, count in counts.items() if count > 1}
    return frozenset(
        several | ({os.path.realpath(run.output.path)} if isinstance(run.output, Folder) else set())
    )


def _refuse_place(task: SchoolTask, places: dict[str, Path]) -> tuple[Problem, ...]:
    """Refuse papers that would lie in another school's folder, on any system."""
    other = places.setdefault(unicodedata.normalize("NFC", task.place).casefold(), task.adoption)
    if other == task.adoption:
        return ()
    return (Problem.of("RM676", file=task.adoption, other=other, place=task.place),)
