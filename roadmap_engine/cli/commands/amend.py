"""`roadmap amend`: the order that amends a signed one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from roadmap_engine.cli.arguments import lay_out
from roadmap_engine.cli.commands.build import output_option
from roadmap_engine.cli.events import DayType
from roadmap_engine.cli.force import ForcingCommand, force_option, name_inside, refuse_unknown
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.own_texts import hold, hold_beside
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import all_option, json_option, report, report_json
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.pipeline.amending import (
    AMENDED_PLAN,
    AMENDING_ORDER,
    DRAFT,
    Amended,
    Asked,
    amend,
    tidy_reason,
)
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.storage.laying import write_folder
from roadmap_engine.storage.terms import Force, Terms

__all__ = ["command"]

_LIST_NAME = ".roadmap-amend.json"
_TITLES = {
    AMENDING_ORDER: _("the order that amends the signed one, for the head's signature"),
    AMENDED_PLAN: _("the plan it brings the order up to"),
    DRAFT: _("what it was drawn from: signing asks for it"),
}


@click.command(
    name="amend",
    cls=ForcingCommand,
    help=lay_out(
        _(
            "Draw the order that amends a signed one: «О внесении изменений в приказ от … № …».\n\n"
            "It begins from what `roadmap sign` keeps as signed. --since names another state: the plan.json "
            "an order was signed with; where that was amended before, repeat the option with the plan of "
            "each amending order, oldest first. Points of the signed order keep their numbers, changed rows "
            "of the plan go into an appendix. `roadmap sign --amendment` keeps it once it is signed.\n\n"
            "Example:\n"
            "  roadmap amend examples/school/adoption.yaml -o amendment --date 2027-06-21 --number 230-од"
        )
    ),
)
@click.argument("adoption", type=click.Path(path_type=Path))
@click.option(
    "--since",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PLAN.json",
    help=_("Another state than the last signed one: its plan; may repeat, oldest first."),
)
@click.option(
    "--date",
    type=DayType(),
    metavar="DATE",
    help=_("Date of the amending order; a blank is printed unless it is given."),
)
@click.option("--number", help=_("Number of the amending order; a blank is printed unless it is given."))
@click.option("--reason", help=_("The preamble in your own words; told from the changes unless given."))
@output_option
@force_option
@all_option
@json_option
def command(
    adoption: Path,
    since: tuple[Path, ...],
    date: dt.datetime | None,
    number: str | None,
    reason: str | None,
    output: Path,
    force: Force,
    as_json: bool,
) -> int:
    """Amend a signed order."""
    asked = Asked(date.date() if date else None, number, tidy_reason(reason), _today())
    with hold_beside(adoption) as refused:
        outcome = Outcome(None, refused) if refused else amend(adoption, since, asked)
        amended, problems = outcome.value, outcome.problems
        if amended is not None:
            problems += _write(output, amended, name_inside(force, output))
    if as_json:
        return report_json(problems, outcome.sources, **_to_json(amended))
    code = report(problems, outcome.sources)
    if amended is not None and not code:
        for name in amended.papers:
            say(f"{output}/{name:<20} {_TITLES[name]}")
        for line in _outline(amended.order.points):
            say(line)
        if amended.is_sweeping:
            say(_("More than half of the signed order changes: a new order instead of it may be plainer."))
    return code


def _write(folder: Path, amended: Amended, force: Force) -> tuple[Problem, ...]:
    """Write the order and its plan, both or none."""
    refuse_unknown(force, amended.papers)
    terms = Terms(amended.plan, _today(), _LIST_NAME, force, together=True)
    with hold(folder) as refused:
        return refused or write_folder(folder, amended.papers, terms)


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()  # noqa: TID251 -- the command line may read the clock


def _outline(points: Iterable[OrderPoint]) -> Iterator[str]:
    """Give the amendments without the wordings they quote; in English the order is quoted."""
    quoted = "{}" if current_language() == "ru" else "«{}»"
    for point in points:
        yield f"  {point.number} {quoted.format(point.text)}"
        yield from (f"    {item.number} {quoted.format(item.text)}" for item in point.items)


def _to_json(amended: Amended | None) -> dict[str, Any]:
    if amended is None:
        return {"order": None, "papers": []}
    order = amended.order
    return {
        "order": {
            "heading": order.heading,
            "preamble": order.preamble,
            "points": [_point_to_json(point) for point in order.points],
            "acknowledged": [*order.acknowledged, *order.acknowledged_apart],
        },
        "papers": list(amended.papers),
        "sweeping": amended.is_sweeping,
    }


def _point_to_json(point: OrderPoint) -> dict[str, Any]:
    return {
        "number": point.number,
        "text": point.text,
        "about": list(point.about),
        "items": [_point_to_json(item) for item in point.items],
    }
