"""How far a plan is on a day → execution-note.docx, for the head and the department."""

from __future__ import annotations

import datetime as dt
from typing import Any

from roadmap_engine.documents.report_words import Execution
from roadmap_engine.documents.signature import SIGNATURE, write_signature
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.word.fields import Listing, Record, Text
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model import Plan
from roadmap_engine.russian import typeset

__all__ = ["EXECUTION_SHAPE", "prepare_execution"]

_ROW = Record.of(
    "срок мероприятия",
    number=Text("номер", "1.1"),
    title=Text("мероприятие", "Анализ результатов", needed=True),
    due=Text("срок", "до 28.05.2027"),
    state=Text("состояние знаком и словом", "✓ принято", needed=True),
    done=Text("когда исполнено", "27.05.2027"),
    document=Text("документ и приложения", "Аналитическая справка; от 27.05.2027 № 12"),
)

EXECUTION_SHAPE = Record.of(
    "справка об исполнении плана",
    organisation=Text("полное наименование", "Муниципальное бюджетное общеобразовательное учреждение …"),
    heading=Text(
        "наименование и день", "СПРАВКА об исполнении плана мероприятий … на 15.06.2027", needed=True
    ),
    order=Text("приказ, которым утверждён план", "Приказ от 31.05.2027 № 214-од", optional=True),
    summary=Listing("итоги предложениями", Text("абзац", "Исполнено: 7, из них в срок: 6.")),
    stages=Listing(
        "этапы",
        Record.of(
            "этап",
            heading=Text("номер и название", "1. Аналитический этап", needed=True),
            rows=Listing("сроки мероприятий этапа", _ROW),
        ),
    ),
    overdue=Listing(
        "что просрочено",
        Record.of(
            "просроченное",
            number=Text("номер", "2.2"),
            title=Text("мероприятие", "Заседание Педсовета"),
            due=Text("срок и дней после него", "11.06.2027, 4 дня"),
            who=Text("кто отвечает", "Тен Л. Б."),
            why=Text("почему", "болезнь учителя"),
        ),
        optional=True,
    ),
    waiting=Listing(
        "чего ждут сроки",
        Record.of(
            "событие",
            event=Text("чего ждут", "решение Педсовета"),
            measures=Text("какие мероприятия ждут", "2.6; 2.7"),
        ),
        optional=True,
    ),
    signature=SIGNATURE,
    **PICTURES,
)
"""What a template of the note may ask for."""


def prepare_execution(
    plan: Plan, told: Execution, today: dt.date | None, template: str = "execution-note.docx"
) -> Filling:
    """Make the note ready for its template."""
    properties = Properties(" ".join(told.heading.split()), plan.author, today)
    return Filling(template, Fitting(EXECUTION_SHAPE, plan.layout), _values(told), properties)


def _values(told: Execution) -> dict[str, Any]:
    return {
        "organisation": typeset(told.organisation),
        "heading": told.heading,
        "order": typeset(told.order),
        "summary": [typeset(words) for words in told.summary],
        "stages": [
            {
                "heading": stage.heading,
                "rows": [
                    {
                        "number": row.number,
                        "title": typeset(row.title),
                        "due": typeset(row.due),
                        "state": row.state,
                        "done": row.done or "нет",
                        "document": typeset(row.document) or "нет",
                    }
                    for row in stage.rows
                ],
            }
            for stage in told.stages
        ],
        "overdue": [
            {
                "number": row.number,
                "title": typeset(row.title),
                "due": typeset(row.due),
                "who": typeset(row.who),
                "why": typeset(row.why),
            }
            for row in told.overdue
        ],
        "waiting": [{"event": typeset(row.event), "measures": row.measures} for row in told.waiting],
        "signature": write_signature(told.signature),
    }
