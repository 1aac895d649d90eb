"""`roadmap update`: take a newer version of a roadmap without losing local work."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.cli.updates import (
    ask_decisions,
    print_update,
    print_updates,
    update_to_json,
    write_update,
)
from roadmap_engine.cli.waiting import say_waiting
from roadmap_engine.desk.updating import find_unmet
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.drift import Found, find_adoptions
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.updates import UNANSWERED, Update
from roadmap_engine.pipeline.updating import Updater

__all__ = ["command"]

_CHOICE = re.compile(r"(?:(?P<key>[a-z0-9.-]+)=)?(?P<choice>ours|theirs|ours:[a-z0-9-]+)")


@click.command(
    name="update",
    help=lay_out(
        _(
            "Bring adoptions to a newer version of their roadmap. What the school changed and what the "
            "publisher changed is joined measure by measure and field by field; measures that are settled "
            "(done, signed, cancelled) stay as they were. Where both changed the same field to different "
            "things, you decide: you are asked, or say --take. Nothing is written before everything is "
            "decided. A folder stands for all adoptions in it.\n\n"
            "--check writes nothing and answers by its exit code: 0 nothing newer, 1 a newer version or a "
            "problem, 3 not known, because the source gave no answer or is one package.\n\n"
            "Examples:\n"
            "  roadmap update adoption.yaml --dry-run\n"
            "  roadmap update adoption.yaml --take by-class.deadline=theirs --take ours\n"
            "  roadmap update schools/ --from https://ministry.example/roadmaps --to 1.2"
        )
    ),
)
@click.argument("adoptions", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ADOPTION...")
@click.option("--to", "version", default="", metavar="V", help=_("Version, or its first numbers: 1.2."))
@click.option("--from", "source", metavar="SOURCE", help=_("Folder, index, bundle or address to look in."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
@click.option("--check", is_flag=True, help=_("Only say whether there is something newer."))
@click.option(
    "--take",
    "takes",
    multiple=True,
    metavar="[KEY=]ours|theirs",
    help=_("Decide a conflict, or all that are not named; may repeat."),
)
@all_option
@json_option
def command(
    adoptions: tuple[Path, ...],
    version: str,
    source: str | None,
    dry_run: bool,
    check: bool,
    takes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Update adoptions."""
    decisions, default = _read_takes(takes)
    paths = tuple(each for path in adoptions for each in _adoptions_under(path))
    asking = not (check or as_json or dry_run) and _is_at_terminal()
    try:
        updater = Updater(source=source, to=version, preview=len(paths) == 1 and not check)
    except ValueError as wrong:
        raise click.UsageError(_("«{text}» is not a version such as 1.2.0").format(text=version)) from wrong
    outcomes = list(_update_all(updater, paths, decisions, default, asking=asking))
    problems, sources = _gather(outcomes)
    updates = [outcome.value for outcome in outcomes if outcome.value is not None]
    problems += find_unmet(decisions, updates, complete=len(updates) == len(outcomes))
    written: set[Path] = set()
    unmet = any(problem.code == "RM838" for problem in problems)
    if not (dry_run or check or unmet):
        for update in updates:
            found = write_update(update)
            problems += found
            if update.data is not None and not found:
                written.add(update.path)
    if as_json:
        listed = [update_to_json(update, written=update.path in written) for update in updates]
        code = report_json(problems, sources, updates=listed)
    else:
        if len(paths) == 1:
            for update in updates:
                print_update(update, written=update.path in written)
        else:
            print_updates(updates, frozenset(written))
        code = report(problems, sources)
    if not check:
        return code
    unanswered = (each for each in outcomes if each.value is None)
    silent = [bool(UNANSWERED & {problem.code for problem in each.problems}) for each in unanswered]
    if any(not update.is_current for update in updates) or (code and not any(silent)):
        return 1
    return NOT_KNOWN if any(silent) or any(update.doubt for update in updates) else code


NOT_KNOWN = 3
"""The exit code where no source has answered."""


def _is_at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _read_takes(takes: Iterable[str]) -> tuple[dict[str, str], str | None]:
    decisions: dict[str, str] = {}
    default = None
    for text in takes:
        found = _CHOICE.fullmatch(text)
        if found is None:
            raise click.UsageError(
                _("«{text}» is not a decision such as ours, theirs or by-class.deadline=ours").format(
                    text=text
                )
            )
        if found["key"]:
            decisions[found["key"]] = found["choice"]
        else:
            default = found["choice"]
    return decisions, default


def _adoptions_under(path: Path) -> tuple[Found, ...]:
    """Give the file that is named, or the adoptions in the folder that is."""
    return find_adoptions(path) if path.is_dir() else ((path, None),)


def _update_all(
    updater: Updater,
    paths: Sequence[Found],
    decisions: Mapping[str, str],
    default: str | None,
    *,
    asking: bool,
) -> Iterator[Outcome[Update]]:
    """Update each adoption in memory, asking where a person can be asked."""
    hidden = len(paths) == 1 or asking or not sys.stderr.isatty()
    with click.progressbar(paths, file=sys.stderr, hidden=hidden) as bar:
        for path, root in bar:
            with say_waiting(_("Waiting for the publisher …")) if hidden else contextlib.nullcontext():
                outcome = updater.update(path, decisions, default, root)
            if asking and outcome.value is not None and outcome.value.open:
                report((each for each in outcome.problems if each.code == "RM820"), outcome.sources)
                more = ask_decisions(outcome.value.open)
                outcome = updater.update(path, {**decisions, **more}, default, root)
            yield outcome


def _gather(outcomes: Iterable[Outcome[Update]]) -> tuple[list[Problem], dict[str, str]]:
    problems: dict[Problem, None] = {}
    sources: dict[str, str] = {}
    for outcome in outcomes:
        problems |= dict.fromkeys(outcome.problems)
        sources |= outcome.sources
    return list(problems), sources
