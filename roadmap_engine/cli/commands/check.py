"""`roadmap check`: every problem of the given texts at once."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.api.plans import check
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.pipeline.words import remembering_words

__all__ = ["command"]


@click.command(
    name="check",
    help=lay_out(
        _(
            "Find every problem of the given texts at once: file, line and column, an excerpt, "
            "what to do.\n\n"
            "PATH is a roadmap, an organisation, an adoption (with all it refers to), a folder "
            "of such texts, "
            "or the name of a published roadmap.\n\n"
            "Examples:\n"
            "  roadmap check examples/school\n"
            "  roadmap check sakha-2021-order-441 --json"
        )
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@all_option
@json_option
def command(paths: tuple[Path, ...], as_json: bool) -> int:
    """Check and report; the exit code tells whether there are errors."""
    with remembering_words(paths):
        outcome = check(*paths)
    if as_json:
        return report_json(outcome.problems, outcome.sources, files=list(outcome.value or ()))
    return report(outcome.problems, outcome.sources, summary=True)
