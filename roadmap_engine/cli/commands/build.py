"""`roadmap build`: every paper of an adoption's plan."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Collection, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import TypeVar

import click

from roadmap_engine.api.papers import (
    Papers,
    begin_history,
    build,
    recall_calendars,
    set_terms,
    take_calendars,
    write_history,
)
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.force import ForcingCommand, force_option, name_inside, refuse_unknown
from roadmap_engine.cli.office import convert_to_pdf, find_office
from roadmap_engine.cli.only import only_option
from roadmap_engine.cli.own_texts import hold, hold_beside
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, report
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.words import remembering_words
from roadmap_engine.storage.laying import lay
from roadmap_engine.storage.settling import Settlement, add_papers, settle
from roadmap_engine.storage.terms import Force

__all__ = ["PAPERS", "command", "output_option", "write_papers"]

Command = TypeVar("Command", bound=Callable[..., object])

output_option = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Folder to write to; made if it is missing."),
)

# What each paper is, for the line that announces it.
PAPERS: Mapping[Paper, str] = {
    Paper.ORDER: _("the order that approves the plan, for the head's signature"),
    Paper.PLAN: _("the dated plan, the order's appendix"),
    Paper.PAGE: _("the same plan as a page to look at and print"),
    Paper.DATA: _("the same plan for other programs"),
    Paper.TRACKER: _("the tracker: who has done what, what is overdue"),
    Paper.CALENDAR: _("the calendar of all deadlines, to subscribe to"),
    Paper.CALENDARS: _("calendars of roles and posts: {count}"),
    Paper.FORMS: _("blanks of the plan's documents: {count}"),
}


@click.command(
    name="build",
    cls=ForcingCommand,
    help=lay_out(
        _(
            "Make every paper of an adoption's plan: order, plan, blanks of documents, "
            "calendars, tracker.\n\n"
            "What people filled in or changed stays: what they wrote in the tracker goes into the new one, a "
            "blank or a Word file that would be different now gets its new version beside it, and the end of "
            "the output lists what was left and why. --force NAME writes over a paper all the same (a file, "
            "a kind, a pattern; may repeat), --force alone over pages and calendars only; the former file is "
            "kept. The same texts give the same bytes. --pdf adds a PDF of every Word file where LibreOffice "
            "is installed. --calendars lays the calendars into a folder of their own as well, the one that "
            "people subscribe to; next year's plan goes on at the same addresses there with --go-on. "
            "--only makes some kinds of papers, and the others in the folder stay as they are.\n\n"
            "Example:\n  roadmap build examples/school/adoption.yaml -o papers"
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@output_option
@force_option
@only_option
@all_option
@click.option(
    "--today",
    type=DayType(),
    metavar="DATE",
    help=_("Say on the page what is overdue or due soon on this day; nothing of the kind unless given."),
)
@click.option("--pdf", is_flag=True, help=_("Make PDF files of the Word files too, with LibreOffice."))
@click.option(
    "--calendars",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Folder to lay the calendars into as well; their addresses stay from year to year."),
)
@click.option(
    "--go-on",
    is_flag=True,
    help=_("The calendars in that folder are of last year's plan: go on at their addresses."),
)
def command(
    adoption: Path,
    output: Path,
    force: Force,
    only: frozenset[Paper],
    today: dt.datetime | None,
    pdf: bool,
    calendars: Path | None,
    go_on: bool,
) -> int:
    """Build the papers of one adoption."""
    if go_on and calendars is None:
        raise click.UsageError(_("--go-on is for --calendars DIR"))
    if calendars is not None and not {Paper.CALENDAR, Paper.CALENDARS} <= only:
        raise click.UsageError(_("--calendars DIR lays all calendars: name calendar,calendars in --only too"))
    with hold_beside(adoption) as refused, remembering_words([adoption]):
        if refused:
            return report(refused, {})
        now = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the command line may read the clock
        outcome = build(adoption, today=now, seen_on=today.date() if today else None, papers=only)
        day = now.astimezone().date()
        code = write_papers(outcome, output, force, day, pdf=pdf)
        if calendars is None or outcome.value is None or has_errors(outcome.problems):
            return code
        taken = take_calendars(outcome.value, adoption)
        return max(code, write_papers(taken, calendars, force, day, go_on=go_on))


def write_papers(
    outcome: Outcome[Papers],
    folder: Path,
    force: Force,
    today: dt.date,
    *,
    titles: Mapping[Paper, str] = PAPERS,
    pdf: bool = False,
    go_on: bool = False,
) -> int:
    """Write drawn papers, and say what each is, what was left and why; nothing where the texts are wrong.

    Args:
        outcome: the papers, and what was wrong on the way.
        folder: where they go.
        force: what may be written over.
        today: the day in the name of a file that is kept aside.
        titles: what to say of each.
        pdf: whether to make PDF files of the Word files as they will stand there.
        go_on: whether the folder has calendars of an earlier plan, whose addresses these go on at.

    Returns:
        The exit code, which is not 0 where only PDF files are missing.
    """
    code, papers = report(outcome.problems, outcome.sources), outcome.value
    if code or papers is None:
        return code or 1
    terms = set_terms(papers, folder, today, name_inside(force, folder), goes_on=go_on)
    with hold(folder) as refused:
        papers, recalled = recall_calendars(papers, folder, terms)
        settlement, problems = (None, refused) if refused else settle(folder, papers, terms)
        if settlement is None:
            return report(problems, {})
        refuse_unknown(terms.force, {*settlement.names, *settlement.names.values(), *terms.kept})
        settlement, unmade = _add_pdf(settlement) if pdf else (settlement, ())
        begin_history(papers)
        told = lay(settlement)
    for line in _announce(settlement.names.values(), titles):
        say(f"{folder}/{line}")
    for paper, signed in papers.kept.items():
        if signed and paper in papers.asked:
            say(_("{paper} is signed and not drawn again: «{file}»").format(paper=paper, file=signed))
    if told:
        say(err=True)
        say(_("Left as they are, or kept for you:"), err=True)
    return report((*told, *recalled, *unmade), {}) | report(write_history(papers), {})


def _add_pdf(settlement: Settlement) -> tuple[Settlement, tuple[Problem, ...]]:
    """Put PDF files beside Word files as they will stand; whatever becomes of them, the Word files stay."""
    office = find_office()
    if office is not None and sys.stderr.isatty():
        say(_("LibreOffice is making the PDF files …"), err=True)
    made, problems = convert_to_pdf(settlement.standing(), office)
    return add_papers(settlement, made), problems


def _announce(papers: Collection[str], titles: Mapping[Paper, str]) -> list[str]:
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
