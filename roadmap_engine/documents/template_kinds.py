"""The kinds of Word templates there are: what each is for, and what it may ask for.

A kind is called as its file is: `analytic-note` is the kind of `analytic-note.docx`. A plan, three orders
and two reports have shapes of their own; every other template is a blank, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from roadmap_engine.documents.order_with_plan import order_with_plan_shape
from roadmap_engine.documents.papers.amending_docx import amending_shape
from roadmap_engine.documents.papers.execution_docx import EXECUTION_SHAPE
from roadmap_engine.documents.papers.forms_docx import form_shape
from roadmap_engine.documents.papers.journal_docx import JOURNAL_SHAPE
from roadmap_engine.documents.papers.order_docx import ORDER_SHAPE
from roadmap_engine.documents.papers.plan_docx import PLAN_SHAPE
from roadmap_engine.documents.papers.published_order_docx import PUBLISHED_ORDER_SHAPE
from roadmap_engine.documents.word.fields import Field, Flag, Listing, Number, Picture, Record, Text
from roadmap_engine.documents.word.filling import Fitting
from roadmap_engine.model.plan_measure import VALUED_COLUMNS

__all__ = ["KINDS", "TemplateKind", "TemplateValue", "guess_kind", "list_values"]

_GENERAL = "general"


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A kind of template.

    Attributes:
        name: what people call it; its file has the same name.
        title: what it is for.
        fitting: what it may ask for, and the columns its table may be asked for.
    """

    name: str
    title: str
    fitting: Fitting

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.docx"


_BLANKS = {
    "acknowledgement-sheet": "лист ознакомления с приказом и планом",
    "analytic-note": "аналитическая справка",
    "analytic-report": "аналитический отчёт",
    "assessment-schedule": "график проверочных работ",
    "association-minutes": "протокол заседания методического объединения",
    "council-minutes": "протокол заседания педагогического или управляющего совета",
    "courses-plan": "план курсов повышения квалификации",
    "cover-letter": "сопроводительное письмо с перечнем документов",
    _GENERAL: "любой другой документ плана",
    "individual-route": "индивидуальный образовательный маршрут",
    "lesson-map": "технологическая карта занятия",
    "measures-plan": "план реализации мер",
    "observation-sheet": "лист наблюдения",
    "parents-minutes": "протокол родительского собрания",
    "people-list": "список наблюдателей, экспертов",
    "programme-appendix": "приложение к рабочей программе",
    "programme-change": "изменения в программу развития УУД",
    "risk-group": "список «группы риска»",
    "school-order": "приказ о мерах по одному мероприятию",
    "vsoko-change": "лист изменений к положению о ВСОКО",
    "work-plan": "план работы",
}


def _make_kinds() -> Iterator[TemplateKind]:
    yield TemplateKind("plan", "план мероприятий", Fitting(PLAN_SHAPE, columns=VALUED_COLUMNS))
    yield TemplateKind("order", "приказ школы об утверждении плана", Fitting(ORDER_SHAPE))
    both = order_with_plan_shape(ORDER_SHAPE, PLAN_SHAPE)
    title = "приказ школы с планом в приложении, одним файлом"
    yield TemplateKind("order-with-plan", title, Fitting(both, columns=VALUED_COLUMNS))
    title = "приказ о внесении изменений в подписанный приказ"
    yield TemplateKind("amending-order", title, Fitting(amending_shape(ORDER_SHAPE), columns=VALUED_COLUMNS))
    title = "приказ, с которым дорожная карта издана"
    yield TemplateKind("published-order", title, Fitting(PUBLISHED_ORDER_SHAPE))
    yield TemplateKind("execution-note", "справка об исполнении плана на день", Fitting(EXECUTION_SHAPE))
    yield TemplateKind("measure-journal", "журнал исполнения мероприятия", Fitting(JOURNAL_SHAPE))
    for name, title in _BLANKS.items():
        yield TemplateKind(name, title, Fitting(form_shape(name)))


KINDS: Mapping[str, TemplateKind] = MappingProxyType({kind.name: kind for kind in _make_kinds()})
"""By name."""


def guess_kind(stem: str) -> TemplateKind:
    """Tell by a file's name what it is used as: as the kind it is called, or begins as, else as a blank.

    >>> guess_kind("order").name, guess_kind("plan-2027").name, guess_kind("my-sheet").name
    ('order', 'plan', 'general')
    """
    begun = [name for name in KINDS if stem == name or stem.startswith((f"{name}-", f"{name}_", f"{name} "))]
    return KINDS[max(begun, key=len, default=_GENERAL)]


@dataclass(frozen=True, slots=True)
class TemplateValue:
    """A value that a template may use.

    Attributes:
        path: as an expression names it; inside a loop it begins with the loop's variable.
        tag: how a template uses it.
        type: «text», «number», «flag», «list», «group» or «picture».
        depth: how many loops and groups it stands in.
    """

    path: str
    tag: str
    type: str
    about: str
    example: str
    optional: bool
    depth: int


def list_values(shape: Record) -> Iterator[TemplateValue]:
    """List the values of a shape in their order, those of a list under the list."""
    return _list_record(shape, "", 0)


def _list_record(record: Record, prefix: str, depth: int) -> Iterator[TemplateValue]:
    for name, field in record.fields.items():
        yield from _list_field(field, prefix + name, depth)


def _list_field(field: Field, path: str, depth: int) -> Iterator[TemplateValue]:
    match field:
        case Text() | Number() | Picture():
            kind = {Text: "text", Number: "number", Picture: "picture"}[type(field)]
            optional = getattr(field, "optional", False)
            tag = f"{{{{ {path} }}}}"
            guarded = f"{{% if {path} %}}{tag}{{% endif %}}" if optional else tag
            yield TemplateValue(path, guarded, kind, field.about, str(field.example), optional, depth)
        case Flag():
            tag = f"{{% if {path} %}}…{{% endif %}}"
            yield TemplateValue(path, tag, "flag", field.about, "", optional=False, depth=depth)
        case Record():
            yield TemplateValue(path, "", "group", field.about, "", optional=False, depth=depth)
            yield from _list_record(field, f"{path}.", depth + 1)
        case Listing():
            one = _name_one(path)
            tag = f"{{% for {one} in {path} %}}…{{% endfor %}}"
            yield TemplateValue(path, tag, "list", field.about, "", field.optional, depth)
            if isinstance(field.each, Record):
                yield from _list_record(field.each, f"{one}.", depth + 1)
            else:
                yield from _list_field(field.each, one, depth + 1)
        case _:
            assert_never(field)


def _name_one(path: str) -> str:
    """Name the variable of a loop: one of the «stages» is a «stage»."""
    name = path.rpartition(".")[2]
    return name[:-1] if name.endswith("s") else "item"
