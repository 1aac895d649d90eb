"""Everything that was recorded about a measure → measure-journal.docx, for an inspection."""

from __future__ import annotations

from typing import Any

from roadmap_engine.documents.journal_words import Journal
from roadmap_engine.documents.signature import SIGNATURE, write_signature
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.word.fields import Listing, Record, Text
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model import Plan
from roadmap_engine.russian import typeset

__all__ = ["JOURNAL_SHAPE", "prepare_journal"]

JOURNAL_SHAPE = Record.of(
    "журнал исполнения мероприятия",
    organisation=Text("полное наименование", "Муниципальное бюджетное общеобразовательное учреждение …"),
    heading=Text("наименование", "ЖУРНАЛ исполнения мероприятия плана", needed=True),
    measure=Text("номер и мероприятие", "1.1. Анализ результатов", needed=True),
    plan=Text("наименование плана", "План мероприятий («дорожная карта») …"),
    order=Text("приказ, которым утверждён план", "Приказ от 31.05.2027 № 214-од", optional=True),
    facts=Listing("срок, ответственные, состояние", Text("строка", "Ответственные: Тен Л. Б.")),
    lines=Listing(
        "записи",
        Record.of(
            "запись",
            number=Text("номер", "1"),
            at=Text("когда записано", "10.06.2027 09:40", needed=True),
            on=Text("на какой день", "10.06.2027", needed=True),
            who=Text("кто, должностью", "заместитель директора по УВР", needed=True),
            did=Text("что сделано", "выполнено", needed=True),
            note=Text("примечание или основание", "служебная записка № 8"),
            evidence=Listing("приложения: имя, размер, SHA-256", Text("файл", "справка.pdf (182 044 байт)")),
        ),
    ),
    note=Text("сколько записей и как их читать", "Записей: 4."),
    signature=SIGNATURE,
    **PICTURES,
)
"""What a template of the journal may ask for."""


def prepare_journal(plan: Plan, told: Journal, template: str = "measure-journal.docx") -> Filling:
    """Make the journal ready for its template."""
    properties = Properties(f"Журнал исполнения. {told.measure}", plan.author, None)
    return Filling(template, Fitting(JOURNAL_SHAPE, plan.layout), _values(told), properties)


def _values(told: Journal) -> dict[str, Any]:
    return {
        "organisation": typeset(told.organisation),
        "heading": told.heading,
        "measure": typeset(told.measure),
        "plan": typeset(told.plan),
        "order": typeset(told.order),
        "facts": [typeset(words) for words in told.facts],
        "lines": [
            {
                "number": line.number,
                "at": line.at,
                "on": line.on,
                "who": typeset(line.who),
                "did": typeset(line.did),
                "note": typeset(line.note) or "нет",
                "evidence": list(line.evidence) or ["нет"],
            }
            for line in told.lines
        ],
        "note": told.note,
        "signature": write_signature(told.signature),
    }
