"""Problems on the terminal: for a reader, or as JSON for a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from gettext import gettext

import click

from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.printing import say, say_json
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.gathering import gather_problems, merge_same, show_problems
from roadmap_engine.diagnostics.showing import problem_to_json, summarise
from roadmap_engine.diagnostics.translation import Translator, translator

__all__ = ["all_option", "asks_for_every", "json_option", "report", "report_json", "speaker"]

json_option = click.option("--json", "as_json", is_flag=True, help=gettext("Answer as JSON, for scripts."))

_EVERY = "roadmap_engine.every"


def _remember(context: click.Context, _parameter: click.Parameter, every: bool) -> None:
    context.meta[_EVERY] = every


all_option = click.option(
    "--all",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help=gettext("Show every problem one by one, those of the publisher's text too."),
)
"""Asked for where problems are printed, and answered by `report` wherever that is called."""


def report(problems: Iterable[Problem], sources: Mapping[str, str], *, summary: bool = False) -> int:
    """Print the problems to the error stream, in the order of the files; returns the exit code.

    Of many equal ones the first are printed, and how many more there are; what lies in a published text and
    its publisher knows is only counted, unless the command has `all_option` and all are asked for.

    Args:
        problems: of all stages together.
        sources: text by file, for the excerpts.
        summary: close with a line that counts, and say so too when there is nothing to report.
    """
    found, every = merge_same(problems), asks_for_every()
    for shown in show_problems(found, sources, speaker(), every=every):
        click.echo(shown, err=True)
    if summary:
        say(summarise(found, speaker(), every=every), err=True)
    return int(has_errors(found))


def report_json(problems: Iterable[Problem], sources: Mapping[str, str], **more: object) -> int:
    """Print the problems, and what else a command answers, as one JSON object; returns the exit code."""
    found = tuple(problems)
    listed = [
        problem_to_json(problem, _source(problem, sources), speaker())
        for problem in gather_problems(found, every=asks_for_every())
    ]
    say_json({**more, "problems": listed})
    return int(has_errors(found))


def asks_for_every() -> bool:
    """Tell whether the command has `all_option` and every problem is asked for."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(_EVERY))


def speaker() -> Translator:
    """Give the catalogue of the language the process speaks."""
    return translator(current_language())


def _source(problem: Problem, sources: Mapping[str, str]) -> str | None:
    return sources.get(problem.location.file) if problem.location else None
