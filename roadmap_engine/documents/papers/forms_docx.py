"""Plan → forms/*.docx: a blank of every document a measure ends in, filled in as far as the plan knows.

Who is meant by a blank that concerns one pupil is a code, never a name: the plan has no pupils.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.documents.approval_route import list_steps, write_grifs
from roadmap_engine.documents.files import unique_names
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.subjects import say_subjects
from roadmap_engine.documents.word import (
    Filling,
    Fitting,
    Listing,
    Number,
    Properties,
    Record,
    Text,
    fill_template,
)
from roadmap_engine.model import Plan, PlanMeasure, PlanOrganisation, PlanOutput
from roadmap_engine.russian import (
    capitalise_first,
    join_numbers,
    name_in_text,
    numeric_date,
    signature_name,
    typeset,
)

__all__ = ["FORM_SHAPE", "GENERAL_TEMPLATE", "Form", "form_shape", "forms", "render_form"]

GENERAL_TEMPLATE = "general.docx"
"""The blank of an output that names no template of its own."""

_WHO = Text("должность и имя или название роли", "Тен Л. Б., заместитель директора по УВР")

FORM_SHAPE = Record.of(
    "бланк документа",
    title=Text("название документа", "Аналитическая справка"),
    kind=Text("вид документа прописными", "АНАЛИТИЧЕСКАЯ СПРАВКА"),
    subject=Text("о чём документ", "О проведении анализа результатов"),
    outcome=Text("итог чего в документе", "по итогам анализа результатов"),
    agenda=Text("вопрос повестки дня", "Об итогах анализа результатов"),
    organisation=Text("краткое наименование", "МБОУ «СОШ № 12»"),
    organisation_full=Text("полное наименование", "Муниципальное бюджетное общеобразовательное учреждение …"),
    parent=Text("вышестоящий орган", "Управление образования", optional=True),
    place=Text("место", "г. Якутск"),
    contacts=Listing("адрес, телефон и почта, как в письмах", Text("строка", "тел. 8 (999) 000-00-00")),
    procedure=Text("процедура с классами и датами", "всероссийские проверочные работы"),
    about_procedure=Text("она же, если план о процедуре", "всероссийские проверочные работы", optional=True),
    procedure_genitive=Text("чьи результаты", "всероссийских проверочных работ"),
    school_year=Text("учебный год", "2026/2027"),
    view=Text("чьи результаты: столбец таблиц", "Класс"),
    plan=Record.of(
        "план", title=Text("наименование", "План мероприятий"), order=Text("приказ", "от 31.05.2027 № 214-од")
    ),
    measure=Record.of(
        "мероприятие",
        number=Text("номер", "1.1"),
        title=Text("название", "Проведение анализа результатов"),
        deadline=Text("срок", "После получения результатов в течение 2 недель (до 11.06.2027)"),
        result=Text("результат", "Определение дефицитов", optional=True),
    ),
    responsible=Listing("ответственные", _WHO),
    undecided=Listing(
        "мероприятия, сроки которых зависят от решения",
        Record.of(
            "мероприятие",
            number=Text("номер", "2.6"),
            title=Text("название", "Оптимизация методов обучения"),
            responsible=Listing("ответственные", _WHO),
        ),
    ),
    grifs=Record.of(
        "грифы; у документа без своего пути – обычные",
        reviewed=Listing("РАССМОТРЕНО", Text("строка", "РАССМОТРЕНО")),
        agreed=Listing("СОГЛАСОВАНО", Text("строка", "СОГЛАСОВАНО")),
        approved=Listing("УТВЕРЖДАЮ", Text("строка", "УТВЕРЖДАЮ")),
    ),
    approval=Listing(
        "путь документа",
        Record.of(
            "шаг",
            number=Number("номер"),
            action=Text("что делают", "Согласование"),
            who=Text("кто", "Заместитель директора по УВР Тен Л. Б."),
        ),
    ),
    papers=Listing("документы плана, каждый один раз", Text("название", "Аналитическая справка")),
    staff=Listing("кто отвечает за мероприятия плана", _WHO),
    signature=Record.of(
        "руководитель", post=Text("должность", "Директор"), name=Text("имя", "А. С. Николаева")
    ),
    **PICTURES,
)
"""What a template of a blank may ask for."""

_SIGNED_SHAPE = Record.of(
    FORM_SHAPE.about,
    **{
        **FORM_SHAPE.fields,
        "signature": Record.of(
            "руководитель",
            post=Text("должность", "Директор", needed=True),
            name=Text("имя", "А. С. Николаева", needed=True),
        ),
    },
)
_SIGNED = ("assessment-schedule", "cover-letter", "risk-group", "school-order")
"""The kinds of blanks that the head signs."""

_VIEWS = (
    ("каждого обучающегося", "Код участника"),
    ("каждого класса", "Класс"),
    ("каждой параллели", "Параллель"),
    ("общеобразовательной организации", "Общеобразовательная организация"),
)
_ANY_VIEW = "Код участника, класс, параллель"

_OF_ANY_PLAN = tuple(
    (PlanOutput(id=name, title=title, template=f"{name}.docx"), of_procedure)
    for name, title, of_procedure in (
        ("acknowledgement-sheet", "Лист ознакомления", False),
        ("assessment-schedule", "График проверочных работ", True),
        ("cover-letter", "Сопроводительное письмо", False),
        ("risk-group", "Список обучающихся «группы риска»", True),
    )
)
"""What goes with any plan, whatever its measures end in, or with any that is about a procedure."""


@dataclass(frozen=True, slots=True)
class Form:
    """A blank to draw.

    Attributes:
        name: the file's name, without its folder; it changes with the number of the measure.
        about: what document it is of, whatever its name: the measure and the output.
        former: what that was before the measure was called otherwise.
    """

    name: str
    about: str
    former: tuple[str, ...]
    filling: Filling

    @property
    def template(self) -> str:
        """The name of its template."""
        return self.filling.template


def forms(plan: Plan) -> tuple[Form, ...]:
    """List the blanks of a plan: one for every output of every measure, and those any plan needs.

    A published text has none.
    """
    if plan.organisation is None:
        return ()
    pairs: list[tuple[PlanMeasure | None, PlanOutput]]
    pairs = [(measure, output) for measure in plan.standing_measures() for output in measure.outputs]
    pairs += [(None, output) for output, of_procedure in _OF_ANY_PLAN if plan.procedure or not of_procedure]
    known = {measure.goes_by for measure in plan.measures()}
    stems = (
        (f"{_number(measure)}-{output.id}" if measure else output.id, ".docx") for measure, output in pairs
    )
    return tuple(
        Form(
            name,
            f"{measure.goes_by}/{output.goes_by}" if measure else output.id,
            tuple(f"{was}/{output.goes_by}" for was in measure.was if was not in known) if measure else (),
            Filling(
                output.template or GENERAL_TEMPLATE,
                Fitting(form_shape(output.template or GENERAL_TEMPLATE), plan.organisation.layout),
                _unbroken(_values(plan, measure, output)),
                Properties(output.title, plan.organisation.short, plan.issued_on),
            ),
        )
        for name, (measure, output) in zip(unique_names(stems), pairs, strict=True)
    )


def form_shape(template: str) -> Record:
    """Give what the template of a blank may ask for, and has to where the head signs it.

    Args:
        template: the name of its file.
    """
    return _SIGNED_SHAPE if template.removesuffix(".docx") in _SIGNED else FORM_SHAPE


def render_form(form: Form, templates: Mapping[str, bytes]) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Draw a blank by templates of the program's own.

    Args:
        form: which one.
        templates: the Word templates by name.

    Returns:
        The file, or nothing and the reasons.
    """
    if form.template not in templates:
        return None, (Problem.of("RM624", template=form.template, near=list_names(templates)),)
    return fill_template(form.filling, templates[form.template])


def _values(plan: Plan, measure: PlanMeasure | None, output: PlanOutput) -> dict[str, Any]:
    organisation = plan.organisation
    if organisation is None:
        return {}
    signatory = organisation.signatory
    return {
        "title": output.title,
        **say_subjects(output.title, measure.title if measure else ""),
        "organisation": organisation.short,
        "organisation_full": organisation.full,
        "parent": organisation.parent or "",
        "place": organisation.place,
        "contacts": _contacts(organisation),
        "procedure": _procedure(plan),
        "about_procedure": _procedure(plan) if plan.procedure else "",
        "procedure_genitive": plan.procedure.genitive_full if plan.procedure else "оценочной процедуры",
        "school_year": plan.academic_year or "20___/20___",
        "view": _view(measure),
        "plan": {"title": plan.title, "order": _order(plan)},
        "measure": _facts(measure),
        "responsible": _responsible(measure) if measure else [],
        "undecided": [
            {
                "number": _number(other),
                "title": " ".join(other.title.split()),
                "responsible": _responsible(other),
            }
            for other in plan.measures()
            if any("решени" in event.title for event in other.deadline.awaiting)
        ],
        "grifs": write_grifs(output.approval, organisation.short),
        "approval": list_steps(output.approval),
        "papers": list(
            dict.fromkeys(
                capitalise_first(made.title) for each in plan.standing_measures() for made in each.outputs
            )
        ),
        "staff": list(dict.fromkeys(who for each in plan.standing_measures() for who in _responsible(each))),
        "signature": {
            "post": capitalise_first(signatory.post) if signatory else "Руководитель",
            "name": signature_name(signatory.name) if signatory else "____________",
        },
    }


def _unbroken(value: Any) -> Any:
    """Keep numbers, names and units on one line in every text there is."""
    match value:
        case str():
            return typeset(value)
        case Mapping():
            return {name: _unbroken(each) for name, each in value.items()}
        case list() | tuple():
            return [_unbroken(each) for each in value]
        case _:
            return value


def _contacts(organisation: PlanOrganisation) -> list[str]:
    """A letter says where to answer: the address, the telephone, the mailbox, as far as they are known."""
    phone = organisation.phone and f"тел. {organisation.phone}"
    return [line for line in (organisation.address, phone, organisation.email) if line]


def _view(measure: PlanMeasure | None) -> str:
    title = measure.title if measure else ""
    return next((view for words, view in _VIEWS if f"в разрезе {words}" in title), _ANY_VIEW)


def _facts(measure: PlanMeasure | None) -> dict[str, str]:
    if measure is None:
        return dict.fromkeys(("number", "title", "deadline", "result"), "")
    return {
        "number": _number(measure),
        "title": " ".join(measure.title.split()),
        "deadline": _deadline(measure),
        "result": measure.result or "",
    }


def _number(measure: PlanMeasure) -> str:
    return measure.number.strip(". ") or measure.id


def _procedure(plan: Plan) -> str:
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


def _order(plan: Plan) -> str:
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


def _responsible(measure: PlanMeasure) -> list[str]:
    lines = []
    for assignee in measure.responsible:
        lines += [f"{name_in_text(person.name)}, {person.post}" for person in assignee.people]
        if not assignee.people:
            lines.append(capitalise_first(assignee.title))
    return list(dict.fromkeys(lines))
