"""Plan → forms/*.docx: a blank of every document a measure ends in, filled in as far as the plan knows.

Who is meant by a blank that concerns one pupil is a code, never a name: the plan has no pupils.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.documents.files import unique_names
from roadmap_engine.documents.form_values import common_values, own_values
from roadmap_engine.documents.form_words import (
    number_of,
)
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.word.fields import Listing, Number, Record, Text
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model import Plan, PlanMeasure, PlanOutput

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
    signers=Listing(
        "кто подписывает: под названием группы несколько строк",
        Record.of("строка", who=_WHO, signs=Text("черта для подписи", "______________", optional=True)),
    ),
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


@dataclass(frozen=True)
class Form:
    """A blank to draw; what it says is worded when somebody asks for it.

    Attributes:
        name: the file's name, without its folder; it changes with the number of the measure.
        about: what document it is of, whatever its name: the measure and the output.
        former: what that was before the measure was called otherwise.
        template: the name of its template.
    """

    name: str
    about: str
    former: tuple[str, ...]
    template: str
    _word: Callable[[str], Filling] = field(repr=False, compare=False)

    @cached_property
    def filling(self) -> Filling:
        """The document without its template."""
        return self._word(self.template)


def forms(plan: Plan) -> tuple[Form, ...]:
    """List the blanks of a plan: one for every output of every measure it shows, and those any plan needs.

    A published text has none.
    """
    known = {measure.goes_by for measure in plan.measures()}
    plan = plan.in_view()
    organisation = plan.organisation
    if organisation is None:
        return ()
    common, pairs = cache(lambda: common_values(plan)), _list_documents(plan)

    def word(measure: PlanMeasure | None, output: PlanOutput, template: str) -> Filling:
        values = {**common(), **own_values(plan, measure, output)}
        properties = Properties(output.title, organisation.short, plan.issued_on)
        return Filling(template, Fitting(form_shape(template), organisation.layout), values, properties)

    return tuple(
        Form(
            name,
            f"{measure.goes_by}/{output.goes_by}" if measure else output.id,
            tuple(f"{was}/{output.goes_by}" for was in measure.was if was not in known) if measure else (),
            output.template or GENERAL_TEMPLATE,
            partial(word, measure, output),
        )
        for name, (measure, output) in zip(_name_blanks(pairs), pairs, strict=True)
    )


_Document = tuple[PlanMeasure | None, PlanOutput]
"""A document, and the measure that ends in it; none where it goes with any plan."""


def name_documents(plan: Plan) -> Mapping[str, str]:
    """Give what each blank of a plan is a blank of, in words, by the name of its file."""
    pairs = _list_documents(plan.in_view())
    return {
        name: f"{number_of(measure)}. {output.title}" if measure and measure.number else output.title
        for name, (measure, output) in zip(_name_blanks(pairs), pairs, strict=True)
    }


def _list_documents(plan: Plan) -> list[_Document]:
    """List the documents of a plan that blanks are of, each with its measure where it has one."""
    of_any = [each for each, of_procedure in _OF_ANY_PLAN if plan.procedure or not of_procedure]
    of_measures = [(measure, each) for measure in plan.standing_measures() for each in measure.outputs]
    return [*of_measures, *((None, each) for each in of_any)] if plan.organisation is not None else []


def _name_blanks(documents: Iterable[_Document]) -> tuple[str, ...]:
    return unique_names(
        (f"{number_of(measure)}-{output.id}" if measure else output.id, ".docx")
        for measure, output in documents
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
    from roadmap_engine.documents.word.trusted import fill_template  # noqa: PLC0415 -- not to prepare a paper

    if form.template not in templates:
        return None, (Problem.of("RM624", template=form.template, near=list_names(templates)),)
    return fill_template(form.filling, templates[form.template])
