"""`roadmap explain`: what a deadline means, and where a measure's dates come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.api.phrases import explain
from roadmap_engine.calendars import Span, parse_year
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.events import DayType, read_events
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.lines import read_lines, refuse_no_file
from roadmap_engine.cli.printing import say, say_json
from roadmap_engine.cli.reporting import all_option, json_option, report, speaker
from roadmap_engine.deadlines import Explanation
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.showing import problem_to_json
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.planning.drawing import explain_measure

__all__ = ["command"]


@click.command(
    name="explain",
    help=lay_out(
        _(
            "Explain a deadline: what it means, its days, what it waits for, and the rule "
            "behind each step.\n\n"
            "roadmap explain PHRASE            any phrase of a plan's deadline column\n"
            "roadmap explain ADOPTION MEASURE  why a measure of a plan is due when it is\n"
            "roadmap explain --file F --json   phrase TAB year a line; one JSON object a line\n\n"
            "Examples:\n"
            '  roadmap explain "после получения результатов в течение 2 недель" '
            "--event results-received=2027-05-28\n"
            '  roadmap explain "ежегодно, до 1 октября" --year 2026/2027 --json\n'
            "  roadmap explain examples/school/adoption.yaml results-by-pupil"
        )
    ),
)
@click.argument("subject", required=False, metavar="[PHRASE|ADOPTION]")
@click.argument("measure", required=False, metavar="[MEASURE]")
@click.option("--year", help=_("The plan's year: a school year, 2026/2027, or a calendar year, 2027."))
@click.option("--date", "today", type=DayType(), help=_("A day of the plan's year."))
@click.option("--event", "events", multiple=True, metavar="NAME=DATE", help=_("A known event; may repeat."))
@click.option(
    "--file",
    "lines",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help=_("File of phrases, one a line; «-» reads the standard input."),
)
@all_option
@json_option
def command(
    subject: str | None,
    measure: str | None,
    year: str | None,
    today: dt.datetime | None,
    events: tuple[str, ...],
    lines: Path | None,
    as_json: bool,
) -> int:
    """Explain a phrase, a measure, or a file of phrases."""
    if (subject is None) == (lines is None):
        raise click.UsageError(_("Give either a phrase or --file."))
    if subject is not None and measure is not None:
        return _explain_measure(Path(subject), measure, as_json=as_json)
    anchors = read_events(events)
    plan_year = _read_year(year, today)
    if lines is not None:
        return _explain_file(lines, plan_year, anchors)
    return _answer(explain(subject or "", year=plan_year, events=anchors), as_json=as_json)


def _answer(outcome: Outcome[Explanation], *, as_json: bool) -> int:
    told = outcome.value
    if told is None:
        return report(outcome.problems, outcome.sources) or 1
    if as_json:
        say_json(told.to_json(current_language()), indent=None)
        return 0 if told.understood else 1
    _print_steps(told.as_steps(current_language()))
    placed = [_place(problem, told.phrase) for problem in told.problems]
    return report(placed, {_("PHRASE"): told.phrase})


def _place(problem: Problem, phrase: str) -> Problem:
    """Give a problem of a phrase its place in the phrase, as if the phrase were a file."""
    start, end = problem.span or (0, len(phrase))
    lines = phrase[:start].splitlines() or [""]
    return problem.at(Location(_("PHRASE"), max(1, len(lines)), len(lines[-1]) + 1, max(1, end - start)))


def _print_steps(steps: Iterable[str]) -> None:
    for step in steps:
        say(step)


def _explain_file(path: Path, year: str | dt.date, anchors: dict[str, dt.date | Span]) -> int:
    """Answer line by line, so that a script may stop reading when it likes."""
    if refused := refuse_no_file(path):
        return report(refused, {})
    understood = True
    for line, unread in read_lines(path):
        phrase, _tab, own_year = line.partition("\t")
        if not phrase.strip():
            continue
        told = explain(phrase, year=own_year if _is_year(own_year) else year, events=anchors).value
        if told is None:
            continue
        answer = told.to_json(current_language())
        if unread is not None:
            answer |= {"understood": False, "problems": [problem_to_json(unread, None, speaker())]}
        understood = understood and told.understood and unread is None
        say_json(answer, indent=None)
    return 0 if understood else 1


def _is_year(text: str) -> bool:
    try:
        parse_year(text)
    except ValueError:
        return False
    return True


def _explain_measure(adoption: Path, measure: str, *, as_json: bool) -> int:
    # A script reads what plan.json says, in its language.
    outcome = read_adoption(adoption, language="ru" if as_json else current_language())
    if outcome.value is None:
        return report(outcome.problems, outcome.sources)
    told, problems = explain_measure(outcome.value.plan, measure, outcome.value.assembly.vocabulary)
    if told is None:
        return report(problems, outcome.sources)
    if as_json:
        say_json(told.to_json())
    else:
        _print_steps(told.as_steps(current_language()))
    return 0


def _read_year(text: str | None, today: dt.datetime | None) -> str | dt.date:
    """The year asked for, else the day given, else today."""
    if text is None:
        return today.date() if today else dt.date.today()  # noqa: DTZ011, TID251 -- the command line may read the clock
    if not _is_year(text):
        raise click.UsageError(_("«{text}» is no year such as 2026/2027 or 2027.").format(text=text))
    return text
