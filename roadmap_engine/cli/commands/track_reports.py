"""`roadmap track summary`, `journal` and `card`: reports for a head, an inspection, another system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.commands.build import output_option
from roadmap_engine.cli.force import ForcingCommand, force_option, name_inside, refuse_unknown
from roadmap_engine.cli.own_texts import hold
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, report
from roadmap_engine.cli.tracking import adoption_argument, now, today_option, track_day
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.pipeline.cards import draw_card
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.reports import draw_execution, draw_measure_journal
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.storage.laying import write_folder
from roadmap_engine.storage.terms import Force, Terms
from roadmap_engine.storage.texts import read_text_bytes, replace_text
from roadmap_engine.storage.writing import refuse_standing
from roadmap_engine.tracking.naming import find_measure

__all__ = ["COMMANDS"]

_LIST_NAME = ".roadmap-card.json"
_ENDINGS = (".docx", ".html")


def _check_ending(_ctx: click.Context, _option: click.Parameter, given: Path) -> Path:
    if given.suffix not in _ENDINGS:
        raise click.BadParameter(_("the file ends in .docx or .html"))
    return given


_file_option = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=_check_ending,
    help=_("File to write: .docx or .html."),
)
_force_option = click.option("--force", is_flag=True, help=_("Write over a file that is there."))

Draw = Callable[[Tracked, bool], Outcome[bytes]]


@click.command(
    name="summary",
    help=lay_out(
        _(
            "Write the note on how far a plan is on a day, «исполнение на дату»: by stage what is due, where "
            "it stands, when it was done and what shows it; what is overdue and why; what waits for what.\n\n"
            "In Word by the template execution-note.docx, which a school may have of its own; as a page the "
            "same.\n\n"
            "Example:\n"
            "  roadmap track summary examples/school/adoption.yaml -o note.docx --today 2027-06-15"
        )
    ),
)
@adoption_argument
@_file_option
@today_option
@_force_option
@all_option
def summary_command(adoption: Path, output: Path, today: dt.datetime | None, force: bool) -> int:
    """Write the note."""
    return _report(
        adoption, output, today, force, lambda tracked, page: draw_execution(tracked, as_page=page)
    )


@click.command(
    name="journal",
    help=lay_out(
        _(
            "Write the journal of a measure for an inspection: every entry, who made it in what post, when "
            "and for which day, what was attached, with names and SHA-256 of the files.\n\n"
            "Example:\n"
            "  roadmap track journal examples/school/adoption.yaml 1.1 -o journal.docx"
        )
    ),
)
@adoption_argument
@click.argument("measure")
@_file_option
@today_option
@_force_option
@all_option
def journal_command(
    adoption: Path, measure: str, output: Path, today: dt.datetime | None, force: bool
) -> int:
    """Write the journal."""

    def draw(tracked: Tracked, page: bool) -> Outcome[bytes]:
        rows, unclear = find_measure(tracked.board, measure)
        return draw_measure_journal(tracked, rows, as_page=page) if rows else Outcome(None, unclear)

    return _report(adoption, output, today, force, draw)


def _report(adoption: Path, output: Path, today: dt.datetime | None, force: bool, draw: Draw) -> int:
    """Draw a report and write it, unless a file is there that nobody said to write over."""
    standing = read_text_bytes(output)
    if not force and (refused := refuse_standing(output)):
        return report(refused, {})
    outcome = track_day(adoption, today)
    if outcome.value is None or has_errors(outcome.problems):
        return report(outcome.problems, outcome.sources) or 1
    drawn = draw(outcome.value, output.suffix == _ENDINGS[1])
    problems = (*outcome.problems, *outcome.value.read.place(drawn.problems))
    if drawn.value is not None and not has_errors(problems):
        problems = (*problems, *replace_text(output, standing, drawn.value))
    code = report(problems, outcome.sources)
    if drawn.value is not None and not code:
        say(_("Written: {file}").format(file=output))
    return code


@click.command(
    name="card",
    cls=ForcingCommand,
    help=lay_out(
        _(
            "Lay the papers of a plan into a folder for registration in another system, and beside them "
            "card.json with all that its card asks for: kind of document, date, number, heading, posts of "
            "whoever signs and executes, sheets, appendices, control, names and SHA-256 of the files.\n\n"
            "Papers that are signed are taken as they were kept; where none is, the order and its plan are "
            "drawn. `roadmap schema card` prints the schema.\n\n"
            "Example:\n"
            "  roadmap track card examples/school/adoption.yaml -o build/card --sheets 12"
        )
    ),
)
@adoption_argument
@output_option
@click.option(
    "--sheets",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("How many sheets the order has, counted by you."),
)
@force_option
@all_option
def card_command(adoption: Path, output: Path, sheets: int | None, force: Force) -> int:
    """Lay the card and its papers."""
    outcome = draw_card(adoption, sheets)
    problems = outcome.problems
    if outcome.value is not None:
        card, files = outcome.value
        refuse_unknown(name_inside(force, output), files)
        terms = Terms(
            card.plan.id, now().astimezone().date(), _LIST_NAME, name_inside(force, output), together=True
        )
        with hold(output) as refused:
            problems = (*problems, *(refused or write_folder(output, files, terms)))
    code = report(problems, outcome.sources)
    if outcome.value is not None and not code:
        for name in outcome.value[1]:
            say(f"{output}/{name}")
    return code


COMMANDS = (summary_command, journal_command, card_command)
