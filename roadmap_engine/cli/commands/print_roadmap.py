"""`roadmap print`: the published text itself, not adopted."""

from __future__ import annotations

import datetime as dt
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.api.papers import print_roadmap
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.commands.build import output_option, write_papers
from roadmap_engine.cli.force import ForcingCommand, force_option
from roadmap_engine.cli.reporting import all_option
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.terms import Force

__all__ = ["PAPERS", "command"]

PAPERS = {
    Paper.ORDER: _("the order the roadmap was issued with, and its appendices"),
    Paper.PLAN: _("the published plan"),
    Paper.PAGE: _("the same plan as a page to look at and print"),
    Paper.DATA: _("the same plan for other programs"),
}


@click.command(
    name="print",
    cls=ForcingCommand,
    help=lay_out(
        _(
            "Print a published roadmap itself, as its source prints it: plan.docx, plan.html, plan.json, and "
            "order.docx where the words of its order are known.\n\n"
            "ROADMAP is a file, or the name of a roadmap that comes with the program.\n\n"
            "Example:\n  roadmap print leninsk-kuznetsky-2020-order-503 -o printed"
        )
    ),
)
@click.argument("roadmap")
@output_option
@force_option
@all_option
def command(roadmap: str, output: Path, force: Force) -> int:
    """Print one roadmap."""
    today = dt.datetime.now(dt.UTC).astimezone().date()  # noqa: TID251 -- the command line may read the clock
    return write_papers(print_roadmap(roadmap), output, force, today, titles=PAPERS)
