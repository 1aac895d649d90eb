"""`roadmap track log`, `merge` and `redact`: the log itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.own_texts import hold_beside
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.reporting import json_option, report, report_json
from roadmap_engine.cli.tracking import adoption_argument, as_option, now, track_day
from roadmap_engine.desk.hand import local_instant
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.documents.board_json import entry_to_json
from roadmap_engine.load.status_logs import find_log_copies, status_path
from roadmap_engine.model.entry import DID_WORDS, Absence, Entry, EvidenceFile, Thing
from roadmap_engine.pipeline.logs import Redacted, merge_logs, redact_entry
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.texts import replace_text
from roadmap_engine.tracking.evidence import FOLDER
from roadmap_engine.tracking.naming import find_measure
from roadmap_engine.tracking.others import read_day
from roadmap_engine.tracking.telling import name_row

__all__ = ["COMMANDS"]


@click.command(
    name="log",
    help=lay_out(
        _(
            "Show what was recorded, of a measure or of everything: the journal for an inspection.\n\n"
            "Examples:\n"
            "  roadmap track log examples/school/adoption.yaml\n"
            "  roadmap track log examples/school/adoption.yaml 1.1 --json"
        )
    ),
)
@adoption_argument
@click.argument("measure", required=False)
@json_option
def log_command(adoption: Path, measure: str | None, as_json: bool) -> int:
    """Show the journal."""
    outcome = track_day(adoption, None)
    tracked = outcome.value
    if tracked is None:
        return (report_json if as_json else report)(outcome.problems, outcome.sources)
    rows, unclear = find_measure(tracked.board, measure) if measure else (tracked.board.rows, ())
    problems = (*outcome.problems, *unclear)
    entries = [entry for row in rows for entry in row.history]
    if measure is None:
        known = {each.id for each in entries}
        entries += [each for each in tracked.read.log.entries if each.id not in known]
    entries.sort(key=lambda each: (each.at, each.id))
    if as_json:
        return report_json(problems, outcome.sources, entries=[entry_to_json(each) for each in entries])
    for line in _lines(tracked, entries):
        say(line)
    return report(problems, outcome.sources)


def _lines(tracked: Tracked, entries: Iterable[Entry]) -> Iterator[str]:
    names: dict[Thing, str] = {row.thing: name_row(row.row) for row in tracked.board.rows}
    for entry in entries:
        name = names.get(entry.thing, f"{entry.thing.id} {entry.thing.occurrence}".strip())
        did = DID_WORDS[entry.did].said(current_language())
        at = local_instant(tracked.read.plan, entry.at)
        yield (
            f"{say_day(at.date())} {at:%H:%M}  {entry.id}  {name}: {did}{_say_to(entry)}, "
            f"{say_day(entry.on)}, {entry.who}"
        )
        if isinstance(entry.to, Absence):
            yield f"    {say_day(entry.to.since)} – {say_day(entry.to.until)} → {entry.to.deputy or '—'}"
        if entry.note:
            yield f"    «{entry.note}»"
        for each in entry.evidence:
            yield (
                f"    {each.name} ({each.sha256[:12]})"
                if isinstance(each, EvidenceFile)
                else f"    {each.link}"
            )
        if entry.redacted is not None:
            told = _("note and evidence were taken out by {who}: {why}")
            yield "    " + told.format(who=entry.redacted.who, why=entry.redacted.why)


def _say_to(entry: Entry) -> str:
    if not isinstance(entry.to, str) or not entry.to:
        return ""
    day = read_day(entry.to)
    return f" {say_day(day)}" if day is not None else f" {entry.to}"


@click.command(
    name="merge",
    help=lay_out(
        _(
            "Join copies of a status log: every entry once, none lost, whatever their order. Without COPY "
            "the copies are taken that lie beside it, as services that keep folders alike leave them.\n\n"
            "Examples:\n"
            "  roadmap track merge examples/school/adoption.yaml\n"
            "  roadmap track merge examples/school/adoption.yaml from-mail/adoption.status.jsonl"
        )
    ),
)
@adoption_argument
@click.argument("copies", nargs=-1, type=click.Path(path_type=Path), metavar="COPY…")
@json_option
def merge_command(adoption: Path, copies: tuple[Path, ...], as_json: bool) -> int:
    """Join logs."""
    if adoption.name.endswith(".status.jsonl"):
        adoption = adoption.with_name(adoption.name.removesuffix(".status.jsonl") + ".yaml")
    path = status_path(adoption)
    with hold_beside(adoption) as refused:
        merged = merge_logs(path, copies or find_log_copies(path))
        problems: tuple[Problem, ...] = (*refused, *merged.problems)
        taken = merged.value
        if taken is not None and taken.emptied is not None and not has_errors(problems):
            problems += _empty(adoption, taken.emptied)
        if taken is not None and taken.lines and not has_errors(problems):
            problems += append_lines(path, taken.lines)
        count = 0 if taken is None or has_errors(problems) else taken.count
        if as_json:
            return report_json(problems, merged.sources, added=count)
        say(_("Entries added: {count}.").format(count=count))
        return report(problems, merged.sources)


@click.command(
    name="redact",
    help=lay_out(
        _(
            "Take note and evidence out of an entry, for good: what should never have been written there. "
            "The entry itself stays, with who took them out and why. Its files are removed from "
            "`evidence/` where no other entry names them.\n\n"
            "Example:\n"
            '  roadmap track redact examples/school/adoption.yaml 3f9c… --why "имя ученика" --as head'
        )
    ),
)
@adoption_argument
@click.argument("entry")
@click.option("--why", required=True, metavar="TEXT", help=_("Why; it stays in the log."))
@as_option
@json_option
def redact_command(adoption: Path, entry: str, why: str, who: str | None, as_json: bool) -> int:
    """Empty an entry."""
    with hold_beside(adoption) as refused:
        problems: tuple[Problem, ...] = refused if who else (*refused, Problem.of("RM574"))
        if has_errors(problems):
            return report_json(problems, {}) if as_json else report(problems, {})
        done = redact_entry(status_path(adoption), entry, who=str(who), why=why, at=now())
        problems += done.problems
        if done.value is not None:
            problems += _empty(adoption, done.value)
        if as_json:
            return report_json(problems, {}, redacted=not has_errors(problems))
        if not has_errors(problems):
            say(_("Note and evidence of {entry} are taken out.").format(entry=entry))
        return report(problems, {})


def _empty(adoption: Path, done: Redacted) -> tuple[Problem, ...]:
    """Write a log without what was taken out of it, and remove the files that no entry names any more."""
    refused = replace_text(status_path(adoption), done.read, done.data)
    if not refused:
        for name in done.gone:
            for each in (adoption.parent / FOLDER).glob(f"{name}.*"):
                each.unlink()
    return refused


COMMANDS = (log_command, merge_command, redact_command)
