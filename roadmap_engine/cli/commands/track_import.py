"""`roadmap track import`: what people wrote into trackers, into the status log."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import get_args

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.own_texts import hold_beside
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.reporting import report, report_json
from roadmap_engine.cli.tracking import By, by_options, now, today_of, track_day
from roadmap_engine.desk.hand import new_entry_id
from roadmap_engine.desk.recording import know_person
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.limits import IMPORT_BYTES
from roadmap_engine.documents.board_json import entry_to_json
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model.tracker_cells import recall_cell
from roadmap_engine.pipeline.importing_trackers import Imported, import_trackers
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.tracking.recording import Stamp
from roadmap_engine.tracking.trackers import Change, Take

__all__ = ["command"]


@click.command(
    name="import",
    help=lay_out(
        _(
            "Take what people wrote into trackers (xlsx or ods, saved by Excel or LibreOffice) into the "
            "status log.\n\n"
            "Only what somebody changed since the tracker was made is taken. A cell that both the file and "
            "the log have changed is a conflict: nothing of its row is taken until --take says whose word "
            "holds. What cannot be taken is told by its cell, and the rest is recorded. The same file "
            "imported twice changes nothing.\n\n"
            "Examples:\n"
            "  roadmap track import papers/tracker.xlsx --adoption examples/school/adoption.yaml "
            "--as deputy-head\n"
            "  roadmap track import *.ods --adoption examples/school/adoption.yaml --dry-run"
        )
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--adoption",
    required=True,
    type=click.Path(path_type=Path),
    metavar="ADOPTION",
    help=_("The adoption whose tracker it is."),
)
@click.option(
    "--take",
    type=click.Choice(get_args(Take)),
    help=_("In conflicts take the log's word (ours) or the file's (theirs)."),
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
@by_options
def command(files: tuple[Path, ...], adoption: Path, take: Take | None, dry_run: bool, by: By) -> int:
    """Import trackers."""
    read, unread = _read_files(files)
    if dry_run:
        return _import(adoption, read, unread, take, by, dry_run=True)
    with hold_beside(adoption) as refused:
        if refused:
            return _answer(refused, {}, None, written=False, as_json=by.as_json)
        return _import(adoption, read, unread, take, by, dry_run=False)


def _read_files(files: tuple[Path, ...]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    read: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in dict.fromkeys(files):
        data, unread = read_bytes(path, largest=IMPORT_BYTES.most)
        problems += unread
        if data is not None:
            read[str(path)] = data
    return read, tuple(problems)


def _import(
    adoption: Path,
    files: dict[str, bytes],
    unread: tuple[Problem, ...],
    take: Take | None,
    by: By,
    *,
    dry_run: bool,
) -> int:
    outcome = track_day(adoption, by.today)
    tracked = outcome.value
    if tracked is None or has_errors(outcome.problems):
        return (
            _answer((*outcome.problems, *unread), outcome.sources, None, written=False, as_json=by.as_json)
            or 1
        )
    who = by.who or ""
    if not who and not dry_run:
        return _answer((*unread, Problem.of("RM574")), {}, None, written=False, as_json=by.as_json)
    today = tracked.board.today or today_of(tracked.read.plan)
    stamp = Stamp(who or _NOBODY, now(), new_entry_id)
    imported = import_trackers(tracked, files, stamp, today, take)
    problems = (*unread, *(know_person(tracked, who) if who else ()), *imported.problems)
    unwritten = append_lines(tracked.log_path, imported.lines) if imported.lines and not dry_run else ()
    written = bool(imported.lines) and not dry_run and not has_errors(unwritten)
    return _answer((*problems, *unwritten), outcome.sources, imported, written=written, as_json=by.as_json)


_NOBODY = "nobody"
"""Who would record it, where it is only tried."""


def _answer(
    problems: tuple[Problem, ...],
    sources: object,
    imported: Imported | None,
    *,
    written: bool,
    as_json: bool,
) -> int:
    texts = sources if isinstance(sources, dict) else {}
    if as_json:
        files = imported.files if imported is not None else ()
        entries = [entry_to_json(each) for each in imported.entries] if imported is not None else []
        told = [
            {
                "file": each.file,
                "taken": [asdict(change) for change in each.taken],
                "conflicts": [asdict(change) for change in each.conflicts],
            }
            for each in files
        ]
        return report_json(problems, texts, written=written, files=told, entries=entries)
    if imported is not None:
        _say_files(imported, written=written)
    return report(problems, texts)


def _say_files(imported: Imported, *, written: bool) -> None:
    for each in imported.files:
        count = len(each.taken)
        told = ngettext("{file}: {count} change", "{file}: {count} changes", count)
        tried = "" if written or not each.taken else _("; nothing is recorded")
        say(told.format(file=each.file, count=count) + tried)
        for change in each.taken:
            say("  " + _line(change))


def _line(change: Change) -> str:
    words = _("«{at}», «{cell}», «{row}»: {log} → {file}")
    short = {"log": _short(change.log), "file": _short(change.file)}
    return words.format(at=change.at, cell=change.cell, row=change.title, **short)


def _short(text: str) -> str:
    """Give what stands in a cell on one line: a day as people write it."""
    value = recall_cell(text)
    line = say_day(value) if isinstance(value, dt.date) else " ".join(text.split())
    short = line if len(line) <= 80 else f"{line[:79]}…"  # noqa: PLR2004 -- what fits a line
    return f"«{short}»" if short else _("empty")
