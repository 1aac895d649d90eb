"""`roadmap remind`: one letter a person that says what waits for her."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any, get_args

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.own_texts import hold
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import json_option, report, report_json
from roadmap_engine.cli.tracking import now, today_of, today_option
from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.reminding import PROGRAM, Sending, SentLetter
from roadmap_engine.model import Plan
from roadmap_engine.model.letter_settings import Weekday
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.reminding import Outbox, read_letters

__all__ = ["command"]

_NOT_KNOWN = 3
"""The exit code where something could not be known: a server was silent, a letter was put off."""

_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


@click.command(
    name="remind",
    help=lay_out(
        _(
            "Write to people what waits for them: one letter a person over all her plans, with what was "
            "returned, is overdue or due this week, and what others wait for.\n\n"
            "PATH is an adoption, or a folder of them. Addresses stand in contacts.yaml, the mail server in "
            "roadmap.toml, beside the adoption or above it. What was sent stands in the status log; the same "
            "letter is never sent twice in a week. Made for cron.\n\n"
            "Examples:\n"
            "  roadmap remind examples/school --dry-run --today 2027-06-15\n"
            "  roadmap remind schools --settings roadmap.toml\n"
            "  roadmap remind examples/school --paste --only deputy-head"
        )
    ),
)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="PATH..."
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("The settings of letters; roadmap.toml beside or above each adoption unless given."),
)
@today_option
@click.option("--dry-run", is_flag=True, help=_("Only show the letters; nothing is sent or written."))
@click.option(
    "--again",
    is_flag=True,
    help=_("Send anew what was refused, or begun by a run that never ended; never what was sent."),
)
@click.option(
    "--paste",
    is_flag=True,
    help=_("Print short texts to paste into a messenger; nothing is sent or written."),
)
@click.option("--only", multiple=True, metavar="KEY", help=_("Only for the holder of this post; may repeat."))
@json_option
def command(
    paths: tuple[Path, ...],
    settings: Path | None,
    today: dt.datetime | None,
    dry_run: bool,
    again: bool,
    paste: bool,
    only: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write the letters, or show them."""

    def day_of(plan: Plan) -> dt.date:
        return today.date() if today is not None else today_of(plan)

    sends = not (dry_run or paste)
    outcome = read_letters(RemindRun(paths, settings, only, sends), day_of, current_language())
    outboxes = outcome.value or ()
    sending = Sending(Hand(PROGRAM, now), again, hold)
    if sends:
        for outbox in outboxes:
            if _is_day(outbox):
                sending.send(outbox)
            else:
                sending.letters += [SentLetter(each, "not-sent") for each in outbox.letters]
    else:
        sending.letters += [
            SentLetter(letter, "not-sent") for outbox in outboxes for letter in outbox.letters
        ]
    problems = (*outcome.problems, *sending.problems)
    if as_json:
        code = report_json(problems, outcome.sources, letters=[_to_json(each) for each in sending.letters])
    else:
        for line in _say_letters(sending.letters, paste=paste, dry_run=dry_run):
            say(line)
        code = report(problems, outcome.sources)
    return _NOT_KNOWN if sending.unknown else code


def _is_day(outbox: Outbox) -> bool:
    """Tell whether letters go out today."""
    if outbox.settings is None or not outbox.letters:
        return True
    day = max(each.digest.today for each in outbox.letters)
    return _WEEKDAYS[day.weekday()] in outbox.settings.remind.weekdays


def _say_letters(letters: Sequence[SentLetter], *, paste: bool, dry_run: bool) -> Iterator[str]:
    """Say what became of letters, or show them; lines of a letter are lines here."""
    if paste or dry_run:
        for each in letters:
            if paste:
                yield f"── {', '.join(dict.fromkeys(each.letter.digest.people.values()))}"
                yield from each.letter.message.splitlines()
            else:
                yield f"── {each.letter.shown_address}: {each.letter.drawn.subject}"
                yield from each.letter.drawn.text.splitlines()
            yield ""
    counts = {result: sum(each.result == result for each in letters) for result in ("sent", "already")}
    if not letters:
        yield _("There is nothing to write to anybody.")
    elif paste or dry_run:
        yield _("Letters: {count}; none was sent.").format(count=len(letters))
    else:
        told = _("Letters: {sent} sent, {already} were sent already, {left} not sent.")
        left = len(letters) - sum(counts.values())
        yield told.format(sent=counts["sent"], already=counts["already"], left=left)


def _to_json(each: SentLetter) -> dict[str, Any]:
    letter = each.letter
    return {
        "id": letter.digest.id,
        "address": letter.digest.reader.address or None,
        "posts": sorted(set(letter.digest.people.values())),
        "plans": [tracked.read.plan.plan for tracked in letter.about],
        "subject": letter.drawn.subject,
        "text": letter.drawn.text,
        "message": letter.message,
        "result": each.result,
        "log": letter.fate.value if letter.fate is not None else None,
    }
