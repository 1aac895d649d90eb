"""`roadmap batch`: the papers of many schools at once."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.batch.crews import Crew, make_here, make_in_processes
from roadmap_engine.batch.inputs import digest_program
from roadmap_engine.batch.remote import is_address, refuse_address
from roadmap_engine.batch.running import Finished, run_batch
from roadmap_engine.batch.summary import SUMMARY_JSON, SUMMARY_XLSX, count_lines, line_to_json
from roadmap_engine.batch.tasks import BatchRun, Folder, Output, Remote
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.progress import Progress
from roadmap_engine.cli.reporting import all_option, asks_for_every, json_option, report, report_json, speaker
from roadmap_engine.cli.tracking import now
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model.batch import BatchLine

__all__ = ["command"]

_MOST_SHOWN = 20
"""So many schools that failed are named at the end."""
_INTERRUPTED = 130
_ARCHIVE = ".zip"


@click.command(
    name="batch",
    help=lay_out(
        _(
            "Make the papers of many schools at once: of every adoption under WORKSPACE, at any depth.\n\n"
            "Each school's papers go into a folder «papers» of its own under DIR, by the rules of `roadmap "
            "build`: what people filled in, changed or signed stays. With -o FILE.zip all go into one "
            "archive, drawn fresh; an address such as s3://bucket/papers needs the extra «cluster». What is "
            "whole and would be no different is not made again, so the same command goes on after whatever "
            "has ended it. A school with errors stops no other. batch.json and batch.xlsx say what came of "
            "each school; the exit code is 1 where one has failed.\n\n"
            "Examples:\n"
            "  roadmap batch region -o region --jobs 8\n"
            "  roadmap batch region -o papers.zip"
        )
    ),
)
@click.argument("workspace", type=click.Path(exists=True, path_type=Path), metavar="WORKSPACE")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR|FILE.zip",
    help=_("Folder to write to, made if it is missing; or the archive; or an address."),
)
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
def command(
    workspace: Path,
    output: str,
    jobs: int | None,
    scheduler: str | None,
    today: dt.datetime | None,
    as_json: bool,
) -> int:
    """Make the papers of many schools."""
    if scheduler is not None and jobs is not None:
        raise click.UsageError(_("--jobs is for this computer; a cluster has as many workers as it has"))
    tell = report_json if as_json else report
    target, archive, problems = _read_output(output, here=scheduler is None and jobs == 1)
    if problems:
        return tell(problems, {})
    instant = now()
    run = BatchRun(
        secrets.token_hex(8),
        digest_program(),
        workspace,
        target,
        instant,
        instant.astimezone().date(),
        today.date() if today else None,
    )
    progress = Progress()
    with _hire(scheduler, jobs, run.program) as (crew, refused):
        if refused:
            return tell(refused, {})
        try:
            finished = run_batch(run, archive, crew, progress)
        except KeyboardInterrupt:
            progress.end()
            say(_say_interrupted(archive is not None), err=True)
            return _INTERRUPTED
        finally:
            progress.end()
    return _answer_json(finished) if as_json else _answer(finished, output, archive)


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
        count = min(jobs or os.cpu_count() or 1, total)
        return make_here() if count <= 1 else make_in_processes(count)

    yield hire, ()


def _answer_json(finished: Finished) -> int:
    schools = [line_to_json(line, speaker()) for line in finished.lines]
    counts = count_lines(finished.lines) | {str(act): count for act, count in finished.acts.items()}
    code = report_json(finished.problems, {}, counts=counts, schools=schools)
    return code or _code(finished)


def _answer(finished: Finished, output: str, archive: Path | None) -> int:
    if not finished.lines:
        return report(finished.problems, {}) or 1
    acts, counts = finished.acts, count_lines(finished.lines)
    for words, count in (
        (_("Made"), acts["made"]),
        (_("Unchanged"), acts["unchanged"]),
        (_("Failed"), acts["failed"]),
        (_("Papers in all"), counts["papers"]),
        (_("As people left them"), counts["own"]),
        (_("Warnings"), counts["warnings"]),
    ):
        say(f"{words:<24}{count:>8}")
    failed = [line for line in finished.lines if line.failed]
    if failed and not asks_for_every():
        say(err=True)
        say(_("Not made:"), err=True)
        for line in failed[:_MOST_SHOWN]:
            say(f"  {line.file}: {_say_first(line)}", err=True)
        if len(failed) > _MOST_SHOWN:
            say(_("and {count} more").format(count=len(failed) - _MOST_SHOWN), err=True)
    summary = f"{output}: {SUMMARY_XLSX}" if archive else f"{output.rstrip('/')}/{SUMMARY_XLSX}"
    say(_("What was told of each school: {file}, {other}").format(file=summary, other=SUMMARY_JSON))
    told = [each for line in finished.lines for each in line.problems] if asks_for_every() else []
    return report((*finished.problems, *told), _read_sources(told)) | _code(finished)


def _say_first(line: BatchLine) -> str:
    first = line.first
    return "" if first is None else f"{first.code}: {message_of(first, speaker())}"


def _read_sources(problems: Iterable[Problem]) -> Mapping[str, str]:
    """Read the texts that problems lie in, for the excerpts."""
    files = {each.location.file for each in problems if each.location is not None}
    found = ((file, read_bytes(Path(file))[0]) for file in files)
    return {file: data.decode(errors="replace") for file, data in found if data is not None}


def _code(finished: Finished) -> int:
    failed = any(line.failed for line in finished.lines)
    return int(failed or not finished.lines or has_errors(finished.problems))


def _say_interrupted(archive: bool) -> str:
    if archive:
        return _("Interrupted; the archive is as it was. To make it: the same command.")
    return _("Interrupted; what is made is whole. To go on: the same command.")
