"""A region of small schools, each in a folder of its own; and runs over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_engine.batch.crews import Crew, make_here
from roadmap_engine.batch.inputs import digest_program
from roadmap_engine.batch.running import Finished, run_batch
from roadmap_engine.batch.tasks import BatchRun, Folder, Output, SchoolMade, SchoolTask
from roadmap_engine.model.paper import Paper
from tests.pipeline.small_school import ADOPTION, ORGANISATION, ROADMAP

__all__ = ["NOW", "Heard", "make", "snapshot", "task_of", "write_region"]

NOW = dt.datetime(2026, 9, 14, 9, 30, tzinfo=dt.UTC)


def write_region(folder: Path, schools: int = 3) -> Path:
    """Write the texts of some schools, «school-1» and on, each with the roadmap beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, schools + 1):
        school = folder / f"school-{number}"
        school.mkdir(exist_ok=True)
        adoption = ADOPTION.replace("school-3-reading", f"school-{number}-reading")
        (school / "tiny.yaml").write_text(ROADMAP, encoding="utf-8")
        (school / "adoption.yaml").write_text(adoption, encoding="utf-8")
        text = ORGANISATION.replace("school-3", f"school-{number}").replace("№ 3", f"№ {number}")
        (school / "organisation.yaml").write_text(text, encoding="utf-8")
    return folder


def task_of(workspace: Path, output: Output, number: int = 1, **changed: str) -> SchoolTask:
    """Give the task of one of the schools."""
    run = BatchRun("run", changed.get("program", digest_program()), workspace, output, NOW, NOW.date())
    school = workspace / f"school-{number}" / "adoption.yaml"
    return SchoolTask(run, 0, f"school-{number}/papers", school)


@dataclass
class Heard:
    """What a run has told on its way."""

    total: int = 0
    made: list[SchoolMade] = field(default_factory=list)

    def begin(self, total: int) -> None:
        self.total = total

    def tell(self, made: SchoolMade) -> None:
        self.made.append(made)

    @property
    def acts(self) -> Mapping[str, str]:
        """What was done for each school, by its text."""
        return {made.line.file: made.act for made in self.made}


_runs = iter(range(1_000_000))


def make(
    workspace: Path,
    output: Output | Path,
    crew: Crew | None = None,
    heard: Heard | None = None,
    papers: frozenset[Paper] = frozenset(Paper),
) -> Finished:
    """Make the papers of a region, into folders or into an archive; always at the same instant."""
    archive = output if isinstance(output, Path) and output.suffix == ".zip" else None
    target = Folder(output) if isinstance(output, Path) else output
    run = BatchRun(f"run-{next(_runs)}", digest_program(), workspace, target, NOW, NOW.date(), papers=papers)
    return run_batch(run, archive, lambda _total: crew or make_here(), heard or Heard())


def snapshot(folder: Path) -> Mapping[str, bytes]:
    """Give every file of a folder, at any depth, with its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
