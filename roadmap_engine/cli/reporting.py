"""Problems on the terminal: for a reader, or as JSON for a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from gettext import gettext

import click

from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.printing import say, say_json
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.gathering import gather_problems, show_problems
from roadmap_engine.diagnostics.showing import problem_to_json, summarise
from roadmap_engine.diagnostics.translation import Translator, translator

__all__ = ["json_option", "report", "report_json", "speaker"]

json_option = click.option("--json", "as_json", is_flag=True, help=gettext("Answer as JSON, for scripts."))


def report(problems: Iterable[Problem], sources: Mapping[str, str], *, summary: bool = False) -> int:
    """Print the problems to the error stream, in the order of the files; returns the exit code.

    Of many equal ones the first are printed, and how many more there are.

    Args:
        problems: of all stages together.
        sources: text by file, for the excerpts.
        summary: close with a line that counts, and say so too when there is nothing to report.
    """
    found = tuple(dict.fromkeys(problems))
    for shown in show_problems(found, sources, speaker()):
        click.echo(shown, err=True)
    if summary:
        say(summarise(found, speaker()), err=True)
    return int(has_errors(found))


def report_json(problems: Iterable[Problem], sources: Mapping[str, str], **more: object) -> int:
    """Print the problems, and what else a command answers, as one JSON object; returns the exit code."""
    found = tuple(problems)
    listed = [
        problem_to_json(problem, _source(problem, sources), speaker()) for problem in gather_problems(found)
    ]
    say_json({**more, "problems": listed})
    return int(has_errors(found))


def speaker() -> Translator:
    """Give the catalogue of the language the process speaks."""
    return translator(current_language())


def _source(problem: Problem, sources: Mapping[str, str]) -> str | None:
    return sources.get(problem.location.file) if problem.location else None
