"""Which order is amended: its date and number, and that the plan of today is that order's."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.signed_act import say_requisites

__all__ = ["Requisites", "find_requisites"]

Requisites = tuple[dt.date, str]


def find_requisites(
    signed: Plan, current: Plan, known: Requisites | None, date: dt.date | None, place: Location | None
) -> tuple[Requisites | None, tuple[Problem, ...]]:
    """Tell which order is amended; never one whose date or number is not known.

    Args:
        signed: the plan that was signed last.
        current: the plan of today.
        known: what the record of its signing says; else the plans are asked.
        date: of the amending order, as far as it is known.
        place: the file the signed plan was read from.
    """
    told = _identity(signed), _identity(current)
    if told[0] != told[1]:
        signed_as, current_as = (" / ".join(each) for each in told)
        return None, (Problem.of("RM845", location=place, signed=signed_as, current=current_as),)
    if known is None:
        known, problems = _of_plans(signed, current, place)
        if known is None:
            return None, problems
    if date is not None and date < known[0]:
        return None, (Problem.of("RM848", date=date, signed=say_requisites(*known)),)
    return known, ()


def _of_plans(
    signed: Plan, current: Plan, place: Location | None
) -> tuple[Requisites | None, tuple[Problem, ...]]:
    orders = [plan.order for plan in (signed, current) if plan.order is not None]
    dates = {order.date for order in orders if order.date is not None}
    numbers = {order.number for order in orders if order.number}
    if len(dates) > 1 or len(numbers) > 1:
        return None, (Problem.of("RM846", location=place, signed=_refer(signed), current=_refer(current)),)
    if not dates or not numbers:
        return None, (Problem.of("RM844", location=place, plan=signed.plan),)
    return (dates.pop(), numbers.pop()), ()


def _identity(plan: Plan) -> tuple[str, str, str]:
    organisation = plan.organisation.id if plan.organisation else "–"
    return organisation, plan.plan, plan.academic_year or "–"


def _refer(plan: Plan) -> Bilingual:
    return say_requisites(plan.order.date, plan.order.number) if plan.order else say_requisites(None, None)
