"""Who controls an order → its last points: what the head keeps for herself, and who has the control."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.model.plan import Plan
from roadmap_engine.planning.ordering.addressees import Addressee, addressees_of
from roadmap_engine.planning.ordering.points import own_keys, own_measures
from roadmap_engine.planning.ordering.rows import PlanRows

__all__ = ["Control", "draw_control", "say_control"]

_KEPT = "{what} оставляю за собой."


@dataclass(frozen=True, slots=True)
class Control:
    """The points at the end of an order, and whoever is charged in the last of them."""

    points: tuple[OrderPoint, ...]
    addressees: tuple[Addressee, ...] = ()
    problems: tuple[Problem, ...] = ()


def draw_control(plan: Plan, first: int) -> Control:
    """Draw them: the head answers to nobody here, so her own measures stand where she keeps them.

    Args:
        plan: the plan.
        first: the number of the first point.
    """
    own = own_measures(plan)
    about = tuple(measure.id for measure in own)
    named = f"ыполнение {PlanRows(plan).name_all(own)} плана" if own else ""
    charged, problems = _controllers(plan)
    if not charged:
        what = "Контроль исполнения приказа" + (f" и в{named}" if own else "")
        return Control((OrderPoint(number=f"{first}.", text=_KEPT.format(what=what), about=about),))
    points = []
    if own:
        points.append(OrderPoint(number=f"{first}.", text=_KEPT.format(what=f"В{named}"), about=about))
    keys = tuple(who.key for who in charged)
    text = say_control(plan, "приказа")
    points.append(OrderPoint(number=f"{first + len(points)}.", text=text, addressees=keys))
    return Control(tuple(points), charged, problems)


def say_control(plan: Plan, order: str) -> str:
    """Say who controls an order.

    Args:
        plan: the plan.
        order: it, in the genitive: «настоящего приказа».
    """
    charged, _ = _controllers(plan)
    what = f"Контроль исполнения {order}"
    if not charged:
        return _KEPT.format(what=what)
    accusatives = [who.accusative for who in charged if who.accusative is not None]
    if len(accusatives) == len(charged):
        # «… Тен Л. Б.» has its full stop already.
        return f"{what} возложить на {', '.join(accusatives).rstrip('.')}."
    word = "Ответственный" if len(charged) == 1 else "Ответственные"
    return f"{word} за контроль исполнения {order}: {', '.join(who.plain for who in charged).rstrip('.')}."


def _controllers(plan: Plan) -> tuple[tuple[Addressee, ...], tuple[Problem, ...]]:
    """Give whoever has the control instead of the signatory; nobody where it is hers."""
    control = plan.order.control if plan.order is not None else None
    if control is None:
        return (), ()
    own = own_keys(plan)
    found = [(who, unsure) for who, unsure in addressees_of((control,)) if who.key not in own]
    problems = tuple(problem for who, unsure in found if who.accusative is None for problem in unsure)
    return tuple(who for who, _ in found), problems
