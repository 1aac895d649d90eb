"""What came of a run over many schools: counts and failures for a reader, all of it for a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from gettext import gettext as _
from pathlib import Path

from roadmap_engine.batch.enrolling import Roll
from roadmap_engine.batch.running import Finished
from roadmap_engine.batch.summary import SUMMARY_JSON, SUMMARY_XLSX, count_lines, line_to_json
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import asks_for_every, report, report_json, speaker
from roadmap_engine.diagnostics import Problem, Severity, has_errors
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model.batch import BatchLine
from roadmap_engine.pipeline.enrolling import Change

__all__ = ["answer", "answer_json"]

_MOST_SHOWN = 20
"""So many schools that failed are named at the end."""


def answer_json(finished: Finished, roll: Roll | None) -> int:
    """Print what came of a run as one JSON object; returns the exit code."""
    schools = [line_to_json(line, speaker()) for line in finished.lines]
    counts = count_lines(finished.lines) | {str(act): count for act, count in finished.acts.items()}
    if roll is not None:
        counts |= {f"texts_{change}": count for change, count in roll.texts.items()}
    code = report_json(finished.problems, {}, counts=counts, schools=schools)
    return code or _code(finished)


def answer(finished: Finished, output: str, archive: Path | None, roll: Roll | None) -> int:
    """Print counts, and the schools that failed with their first problem; returns the exit code."""
    if not finished.lines:
        return report(finished.problems, {}) or 1
    acts, counts = finished.acts, count_lines(finished.lines)
    texts = roll.texts if roll is not None else {}
    for words, count in (
        (_("New texts of schools"), texts.get(Change.NEW)),
        (_("Changed texts of schools"), texts.get(Change.UPDATED)),
        (_("Made"), acts["made"]),
        (_("Unchanged"), acts["unchanged"]),
        (_("Failed"), acts["failed"]),
        (_("Papers in all"), counts["papers"]),
        (_("As people left them"), counts["own"]),
        (_("Warnings"), counts["warnings"]),
    ):
        if count is not None:
            say(f"{words:<28}{count:>8}")
    failed = [line for line in finished.lines if line.failed or line.count(Severity.ERROR)]
    if failed and not asks_for_every():
        say(err=True)
        say(_("With errors:"), err=True)
        for line in failed[:_MOST_SHOWN]:
            say(f"  {line.file}: {_say_first(line)}", err=True)
        if len(failed) > _MOST_SHOWN:
            say(_("and {count} more").format(count=len(failed) - _MOST_SHOWN), err=True)
    summary = f"{output}: {SUMMARY_XLSX}" if archive else f"{output.rstrip('/')}/{SUMMARY_XLSX}"
    say(_("What was told of each school: {file}, {other}").format(file=summary, other=SUMMARY_JSON))
    told = [each for line in finished.lines for each in line.problems] if asks_for_every() else []
    return report((*finished.problems, *told), _read_sources(told)) | _code(finished)


def _say_first(line: BatchLine) -> str:
    first = line.first
    return "" if first is None else f"{first.code}: {message_of(first, speaker())}"


def _read_sources(problems: Iterable[Problem]) -> Mapping[str, str]:
    """Read the texts that problems lie in, for the excerpts."""
    files = {each.location.file for each in problems if each.location is not None}
    found = ((file, read_bytes(Path(file))[0]) for file in files)
    return {file: data.decode(errors="replace") for file, data in found if data is not None}


def _code(finished: Finished) -> int:
    failed = any(line.failed or line.count(Severity.ERROR) for line in finished.lines)
    return int(failed or not finished.lines or has_errors(finished.problems))
