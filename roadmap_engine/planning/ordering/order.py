"""Plan → the school's own order: approve the plan, give everybody her points, keep the control.

A point names its executor in the dative and what to do in the infinitive. Where a case is not
certain the words stand in the nominative, in a construction that needs no other («ответственный: …»),
and a problem says so. Dates come from the plan alone, so the order cannot differ from it.
"""

from __future__ import annotations

import datetime as dt
import re

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.model.plan import Plan
from roadmap_engine.planning.drawing.directives import split_sentences
from roadmap_engine.planning.ordering.control import draw_control
from roadmap_engine.planning.ordering.points import Charge, acknowledge, gather_charges, write_points
from roadmap_engine.planning.ordering.preamble import say_preamble
from roadmap_engine.russian import (
    Case,
    Kind,
    capitalise_first,
    decline,
    lower_first,
    signature_name,
)

__all__ = ["draw_order"]

_MAP = re.compile(r"(\(«?)([Дд])орожная карта(»?\))")
_MAP_CASES = {Case.GENITIVE: "дорожной карты", Case.ACCUSATIVE: "дорожную карту"}
"""«Плана мероприятий («дорожной карты»)»: the second name stands in the case of the first."""
_MAP_FIRST = re.compile(r"«[Дд]орожная карта»(?:\s*\((?P<second>[^()]+)\))?")
_CAPITALS = re.compile(r"[А-ЯЁ]{4,}\b(?=.*[а-яё])")


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
    given, unclear = write_points(plan, charges, 2, day or own_day)
    problems += unclear
    control = draw_control(plan, len(given) + 2)
    controlling = (Charge(control.addressees, ()),) if control.addressees else ()
    people, groups = acknowledge((*charges, *controlling), (*given, *control.points[-1:][: len(controlling)]))
    approval = OrderPoint(number="1.", text=_approval(plan))
    preamble, unsaid = say_preamble(plan)
    problems += (*control.problems, *unsaid)
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
        points=(approval, *given, *control.points),
        signatory_post=capitalise_first(signatory.post) if signatory else "Руководитель",
        signatory_name=signature_name(signatory.name) if signatory else "____________",
        acknowledged=people,
        acknowledged_apart=groups,
        executor=_executor(plan),
        layout=organisation.layout,
    )
    return order, tuple(dict.fromkeys(problems))


def _heading(plan: Plan) -> str:
    title = _in_case(plan.title, Case.GENITIVE)
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
    title = _in_case(plan.title, Case.ACCUSATIVE)
    return f"Утвердить {title or f'документ {_quote(plan.title)}'} (приложение)."


def _quote(title: str) -> str:
    """Quote a title, with the inner marks of its own quotations.

    >>> _quote("«Успех»: программа")
    '«„Успех“: программа»'
    """
    return f"«{' '.join(title.split()).replace('«', '„').replace('»', '“')}»"


def _in_case(title: str, case: Case) -> str | None:
    """Put a title into a case, sentence by sentence; nothing where a sentence is not certain.

    >>> _in_case("Разработка плана мер. Принятие мер.", Case.ACCUSATIVE)
    'разработку плана мер, принятие мер'
    >>> _in_case("План мероприятий («дорожная карта»)", Case.GENITIVE)
    'плана мероприятий («дорожной карты»)'
    >>> _in_case("План мероприятий (Дорожная карта) школы", Case.ACCUSATIVE)
    'план мероприятий (Дорожную карту) школы'
    >>> _in_case("«Дорожная карта» (план мероприятий) школы", Case.GENITIVE)
    '«дорожной карты» (плана мероприятий) школы'
    >>> _in_case("ПЛАН мероприятий школы", Case.GENITIVE)
    'плана мероприятий школы'
    """
    known = _MAP_FIRST.match(title)
    if known is not None:
        second = decline(known["second"], Kind.POST).get(case) if known["second"] else None
        if known["second"] and second is None:
            return None
        bracket = f" ({second})" if second else ""
        return f"«{_MAP_CASES[case]}»{bracket}{title[known.end() :].rstrip(' .')}"
    sentences = [_lower_word(sentence.strip(" .")) for sentence in split_sentences(title)]
    forms = [decline(sentence, Kind.POST).get(case) for sentence in sentences if sentence]
    if not forms or None in forms:
        return None
    second = _MAP_CASES[case]
    words = ", ".join(lower_first(form) for form in forms if form is not None)
    return _MAP.sub(
        lambda found: found[1] + (capitalise_first(second) if found[2] == "Д" else second) + found[3], words
    )


def _lower_word(sentence: str) -> str:
    """Write a first word in capitals as other words are: «ПЛАН мероприятий» is a plan in a sentence."""
    found = _CAPITALS.match(sentence)
    return sentence[: found.end()].lower() + sentence[found.end() :] if found else sentence
