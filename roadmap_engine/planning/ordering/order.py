"""Plan → the school's own order: approve the plan, give everybody her points, keep the control.

A point names its executor in the dative and what to do in the infinitive. Where a case is not
certain the words stand in the nominative, in a construction that needs no other («ответственный: …»),
and a problem says so. Dates come from the plan alone, so the order cannot differ from it.
"""

from __future__ import annotations

import datetime as dt

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.model.plan import Plan
from roadmap_engine.planning.ordering.control import draw_control
from roadmap_engine.planning.ordering.points import Charge, acknowledge, gather_charges, write_points
from roadmap_engine.planning.ordering.preamble import say_preamble
from roadmap_engine.russian import (
    Case,
    capitalise_first,
    signature_name,
)
from roadmap_engine.russian.titles import title_in_case

__all__ = ["draw_order", "sign_on"]


def draw_order(plan: Plan, day: dt.date | None = None) -> tuple[OrderText | None, tuple[Problem, ...]]:
    """Draw the order that puts a school's plan into force; a published text has none.

    Args:
        plan: the plan.
        day: before which nothing is commanded; the order's own date unless given.
    """
    organisation = plan.organisation
    if organisation is None:
        return None, ()
    charges, problems = gather_charges(plan)
    own_day = plan.order.date if plan.order else None
    given = write_points(plan, charges, 2, day or own_day)
    control = draw_control(plan, len(given.points) + 2)
    controlling = [(Charge(control.addressees, ()), control.points[-1])] if control.addressees else []
    people, groups = acknowledge((*given.told, *controlling))
    approval = OrderPoint(number="1.", text=_approval(plan))
    preamble, unsaid = say_preamble(plan)
    problems += (*given.problems, *control.problems, *unsaid)
    signatory = plan.signatory
    if signatory is None:
        problems += (Problem.of("RM631", organisation=organisation.id),)
    order = OrderText(
        parent=organisation.parent,
        issuer=organisation.full,
        short_issuer=organisation.short,
        date=own_day,
        number=plan.order.number if plan.order else None,
        place=organisation.place,
        heading=_heading(plan),
        preamble=preamble,
        points=(approval, *given.points, *control.points),
        signatory_post=capitalise_first(signatory.post) if signatory else "Руководитель",
        signatory_name=signature_name(signatory.name) if signatory else "____________",
        acknowledged=people,
        acknowledged_apart=groups,
        executor=_executor(plan),
        layout=organisation.layout,
    )
    return order, tuple(dict.fromkeys(problems))


def sign_on(order: OrderText, plan: Plan, day: dt.date | None) -> OrderText:
    """Let an order be signed by whoever holds the post on its day."""
    signatory = plan.signed_on(day)
    if signatory is None:
        return order
    post, name = capitalise_first(signatory.post), signature_name(signatory.name)
    return with_fields(order, signatory_post=post, signatory_name=name)


def _heading(plan: Plan) -> str:
    title = title_in_case(plan.title, Case.GENITIVE)
    return f"Об утверждении {title or f'документа {_quote(plan.title)}'}"


def _executor(plan: Plan) -> tuple[str, ...]:
    """Give the lines of the mark on the executor: the name, and the school's telephone."""
    executor = plan.order.executor if plan.order is not None else None
    phone = plan.organisation.phone if plan.organisation is not None else None
    if executor is None:
        return ()
    names = ", ".join(person.name for person in executor.people)
    return (names, phone) if phone else (names,)


def _approval(plan: Plan) -> str:
    title = title_in_case(plan.title, Case.ACCUSATIVE)
    return f"Утвердить {title or f'документ {_quote(plan.title)}'} (приложение)."


def _quote(title: str) -> str:
    """Quote a title, with the inner marks of its own quotations.

    >>> _quote("«Успех»: программа")
    '«„Успех“: программа»'
    """
    return f"«{' '.join(title.split()).replace('«', '„').replace('»', '“')}»"
