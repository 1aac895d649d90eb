"""`roadmap track collect`: what schools have sent to their department, schools × measures."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.commands.build import output_option
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.force import ForcingCommand, force_option, name_inside, refuse_unknown
from roadmap_engine.cli.own_texts import hold
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.cli.tracking import now
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.documents.pages.matrix import draw_matrix_page
from roadmap_engine.documents.papers.matrix_json import render_matrix_json
from roadmap_engine.documents.papers.matrix_xlsx import render_matrix_xlsx
from roadmap_engine.model.collected import Collected
from roadmap_engine.pipeline.collecting import collect_folder, load_registry
from roadmap_engine.pipeline.drift import Found
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.storage.laying import write_folder
from roadmap_engine.storage.terms import Force, Terms

__all__ = ["COMMANDS"]

_LIST_NAME = ".roadmap-collect.json"
_PLAN = "collected"
_TITLES: Mapping[str, str] = {
    "matrix.xlsx": _("the workbook: a sheet of states, a sheet of counts"),
    "matrix.html": _("the page to look at and print"),
    "matrix.json": _("the same for other programs"),
}


@click.command(
    name="collect",
    cls=ForcingCommand,
    help=lay_out(
        _(
            "Count what schools have sent: schools × measures as a workbook, a page and JSON.\n\n"
            "DIR holds, at any depth, schools' folders (adoptions with their logs) and tables that came back "
            "(tracker.xlsx, .ods). Of a school that sent both, the log counts. --registry names a CSV or "
            "Excel file of the schools that are expected (columns id, name, municipality, roadmap): of one "
            "that sent nothing the same is expected as of the others. Schools stand by name; nothing is "
            "ranked. Without --today nothing is said of what is overdue, and the same files give the same "
            "bytes. The exit code is 1 where an adoption has errors.\n\n"
            "Example:\n"
            "  roadmap track collect examples -o build/collected --today 2027-06-15"
        )
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@output_option
@click.option(
    "--registry",
    "registry_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("The schools that are expected to send something: CSV, .xlsx or .ods."),
)
@click.option(
    "--today", type=DayType(), metavar="DATE", help=_("The day to look from; without it nothing is overdue.")
)
@force_option
@all_option
@json_option
def collect_command(
    folder: Path,
    output: Path,
    registry_file: Path | None,
    today: dt.datetime | None,
    force: Force,
    as_json: bool,
) -> int:
    """Count what schools have sent."""
    registry, problems = load_registry(registry_file) if registry_file is not None else (None, ())
    if has_errors(problems):
        return report_json(problems, {}) if as_json else report(problems, {})
    passed = [output, *([registry_file] if registry_file is not None else [])]
    day = today.date() if today is not None else None
    outcome = collect_folder(folder, registry, day, passed, _track)
    collected = outcome.value
    if collected is not None:
        unwritten = _write(output, collected, name_inside(force, output))
        outcome = Outcome(collected, (*outcome.problems, *unwritten), outcome.sources)
    problems = (*problems, *outcome.problems)
    if as_json:
        return report_json(problems, outcome.sources, **_to_json(collected))
    code = report(problems, outcome.sources)
    if collected is not None:
        for line in _lines(collected):
            say(line)
        for name, title in _TITLES.items():
            say(f"{output}/{name:<12} {title}")
    return code


def _track(found: Sequence[Found]) -> Iterator[Found]:
    """Show on a terminal how far it has come."""
    with click.progressbar(found, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _write(folder: Path, collected: Collected, force: Force) -> tuple[Problem, ...]:
    papers = {
        "matrix.xlsx": render_matrix_xlsx(collected),
        "matrix.html": draw_matrix_page(collected),
        "matrix.json": render_matrix_json(collected),
    }
    refuse_unknown(force, papers)
    # The clock names files that give way to new ones, and nothing inside of them.
    terms = Terms(_PLAN, now().astimezone().date(), _LIST_NAME, force)
    with hold(folder) as refused:
        return refused or write_folder(folder, papers, terms)


def _lines(collected: Collected) -> Iterator[str]:
    for matrix in collected.matrices:
        yield matrix.title or _("Tables that came without their plans")
        told = _(
            "  schools: {schools}; expected: {expected}, reported: {reported}, in time: {in_time}, "
            "accepted: {accepted}, under review: {review}"
        )
        yield told.format(schools=len(matrix.schools), **matrix.counts.to_json())
        if collected.today is not None:
            yield "  " + _("overdue: {count}").format(count=matrix.counts.overdue)
    if collected.absent:
        yield _("Schools without a plan: {count}").format(count=len(collected.absent))


def _to_json(collected: Collected | None) -> dict[str, Any]:
    if collected is None:
        return {"matrices": [], "absent": []}
    return {
        "matrices": [
            {
                "roadmap": matrix.roadmap or None,
                "title": matrix.title,
                "year": matrix.year or None,
                "schools": len(matrix.schools),
                "versions": dict(matrix.versions),
                "counts": matrix.counts.to_json(),
            }
            for matrix in collected.matrices
        ],
        "absent": [each.id or each.path for each in collected.absent],
        "papers": list(_TITLES),
    }


COMMANDS = (collect_command,)
