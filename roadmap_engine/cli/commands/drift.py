"""`roadmap drift`: which school runs which version, and what it has otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.printing import say, say_day
from roadmap_engine.cli.provenance import say_as_of
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json, speaker
from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.languages import word
from roadmap_engine.diagnostics.showing import problem_to_json
from roadmap_engine.documents.papers.drift_xlsx import render_drift
from roadmap_engine.model.drift import CHANGE_WORDS, VERDICT_WORDS, Drift, DriftedChange, SchoolDrift
from roadmap_engine.model.settled import SETTLED_WORDS
from roadmap_engine.pipeline.drift import Found, find_drift
from roadmap_engine.planning.comparing.words import say_values
from roadmap_engine.storage.texts import read_text_bytes, replace_text
from roadmap_engine.storage.writing import refuse_standing

__all__ = ["command", "version_to_json"]


@click.command(
    name="drift",
    help=lay_out(
        _(
            "Show for every adoption under DIR, at any depth, which version of which roadmap it runs, what "
            "the school changed of it and whether it was allowed to, and which measures are settled.\n\n"
            "An adoption that cannot be read is listed with its problems. --against names a folder of "
            "bundles, an index or a web host that knows the newest versions; without it the newest is the "
            "highest that any of the schools runs. The exit code is 1 where an adoption has errors.\n\n"
            "Example:\n  roadmap drift examples --xlsx drift.xlsx"
        )
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--against", metavar="SOURCE", help=_("Where the newest versions are known."))
@click.option(
    "--xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=_("Write the tables as a workbook, too."),
)
@click.option("--force", is_flag=True, help=_("Write over a file that is there."))
@all_option
@json_option
def command(folder: Path, against: str | None, xlsx: Path | None, force: bool, as_json: bool) -> int:
    """Report on a folder of adoptions."""
    standing = read_text_bytes(xlsx) if xlsx is not None else None
    if xlsx is not None and not force and (refused := refuse_standing(xlsx)):
        return report(refused, {})
    outcome = find_drift(folder, against, _track)
    drift = outcome.value
    if drift is None:
        return (report_json if as_json else report)(outcome.problems, outcome.sources) or 1
    if xlsx is not None:
        refused = replace_text(xlsx, standing, render_drift(drift))
        outcome, xlsx = replace(outcome, problems=(*outcome.problems, *refused)), None if refused else xlsx
    if as_json:
        return report_json(outcome.problems, {}, **_to_json(drift, outcome.sources)) or _code(drift)
    _print(drift)
    faults = [found for school in drift.schools for found in school.problems if _is_error(found)]
    code = report((*outcome.problems, *faults), outcome.sources)
    if xlsx is not None:
        say(_("Written: {file}").format(file=xlsx))
    return code or _code(drift)


def _track(found: Sequence[Found]) -> Iterator[Found]:
    """Show on a terminal how far it has come."""
    with click.progressbar(found, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _code(drift: Drift) -> int:
    return int(not all(school.is_sound for school in drift.schools))


def _print(drift: Drift) -> None:
    heads = (
        _("School"),
        _("Roadmap"),
        _("Newest"),
        _("Changed"),
        _("Not allowed"),
        _("Settled"),
        _("State"),
    )
    rows = [heads, *(_row(school) for school in drift.schools)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for school in drift.schools:
        if school.changes or school.settled:
            say()
            say(f"{school.organisation} ({school.path})")
        for change in school.changes:
            say(f"  {_say_change(change)}")
        for name, settled in school.settled:
            said = f"{SETTLED_WORDS[settled.state].said(current_language())}, {say_day(settled.on)}"
            say(f"  {name}: {said}" + (f"; {say_as_of(settled)}" if settled.as_of is not None else ""))
    say()
    say(_summarise(drift.schools))


def _row(school: SchoolDrift) -> tuple[str, ...]:
    state = _("sound") if school.is_sound else _("has errors")
    return (
        school.organisation or school.path,
        f"{school.roadmap}@{school.version}" if school.roadmap else "—",
        school.newest if school.is_behind else "",
        str(len(school.changes) or ""),
        str(len(school.of_verdict("forbidden")) or ""),
        str(len(school.settled) or ""),
        state if school.is_readable else _("cannot be read"),
    )


def _say_change(change: DriftedChange) -> str:
    named, language = f"{change.number} {change.thing}".strip(), current_language()
    done = CHANGE_WORDS[change.kind].said(language)
    if change.field == "take_over":
        said = _("point {point} of the order is taken over").format(point=change.thing)
    elif change.field == "moved_from":
        said = _("moved from {written} to {year}").format(written=change.before, year=change.after)
    elif change.kind == "replaced":
        values = say_values(change.before, change.after, language)
        said = f"{named}.{change.field}: {values}"
    elif change.kind == "moved":
        said = f"{named}: {done}: {say_values(change.before, change.after, language)}"
    else:
        said = f"{named}: {done} «{say_values('', change.title, language, alone=True)}»"
    if change.verdict == "free":
        return said
    verdict = VERDICT_WORDS[change.verdict].said(language)
    if change.permit is not None:
        verdict += f" ({change.permitted_by}: {change.say_permit(language)})"
    return f"{said}  [{verdict}]"


def _summarise(schools: Iterable[SchoolDrift]) -> str:
    every = list(schools)
    return _(
        "Adoptions: {count}; behind the newest version: {behind}; with changes of their own: {changed}; "
        "with changes not allowed: {forbidden}; with errors: {faulty}"
    ).format(
        count=len(every),
        behind=sum(school.is_behind for school in every),
        changed=sum(bool(school.changes) for school in every),
        forbidden=sum(bool(school.of_verdict("forbidden")) for school in every),
        faulty=sum(not school.is_sound for school in every),
    )


def _to_json(drift: Drift, sources: Mapping[str, str]) -> dict[str, Any]:
    return {"schools": [_school_to_json(school, sources) for school in drift.schools]}


def version_to_json(school: SchoolDrift) -> dict[str, Any]:
    """Give, for scripts, which adoption it is, which version it follows, and whether it can be read."""
    return {
        "path": school.path,
        "adoption": school.adoption or None,
        "organisation": school.organisation or None,
        "roadmap": school.roadmap or None,
        "version": school.version or None,
        "newest": school.newest or None,
        "behind": school.is_behind,
        "readable": school.is_readable,
        "sound": school.is_sound,
    }


def _school_to_json(school: SchoolDrift, sources: Mapping[str, str]) -> dict[str, Any]:
    return {
        **version_to_json(school),
        "changes": [
            {
                "kind": change.kind,
                "thing": change.thing,
                "number": change.number,
                "title": change.title,
                "field": change.field or None,
                "before": word(change.before, "ru"),
                "after": word(change.after, "ru"),
                "verdict": change.verdict,
                "permit": change.permit,
                "permitted_by": change.permitted_by or None,
                "locked_from": str(change.locked_from) if change.locked_from is not None else None,
                "line": change.line,
            }
            for change in school.changes
        ],
        "settled": {
            name: {"state": settled.state, "on": settled.on.isoformat(), "reason": settled.reason}
            | ({"as_of": settled.as_of, "kept": settled.kept_names()} if settled.as_of is not None else {})
            for name, settled in school.settled
        },
        "problems": [
            problem_to_json(found, sources.get(found.location.file) if found.location else None, speaker())
            for found in school.problems
        ],
    }
