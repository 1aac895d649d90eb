"""`roadmap batch`: the papers of many schools at once."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from roadmap_engine.batch.crews import Crew, make_here, make_in_processes
from roadmap_engine.batch.enrolling import Roll
from roadmap_engine.batch.inputs import digest_program
from roadmap_engine.batch.remote import is_address, refuse_address
from roadmap_engine.batch.running import run_batch
from roadmap_engine.batch.tasks import BatchRun, Folder, Output, Remote
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.batches import answer, answer_json
from roadmap_engine.cli.columns import show_columns
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.only import only_option
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.progress import Progress
from roadmap_engine.cli.registries import Common, enrol_registry, find_workspace
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.cli.source_options import from_option, key_option
from roadmap_engine.cli.tracking import now
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.packing import chosen_deflater

__all__ = ["command"]

_INTERRUPTED = 130
_ARCHIVE = ".zip"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Wishes:
    """The options of the command, as they are named there."""

    workspace: Path | None
    answers: tuple[str, ...]
    source: str | None
    key: str | None
    only: frozenset[Paper]
    jobs: int | None
    scheduler: str | None
    today: dt.datetime | None
    as_json: bool


@click.command(
    name="batch",
    help=lay_out(
        _(
            "Make the papers of many schools at once: of every adoption under WORKSPACE, at any depth; or of "
            "the schools of a REGISTRY, a table in csv, xlsx or ods, as `roadmap new registry` writes it. A "
            "row becomes texts in a folder of its own once; from then on the folder is the truth, and the "
            "row changes only what its cells say. With --from, new schools take the version that their row "
            "names from there, verified and pinned; --columns lists what a row may say.\n\n"
            "Each school's papers go into a folder «papers» of its own under DIR, by the rules of `roadmap "
            "build`: what people filled in, changed or signed stays. With -o FILE.zip all go into one "
            "archive, drawn fresh; an address such as s3://bucket/papers needs the extra «cluster». What is "
            "whole and would be no different is not made again, so the same command goes on after whatever "
            "has ended it. A school with errors stops no other. batch.json and batch.xlsx say what came of "
            "each school; the exit code is 1 where one has failed.\n\n"
            "Examples:\n"
            "  roadmap batch region -o region --jobs 8\n"
            "  roadmap batch region -o papers.zip\n"
            "  roadmap batch schools.csv -o region -a roadmap=sakha-2021-order-441\n"
            "  roadmap batch schools.csv -o region --from https://education.example/roadmaps#tiny@1\n"
            "  roadmap batch --columns -a roadmap=sakha-2021-order-441"
        )
    ),
)
@click.argument(
    "schools", type=click.Path(exists=True, path_type=Path), metavar="WORKSPACE|REGISTRY", required=False
)
@click.option(
    "-o",
    "--output",
    metavar="DIR|FILE.zip",
    help=_("Folder to write to, made if it is missing; or the archive; or an address."),
)
@click.option(
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Where the texts of a registry's schools lie; in the output folder unless given."),
)
@click.option(
    "-a",
    "--answer",
    "answers",
    multiple=True,
    metavar="PATH=WORDS",
    help=_("What is the same for all rows of a registry: roadmap=NAME, school_year=2026/2027; may repeat."),
)
@from_option
@key_option
@click.option("--columns", is_flag=True, help=_("Make nothing; list all columns that a registry may have."))
@only_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("How many processes work at a time; as many as there are processors unless given."),
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help=_("Let the workers of a Dask cluster work, tcp://host:8786; they must see the same folders."),
)
@click.option(
    "--today",
    type=DayType(),
    metavar="DATE",
    help=_("Say on the pages what is overdue or due soon on this day; nothing of the kind unless given."),
)
@all_option
@json_option
def command(schools: Path | None, output: str | None, *, columns: bool, **given: Any) -> int:
    """Make the papers of many schools, or list the columns of a registry."""
    wishes = _Wishes(**given)
    if wishes.key is not None and wishes.source is None:
        raise click.UsageError(_("--key needs --from."))
    common = Common.of(wishes.answers, wishes.source, wishes.key)
    if columns:
        if output is not None:
            raise click.UsageError(_("--columns writes nothing; it takes no -o."))
        workspace = wishes.workspace or Path()
        return show_columns(common.read_roadmap(workspace), as_json=wishes.as_json)
    return _make(_need("schools", schools), _need("output", output), wishes, common)


def _need(name: str, given: T | None) -> T:
    if given is None:
        context = click.get_current_context()
        wanted = next(each for each in context.command.params if each.name == name)
        raise click.MissingParameter(ctx=context, param=wanted)
    return given


def _make(schools: Path, output: str, wishes: _Wishes, common: Common) -> int:
    if wishes.scheduler is not None and wishes.jobs is not None:
        raise click.UsageError(_("--jobs is for this computer; a cluster has as many workers as it has"))
    tell = report_json if wishes.as_json else report
    target, archive, problems = _read_output(output, here=wishes.scheduler is None and wishes.jobs == 1)
    if problems:
        return tell(problems, {})
    instant = now()
    run = BatchRun(
        secrets.token_hex(8),
        digest_program(),
        schools,
        target,
        instant,
        instant.astimezone().date(),
        wishes.today.date() if wishes.today else None,
        wishes.only,
        chosen_deflater(),
    )
    roll: Roll | None = None
    told: tuple[Problem, ...] = ()
    if not schools.is_dir():
        run = replace(run, workspace=find_workspace(wishes.workspace, target, archive))
        enrolled = enrol_registry(schools, run.workspace, common, run.day)
        if enrolled.value is None:
            return tell(enrolled.problems, {}) or 1
        roll, told = enrolled.value, enrolled.problems
    elif wishes.workspace is not None or wishes.answers or wishes.source is not None:
        raise click.UsageError(_("--workspace, -a and --from are for a registry; a workspace has its texts"))
    progress = Progress()
    with _hire(wishes.scheduler, wishes.jobs, run.program) as (crew, refused):
        if refused:
            return tell(refused, {})
        try:
            finished = run_batch(run, archive, crew, progress, roll)
        except KeyboardInterrupt:
            progress.end()
            say(_say_interrupted(archive is not None), err=True)
            return _INTERRUPTED
        finally:
            progress.end()
    finished = replace(finished, problems=(*told, *finished.problems))
    return answer_json(finished, roll) if wishes.as_json else answer(finished, output, archive, roll)


def _read_output(output: str, *, here: bool) -> tuple[Output, Path | None, tuple[Problem, ...]]:
    """Read where the papers go, and the archive if there is to be one."""
    if is_address(output):
        return Remote(output), None, refuse_address(output, here=here)
    path = Path(output)
    if path.suffix.lower() == _ARCHIVE and not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        return Folder(path.parent), path, ()
    return Folder(path), None, ()


@contextlib.contextmanager
def _hire(
    scheduler: str | None, jobs: int | None, program: str
) -> Iterator[tuple[Callable[[int], Crew], tuple[Problem, ...]]]:
    """Give the crew for a number of schools, or why there is none."""
    if scheduler is not None:
        from roadmap_engine.batch.cluster import join_cluster

        with join_cluster(scheduler, program) as (crew, refused):
            yield lambda _total: crew or make_here(), refused
        return

    def hire(total: int) -> Crew:
        count = min(jobs or _count_processors(), total)
        return make_here() if count <= 1 else make_in_processes(count)

    yield hire, ()


def _count_processors() -> int:
    """Count the processors that this process may use; not every system says which they are."""
    admitted = getattr(os, "sched_getaffinity", None)
    return len(admitted(0)) if admitted is not None else os.cpu_count() or 1


def _say_interrupted(archive: bool) -> str:
    if archive:
        return _("Interrupted; the archive is as it was. To make it: the same command.")
    return _("Interrupted; what is made is whole. To go on: the same command.")
