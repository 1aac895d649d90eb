"""How each problem of a drawn order is met, by its code: for the catalogue of problems and its cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import PlanOrder
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.ordering.order import draw_order
from roadmap_engine.planning.ordering.points import find_over
from tests.documents.plans import small_plan

__all__ = ["ORDER_FAULTS"]


def _nothing_ahead() -> tuple[Problem, ...]:
    plan = small_plan()
    stage = with_fields(plan.stages[0], measures=plan.stages[0].measures[:1])
    late = PlanOrder(date=dt.date(2027, 8, 28))
    return tuple(find_over(with_fields(plan, order=late, stages=(stage,))).values())


def _saying(**terms: object) -> Callable[[], tuple[Problem, ...]]:
    """What is met where something is said of the order."""
    plan = small_plan()
    stage = with_fields(plan.stages[0], measures=plan.stages[0].measures[:1])
    order = with_fields(PlanOrder(), **terms)
    return lambda: draw_order(with_fields(plan, order=order, stages=(stage,)))[1]


ORDER_FAULTS: Mapping[str, Callable[[], tuple[Problem, ...]]] = {
    "RM650": _nothing_ahead,
    "RM963": _saying(basis=("три кита",)),
    "RM964": _saying(purpose="обеспечить качество"),
}
"""Every problem that only the drawing of an order meets."""
