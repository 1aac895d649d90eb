"""What all `roadmap track` commands share: whose word it is, which day it is, and how it is recorded."""

from __future__ import annotations

import datetime as dt
import functools
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.own_texts import hold_beside
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.reporting import json_option, report, report_json
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.documents.board_json import entry_to_json
from roadmap_engine.model import Plan
from roadmap_engine.model.entry import DID_WORDS, Entry
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.tracking import Tracked, list_dates, prepare, read_tracked
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.writing import replace_file
from roadmap_engine.tracking.recording import Intent, Stamp
from roadmap_engine.tracking.telling import name_row

__all__ = [
    "Asked",
    "By",
    "Made",
    "When",
    "adoption_argument",
    "as_option",
    "by_options",
    "know_person",
    "local_instant",
    "log_dates",
    "new_entry_id",
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

Made = tuple[Sequence[Intent], Mapping[Path, bytes], Sequence[Problem]]
"""What is to be recorded, files to be laid before it, and what is to be told; an error among it stops all."""
Asked = Callable[[Tracked, dt.date], Made]
"""Makes it of where things stand, and of the day it is."""
Before = Callable[[Tracked, Sequence[Entry]], tuple[Problem, ...]]
"""Writes what belongs to entries before they are; an error stops all."""


def now() -> dt.datetime:
    """Give the present instant, in whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251 -- the command line may read the clock


def today_of(plan: Plan) -> dt.date:
    """Give the day it is for an organisation, in its own zone; one that says none has the computer's days."""
    return local_instant(plan, now()).date()


def local_instant(plan: Plan, instant: dt.datetime) -> dt.datetime:
    """Give an instant as the clocks of an organisation show it."""
    zone = plan.organisation.zone if plan.organisation is not None else None
    return instant.astimezone(ZoneInfo(zone) if zone else None)


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
    outcome = read_tracked(adoption, given.date() if given else None, current_language())
    if outcome.value is None or given is not None:
        return outcome
    today = today_of(outcome.value.read.plan)
    return Outcome(outcome.value.seen_on(today), outcome.problems, outcome.sources)


def new_entry_id() -> str:
    """Give an id that no other entry has."""
    return secrets.token_hex(10)


def record_drafts(adoption: Path, by: By, asked: Asked, before: Before | None = None) -> int:
    """Read where things stand, make entries of what somebody asks for, write them, say so.

    The folder is held from before the log is read until what came of it stands on the disk.

    Args:
        adoption: its text.
        by: whoever records it.
        asked: what is to be recorded.
        before: what has to be written before the entries, where anything.
    """
    with hold_beside(adoption) as refused:
        if refused:
            return _answer(refused, {}, (), as_json=by.as_json)
        outcome = track_day(adoption, by.today)
        tracked = outcome.value
        if tracked is None or has_errors(outcome.problems):
            return _answer(outcome.problems, outcome.sources, (), as_json=by.as_json) or 1
        if not by.who:
            return _answer((Problem.of("RM574"),), {}, (), as_json=by.as_json)
        drafts, files, told = asked(tracked, tracked.board.today or today_of(tracked.read.plan))
        told = (*told, *know_person(tracked, by.who))
        if has_errors(told):
            return _answer(told, {}, (), as_json=by.as_json)
        prepared = prepare(tracked, drafts, Stamp(by.who, now(), new_entry_id))
        told = (*told, *prepared.problems)
        if prepared.value is not None and before is not None:
            told = (*told, *before(tracked, prepared.value.entries))
        if prepared.value is None or has_errors(told):
            return _answer(told, {}, (), as_json=by.as_json)
        for path, content in files.items():
            if not path.exists():
                replace_file(path, content)
        unwritten = append_lines(tracked.log_path, prepared.value.lines)
        written = () if has_errors(unwritten) else prepared.value.entries
        code = _answer((*told, *unwritten), {}, written, as_json=by.as_json)
        if not by.as_json:
            _say_recorded(tracked, written)
        return code


UNSAID = "unsaid"
"""Who recorded something, where nobody said."""


def log_dates(adoption: Path, known: Known, who: str | None) -> tuple[Problem, ...]:
    """Let the log say, too, which dates became known and what was decided; the text has them already.

    The folder is held by whoever has written the text. What the log says already is not said again.

    Returns:
        What is wrong with the log; the text stands in any case.
    """
    tracked = read_tracked(adoption).value
    if tracked is None:
        return ()
    drafts = list_dates(tracked, known)
    prepared = prepare(tracked, drafts, Stamp(who or UNSAID, now(), new_entry_id))
    if prepared.value is None or not prepared.value.entries:
        return prepared.problems
    return append_lines(tracked.log_path, prepared.value.lines)


def know_person(tracked: Tracked, who: str) -> tuple[Problem, ...]:
    """Tell that nobody of the organisation goes by a key: perhaps a slip, perhaps somebody from outside."""
    known = set(tracked.read.organisation.people)
    if who in known or "@" in who or not known:
        return ()
    near = near_names(who, known)
    return (Problem.of("RM572", who=who, near=near) if near else Problem.of("RM572", who=who),)


def _answer(problems: Sequence[Problem], sources: Any, entries: Sequence[Entry], *, as_json: bool) -> int:
    if as_json:
        return report_json(problems, sources, entries=[entry_to_json(each) for each in entries])
    return report(problems, sources)


def _say_recorded(tracked: Tracked, entries: Sequence[Entry]) -> None:
    rows = {row.thing: row for row in tracked.board.rows}
    for entry in entries:
        row = rows.get(entry.thing)
        name = name_row(row.row) if row is not None else entry.thing.id
        did = DID_WORDS[entry.did].said(current_language())
        told = _("Recorded: {what} – {did}, {day} ({id}).")
        say(told.format(what=name, did=did, day=say_day(entry.on), id=entry.id))
