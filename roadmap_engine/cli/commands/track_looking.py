"""`roadmap track list` and `board`: where everything stands."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.reporting import json_option, report, report_json
from roadmap_engine.cli.terminal import terminal_width
from roadmap_engine.cli.tracking import adoption_argument, today_option, track_day
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.documents.board_json import board_to_json
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.progress import SIGN_WORDS, Sign, State
from roadmap_engine.pipeline.tracking import Tracked

__all__ = ["COMMANDS"]

_GAP = 2
_DAY_WIDTHS: Mapping[Language, int] = {"ru": 12, "en": 19}
_NUMBER_WIDTH = 7
_MOST_LINES = 2
_SIGNS = tuple(sign.value for sign in Sign)


@dataclass(frozen=True, slots=True)
class _Filter:
    """Which rows are asked for; of what is not said, all.

    Attributes:
        person: key of a post, or a part of a name.
        role: id of a role.
        signs: what a reader sees of a row, or its state.
        due: the first and last due day.
    """

    person: str | None
    role: str | None
    signs: tuple[str, ...]
    due: tuple[dt.date | None, dt.date | None]

    def takes(self, row: BoardRow, roles: frozenset[str]) -> bool:
        """Tell whether a row is asked for."""
        first, last = self.due
        in_time = (first is None and last is None) or (
            row.due is not None and (first or row.due) <= row.due <= (last or row.due)
        )
        of_person = self.person is None or any(
            each.id.removeprefix("person:") == self.person or self.person.casefold() in each.name.casefold()
            for each in row.row.answerers
        )
        of_state = not self.signs or row.sign.value in self.signs or row.happened.state.value in self.signs
        return in_time and of_person and of_state and (self.role is None or self.role in roles)


def _filters(command: click.Command) -> click.Command:
    for option in (
        click.Option(
            ["--person"],
            metavar="KEY",
            help=_("Only what somebody answers for: a key, or a part of a name."),
        ),
        click.Option(["--role"], metavar="ID", help=_("Only what a role answers for.")),
        click.Option(
            ["--state", "signs"],
            multiple=True,
            type=click.Choice(tuple(dict.fromkeys((*_SIGNS, *State)))),
            metavar="STATE",
            help=_("Only rows in this state: {states}; may repeat.").format(states=", ".join(_SIGNS)),
        ),
        click.Option(
            ["--due-from"], type=DayType(), metavar="DATE", help=_("Only what is due on this day or later.")
        ),
        click.Option(["--due-to"], type=DayType(), metavar="DATE", help=_("Only what is due by this day.")),
    ):
        command.params.append(option)
    return command


@click.command(
    name="list",
    help=lay_out(
        _(
            "List the rows of a plan with their states; filters say which.\n\n"
            "Examples:\n"
            "  roadmap track list examples/school/adoption.yaml --today 2027-06-15 --state overdue\n"
            "  roadmap track list examples/school/adoption.yaml --person deputy-head --due-to 2027-06-30"
        )
    ),
)
@adoption_argument
@today_option
@json_option
def list_command(
    adoption: Path,
    today: dt.datetime | None,
    as_json: bool,
    person: str | None,
    role: str | None,
    signs: tuple[str, ...],
    due_from: dt.datetime | None,
    due_to: dt.datetime | None,
) -> int:
    """List rows."""
    outcome = track_day(adoption, today)
    tracked = outcome.value
    if tracked is None:
        return (report_json if as_json else report)(outcome.problems, outcome.sources)
    asked = _Filter(
        person, role, signs, (due_from.date() if due_from else None, due_to.date() if due_to else None)
    )
    roles = {
        measure.goes_by: frozenset(who.role for who in measure.responsible)
        for measure in tracked.read.plan.measures()
    }
    rows = [row for row in tracked.board.rows if asked.takes(row, roles.get(row.measure, frozenset()))]
    if as_json:
        return report_json(outcome.problems, outcome.sources, **board_to_json(tracked.board, rows))
    for line in _lines(tracked, rows):
        say(line)
    return report(outcome.problems, outcome.sources)


_filters(list_command)


@click.command(
    name="board",
    help=lay_out(
        _(
            "Show where a plan stands: how many rows are in which state, what waits for whom.\n\n"
            "Example:\n  roadmap track board examples/school/adoption.yaml --today 2027-06-15"
        )
    ),
)
@adoption_argument
@today_option
@json_option
def board_command(adoption: Path, today: dt.datetime | None, as_json: bool) -> int:
    """Show the board."""
    outcome = track_day(adoption, today)
    tracked = outcome.value
    if tracked is None:
        return (report_json if as_json else report)(outcome.problems, outcome.sources)
    if as_json:
        return report_json(outcome.problems, outcome.sources, **board_to_json(tracked.board))
    for line in _board_lines(tracked):
        say(line)
    return report(outcome.problems, outcome.sources)


COMMANDS = (list_command, board_command)


def _head(tracked: Tracked) -> Iterator[str]:
    plan, board = tracked.read.plan, tracked.board
    school = plan.organisation.short if plan.organisation else ""
    day = _("as of {day}").format(day=say_day(board.today)) if board.today else ""
    yield " · ".join(each for each in (school, ", ".join(plan.years), day) if each)


def _lines(tracked: Tracked, rows: Sequence[BoardRow]) -> Iterator[str]:
    yield from _head(tracked)
    stages = {stage.id: f"{stage.number} {stage.title}".strip() for stage in tracked.read.plan.stages}
    width = terminal_width()
    shown = ""
    for row in rows:
        if row.stage != shown:
            shown = row.stage
            yield ""
            yield stages.get(shown, shown)
        yield from _row_lines(row, width, _sign_width(rows))
    if not rows:
        yield _("No row is as asked for.")


def _sign(sign: Sign) -> str:
    words = SIGN_WORDS[sign]
    return f"{words.mark} {words.word.said(current_language())}"


def _sign_width(rows: Sequence[BoardRow]) -> int:
    return max((len(_sign(row.sign)) for row in rows), default=0) + _GAP


def _row_lines(row: BoardRow, width: int, sign_width: int) -> Iterator[str]:
    sign = _sign(row.sign)
    day = row.happened.on or row.due
    when = "" if day is None else say_day(day)
    head = f"{sign:<{sign_width}}{when:<{_DAY_WIDTHS[current_language()]}}{row.row.number:<{_NUMBER_WIDTH}}"
    room = max(width - len(head), 30)
    title = textwrap.shorten(row.row.title, room * _MOST_LINES, placeholder=" …")
    lines = textwrap.wrap(title, room) or [""]
    indent = " " * len(head)
    yield (head + lines[0]).rstrip()
    yield from (indent + line for line in lines[1:])
    for more in _more(row):
        yield from textwrap.wrap(more, width, initial_indent=indent, subsequent_indent=indent)


def _more(row: BoardRow) -> Iterator[str]:
    """Say what else a reader has to know of a row."""
    if row.row.answerers:
        yield "→ " + ", ".join(each.name for each in row.row.answerers)
    if row.sign is Sign.WAITING:
        yield _("waits: {events}").format(events=row.row.waits_for)
    if row.late is not None and row.due is not None:
        yield _("due {day}, late by {days}").format(day=say_day(row.due), days=_days(row.late))
    if row.happened.extended_to is not None:
        told = _("put off to {day}: {why}")
        yield told.format(day=say_day(row.happened.extended_to), why=row.happened.extended_why or "—")
    if row.happened.note:
        yield f"«{row.happened.note}»"
    if row.happened.own_word:
        yield _("accepted by the school's own file")
    if row.happened.evidence:
        yield _("evidence: {count}").format(count=row.happened.evidence)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)


def _board_lines(tracked: Tracked) -> Iterator[str]:
    yield from _head(tracked)
    board = tracked.board
    yield ""
    counts = {sign: sum(row.sign is sign for row in board.rows) for sign in Sign}
    for sign, count in counts.items():
        if count:
            yield f"{_sign(sign):<{_sign_width(board.rows)}}{count:>4}"
    yield from _now_lines(board)
    yield from _waiting_lines(board)


_NOW = (Sign.OVERDUE, Sign.RETURNED_LATE, Sign.RETURNED, Sign.CONFLICT, Sign.SOON, Sign.SUBMITTED)
"""What somebody has to act on, the loudest first."""


def _now_lines(board: Board) -> Iterator[str]:
    rows = [row for sign in _NOW for row in board.rows if row.sign is sign]
    if rows:
        yield ""
        yield _("Now:")
    for row in rows:
        yield from _row_lines(row, terminal_width(), _sign_width(rows))


def _waiting_lines(board: Board) -> Iterator[str]:
    waiting: dict[str, list[str]] = {}
    for row in board.rows:
        if row.sign is Sign.WAITING:
            waiting.setdefault(row.row.waits_for, []).append(row.row.number or row.measure)
    if waiting:
        yield ""
        yield _("Waiting:")
    for event, numbers in waiting.items():
        yield f"  {event}: {', '.join(numbers)}"
