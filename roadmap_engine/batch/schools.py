"""One school's papers: whatever becomes of them is an answer, never an exception.

A task is a function of plain values, so that it can be done here, in another process or on another machine.
"""

from __future__ import annotations

import contextlib
import contextvars
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from roadmap_engine.api.papers import Papers, draw_read, write_history
from roadmap_engine.batch.folders import hide_folders
from roadmap_engine.batch.inputs import Digests, digest_program, is_as_read, list_inputs
from roadmap_engine.batch.parts import write_part
from roadmap_engine.batch.records import (
    LARGEST_RECORD,
    Record,
    read_record,
    sign_settings,
    write_record,
)
from roadmap_engine.batch.remote import RemotePlace
from roadmap_engine.batch.tasks import BatchRun, Folder, Parts, Remote, SchoolMade, SchoolTask, fail
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.gathering import merge_same
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.batch import BatchLine
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.storage import locking
from roadmap_engine.storage.batch_names import RECORD
from roadmap_engine.storage.journal import begin_journal
from roadmap_engine.storage.leftovers import is_left
from roadmap_engine.storage.packing import chosen_deflater, use_deflater
from roadmap_engine.storage.paper_list import LIST_NAME, digest, load_list
from roadmap_engine.storage.standing import Kind, look_at
from roadmap_engine.storage.writing import replace_file, sweep_leftovers

__all__ = ["make_school"]

_PATIENCE = 12
"""So many times longer than elsewhere a folder is waited for: a school that is left out costs more."""
_PASSING = frozenset({"RM708", "RM730", "RM738", "RM740", "RM741", "RM837"})
"""What is over soon: a file that somebody has open. The next run has to look again."""


@dataclass
class _Desk:
    """What is kept in a process for the schools of one run."""

    run: BatchRun
    shared: Shared = field(default_factory=Shared)
    digests: Digests = field(init=False)
    program: str = field(init=False)

    def __post_init__(self) -> None:
        self.digests, self.program = Digests(self.run.workspace), digest_program()


_ALONE = threading.Lock()
"""A worker with several threads makes one school after another: what is kept is kept for all of them."""
_desks: list[_Desk] = []


def make_school(task: SchoolTask) -> SchoolMade:
    """Make one school's papers; never raises."""
    return hide_folders(_make_at_any_rate(task), task.run)


def _make_at_any_rate(task: SchoolTask) -> SchoolMade:
    try:
        with _ALONE:
            # What many thousands of schools have written nobody reads in one list.
            made = contextvars.copy_context().run(_make_apart, task)
    except OSError as failed:
        file = failed.filename if isinstance(failed.filename, str) else str(task.adoption)
        return fail(task, Problem.of("RM799", file=file, reason=failed.strerror or str(failed)))
    except Exception as fault:  # noqa: BLE001 -- whatever happens to one school, the others are made
        return fail(task, Problem.of("RM677", file=task.adoption, kind=type(fault).__name__))
    return made


def _take_desk(run: BatchRun) -> _Desk:
    """Give what is kept for a run; what was kept for another one may be of yesterday."""
    if not _desks or _desks[0].run.id != run.id:
        _desks[:] = [_Desk(run)]
    return _desks[0]


def _make_apart(task: SchoolTask) -> SchoolMade:
    begin_journal()
    return _make(task, _take_desk(task.run))


def _make(task: SchoolTask, desk: _Desk) -> SchoolMade:
    if desk.program != task.run.program:
        return fail(task, Problem.of("RM679", other=desk.program, program=task.run.program))
    if task.run.deflater != chosen_deflater():
        try:
            use_deflater(task.run.deflater)
        except ImportError:
            what = Bilingual("упаковки, о которой просили", "the packing that was asked for")
            return fail(task, Problem.of("RM681", package=task.run.deflater, what=what))
    with contextlib.ExitStack() as held:
        if not task.held and task.adoption.is_file():
            refused = held.enter_context(_hold(task.adoption.parent))
            if refused:
                return fail(task, *refused)
            # What a run that was killed has left beside the text; it wrote no record then.
            sweep_leftovers(task.adoption.parent, deep=False)
        return _Making(task, desk).make()


def _hold(folder: Path) -> contextlib.AbstractContextManager[tuple[Problem, ...]]:
    return locking.hold_folder(folder, wait=_PATIENCE * locking.WAIT)


def _sweep(folder: Path) -> None:
    """Take away what a run has left that was killed when all was written: nobody else holds the folder."""
    if any(is_left(each.name) for each in folder.iterdir()):
        with _hold(folder) as refused:
            if not refused:
                sweep_leftovers(folder, deep=False)


class _Making:
    """One school's papers, from the look at what stands there to the record."""

    def __init__(self, task: SchoolTask, desk: _Desk) -> None:
        self.task, self.desk = task, desk

    def make(self) -> SchoolMade:
        output = self.task.run.output
        match output:
            case Folder():
                return self._make_in_folder(output)
            case Parts():
                return self._make_part(output)
            case Remote():
                return self._make_remote(RemotePlace(output.url, self.task.place))
            case _:
                assert_never(output)

    def _make_in_folder(self, output: Folder) -> SchoolMade:
        folder = output.path / self.task.place
        record = read_record(look_at(folder, RECORD, LARGEST_RECORD).content)
        if (
            record is not None
            and record.fits(self.task, self.desk.digests)
            and all(look_at(folder, name).digest == known for name, known in record.papers.items())
        ):
            _sweep(folder)
            return self._unchanged(record)
        read, drawn = self._draw()
        if drawn.value is None:
            return self._fail(read, drawn.problems)
        with _hold(folder) as refused:
            saved = Outcome(None, refused) if refused else drawn.value.save(folder, today=self.task.run.day)
            problems = merge_same((*drawn.problems, *saved.problems))
            if saved.value is None:
                return self._fail(read, problems)
            listed = load_list(folder / LIST_NAME)[0]
            standing = {name: look_at(folder, name) for name in {*saved.value, *listed.entries}}
            papers = [name for name in saved.value if standing[name].kind is Kind.FILE]
            own = sum(listed.of_file(name, standing[name].digest) is None for name in papers)
            line = self._line(drawn.value, problems, len(papers), own)
            made = SchoolMade(self.task.number, "failed" if line.failed else "made", line)
            known = {name: each.digest for name, each in standing.items()}
            data = self._record(read, made, {**known, LIST_NAME: look_at(folder, LIST_NAME).digest})
            if data is not None:
                # Where something else lies under its name the papers are whole all the same.
                with contextlib.suppress(IsADirectoryError, PermissionError):
                    replace_file(folder / RECORD, data)
        return made

    def _make_part(self, output: Parts) -> SchoolMade:
        read, drawn = self._draw()
        if drawn.value is None:
            return self._fail(read, drawn.problems)
        part = output.path / f"{self.task.number}.zip"
        write_part(part, {f"{self.task.place}/{name}": data for name, data in drawn.value.items()})
        problems = merge_same((*drawn.problems, *write_history(drawn.value)))
        line = self._line(drawn.value, problems, len(drawn.value))
        return SchoolMade(self.task.number, "failed" if line.failed else "made", line, part)

    def _make_remote(self, place: RemotePlace) -> SchoolMade:
        record = read_record(place.read(RECORD))
        if record is not None and record.fits(self.task, self.desk.digests) and place.has(record.papers):
            return self._unchanged(record)
        read, drawn = self._draw()
        if drawn.value is None:
            return self._fail(read, drawn.problems)
        former = record.papers if record is not None else {}
        staying = {name: known for name, known in former.items() if self._stays(name, drawn.value)}
        place.write(drawn.value, former.keys() - staying.keys())
        problems = merge_same((*drawn.problems, *write_history(drawn.value)))
        line = self._line(drawn.value, problems, len(drawn.value))
        made = SchoolMade(self.task.number, "failed" if line.failed else "made", line)
        data = self._record(
            read, made, staying | {name: digest(content) for name, content in drawn.value.items()}
        )
        if data is not None:
            place.write({RECORD: data})
        return made

    def _stays(self, name: str, papers: Papers) -> bool:
        """Tell whether a paper that is not drawn stays: one that nobody asked for, or that is signed."""
        paper = Paper.of(name)
        return name not in papers and (paper not in self.task.run.papers or paper in papers.kept)

    def _draw(self) -> tuple[Outcome[ReadAdoption], Outcome[Papers]]:
        task, run = self.task, self.task.run
        read = read_adoption(task.adoption, root=task.root, shared=self.desk.shared)
        return read, draw_read(
            task.adoption, read, today=run.now, seen_on=run.seen_on, papers=run.papers, root=task.root
        )

    def _line(self, papers: Papers, problems: tuple[Problem, ...], count: int, own: int = 0) -> BatchLine:
        plan = papers.plan
        return BatchLine(
            self.task.place,
            self.task.file,
            plan.organisation.short if plan.organisation is not None else "",
            plan.plan,
            plan.roadmap.id,
            plan.roadmap.version,
            count,
            own,
            sum(map(bool, papers.kept.values())),
            problems,
            has_errors(problems),
        )

    def _record(self, read: Outcome[ReadAdoption], made: SchoolMade, papers: dict[str, str]) -> bytes | None:
        """Write down what is known of papers; None where something will be otherwise soon, or is already."""
        passing = any(each.code in _PASSING for each in made.line.problems)
        if passing or made.act == "failed" or not is_as_read(read):
            return None
        inputs = list_inputs(self.task.adoption, read, self.task.run.workspace)
        known = {each: self.desk.digests.of(each) for each in inputs}
        line = hide_folders(made, self.task.run).line
        return write_record(Record(sign_settings(self.task), known, papers, line))

    def _fail(self, read: Outcome[ReadAdoption], problems: tuple[Problem, ...]) -> SchoolMade:
        """Say that the papers were not made, and whose they are, as far as that is known."""
        made = fail(self.task, *merge_same(problems))
        if read.value is None:
            return made
        plan, organisation = read.value.plan, read.value.organisation.name.short
        roadmap, version = plan.roadmap.id, plan.roadmap.version
        line = replace(
            made.line, organisation=organisation, adoption=plan.plan, roadmap=roadmap, version=version
        )
        return replace(made, line=line)

    def _unchanged(self, record: Record) -> SchoolMade:
        return SchoolMade(self.task.number, "unchanged", record.line)
