"""What a blank says of its plan and its measure, in words: one value of the template each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from roadmap_engine.model import Plan, PlanMeasure, PlanOrganisation
from roadmap_engine.russian import capitalise_first, join_numbers, lower_first, name_in_text, numeric_date

__all__ = [
    "facts_of", "list_contacts", "list_responsible", "list_signers", "list_staff", "number_of", "say_order",
    "say_procedure", "view_of",
]  # fmt: skip

_VIEWS = (
    ("каждого обучающегося", "Код участника"),
    ("каждого класса", "Класс"),
    ("каждой параллели", "Параллель"),
    ("общеобразовательной организации", "Общеобразовательная организация"),
)
_ANY_VIEW = "Код участника, класс, параллель"


def list_contacts(organisation: PlanOrganisation) -> list[str]:
    """A letter says where to answer: the address, the telephone, the mailbox, as far as they are known."""
    phone = organisation.phone and f"тел. {organisation.phone}"
    return [line for line in (organisation.address, phone, organisation.email) if line]


def view_of(measure: PlanMeasure | None) -> str:
    """Name the column for whose results a measure looks at."""
    title = measure.title if measure else ""
    return next((view for words, view in _VIEWS if f"в разрезе {words}" in title), _ANY_VIEW)


def facts_of(measure: PlanMeasure | None) -> dict[str, str]:
    """Give number, title, deadline and result of a measure; empty where a blank belongs to none."""
    if measure is None:
        return dict.fromkeys(("number", "title", "deadline", "result"), "")
    return {
        "number": number_of(measure),
        "title": " ".join(measure.title.split()),
        "deadline": _deadline(measure),
        "result": measure.result or "",
    }


def number_of(measure: PlanMeasure) -> str:
    """Give the number of a measure without the dots around it; its id where it has none."""
    return measure.number.strip(". ") or measure.id


def say_procedure(plan: Plan) -> str:
    """Name the procedure with its classes and days, as far as they are known."""
    procedure = plan.procedure
    if procedure is None:
        return "оценочная процедура"
    words = procedure.title
    if procedure.grades:
        classes = "класс" if len(procedure.grades) == 1 else "классы"
        words += f", {join_numbers(procedure.grades)} {classes}"
    if procedure.held is not None:
        first, last = numeric_date(procedure.held.first), numeric_date(procedure.held.last)
        words += f", {first}" if first == last else f", {first} – {last}"
    return words


def say_order(plan: Plan) -> str:
    """Give date and number of the order, blanks for what is not known."""
    date: dt.date | None = plan.order.date if plan.order else None
    number = plan.order.number if plan.order else None
    return f"от {numeric_date(date) if date else '____________'} № {number or '______'}"


def _deadline(measure: PlanMeasure) -> str:
    """The words of the plan, and the day where they come to a single one."""
    words = capitalise_first(" ".join(measure.deadline.text.split()))
    days = measure.deadline.occurrences
    if len(days) != 1 or days[0].due is None or measure.deadline.awaiting:
        return words
    due = numeric_date(days[0].due)
    return words if due in words else f"{words} (до {due})"


def list_responsible(measure: PlanMeasure) -> list[str]:
    """List the people who answer for a measure with their posts, and roles that nobody fills by name."""
    lines = dict.fromkeys(_answering(measure))
    return [lower_first(who) if place and is_group else who for place, (who, is_group) in enumerate(lines)]


def list_staff(measures: Iterable[PlanMeasure]) -> list[str]:
    """List all who answer for some measures, each once and on a line of their own."""
    return list(dict.fromkeys(who for each in measures for who, _ in _answering(each)))


def list_signers(measure: PlanMeasure) -> list[dict[str, str]]:
    """List who signs, a line of a paper each.

    A group signs under its name, on several lines: who of it does is written by hand.
    """
    lines = []
    for who, is_group in dict.fromkeys(_answering(measure)):
        if is_group:
            lines += [{"who": f"{who}:", "signs": ""}, *_GROUP_SIGNS]
        else:
            lines.append({"who": who, "signs": _RULE})
    return lines


_RULE = "_" * 14
_GROUP_SIGNS = ({"who": "_" * 24, "signs": _RULE},) * 3


def _answering(measure: PlanMeasure) -> Iterator[tuple[str, bool]]:
    """Give those who answer for a measure, and whether they are a group that is not named."""
    for assignee in measure.responsible:
        yield from (
            (f"{name_in_text(person.name)}, {person.post}{assignee.tenure_of(person)}", False)
            for person in assignee.people
        )
        if not assignee.people:
            yield capitalise_first(assignee.title), True
