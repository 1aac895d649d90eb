"""What all `roadmap track` commands share: whose word it is, which day it is, and how it is recorded."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.own_texts import hold_beside
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.reporting import json_option, report, report_json
from roadmap_engine.desk.hand import Hand, local_instant
from roadmap_engine.desk.recording import Asked, Before, Written, read_on_day, record_entries
from roadmap_engine.documents.board_json import entry_to_json
from roadmap_engine.model import Plan
from roadmap_engine.model.entry import DID_WORDS, Entry
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.tracking.telling import name_row

__all__ = [
    "By",
    "When",
    "adoption_argument",
    "as_option",
    "by_options",
    "now",
    "record_drafts",
    "today_of",
    "today_option",
    "track_day",
    "when_options",
]

adoption_argument = click.argument("adoption", type=click.Path(path_type=Path))

today_option = click.option(
    "--today", type=DayType(), metavar="DATE", help=_("The day to look from; the clock's unless given.")
)

as_option = click.option(
    "--as",
    "who",
    envvar="ROADMAP_AS",
    metavar="KEY",
    help=_("Who records it, by the key of a post; the variable ROADMAP_AS unless given."),
)


def now() -> dt.datetime:
    """Give the present instant, in whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251 -- the command line may read the clock


def today_of(plan: Plan) -> dt.date:
    """Give the day it is for an organisation, in its own zone; one that says none has the computer's days."""
    return local_instant(plan, now()).date()


@dataclass(frozen=True, slots=True)
class By:
    """Who records something, and what all commands are told.

    Attributes:
        who: the key of a post.
        today: the day it counts as; the clock's unless given.
        as_json: whether the answer is for a script.
    """

    who: str | None
    today: dt.datetime | None
    as_json: bool

    def hand(self) -> Hand:
        """Give whose hand writes."""
        return Hand(self.who, now, self.today.date() if self.today else None, language=current_language())


def by_options(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command ask who records something, on which day, and for whom the answer is."""

    @as_option
    @today_option
    @json_option
    @functools.wraps(command)
    def told(
        *arguments: Any, who: str | None, today: dt.datetime | None, as_json: bool, **options: Any
    ) -> int:
        return command(*arguments, by=By(who, today, as_json), **options)

    return told


@dataclass(frozen=True, slots=True)
class When:
    """Which time of a measure is meant, on which day it happened, and what is said with it."""

    time: str | None
    day: dt.datetime | None
    note: str | None


def when_options(command: Callable[..., int]) -> Callable[..., int]:
    """Let a command ask which time is meant, when it happened, and for a remark."""

    @click.option(
        "--for", "time", metavar="WHEN", help=_("Which time it falls due: a day of it, a month, or its key.")
    )
    @click.option(
        "--on", "day", type=DayType(), metavar="DATE", help=_("The day it happened on; today unless given.")
    )
    @click.option("--note", metavar="TEXT", help=_("A remark or a reason."))
    @functools.wraps(command)
    def told(
        *arguments: Any, time: str | None, day: dt.datetime | None, note: str | None, **options: Any
    ) -> int:
        return command(*arguments, when=When(time, day, note), **options)

    return told


def track_day(adoption: Path, given: dt.datetime | None) -> Outcome[Tracked]:
    """Read where an adoption stands on a day."""
    return read_on_day(adoption, By(None, given, as_json=False).hand())


def record_drafts(adoption: Path, by: By, asked: Asked, before: Before | None = None) -> int:
    """Record what somebody asks for, and say so.

    Args:
        adoption: its text.
        by: whoever records it.
        asked: what is to be recorded.
        before: what has to be written before the entries, where anything.
    """
    with hold_beside(adoption) as refused:
        outcome: Outcome[Written] = (
            Outcome(None, refused) if refused else record_entries(adoption, by.hand(), asked, before)
        )
    written = outcome.value
    entries = written.entries if written is not None else ()
    if by.as_json:
        told = [entry_to_json(each) for each in entries]
        return report_json(outcome.problems, outcome.sources, entries=told)
    code = report(outcome.problems, outcome.sources)
    if written is not None:
        _say_recorded(written.tracked, entries)
    return code


def _say_recorded(tracked: Tracked, entries: Sequence[Entry]) -> None:
    rows = {row.thing: row for row in tracked.board.rows}
    for entry in entries:
        row = rows.get(entry.thing)
        name = name_row(row.row) if row is not None else entry.thing.id
        did = DID_WORDS[entry.did].said(current_language())
        told = _("Recorded: {what} – {did}, {day} ({id}).")
        say(told.format(what=name, did=did, day=say_day(entry.on), id=entry.id))
