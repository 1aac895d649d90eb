"""`roadmap track acknowledge` and `absent`: who has read what, and who is away."""

from __future__ import annotations

import datetime as dt
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.reporting import report, report_json
from roadmap_engine.cli.tracking import (
    By,
    adoption_argument,
    by_options,
    record_drafts,
    track_day,
)
from roadmap_engine.desk.recording import Made, know_person
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.entry import Absence, Did, Thing
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.tracking.readers import list_readers
from roadmap_engine.tracking.recording import Intent

__all__ = ["COMMANDS"]


@click.command(
    name="acknowledge",
    help=lay_out(
        _(
            "Record that somebody has read a document: the sheet behind the order. Without DOCUMENT: who "
            "has read what, and who has not.\n\n"
            "Examples:\n"
            "  roadmap track acknowledge examples/school/adoption.yaml order --as deputy-head\n"
            "  roadmap track acknowledge examples/school/adoption.yaml order --reader head --as deputy-head\n"
            "  roadmap track acknowledge examples/school/adoption.yaml"
        )
    ),
)
@adoption_argument
@click.argument("document", required=False)
@click.option("--reader", metavar="KEY", help=_("Whoever has read it; whoever records it unless given."))
@click.option("--on", "day", type=DayType(), metavar="DATE", help=_("The day; today unless given."))
@by_options
def acknowledge_command(
    adoption: Path, document: str | None, reader: str | None, day: dt.datetime | None, by: By
) -> int:
    """Record a reading, or list them."""
    if document is None:
        return _list_readers(adoption, as_json=by.as_json)
    if not is_slug(document):
        told = _("«{document}» is no id of a document, such as order.")
        raise click.UsageError(told.format(document=document))

    def made(tracked: Tracked, on: dt.date) -> Made:
        read_by = reader or by.who or ""
        unknown = know_person(tracked, read_by) if reader else ()
        thing = Thing("document", document)
        return Made([Intent(thing, Did.ACKNOWLEDGED, day.date() if day else on, to=read_by)], {}, unknown)

    return record_drafts(adoption, by, made)


def _list_readers(adoption: Path, *, as_json: bool) -> int:
    outcome = track_day(adoption, None)
    tracked = outcome.value
    if tracked is None:
        return (report_json if as_json else report)(outcome.problems, outcome.sources)
    listed = list_readers(tracked.read.plan, tracked.board)
    if as_json:
        shown = [
            {
                "document": each.document,
                "read": {who: day.isoformat() for who, day in each.read.items()},
                "unread": list(each.unread),
            }
            for each in listed
        ]
        return report_json(outcome.problems, outcome.sources, documents=shown)
    for each in listed:
        say(each.document)
        for who, day in each.read.items():
            say(f"  ✓ {who}, {say_day(day)}")
        for who in each.unread:
            say(f"  · {who}: " + _("not yet"))
    return report(outcome.problems, outcome.sources)


@click.command(
    name="absent",
    help=lay_out(
        _(
            "Record that somebody is away, from a day to a day, both included, and who stands in.\n\n"
            "Example:\n"
            "  roadmap track absent examples/school/adoption.yaml deputy-head 2027-03-01 2027-03-14 "
            "--deputy head --as head"
        )
    ),
)
@adoption_argument
@click.argument("person")
@click.argument("since", type=DayType(), metavar="FROM")
@click.argument("until", type=DayType(), metavar="UNTIL")
@click.option("--deputy", metavar="KEY", help=_("Who stands in, by the key of a post."))
@click.option("--note", metavar="TEXT", help=_("A remark or a reason."))
@by_options
def absent_command(
    adoption: Path,
    person: str,
    since: dt.datetime,
    until: dt.datetime,
    deputy: str | None,
    note: str | None,
    by: By,
) -> int:
    """Record an absence."""
    if until < since:
        raise click.UsageError(_("The last day is before the first."))
    for key in (person, deputy):
        if key is not None and not is_slug(key):
            raise click.UsageError(_("«{key}» is no key of a post, such as deputy-head.").format(key=key))
    days = Absence.model_validate({"from": since.date(), "until": until.date(), "deputy": deputy})

    def made(tracked: Tracked, on: dt.date) -> Made:
        unknown = [told for key in (person, deputy) if key for told in know_person(tracked, key)]
        return Made([Intent(Thing("person", person), Did.ABSENT, on, to=days, note=note)], {}, unknown)

    return record_drafts(adoption, by, made)


COMMANDS = (acknowledge_command, absent_command)
