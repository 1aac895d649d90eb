"""Plan → plan.docx: the stamp of approval, the title, the table as its roadmap has it.

Cells are printed letter by letter as the plan holds them. The published text of a roadmap gets the
stamp of the order it came with; a school's plan gets its own order's, blanks standing for what is not
known yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.phrases import say_view
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.table_cells import TABLE_CELLS, describe_cells, likened_columns, tag_of
from roadmap_engine.documents.word.fields import Listing, Record, Text
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model import Plan, PlanStage
from roadmap_engine.russian import approved_form, numeric_date, typeset

__all__ = ["PLAN_SHAPE", "prepare_plan", "render_plan"]


def _shape(cells: Mapping[str, Text]) -> Record:
    row = Record.of("мероприятие", **cells)
    return Record.of(
        "план",
        stamp=Listing("строки грифа", Text("строка", "от 31.05.2027 № 214-од"), needed=True),
        title=Text("наименование плана", "План мероприятий («дорожная карта»)", needed=True),
        subtitle=Text(
            "чей план и на какой год; у опубликованного текста нет", "МБОУ «СОШ № 12»", optional=True
        ),
        intro=Listing("вводные абзацы", Text("абзац")),
        head=Record.of("шапка таблицы", **cells),
        stages=Listing(
            "этапы",
            Record.of(
                "этап",
                heading=Text("номер и название", "1. Аналитический этап", needed=True),
                rows=Listing("мероприятия этапа", row),
            ),
        ),
        awaited=Listing(
            "события, которых ждут сроки",
            Record.of(
                "событие",
                title=Text("что это", "решение Педсовета"),
                numbers=Text("номера пунктов", "2.6, 2.7"),
            ),
        ),
        **PICTURES,
    )


PLAN_SHAPE = _shape(TABLE_CELLS)
"""What a template of the plan may ask for."""

_DATE_BLANK = "«___» ____________ 20___ г."
_NUMBER_BLANK = "______"


def prepare_plan(plan: Plan, template: str = "plan.docx") -> tuple[Filling, tuple[Problem, ...]]:
    """Make a plan ready for its template, as its papers show it, and say what could not be put into words."""
    stamp, problems = _stamp(plan)
    properties = Properties(plan.title, plan.author, plan.issued_on)
    # The shape of every plan is one value, so that a template is compiled once for all of them.
    shape = _shape(describe_cells(plan.fields, plan.columns)) if plan.own else PLAN_SHAPE
    fitting = Fitting(
        shape, plan.layout, tuple(map(tag_of, plan.fields)), likened_columns(plan.own, plan.own_captions())
    )
    return Filling(template, fitting, _values(plan, stamp), properties), problems


def render_plan(
    plan: Plan, template: bytes, name: str = "plan.docx"
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Draw a plan by a template of the program's own.

    Args:
        plan: the plan, adopted or published.
        template: the Word template; its table has a column for every field a plan can have.
        name: what people call the template.

    Returns:
        The file, or nothing and the reasons.
    """
    from roadmap_engine.documents.word.trusted import fill_template  # noqa: PLC0415 -- not to prepare a paper

    filling, found = prepare_plan(plan, name)
    drawn, problems = fill_template(filling, template)
    return drawn, (*problems, *found)


def _values(plan: Plan, stamp: tuple[str, ...]) -> dict[str, Any]:
    write = _writer(plan)
    return {
        "stamp": [write(line) for line in stamp],
        "title": write(plan.title),
        "subtitle": write(_subtitle(plan)),
        "intro": [*plan.intro, *map(write, say_view(plan))],
        "head": dict(zip(map(tag_of, plan.fields), plan.columns, strict=True)),
        "stages": [_stage(plan, stage) for stage in plan.in_view().stages],
        "awaited": _awaited(plan.in_view()) if plan.organisation else [],
    }


def _writer(plan: Plan) -> Callable[[str], str]:
    """A published text is printed letter by letter; a school's own keeps names and dates unbroken."""
    return str if plan.organisation is None else typeset


def _subtitle(plan: Plan) -> str:
    if plan.organisation is None:
        return ""
    years = plan.years_with("учебный год", "учебные годы")
    return ", ".join(each for each in (plan.organisation.short, years) if each)


def _stage(plan: Plan, stage: PlanStage) -> dict[str, Any]:
    captions = tuple(zip(map(tag_of, plan.fields), plan.columns, strict=True))
    write = _writer(plan)
    return {
        "heading": f"{stage.number} {stage.title}".strip(),
        "rows": [
            {name: write(measure.cells.get(caption, "")) for name, caption in captions}
            for measure in stage.standing_measures()
        ],
    }


def _awaited(plan: Plan) -> list[dict[str, str]]:
    """What the plan waits for: each event once, with the numbers of the measures that wait for it."""
    waiting: dict[str, list[str]] = {}
    for measure in plan.measures():
        for event in measure.deadline.awaiting:
            waiting.setdefault(event.title, []).append(measure.number.rstrip(".") or measure.title)
    return [{"title": title, "numbers": ", ".join(numbers)} for title, numbers in waiting.items()]


def _stamp(plan: Plan) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    if plan.organisation is None:
        order = plan.roadmap.order
        if order is None:
            return (), ()
        appendix = f"Приложение {order.appendix or ''}".strip()
        return (appendix, f"к приказу {order.issuer_genitive}", _reference(order.date, order.number)), ()
    reference = _reference(*((plan.order.date, plan.order.number) if plan.order else (None, None)))
    # ГОСТ Р 7.0.97: what an order approves as its appendix bears «Приложение» and the grif of approval,
    # whose word agrees with the kind of document; an appendix's own mark needs no agreement.
    approved = approved_form(plan.title)
    if isinstance(approved, Problem):
        return ("Приложение", f"к приказу {plan.organisation.short}", reference), (approved.lessen(),)
    return ("Приложение", approved, f"приказом {plan.organisation.short}", reference), ()


def _reference(date: dt.date | None, number: str | None) -> str:
    """Date and number of an order; blanks for what is not known.

    >>> _reference(dt.date(2021, 3, 26), "01-03/441"), _reference(None, None)
    ('от 26.03.2021 № 01-03/441', 'от «___» ____________ 20___ г. № ______')
    """
    return f"от {numeric_date(date) if date else _DATE_BLANK} № {number or _NUMBER_BLANK}"
