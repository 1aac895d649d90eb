"""`roadmap what-if`: what would move if events had other dates; nothing is written."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.changes import print_difference
from roadmap_engine.cli.events import decide_option, read_days, read_spans
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.pipeline.difference_json import difference_to_json
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.recording import suppose

__all__ = ["command"]


@click.command(
    name="what-if",
    help=lay_out(
        _(
            "Show what would move if events had these dates: which deadlines, whose, and which papers. "
            "Nothing is written.\n\n"
            "Example:\n  roadmap what-if examples/school/adoption.yaml council-decision=2027-06-21"
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@click.argument("events", nargs=-1, required=True, metavar="EVENT=DATE...")
@decide_option
@all_option
@json_option
def command(adoption: Path, events: tuple[str, ...], decisions: tuple[str, ...], as_json: bool) -> int:
    """Suppose dates of events."""
    outcome = suppose(adoption, Known(read_days(events), read_spans(decisions)))
    if outcome.value is None:
        return (report_json if as_json else report)(outcome.problems, outcome.sources) or 1
    if as_json:
        return report_json(outcome.problems, outcome.sources, **difference_to_json(outcome.value))
    print_difference(outcome.value)
    return report(outcome.problems, outcome.sources)
