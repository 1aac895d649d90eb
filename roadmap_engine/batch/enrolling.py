"""A registry of schools → their texts, written beside each other, and the schools of a run in its order.

What becomes of a row is decided in `pipeline.enrolling`; here it is written, each school apart from the
others: who holds the folder of one school holds up nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.enrolling import Change, Enrolled
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.opening import holds
from roadmap_engine.storage.writing import replace_file, sweep_leftovers

__all__ = ["Roll", "RolledSchool", "write_texts"]

_STANDS_ON_ALL = "adoption.yaml"
"""The text that names the others: written when they are there."""


@dataclass(frozen=True, slots=True)
class RolledSchool:
    """A school of a registry.

    Attributes:
        folder: of its texts; empty where its row names none.
        row: the file of the registry and the row, for messages.
        problems: of the row.
    """

    folder: str
    row: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """The schools of a registry, in their order.

    Attributes:
        texts: how many schools have got texts, or others than before.
    """

    schools: tuple[RolledSchool, ...] = ()
    texts: Mapping[Change, int] = field(default_factory=dict)


def write_texts(registry: Path, workspace: Path, rows: Iterable[Enrolled]) -> Roll:
    """Write the texts of schools; what stands is left as it is where nothing changes.

    Args:
        registry: the file, as its reader named it.
        workspace: the folder of the schools' folders.
        rows: what becomes of each school.

    Raises:
        OSError: the disk is full, or the workspace cannot be written; what is written till then is whole.
    """
    texts: dict[Change, int] = dict.fromkeys(Change, 0)
    schools = []
    for each in rows:
        refused = _write(workspace / each.folder, each.files) if each.files else ()
        texts[Change.SAME if refused else each.change] += 1
        schools.append(RolledSchool(each.folder, f"{registry}:{each.row}", (*each.problems, *refused)))
    return Roll(tuple(schools), texts)


def _write(folder: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    with hold_folder(folder) as refused:
        if not refused:
            sweep_leftovers(folder, deep=False)
            for name in sorted(files, key=lambda name: (name == _STANDS_ON_ALL, name)):
                if not holds(folder / name, files[name]):
                    replace_file(folder / name, files[name])
    return refused
