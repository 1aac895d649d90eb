"""Plan → the school's own order: approve the plan, give everybody her points, keep the control.

A point names its executor in the dative and what to do in the infinitive. Where a case is not
certain the words stand in the nominative, in a construction that needs no other («ответственный: …»),
and a problem says so. Dates come from the plan alone, so the order cannot differ from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.model.plan import (
    OccurrenceDays,
    Plan,
    PlanDeadline,
    PlanMeasure,
    PlanOrganisation,
    PlanPerson,
)
from roadmap_engine.planning.addressees import Addressee, charge, executors, find_holders
from roadmap_engine.planning.directives import LISTED_DATES, split_sentences, write_directive
from roadmap_engine.russian import (
    Case,
    Kind,
    capitalise_first,
    date_in_words,
    decline,
    lower_first,
    name_in_text,
    range_in_words,
    signature_name,
)

__all__ = ["draw_order"]

_SPAN_KINDS = frozenset(("date", "range", "months", "during"))
_MAP = re.compile(r"(\(«?)([Дд])орожная карта(»?\))")
_MAP_CASES = {Case.GENITIVE: "дорожной карты", Case.ACCUSATIVE: "дорожную карту"}
"""«Плана мероприятий («дорожной карты»)»: the second name stands in the case of the first."""


def draw_order(plan: Plan) -> tuple[OrderText | None, tuple[Problem, ...]]:
    """Draw the order that puts a school's plan into force; a published text has none."""
    organisation = plan.organisation
    if organisation is None:
        return None, ()
    addressed, problems = _address(plan)
    points = [OrderPoint(number="1.", text=_approval(plan))]
    for number, (addressees, measures) in enumerate(addressed, 2):
        items, found = _items(f"{number}.", measures)
        problems += found
        points.append(OrderPoint(number=f"{number}.", text=charge(addressees), items=items))
    points.append(OrderPoint(number=f"{len(points) + 1}.", text=_control(plan)))
    signatory = organisation.signatory
    if signatory is None:
        problems.append(Problem.of("RM631", severity=Severity.WARNING, organisation=organisation.id))
    order = OrderText(
        parent=organisation.parent,
        issuer=organisation.full,
        short_issuer=organisation.short,
        date=plan.order.date if plan.order else None,
        number=plan.order.number if plan.order else None,
        place=organisation.place,
        heading=_heading(plan),
        preamble=_preamble(plan),
        points=tuple(points),
        signatory_post=capitalise_first(signatory.post) if signatory else "Руководитель",
        signatory_name=signature_name(signatory.name) if signatory else "____________",
        acknowledged=_acknowledged(plan, organisation),
        layout=organisation.layout,
    )
    return order, tuple(dict.fromkeys(problems))


def _heading(plan: Plan) -> str:
    title = _in_case(plan.title, Case.GENITIVE)
    return f"Об утверждении {title}" if title else f"Об утверждении документа «{plan.title}»"


def _preamble(plan: Plan) -> str:
    parts = []
    order = plan.roadmap.order
    if order is not None:
        date = date_in_words(order.date)
        parts.append(f"в соответствии с приказом {order.issuer_genitive} от {date} № {order.number}")
    aim = "в целях повышения качества образования"
    if plan.procedure is not None:
        aim += f" на основе результатов {plan.procedure.genitive_full}"
    if plan.academic_year is not None:
        aim += f" в {plan.academic_year} учебном году"
    return capitalise_first(", ".join((*parts, aim)))


def _approval(plan: Plan) -> str:
    title = _in_case(plan.title, Case.ACCUSATIVE)
    named = title or f"документ «{plan.title}»"
    return f"Утвердить {named} (приложение)."


def _control(plan: Plan) -> str:
    """The head answers to nobody here: her own measures stand where she keeps the control."""
    signatory = plan.organisation.signatory if plan.organisation else None
    holders = _holders(plan)
    own = [
        _reference(measure)
        for measure in plan.measures()
        if signatory is not None and any(person.key == signatory.key for person in _people(measure, holders))
    ]
    if not own:
        return "Контроль исполнения приказа оставляю за собой."
    points = "пункта" if len(own) == 1 else "пунктов"
    return f"Контроль исполнения приказа и выполнение {points} {', '.join(own)} плана оставляю за собой."


def _address(
    plan: Plan,
) -> tuple[list[tuple[tuple[Addressee, ...], tuple[PlanMeasure, ...]]], list[Problem]]:
    """Gather who has which measures; those who have the same share one point."""
    holders = _holders(plan)
    signatory = plan.organisation.signatory if plan.organisation else None
    addressees: dict[str, Addressee] = {}
    charged: dict[str, list[PlanMeasure]] = {}
    problems: list[Problem] = []
    for measure in plan.measures():
        if not measure.responsible:
            problems.append(Problem.of("RM632", severity=Severity.WARNING, measure=measure.id))
        for addressee, found in executors(measure, holders):
            if signatory is None or addressee.key != signatory.key:
                addressees[addressee.key] = addressee
                charged.setdefault(addressee.key, []).append(measure)
                problems += found
    shared: dict[tuple[str, ...], list[str]] = {}
    for key, measures in charged.items():
        shared.setdefault(tuple(measure.id for measure in measures), []).append(key)
    return [
        (tuple(addressees[key] for key in keys), tuple(charged[keys[0]])) for keys in shared.values()
    ], problems


def _items(
    number: str, measures: Sequence[PlanMeasure]
) -> tuple[tuple[OrderPoint, ...], tuple[Problem, ...]]:
    items = []
    problems: list[Problem] = []
    for place, measure in enumerate(measures, 1):
        action = write_directive(measure)
        if action is None:
            problems.append(
                Problem.of("RM633", severity=Severity.NOTICE, title=measure.title[:80], measure=measure.id)
            )
            action = f"Выполнить мероприятие «{' '.join(measure.title.split())}»"
        text = f"{action} (пункт {_reference(measure)} плана) – {_when(measure.deadline)}"
        # «… 2027 г.» has its full stop already.
        text = text.rstrip(".") + "."
        items.append(OrderPoint(number=f"{number}{place}.", text=text, about=(measure.id,)))
    return tuple(items), tuple(problems)


def _in_case(title: str, case: Case) -> str | None:
    """Put a title into a case, sentence by sentence; nothing where a sentence is not certain.

    >>> _in_case("Разработка плана мер. Принятие мер.", Case.ACCUSATIVE)
    'разработку плана мер, принятие мер'
    >>> _in_case("План мероприятий («дорожная карта»)", Case.GENITIVE)
    'плана мероприятий («дорожной карты»)'
    >>> _in_case("План мероприятий (Дорожная карта) школы", Case.ACCUSATIVE)
    'план мероприятий (Дорожную карту) школы'
    """
    sentences = [sentence.strip(" .") for sentence in split_sentences(title)]
    forms = [decline(sentence, Kind.POST).get(case) for sentence in sentences if sentence]
    if not forms or None in forms:
        return None
    second = _MAP_CASES[case]
    words = ", ".join(lower_first(form) for form in forms if form is not None)
    return _MAP.sub(
        lambda found: found[1] + (capitalise_first(second) if found[2] == "Д" else second) + found[3], words
    )


def _when(deadline: PlanDeadline) -> str:
    """Say by when, in dates where there are dates, else in the plan's own words."""
    words = lower_first(" ".join(deadline.text.split()))
    dated = deadline.occurrences
    if not dated or deadline.awaiting or len(dated) > LISTED_DATES:
        return words
    if all(days.due is None for days in dated):
        return f"{words} ({', '.join(_days(days, spans=False) for days in dated)})"
    kind = deadline.rule.kind if deadline.rule is not None else ""
    return ", ".join(_days(days, spans=kind in _SPAN_KINDS) for days in dated)


def _days(days: OccurrenceDays, *, spans: bool) -> str:
    if days.due is None:
        return f"с {date_in_words(days.start)}" if days.start is not None else ""
    if days.start == days.due:
        return date_in_words(days.due)
    if days.start is not None and spans:
        return range_in_words(days.start, days.due)
    time = f" {days.time}" if days.time else ""
    return f"до{time} {date_in_words(days.due)}"


def _reference(measure: PlanMeasure) -> str:
    return measure.number.rstrip(".") or f"«{measure.title}»"


def _holders(plan: Plan) -> Mapping[str, PlanPerson]:
    """Who stands behind each key; of several posts the signatory's own comes first."""
    people = [person for measure in plan.measures() for who in measure.responsible for person in who.people]
    signatory = plan.organisation.signatory if plan.organisation else None
    return find_holders(dict.fromkeys((*((signatory,) if signatory else ()), *people)))


def _people(measure: PlanMeasure, holders: Mapping[str, PlanPerson]) -> Iterable[PlanPerson]:
    return (holders[person.key] for assignee in measure.responsible for person in assignee.people)


def _acknowledged(plan: Plan, organisation: PlanOrganisation) -> tuple[str, ...]:
    signatory, holders = organisation.signatory.key if organisation.signatory else "", _holders(plan)
    people = {person.key: person for measure in plan.measures() for person in _people(measure, holders)}
    return tuple(
        f"{name_in_text(person.name)}, {person.post}" for key, person in people.items() if key != signatory
    )
