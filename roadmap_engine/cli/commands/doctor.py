"""`roadmap doctor`: what is installed, known and missing; what in a workspace is torn, stray or old."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.cache_fact import judge_cache
from roadmap_engine.cli.commands.drift import version_to_json
from roadmap_engine.cli.facts import Fact, judge
from roadmap_engine.cli.installed import look_around
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.portal_fact import judge_portal
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json, speaker
from roadmap_engine.cli.tracking import now
from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.showing import problem_to_json
from roadmap_engine.model.workspace import Examined
from roadmap_engine.pipeline.doctoring import examine
from roadmap_engine.pipeline.drift import Found
from roadmap_engine.pipeline.identities import find_taken_ids
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.health import look_at
from roadmap_engine.storage.caching import chosen_cache

__all__ = ["command"]

_WELL, _AMISS = "✓", "!"
_UNKNOWN_CODE = 3


@click.command(
    name="doctor",
    help=lay_out(
        _(
            "Tell what is installed, known and missing, and what that costs. With PATH, an adoption or a "
            "folder of them at any depth: which logs are torn, what lies there that belongs to nothing, what "
            "is doubled, left behind or of an earlier version; and how its portal stands.\n\n"
            "Without PATH it looks around itself, and through the current folder where there are adoptions. "
            "Nothing is changed; each finding says what mends it. The exit code is 0 where all is well or "
            "only what one can do without is missing, 1 where something is to be mended, 3 where something "
            "could not be looked at.\n\n"
            "Examples:\n"
            "  roadmap doctor\n"
            "  roadmap doctor schools/ --json"
        )
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH...]")
@all_option
@json_option
def command(paths: tuple[Path, ...], as_json: bool) -> int:
    """Look around, or through folders; one exit code for both."""
    instant = now()
    facts = () if paths else judge(look_around(Path.cwd()), instant.astimezone().date())
    facts += () if paths else (judge_cache(chosen_cache()),)
    meant = paths or _find_here()
    facts += tuple(_look_at_portals(meant or (Path(),), instant))
    if not as_json:
        _print_facts(facts)
    outcome = examine(meant, instant, _track) if meant else Outcome(Examined())
    examined = outcome.value or Examined()
    if as_json:
        report_json(outcome.problems, outcome.sources, **_to_json(facts, examined))
    elif meant:
        _print(examined, outcome)
    return _code(facts, outcome.problems, examined)


def _look_at_portals(folders: Iterable[Path], instant: dt.datetime) -> Iterator[Fact]:
    """Say how the portals of folders stand, where they have one."""
    for folder in folders:
        try:
            found = look_at(folder)
        except OSError as failed:
            said = _("the portal of {folder} cannot be looked at: {reason}")
            yield Fact("portal", "unknown", said.format(folder=folder, reason=failed.strerror))
            continue
        if found is not None:
            yield from judge_portal(found, instant, current_language())


def _find_here() -> tuple[Path, ...]:
    """Give the current folder where adoptions lie in it, or in a folder inside."""
    here = Path()
    near = find_taken_ids(here / "doctor.yaml").values()
    return (here,) if any(not name.startswith("..") for name in near) else ()


def _track(found: Sequence[Found]) -> Iterator[Found]:
    """Show on a terminal how far it has come."""
    with click.progressbar(found, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _print_facts(facts: Iterable[Fact]) -> None:
    for fact in facts:
        mark = _WELL if fact.state == "well" else _AMISS
        say(f"{mark} {fact.said}" + (f" → {fact.act}" if fact.act else ""))


def _print(examined: Examined, outcome: Outcome[Examined]) -> None:
    report(outcome.problems, outcome.sources)
    if examined.unknown:
        say(_("Could not be looked at:"), err=True)
        report(examined.unknown, outcome.sources)
    counts = {
        "count": len(examined.schools),
        "behind": sum(school.is_behind for school in examined.schools),
        "faulty": sum(not school.is_sound for school in examined.schools),
        "found": len(outcome.problems),
        "unknown": len(examined.unknown),
    }
    mark = _AMISS if outcome.problems or examined.unknown else _WELL
    said = _(
        "Adoptions: {count}; with errors: {faulty}; behind the newest version: {behind}; findings: {found}; "
        "not looked at: {unknown}"
    )
    say(f"{mark} {said.format(**counts)}")


def _code(facts: Iterable[Fact], problems: Iterable[Problem], examined: Examined) -> int:
    states = {fact.state for fact in facts}
    if "broken" in states or any(each.severity is not Severity.NOTICE for each in problems):
        return 1
    return _UNKNOWN_CODE if "unknown" in states or examined.unknown else 0


def _to_json(facts: Iterable[Fact], examined: Examined) -> dict[str, Any]:
    return {
        "facts": [
            {"about": fact.about, "state": fact.state, "said": fact.said, "act": fact.act or None}
            for fact in facts
        ],
        "adoptions": [version_to_json(school) for school in examined.schools],
        "unknown": [problem_to_json(each, None, speaker()) for each in examined.unknown],
    }
