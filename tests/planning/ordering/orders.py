"""A school's order as it comes of what is said of it."""

from __future__ import annotations

from roadmap_engine.model import Plan
from roadmap_engine.model.order import OrderText
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import ROADMAP, SCHOOL, adopt_text

__all__ = ["PEOPLE", "adopt", "order_of"]

PEOPLE = SCHOOL + (
    "  acting: {name: Кузнецова Ольга Петровна, post: и.о. директора}\n"
    "  librarian: {name: Сорокина Анна Ильинична, post: педагог-библиотекарь}\n"
)


def adopt(said: str, *, roadmap: str = ROADMAP) -> tuple[Plan, list[str]]:
    """Adopt with what the school says of its order."""
    plan, problems = adopt_text(f"order: {said}\n", roadmap=roadmap, organisation=PEOPLE)
    return plan, [problem.code for problem in problems if problem.code.startswith("RM96")]


def order_of(plan: Plan) -> OrderText:
    """Draw the order."""
    order, _ = draw_order(plan)
    assert order is not None
    return order
