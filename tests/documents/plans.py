"""Plans to draw papers from: one school's, of the size and wording that real ones have.

The texts are those of the published roadmap of 26.03.2021 № 01-03/441; the school, its people and its
dates are invented.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

from roadmap_engine.calendars import Span
from roadmap_engine.model import (
    COLUMN_CAPTIONS,
    Assignee,
    AwaitedEvent,
    ColumnField,
    IssuedOrder,
    OccurrenceDays,
    Plan,
    PlanDeadline,
    PlanMeasure,
    PlanOrder,
    PlanOrganisation,
    PlanOutput,
    PlanPerson,
    PlanProcedure,
    PlanStage,
    RoadmapReference,
    StageKind,
    ValueOrigin,
)
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_measure import VALUED_COLUMNS
from roadmap_engine.russian import Gender, name_in_text

__all__ = [
    "ALL_COLUMNS",
    "HEAD",
    "MATHS",
    "MUTED",
    "RUSSIAN",
    "published_plan",
    "sakha_like_plan",
    "small_plan",
    "with_columns",
]

ALL_COLUMNS: tuple[ColumnField, ...] = VALUED_COLUMNS
CAPTIONS = tuple(COLUMN_CAPTIONS[name] for name in VALUED_COLUMNS)

HEAD = PlanPerson(key="head", name="Николаева Айталина Семёновна", post="директор")
DEPUTY = PlanPerson(
    key="deputy-head", name="Тен Л. Б.", post="заместитель директора по УВР", gender=Gender.FEMININE
)
MATHS = PlanPerson(
    key="maths-head",
    name="Сергеев Пётр Ильич",
    post="руководитель школьного методического объединения учителей математики",
)
RUSSIAN = PlanPerson(
    key="russian-head",
    name="Антипина Мария Николаевна",
    post="руководитель школьного методического объединения учителей русского языка",
)
MUTED = PlanPerson(key="librarian", name="Михайлюк Е. И.", post="педагог-библиотекарь")
"""Somebody whose gender neither name nor post tells."""

_STAFF: dict[str, tuple[PlanPerson, ...]] = {
    "heads": (HEAD,),
    "deputy-heads": (DEPUTY,),
    "deputy-heads-teaching": (DEPUTY,),
    "heads-of-associations": (MATHS, RUSSIAN),
}

_RESULTS = dt.date(2027, 5, 28)
_COUNCIL = AwaitedEvent(event="council-decision", title="решение Педсовета")
_TEMPLATES = {
    "analytic-note": "analytic-note.docx",
    "council-minutes": "council-minutes.docx",
    "school-order": "school-order.docx",
    "subject-programme-appendix": "programme-appendix.docx",
    "course-programme-appendix": "programme-appendix.docx",
    "extracurricular-programme-appendix": "programme-appendix.docx",
    "skills-programme": "programme-change.docx",
    "lesson-map": "lesson-map.docx",
    "individual-route": "individual-route.docx",
    "measures-plan": "measures-plan.docx",
    "vsoko-change": "vsoko-change.docx",
    "analytic-report": "analytic-report.docx",
}


def _days(start: dt.date | None, due: dt.date | None, key: str = "once") -> OccurrenceDays:
    return OccurrenceDays(key=key, start=start, due=due)


_DUE = {
    "После получения результатов в течение 2 недель": dt.date(2027, 6, 11),
    "После получения результатов в течение 3 недель": dt.date(2027, 6, 18),
    "После получения результатов в течение месяца": dt.date(2027, 6, 28),
}
_DAYS = {
    "до 1 октября": (_days(None, dt.date(2026, 10, 1), "2026-10-01"),),
    "После завершения аналитического этапа": (_days(dt.date(2027, 6, 18), None),),
    "При завершении четверти, триместра, полугодия": tuple(
        _days(end, end, f"term-{number}")
        for number, end in enumerate(
            (dt.date(2026, 10, 24), dt.date(2026, 12, 29), dt.date(2027, 3, 26), dt.date(2027, 5, 26)), 1
        )
    ),
    "ежегодно:\n- до 25 декабря;\n- до конца учебного года": (
        _days(None, dt.date(2026, 12, 25), "2026-12-25"),
        _days(None, dt.date(2027, 5, 26), "2027-05-26"),
    ),
}


def _after_results(text: str, due: dt.date) -> PlanDeadline:
    reasons = (
        f"получены результаты {_RESULTS:%d.%m.%Y}",
        f"{text.partition(' в течение ')[2]} → {due:%d.%m.%Y}",
    )
    return PlanDeadline(text=text, rule=None, occurrences=(_days(_RESULTS, due),), reasons=reasons)


def _deadline(measure: str, text: str) -> PlanDeadline:
    """Give a deadline of every sort: dated, repeated, waiting, standing, and words alone."""
    if text in _DUE:
        return _after_results(text, _DUE[text])
    if text in _DAYS:
        return PlanDeadline(text=text, rule=None, occurrences=_DAYS[text])
    awaiting = (_COUNCIL,) if "решением" in text else ()
    occurrences = _DAYS["до 1 октября"] if measure == "quality-regulation" else ()
    standing = text == "Поурочно"
    return PlanDeadline(text=text, rule=None, occurrences=occurrences, awaiting=awaiting, standing=standing)


def _assignees(pairs: list[list[str]]) -> tuple[Assignee, ...]:
    return tuple(Assignee(role=role, title=title, people=_STAFF.get(role, ())) for role, title in pairs)


def _printed(assignees: tuple[Assignee, ...]) -> str:
    words: list[str] = []
    for assignee in assignees:
        words += [f"{p.post} {name_in_text(p.name)}" for p in assignee.people] or [assignee.title]
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def _measure(raw: dict[str, Any]) -> PlanMeasure:
    participants, responsible = _assignees(raw["participants"]), _assignees(raw["responsible"])
    outputs = tuple(
        PlanOutput(id=id_, title=title, template=_TEMPLATES.get(id_)) for id_, title in raw["outputs"]
    )
    printed = ", ".join(output.title for output in outputs)
    cells = dict(
        zip(
            CAPTIONS,
            (
                raw["number"],
                raw["title"],
                _printed(participants),
                raw["deadline"],
                _printed(responsible),
                raw["result"],
                printed,
            ),
            strict=True,
        )
    )
    return PlanMeasure(
        id=raw["id"],
        number=raw["number"],
        title=raw["title"],
        participants=participants,
        responsible=responsible,
        result=raw["result"],
        output=printed,
        outputs=outputs,
        cells=cells,
        deadline=_deadline(raw["id"], raw["deadline"]),
        provenance={
            "title": ValueOrigin(layer="federal-results-method", file="federal-results-method.yaml", line=40)
        },
    )


@functools.cache
def sakha_like_plan() -> Plan:
    """One school's plan: five stages, 23 measures, all seven columns, every sort of deadline."""
    raw = json.loads((Path(__file__).parent / "sakha_measures.json").read_text(encoding="utf-8"))
    return Plan(
        plan="school-12-vpr-2027",
        roadmap=RoadmapReference(
            id="sakha-2021-order-441",
            version="1.0.0",
            lineage=("federal-results-method@1.0.0",),
            issuer="Министерство образования и науки Республики Саха (Якутия)",
            order=IssuedOrder(
                issuer_genitive="Министерства образования и науки Республики Саха (Якутия)",
                date=dt.date(2021, 3, 26),
                number="01-03/441",
                appendix="2",
            ),
        ),
        title=(
            "План мероприятий («дорожная карта») по реализации образовательных программ начального общего, "
            "основного общего и среднего общего образования на основе результатов всероссийских проверочных "
            "работ"
        ),
        organisation=PlanOrganisation(
            id="school-12",
            full=(
                "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа "
                "№ 12» городского округа «Город Якутск»"
            ),
            short="МБОУ «СОШ № 12»",
            genitive=(
                "муниципального бюджетного общеобразовательного учреждения «Средняя общеобразовательная "
                "школа № 12» городского округа «Город Якутск»"
            ),
            parent="Управление образования Окружной администрации города Якутска",
            place="г. Якутск",
            address="677000, г. Якутск, ул. Школьная, д. 1",
            phone="8 (4112) 00-00-00",
            email="school12@example.org",
            signatory=HEAD,
            people=(HEAD, DEPUTY, MATHS, RUSSIAN),
        ),
        procedure=PlanProcedure(
            id="vpr",
            name="ВПР",
            title="всероссийские проверочные работы",
            genitive="ВПР",
            genitive_plural="ВПР",
            genitive_full="всероссийских проверочных работ",
            as_procedure="процедура ВПР",
            held=Span(dt.date(2027, 4, 13), dt.date(2027, 5, 18)),
            grades=(5, 6, 7, 8),
        ),
        academic_year="2026/2027",
        order=PlanOrder(date=dt.date(2027, 5, 31), number="214-од"),
        issued_on=dt.date(2027, 5, 31),
        columns=CAPTIONS,
        fields=ALL_COLUMNS,
        stages=tuple(
            PlanStage(
                id=stage["id"],
                number=stage["number"],
                kind=StageKind(stage["kind"]),
                title=stage["title"],
                measures=tuple(_measure(measure) for measure in stage["measures"]),
            )
            for stage in raw["stages"]
        ),
    )


def published_plan() -> Plan:
    """The same table as the published text itself: no school, no people, introductory paragraphs."""
    raw = json.loads((Path(__file__).parent / "sakha_measures.json").read_text(encoding="utf-8"))
    plan = sakha_like_plan()
    return with_fields(
        plan,
        plan=plan.roadmap.id,
        organisation=None,
        procedure=None,
        academic_year=None,
        order=None,
        issued_on=dt.date(2021, 3, 26),
        title="Примерный " + plan.title[:1].lower() + plan.title[1:],
        intro=tuple(raw["intro"]),
    )


def with_columns(plan: Plan, *fields: ColumnField) -> Plan:
    """The same plan with other columns, in the order given."""
    captions = dict(zip(plan.fields, plan.columns, strict=True))
    columns = tuple(captions[name] for name in fields)
    stages = tuple(
        with_fields(
            stage,
            measures=tuple(
                with_fields(measure, cells={name: measure.cells[name] for name in columns})
                for measure in stage.measures
            ),
        )
        for stage in plan.stages
    )
    return with_fields(plan, columns=columns, fields=fields, stages=stages)


def small_plan() -> Plan:
    """The first stage alone: enough where the size of a plan does not matter."""
    plan = sakha_like_plan()
    return with_fields(plan, stages=plan.stages[:1])
