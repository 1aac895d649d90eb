"""`roadmap show`: an adoption's plan in the terminal."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.api.plans import adopt
from roadmap_engine.cli.acts import act_lines, state_to_json
from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.moved_words import moved_lines, moved_to_json
from roadmap_engine.cli.printing import say, say_day, say_json, say_span
from roadmap_engine.cli.provenance import (
    definition_lines,
    layer_lines,
    measure_lines,
    plan_lines,
    stage_lines,
)
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.cli.terminal import terminal_width
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.documents.papers.plan_json import plan_to_json
from roadmap_engine.documents.phrases import join_roles
from roadmap_engine.model import Assignee, Bounds, Plan, PlanDeadline, PlanMeasure
from roadmap_engine.model.progress import SIGN_WORDS, Sign, State
from roadmap_engine.model.settled import SETTLED_WORDS, Settled
from roadmap_engine.model.workload import weigh_workload
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.signed_state import read_orders
from roadmap_engine.pipeline.words import remembering_words
from roadmap_engine.planning.drawing.chain import find_critical_chain

__all__ = ["command"]

NUMBER_WIDTH = 7
DAYS_WIDTH = 26
MOST_LINES = 3
WEEK_WIDTH: Mapping[Language, int] = {"ru": 21, "en": 37}
"""Room for a week: «28.09.2026–04.10.2026», «28 September 2026 – 4 October 2026»."""


@click.command(
    name="show",
    help=lay_out(
        _(
            "Show an adoption's plan: each measure, when it is due or what it waits for, and who answers.\n\n"
            "Example:\n  roadmap show examples/school/adoption.yaml"
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@click.option("--load", is_flag=True, help=_("Show who has how many deadlines in which week instead."))
@click.option("--chain", is_flag=True, help=_("Show the measures that hold up the last deadline instead."))
@click.option("--provenance", is_flag=True, help=_("Say which text and line each value came from."))
@click.option("--moved", is_flag=True, help=_("List the words that were moved from another year instead."))
@click.option("--orders", is_flag=True, help=_("Show what was signed instead, and what is in force."))
@all_option
@json_option
def command(
    adoption: Path, load: bool, chain: bool, provenance: bool, moved: bool, orders: bool, as_json: bool
) -> int:
    """Show one plan."""
    if moved:
        return _show_moved(adoption, as_json=as_json)
    if orders:
        return _show_orders(adoption, as_json=as_json)
    # A script reads what plan.json says, in its language.
    with remembering_words([adoption]):
        outcome = adopt(adoption, language="ru" if as_json else current_language())
    plan = outcome.value
    if plan is None:
        return (report_json if as_json else report)(outcome.problems, outcome.sources)
    if as_json:
        say_json(plan_to_json(plan))
        return report(outcome.problems, outcome.sources)
    width = terminal_width()
    if load:
        lines = _load_lines(plan)
    elif chain:
        lines = _chain_lines(plan, width)
    else:
        lines = _lines(plan, width, _settled(adoption) if provenance else None)
    for line in lines:
        say(line)
    return report(outcome.problems, outcome.sources)


def _show_moved(adoption: Path, *, as_json: bool) -> int:
    outcome = read_adoption(adoption, language=current_language())
    read = outcome.value
    if as_json:
        return report_json(
            outcome.problems, outcome.sources, moved=moved_to_json(read) if read is not None else None
        )
    for line in moved_lines(read, terminal_width()) if read is not None else ():
        say(line)
    return report(outcome.problems, outcome.sources)


def _show_orders(adoption: Path, *, as_json: bool) -> int:
    outcome = read_orders(adoption)
    state = outcome.value
    if as_json:
        told = state_to_json(state) if state is not None else {"state": None, "acts": []}
        return report_json(outcome.problems, outcome.sources, **told)
    for line in act_lines(state) if state is not None else ():
        say(line)
    return report(outcome.problems, outcome.sources)


def _settled(adoption: Path) -> Mapping[str, Settled]:
    """Give what a school has settled, which says of a value as of which version it stands."""
    read = read_adoption(adoption).value
    return read.adoption.settled if read is not None else {}


def _lines(plan: Plan, width: int, settled: Mapping[str, Settled] | None) -> Iterator[str]:
    provenance = settled is not None
    yield from textwrap.wrap(plan.title, width)
    school = plan.organisation.short if plan.organisation else ""
    procedure = plan.procedure.name if plan.procedure else ""
    yield " · ".join(word for word in (school, procedure, ", ".join(plan.years)) if word)
    if provenance:
        yield from layer_lines(plan, width)
        yield from plan_lines(plan, width)
    for stage in plan.in_view().stages:
        yield ""
        lies_in = dict.fromkeys(measure.school_year for measure in stage.measures if measure.school_year)
        in_years = f" ({', '.join(lies_in)})" if lies_in else ""
        yield f"{stage.number} {stage.title}{in_years}".strip()
        if provenance:
            yield from stage_lines(stage, width)
        for measure in stage.measures:
            yield from _measure_lines(measure, width)
            if provenance:
                yield from measure_lines(measure, (settled or {}).get(measure.id), width)
    if provenance:
        yield from definition_lines(plan, width)
    yield from _hidden_lines(plan, width)
    if plan.left_out:
        yield ""
        yield _("Not in this plan, because they are there only if:")
        for left in plan.left_out:
            said = f"{left.condition}: {left.title}"
            yield from textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="    ")


def _hidden_lines(plan: Plan, width: int) -> Iterator[str]:
    """Say what the plan does not show, because only others answer for it."""
    hidden = plan.hidden_measures()
    if hidden:
        yield ""
        yield _("Not shown, because only others answer for it ({count} of {total}):").format(
            count=len(hidden), total=len(plan.measures())
        )
    for measure in hidden:
        title = textwrap.shorten(f"{measure.number} {measure.title}", width, placeholder=" …")
        said = f"{title} → {join_roles(measure.responsible)}"
        yield from textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="    ")


def _measure_lines(measure: PlanMeasure, width: int) -> Iterator[str]:
    left = textwrap.wrap(_when(measure), DAYS_WIDTH - 2)
    right = textwrap.shorten(
        measure.title, (width - NUMBER_WIDTH - DAYS_WIDTH) * MOST_LINES, placeholder=" …"
    )
    answers = ", ".join(dict.fromkeys(words for each in measure.responsible for words in _who(each)))
    text = textwrap.wrap(right, width - NUMBER_WIDTH - DAYS_WIDTH)
    text += textwrap.wrap(f"→ {answers}", width - NUMBER_WIDTH - DAYS_WIDTH) if answers else []
    for row in range(max(len(left), len(text))):
        number = measure.number if row == 0 else ""
        days = left[row] if row < len(left) else ""
        words = text[row] if row < len(text) else ""
        yield f"{number:<{NUMBER_WIDTH}}{days:<{DAYS_WIDTH}}{words}".rstrip()


def _who(assignee: Assignee) -> Iterator[str]:
    """Name who stands behind a role, with the days of whoever is followed; a group by its title."""
    if not assignee.people:
        yield assignee.title
    for person in assignee.people:
        yield f"{person.name}{assignee.tenure_of(person)}"


def _when(measure: PlanMeasure) -> str:
    deadline = measure.deadline
    if measure.happened:
        return "; ".join(part for part in (*_happened(measure), _days(deadline)) if part)
    if measure.settled is not None:
        state = (
            f"{SETTLED_WORDS[measure.settled.state].said(current_language())} {say_day(measure.settled.on)}"
        )
        return f"{state}; {_days(deadline)}".rstrip("; ")
    if deadline.awaiting:
        waits = _("waits: {events}").format(events=", ".join(event.title for event in deadline.awaiting))
        return f"{waits} {_bounds(deadline.bounds)}".strip() if deadline.bounds else waits
    if deadline.occurrences:
        return _days(deadline)
    return deadline.text


def _happened(measure: PlanMeasure) -> Iterator[str]:
    """Say what the status log knows: of one time in full, of several how many are how."""
    if len(measure.happened) == len(measure.deadline.occurrences) == 1 or not measure.deadline.occurrences:
        for each in measure.happened.values():
            if each.state is not State.OPEN:
                yield f"{_sign(each.state)} {say_day(each.on) if each.on else ''}".rstrip()
    else:
        counts = Counter(each.state for each in measure.happened.values() if each.state is not State.OPEN)
        yield from (f"{_sign(state)}: {count}" for state, count in counts.items())
    put_off = [each.extended_to for each in measure.happened.values() if each.extended_to is not None]
    if put_off:
        yield _("put off to {day}").format(day=", ".join(map(say_day, put_off)))


def _sign(state: State) -> str:
    words = SIGN_WORDS[Sign(state.value)]
    return f"{words.mark} {words.word.said(current_language())}"


def _bounds(bounds: Bounds) -> str:
    """What follows of a date that is not known yet."""
    parts = []
    if bounds.earliest is not None:
        parts.append(_("not before {day}").format(day=say_day(bounds.earliest)))
    if bounds.latest is not None:
        parts.append(_("not after {day}").format(day=say_day(bounds.latest)))
    return f"({', '.join(parts)})" if parts else ""


def _days(deadline: PlanDeadline) -> str:
    return ", ".join(say_span(each.start, each.due) for each in deadline.occurrences)


def _load_lines(plan: Plan) -> Iterator[str]:
    """A row for each person: the weeks with due days as a bar of counts, then what to look at."""
    workload = weigh_workload(plan)
    width = WEEK_WIDTH[current_language()]
    for load in workload.loads:
        yield load.who
        for week, count in load.weeks.items():
            last = week + dt.timedelta(days=6)
            yield f"  {say_span(week, last):<{width}}  {'■' * count} {count}"
        if load.waiting:
            yield "  " + _("waiting for a date: {count}").format(count=load.waiting)
        if load.in_breaks:
            yield "  " + _("due in breaks: {numbers}").format(numbers=", ".join(load.in_breaks))
        if load.on_days_off:
            yield "  " + _("due on days off: {numbers}").format(numbers=", ".join(load.on_days_off))


def _chain_lines(plan: Plan, width: int) -> Iterator[str]:
    for measure in find_critical_chain(plan):
        yield from _measure_lines(measure, width)
