"""`roadmap build`: every paper of an adoption's plan."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import TypeVar

import click

from roadmap_engine.cli.help import lay_out
from roadmap_engine.cli.office import convert_to_pdf, find_office
from roadmap_engine.cli.own_texts import hold_beside
from roadmap_engine.cli.reporting import report
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.histories import keep_history
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.papers import draw_papers
from roadmap_engine.pipeline.plans import adopt
from roadmap_engine.storage.texts import replace_text
from roadmap_engine.storage.writing import write_folder

__all__ = ["PAPERS", "command", "force_option", "output_option", "write_papers"]

Command = TypeVar("Command", bound=Callable[..., object])

output_option = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Folder to write to; made if it is missing."),
)
force_option = click.option("--force", is_flag=True, help=_("Write over papers that were changed by hand."))

# What each paper is, for the line that announces it.
PAPERS: Mapping[Paper, str] = {
    Paper.ORDER: _("the order that approves the plan, for the head's signature"),
    Paper.PLAN: _("the dated plan, the order's appendix"),
    Paper.PAGE: _("the same plan as a page to look at and print"),
    Paper.DATA: _("the same plan for other programs"),
    Paper.TRACKER: _("the tracker: who has done what, what is overdue"),
    Paper.CALENDAR: _("the calendar of all deadlines, to subscribe to"),
    Paper.CALENDARS: _("a calendar for each role: {count}"),
    Paper.FORMS: _("blanks of the plan's documents: {count}"),
}


@click.command(
    name="build",
    help=lay_out(
        _(
            "Make every paper of an adoption's plan: order, plan, blanks of documents, "
            "calendars, tracker.\n\n"
            "Papers that somebody changed by hand are not overwritten unless --force says so; the same texts "
            "give the same bytes. --pdf adds a PDF of every Word file where LibreOffice is installed.\n\n"
            "Example:\n  roadmap build examples/school/adoption.yaml -o papers"
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@output_option
@force_option
@click.option("--pdf", is_flag=True, help=_("Make PDF files of the Word files too, with LibreOffice."))
def command(adoption: Path, output: Path, force: bool, pdf: bool) -> int:
    """Build the papers of one adoption."""
    with hold_beside(adoption) as refused:
        return report(refused, {}) if refused else _build(adoption, output, force=force, pdf=pdf)


def _build(adoption: Path, output: Path, *, force: bool, pdf: bool) -> int:
    outcome = adopt(adoption)
    if outcome.value is None or has_errors(outcome.problems):
        return report(outcome.problems, outcome.sources)
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the command line may read the clock
    kept = keep_history(adoption, outcome.value, now)
    if kept.value is None:
        return report((*outcome.problems, *kept.problems), outcome.sources)
    papers = draw_papers(outcome.value, kept.value.history, outcome.own)
    papers, unmade = _add_pdf(papers) if pdf else (papers, ())
    code = write_papers(outcome, papers, output, force=force)
    if code == 0 and kept.value.text is not None:
        # After the papers: a history that runs ahead of them would hide the change from calendars.
        code = report(replace_text(kept.value.path, kept.value.written, kept.value.text.encode()), {})
    return code or report(unmade, {})


def _add_pdf(
    papers: Outcome[Mapping[str, bytes]],
) -> tuple[Outcome[Mapping[str, bytes]], tuple[Problem, ...]]:
    """Put PDF files beside drawn Word files; whatever becomes of them, the Word files stay."""
    if papers.value is None:
        return papers, ()
    office = find_office()
    if office is not None and sys.stderr.isatty():
        click.echo(_("LibreOffice is making the PDF files …"), err=True)
    made, problems = convert_to_pdf(papers.value, office)
    return replace(papers, value={**papers.value, **made}), problems


def write_papers(
    made: Outcome[object],
    papers: Outcome[Mapping[str, bytes]],
    folder: Path,
    *,
    force: bool,
    titles: Mapping[Paper, str] = PAPERS,
) -> int:
    """Write drawn papers and say what each is; nothing is written when anything is wrong."""
    code = report((*made.problems, *papers.problems), made.sources)
    if code or papers.value is None:
        return code or 1
    if code := report(write_folder(folder, papers.value, force=force), {}):
        return code
    for line in _announce(papers.value, titles):
        click.echo(f"{folder}/{line}")
    return 0


def _announce(papers: Mapping[str, bytes], titles: Mapping[Paper, str]) -> list[str]:
    lines = []
    for paper, what in titles.items():
        files = [name for name in papers if paper.includes(name) and not name.endswith(".pdf")]
        lines += [f"{paper:<16} {what.format(count=len(files))}"] if files else []
    printable = [name for name in papers if name.endswith(".pdf")]
    if printable:
        lines.append(
            f"{'….pdf':<16} " + _("the same Word files as PDF: {count}").format(count=len(printable))
        )
    return lines
