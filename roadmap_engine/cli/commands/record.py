"""`roadmap record`: an awaited date became known."""

from __future__ import annotations

import datetime as dt
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.changes import print_difference
from roadmap_engine.cli.events import DayType, decide_option, read_spans
from roadmap_engine.cli.own_texts import hold_beside
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.cli.tracking import By, as_option
from roadmap_engine.desk.dating import record_dates
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.pipeline.difference_json import difference_to_json
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.recording import Recorded, record

__all__ = ["command"]


@click.command(
    name="record",
    help=lay_out(
        _(
            "Record the date of an event in an adoption's text, and say what got its date by it.\n\n"
            "EVENT is its id or its title, DATE is written as in any text. "
            "Only the entries under «events» and «decided» change; comments and layout stay. "
            "Build the papers "
            "again afterwards. A council's decision may set days for measures that wait for it: --decide.\n\n"
            "Examples:\n"
            "  roadmap record examples/school/adoption.yaml council-decision 2027-06-21\n"
            "  roadmap record examples/school/adoption.yaml council-decision 2027-06-21 "
            "--decide continuity=2027-09-01/2027-12-28"
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@click.argument("event")
@click.argument("date", type=DayType(), metavar="DATE")
@decide_option
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
@as_option
@all_option
@json_option
def command(
    adoption: Path,
    event: str,
    date: dt.datetime,
    decisions: tuple[str, ...],
    dry_run: bool,
    who: str | None,
    as_json: bool,
) -> int:
    """Record one event."""
    known = Known({event: date.date()}, read_spans(decisions))
    if dry_run:
        return _answer(record(adoption, known), written=False, as_json=as_json)
    with hold_beside(adoption) as refused:
        hand = By(who, None, as_json).hand()
        done: Outcome[Recorded] = Outcome(None, refused) if refused else record_dates(adoption, known, hand)
    return _answer(done, written=True, as_json=as_json)


def _answer(outcome: Outcome[Recorded], *, written: bool, as_json: bool) -> int:
    problems, sources, recorded = outcome.problems, outcome.sources, outcome.value
    if recorded is None or (has_errors(problems) and not written):
        return (report_json(problems, sources, written=False) if as_json else report(problems, sources)) or 1
    if as_json:
        return report_json(problems, sources, written=written, **difference_to_json(recorded.difference))
    if written and recorded.data != recorded.written:
        days = (f"{event}: {say_day(day)}" for event, day in recorded.known.events.items())
        say(_("Recorded: {days}.").format(days=", ".join(days)))
    print_difference(recorded.difference, nothing=_("No deadline moves by it."))
    return report(problems, sources)
