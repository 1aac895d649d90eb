"""`roadmap build`: every paper of an adoption's plan."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Collection, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import TypeVar

import click

from roadmap_engine.cli.force import ForcingCommand, force_option, name_inside, refuse_unknown
from roadmap_engine.cli.help import lay_out
from roadmap_engine.cli.office import convert_to_pdf, find_office
from roadmap_engine.cli.own_texts import hold, hold_beside
from roadmap_engine.cli.reporting import report
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.model import Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.histories import keep_history
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.papers import draw_papers, list_blanks, recall_blanks
from roadmap_engine.pipeline.plans import adopt
from roadmap_engine.pipeline.trackers import renew_tracker
from roadmap_engine.storage.laying import lay
from roadmap_engine.storage.settling import Settlement, add_papers, settle
from roadmap_engine.storage.terms import Carried, Force, Recalled, Terms
from roadmap_engine.storage.texts import replace_text

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
    Paper.CALENDARS: _("a calendar for each role: {count}"),
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
            "is installed.\n\n"
            "Example:\n  roadmap build examples/school/adoption.yaml -o papers"
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@output_option
@force_option
@click.option("--pdf", is_flag=True, help=_("Make PDF files of the Word files too, with LibreOffice."))
def command(adoption: Path, output: Path, force: Force, pdf: bool) -> int:
    """Build the papers of one adoption."""
    with hold_beside(adoption) as refused:
        return report(refused, {}) if refused else _build(adoption, output, force=force, pdf=pdf)


def _build(adoption: Path, output: Path, *, force: Force, pdf: bool) -> int:
    outcome = adopt(adoption)
    if outcome.value is None or has_errors(outcome.problems):
        return report(outcome.problems, outcome.sources)
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 -- the command line may read the clock
    kept = keep_history(adoption, outcome.value, now)
    if kept.value is None:
        return report((*outcome.problems, *kept.problems), outcome.sources)
    papers = draw_papers(outcome.value, kept.value.history, outcome.own)
    terms = _terms(outcome.value, output, force, now)
    laid, code = write_papers(outcome, papers, output, terms, pdf=pdf)
    if laid and kept.value.text is not None:
        # After the papers: a history that runs ahead of them would hide the change from calendars.
        kept_problems = replace_text(kept.value.path, kept.value.written, kept.value.text.encode())
        code = report(kept_problems, {}) or code
    return code


def _terms(plan: Plan, folder: Path, force: Force, now: dt.datetime) -> Terms:
    """Say on what terms a school's papers are laid into a folder."""

    def carry(data: bytes) -> Carried | None:
        content, problems = renew_tracker(plan, data, str(folder / Paper.TRACKER))
        return None if content is None else Carried(content, problems)

    def recall(data: bytes) -> Recalled | None:
        told = recall_blanks(data)
        return None if told is None else Recalled(*told)

    return Terms(
        plan=plan.plan,
        today=now.astimezone().date(),
        force=name_inside(force, folder),
        blanks=list_blanks(plan),
        carriers={Paper.TRACKER.value: carry},
        recall=recall,
    )


def write_papers(
    made: Outcome[object],
    papers: Outcome[Mapping[str, bytes]],
    folder: Path,
    terms: Terms,
    *,
    titles: Mapping[Paper, str] = PAPERS,
    pdf: bool = False,
) -> tuple[bool, int]:
    """Write drawn papers, and say what each is, what was left and why; nothing where the texts are wrong.

    Args:
        made: what the papers are drawn from.
        papers: as drawn.
        folder: where they go.
        terms: on what terms.
        titles: what to say of each.
        pdf: whether to make PDF files of the Word files as they will stand there.

    Returns:
        Whether the papers were laid, and the exit code, which is not 0 where only PDF files are missing.
    """
    code = report((*made.problems, *papers.problems), made.sources)
    if code or papers.value is None:
        return False, code or 1
    with hold(folder) as refused:
        settlement, problems = (None, refused) if refused else settle(folder, papers.value, terms)
        if settlement is None:
            return False, report(problems, {})
        refuse_unknown(terms.force, {*settlement.names, *settlement.names.values()})
        settlement, unmade = _add_pdf(settlement) if pdf else (settlement, ())
        told = lay(settlement)
    for line in _announce(settlement.names.values(), titles):
        click.echo(f"{folder}/{line}")
    if told:
        click.echo("\n" + _("Left as they are, or kept for you:"), err=True)
    return True, report((*told, *unmade), {})


def _add_pdf(settlement: Settlement) -> tuple[Settlement, tuple[Problem, ...]]:
    """Put PDF files beside Word files as they will stand; whatever becomes of them, the Word files stay."""
    office = find_office()
    if office is not None and sys.stderr.isatty():
        click.echo(_("LibreOffice is making the PDF files …"), err=True)
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
