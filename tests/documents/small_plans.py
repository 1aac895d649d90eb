"""Plans of a measure or two, for tests that look at one thing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from roadmap_engine.model import (
    COLUMN_CAPTIONS,
    Assignee,
    AwaitedEvent,
    OccurrenceDays,
    Plan,
    PlanDeadline,
    PlanMeasure,
    PlanOrganisation,
    PlanPerson,
    PlanStage,
    RoadmapReference,
    StageKind,
    ValueOrigin,
)
from roadmap_engine.model.plan_measure import VALUED_COLUMNS

__all__ = [
    "DEPUTY",
    "HOSTILE",
    "dated",
    "make_measure",
    "make_plan",
    "waiting",
]

CAPTIONS = tuple(COLUMN_CAPTIONS[name] for name in VALUED_COLUMNS)
DEPUTY = Assignee(
    role="deputy-head",
    title="заместитель директора",
    people=(PlanPerson(key="deputy", name="Тен Л. Б.", post="заместитель директора по УВР"),),
)

HOSTILE = (
    "=1+1;a,b\\n<script>alert('x')</script> & \"кавычки\"\r\nEND:VEVENT\rBEGIN:VEVENT"
    "\nATTENDEE:mailto:x@example.org"
    "\x00\x07\x0b\x0c\x1b[31m\x1c\x85\u2028\u2029\ufeff\ufffe 👩‍🏫 {{ 7 * 7 }} _x0041_ конец"
)
"""A title as a stranger may write it: syntax of every format a plan is drawn into."""


def dated(*occurrences: OccurrenceDays, text: str = "до 28.05.2027", **more: Any) -> PlanDeadline:
    """A deadline with days."""
    return PlanDeadline(text=text, rule=None, occurrences=occurrences, **more)


def waiting(title: str = "решение Педсовета", **more: Any) -> PlanDeadline:
    """A deadline that waits."""
    awaited = AwaitedEvent(event="council-decision", title=title)
    return PlanDeadline(text="в соответствии с решением Педсовета", rule=None, awaiting=(awaited,), **more)


def make_measure(
    name: str = "results-by-pupil",
    deadline: PlanDeadline | None = None,
    *,
    number: str = "1.1.",
    title: str = "Анализ результатов",
    responsible: tuple[Assignee, ...] = (DEPUTY,),
    output: str | None = "Аналитическая справка",
) -> PlanMeasure:
    """A measure with everything, due on 28 May 2027 unless another deadline is given."""
    if deadline is None:
        deadline = dated(OccurrenceDays(key="once", start=None, due=dt.date(2027, 5, 28)))
    result = "Определение дефицитов"
    words = (
        number,
        title,
        "учителя",
        deadline.text,
        ", ".join(each.title for each in responsible),
        result,
        output or "",
    )
    return PlanMeasure(
        id=name,
        number=number,
        title=title,
        participants=(Assignee(role="teachers", title="учителя"),),
        responsible=responsible,
        result=result,
        output=output,
        outputs=(),
        cells=dict(zip(CAPTIONS, words, strict=True)),
        deadline=deadline,
        provenance={"title": ValueOrigin(layer="base", file="base.yaml", line=7)},
    )


def make_plan(*measures: PlanMeasure, remind_days: tuple[int, ...] = (3,), **changes: Any) -> Plan:
    """A plan of one stage."""
    values: dict[str, Any] = {
        "plan": "school-12-vpr-2027",
        "roadmap": RoadmapReference(id="sakha-2021-order-441", version="1.0.0"),
        "title": "План мероприятий («дорожная карта»)",
        "organisation": PlanOrganisation(
            id="school-12",
            full="Средняя школа № 12",
            short="СОШ № 12",
            place="г. Якутск",
            remind_days=remind_days,
        ),
        "academic_year": "2026/2027",
        "issued_on": dt.date(2026, 9, 1),
        "columns": CAPTIONS,
        "fields": VALUED_COLUMNS,
        "stages": (
            PlanStage(
                id="analysis",
                number="1.",
                kind=StageKind.ANALYTICAL,
                title="Аналитический этап",
                measures=measures,
            ),
        ),
    }
    return Plan(**(values | changes))
