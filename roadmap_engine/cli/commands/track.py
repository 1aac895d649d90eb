"""`roadmap track`: what has happened to a plan, and where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.commands import (
    track_collect,
    track_import,
    track_log,
    track_looking,
    track_others,
    track_reports,
)
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.evidence import gather_evidence
from roadmap_engine.cli.tracking import (
    By,
    When,
    adoption_argument,
    by_options,
    record_drafts,
    when_options,
)
from roadmap_engine.desk.holding import replace_own_text
from roadmap_engine.desk.recording import Made
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import Did, Entry
from roadmap_engine.pipeline.freezing import thaw
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.storage.texts import read_text_bytes
from roadmap_engine.tracking.naming import find_measure, find_row
from roadmap_engine.tracking.recording import Intent

__all__ = ["command"]


@click.group(
    name="track",
    help=lay_out(
        _(
            "Record what has happened to a plan, and see where it stands.\n\n"
            "Everything goes into the status log beside the adoption (adoption.status.jsonl): one entry a "
            "line, never edited, only appended. A MEASURE is named by its number, its id or words of its "
            "title; of what falls due several times --for says which.\n\n"
            "Examples:\n"
            "  roadmap track list examples/school/adoption.yaml\n"
            "  roadmap track report examples/school/adoption.yaml 1.1 --as deputy-head --evidence note.pdf\n"
            '  roadmap track return examples/school/adoption.yaml 1.1 --as head --note "нет выводов"'
        )
    ),
)
def command() -> None:
    """Group the commands of tracking."""


for _each in (
    *track_looking.COMMANDS,
    *track_log.COMMANDS,
    *track_others.COMMANDS,
    *track_collect.COMMANDS,
    track_import.command,
    *track_reports.COMMANDS,
):
    command.add_command(_each)


def _make(
    adoption: Path,
    did: Did,
    measures: Sequence[str],
    when: When,
    evidence: Sequence[str] = (),
    to: str | None = None,
) -> Callable[[Tracked, dt.date], Made]:
    """Give what makes drafts about measures, once it is known where things stand."""

    def made(tracked: Tracked, today: dt.date) -> Made:
        gathered, files, told = gather_evidence(adoption, evidence)
        on = when.day.date() if when.day else today
        drafts: list[Intent] = []
        problems: list[Problem] = [*told]
        for words in measures:
            rows, unclear = find_measure(tracked.board, words)
            row, unsaid = find_row(rows, did, when.time) if rows else (None, ())
            problems += (*unclear, *unsaid)
            if row is not None:
                drafts.append(Intent(row.thing, did, on, to, when.note, evidence=gathered))
        return Made(drafts, files, problems)

    return made


_DEEDS: Sequence[tuple[str, Did, str, str]] = (
    ("start", Did.STARTED, _("Record that work on measures has begun."), "1.1 --as deputy-head"),
    ("report", Did.REPORTED, _("Record that measures are done."), "1.1 --on 2027-06-12 --evidence note.pdf"),
    ("submit", Did.SUBMITTED, _("Hand measures in to be looked at; until then they are locked."), "1.1"),
    ("accept", Did.ACCEPTED, _("Accept what was reported; the entry names what exactly."), "1.1 --as head"),
    ("return", Did.RETURNED, _("Give back what was reported, with a remark."), '1.1 --note "нет выводов"'),
    (
        "not-applicable", Did.NOT_APPLICABLE, _("Record that measures do not concern the school, and why."),
        '2.3 --note "нет 9-х классов"',
    ),
    ("cancel", Did.CANCELLED, _("Record that measures are called off, and why."), '2.3 --note "приказ № 15"'),
    ("reopen", Did.REOPENED, _("Open again what has ended, or is in progress."), '1.1 --note "ошибка"'),
    ("note", Did.NOTED, _("Add a remark to measures; their state stays."), '1.1 --note "ждём протокол"'),
)  # fmt: skip


def _add(name: str, did: Did, words: str, example: str) -> None:
    """Add a command that records one deed about measures."""
    shown = f"roadmap track {name} examples/school/adoption.yaml {example}"

    @command.command(name=name, help=lay_out(f"{words}\n\n" + _("Example:") + f"\n  {shown}"))
    @adoption_argument
    @click.argument("measures", nargs=-1, required=True, metavar="MEASURE…")
    @when_options
    @click.option(
        "--evidence", multiple=True, metavar="FILE|LINK",
        help=_("A file or an address that shows it; may repeat."),
    )  # fmt: skip
    @by_options
    def deed(adoption: Path, measures: tuple[str, ...], evidence: tuple[str, ...], when: When, by: By) -> int:
        before = _thaw if did is Did.REOPENED else None
        return record_drafts(adoption, by, _make(adoption, did, measures, when, evidence), before)


def _thaw(tracked: Tracked, entries: Sequence[Entry]) -> tuple[Problem, ...]:
    """Take out of the adoption's text that measures have ended which are opened again."""
    meant = {entry.thing.id for entry in entries}
    settled = [
        measure.id
        for measure in tracked.read.plan.measures()
        if measure.goes_by in meant and measure.id in tracked.read.adoption.settled
    ]
    written = read_text_bytes(tracked.path) if settled else None
    if written is None:
        return ()
    data, refused = thaw(tracked.path, written, settled)
    return refused or replace_own_text(tracked.path, written, data)


for _deed in _DEEDS:
    _add(*_deed)


@command.command(
    name="extend",
    help=lay_out(
        _(
            "Put off the day a measure is due, with the reason and on what basis.\n\n"
            "Example:\n"
            "  roadmap track extend examples/school/adoption.yaml 1.1 --to 2027-07-12 "
            '--note "болезнь учителя; служебная записка № 8"'
        )
    ),
)
@adoption_argument
@click.argument("measures", nargs=-1, required=True, metavar="MEASURE…")
@click.option("--to", "due", type=DayType(), required=True, metavar="DATE", help=_("The new last day."))
@when_options
@by_options
def extend(adoption: Path, measures: tuple[str, ...], due: dt.datetime, when: When, by: By) -> int:
    """Record a new due day."""
    made = _make(adoption, Did.EXTENDED, measures, when, to=due.date().isoformat())
    return record_drafts(adoption, by, made)


@command.command(
    name="attach",
    help=lay_out(
        _(
            "Attach files or addresses that show what was done: pdf, docx, xlsx, odt, jpg, png.\n\n"
            "Example:\n  roadmap track attach examples/school/adoption.yaml 1.1 note.pdf protocol.pdf"
        )
    ),
)
@adoption_argument
@click.argument("measure")
@click.argument("evidence", nargs=-1, required=True, metavar="FILE|LINK…")
@when_options
@by_options
def attach(adoption: Path, measure: str, evidence: tuple[str, ...], when: When, by: By) -> int:
    """Attach evidence."""
    return record_drafts(adoption, by, _make(adoption, Did.ATTACHED, (measure,), when, evidence))


@command.command(
    name="step",
    help=lay_out(
        _(
            "Record that a document has passed a step of its way into force.\n\n"
            "STEP is «output:step», as `roadmap track list --json` and the plan name them.\n\n"
            "Example:\n  roadmap track step examples/school/adoption.yaml 1.1 analytic-note:approved"
        )
    ),
)
@adoption_argument
@click.argument("measure")
@click.argument("step")
@when_options
@by_options
def step_done(adoption: Path, measure: str, step: str, when: When, by: By) -> int:
    """Record a step."""
    make = _make(adoption, Did.STEP_DONE, (measure,), when)

    def made(tracked: Tracked, on: dt.date) -> Made:
        plain = make(tracked, on)
        steps = _steps_of(tracked, plain.drafts)
        if steps and step not in steps:
            raise click.UsageError(
                _("«{step}» is no step of its documents; these are: {steps}.").format(
                    step=step, steps=", ".join(steps)
                )
            )
        return replace(plain, drafts=[replace(each, step=step) for each in plain.drafts])

    return record_drafts(adoption, by, made)


def _steps_of(tracked: Tracked, drafts: Sequence[Intent]) -> tuple[str, ...]:
    """Give the steps of the documents of the measures that drafts are about."""
    meant = {each.thing.id for each in drafts}
    measures = (each for each in tracked.read.plan.measures() if each.goes_by in meant)
    return tuple(step for measure in measures for step in measure.steps)
