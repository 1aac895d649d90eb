"""The order that ends a signed one: «признать утратившим силу приказ от … № …», with all that amended it.

An act that only amends another says nothing without it, so both are named; the «Методические рекомендации по
юридико-техническому оформлению законопроектов» ask the same of laws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.signed_act import SignedAct, say_in_order
from roadmap_engine.planning.ordering.addressees import Addressee
from roadmap_engine.planning.ordering.control import say_control
from roadmap_engine.planning.ordering.order import draw_order, sign_on
from roadmap_engine.planning.ordering.points import gather_charges
from roadmap_engine.russian import date_in_words

__all__ = ["Revoking", "draw_revoking_order"]


@dataclass(frozen=True, slots=True)
class Revoking:
    """What a revoking order is drawn from.

    Attributes:
        acts: the order in force and its amendments, oldest first.
        signed: the plan that was signed last.
        current: the plan of today, which says who signs now.
        reason: why; what the order begins with.
        date, number: of the revoking order, as far as they are known.
        today: whoever holds the post then signs an order that has no date yet.
    """

    acts: Sequence[SignedAct]
    signed: Plan
    current: Plan
    reason: str
    date: dt.date | None = None
    number: str | None = None
    today: dt.date | None = None


def draw_revoking_order(case: Revoking) -> tuple[OrderText | None, tuple[Problem, ...]]:
    """Draw the order that ends another; who had to do with that one is to read it."""
    fresh, _ = draw_order(case.current)
    first, *_later = case.acts
    if fresh is None:
        return None, ()
    if case.date is not None and case.date < case.acts[-1].date:
        last = case.acts[-1]
        return None, (Problem.of("RM930", date=case.date, before=last.date, number=last.number),)
    everybody = {who.key: who for who in _addressees(case.signed)}.values()
    order = with_fields(
        sign_on(fresh, case.current, case.date or case.today),
        date=case.date,
        number=case.number,
        heading=f"О признании утратившим силу приказа от {date_in_words(first.date)} № {first.number}",
        preamble=case.reason,
        points=(
            _revoke(case.acts),
            OrderPoint(number="2.", text=say_control(case.current, "настоящего приказа")),
        ),
        acknowledged=tuple(who.introduced or who.plain for who in everybody if not who.is_group),
        acknowledged_apart=tuple(who.introduced or who.plain for who in everybody if who.is_group),
    )
    return order, ()


def _addressees(plan: Plan) -> Iterator[Addressee]:
    for charge in gather_charges(plan)[0]:
        yield from charge.addressees


def _revoke(acts: Sequence[SignedAct]) -> OrderPoint:
    named = [say_in_order(act) for act in acts]
    if len(named) == 1:
        return OrderPoint(number="1.", text=f"Признать утратившим силу {named[0]}.")
    ends = [";"] * (len(named) - 1) + ["."]
    items = tuple(
        OrderPoint(number=f"1.{place}.", text=f"{words}{end}")
        for place, (words, end) in enumerate(zip(named, ends, strict=True), 1)
    )
    return OrderPoint(number="1.", text="Признать утратившими силу:", items=items)
