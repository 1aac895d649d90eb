"""A draft for the demo: a short invented roadmap with one place to be looked at."""

from __future__ import annotations

from django.conf import settings

from roadmap_engine.portal.drafts.models import RoadmapDraft

__all__ = ["lay_draft"]

_NAME = "reading-2027"
_TEXT = """\
# yaml-language-server: $schema=../schemas/roadmap.schema.json
# Вымышленная карта: это демонстрация.

roadmap: reading-2027
version: 1.0.0
title: План мероприятий по развитию читательской грамотности на 2026/2027 учебный год
school_year: 2026/2027

roles:
  subject-teachers: учителя-предметники
  academic-deputy: {title: заместитель директора по УВР, filled_by: [deputy-head]}
  teaching-staff: педагогический коллектив
  direktor: директор
  obuchayushchiesya: обучающиеся

outputs:
  analytic-note: {title: Аналитическая справка, template: analytic-note.docx}
  protokol: Протокол
  plan-zanyatii: План занятий

columns:
  - number
  - {title: Мероприятия}
  - deadline
  - participants
  - responsible
  - result
  - {output: Документ}

stages:
  - id: analysis
    kind: analytical
    number: ""
    title: Аналитический этап
    measures:
      - id: proanalizirovat-rezultaty-diagnostiki
        number: "1.1"
        title: Проанализировать результаты диагностики
        participants: subject-teachers
        deadline: до 1 октября
        responsible: academic-deputy
        result: Выявлены дефициты
        output: analytic-note

      - id: obsudit-rezultaty-pedagogicheskom-sovete
        number: "1.2"
        title: Обсудить результаты на педагогическом совете
        participants: teaching-staff
        # Проверьте: таблица 1, строка 4, «Сроки»: срок «ближе к весне» не понят и оставлен текстом
        deadline: {text: ближе к весне}
        responsible: direktor
        result: Решение
        output: protokol

  - id: rabota-uchashchimisya
    number: ""
    title: Работа с учащимися
    measures:
      - id: provesti-dopolnitelnye-zanyatiya
        number: "2.1"
        title: Провести дополнительные занятия
        participants: obuchayushchiesya
        deadline: ноябрь, ежемесячно
        responsible: subject-teachers
        output: plan-zanyatii

      - id: itogovaya-diagnostika
        number: "2.2"
        title: Итоговая диагностика
        participants: obuchayushchiesya
        deadline: с 10 по 20 апреля
        responsible: academic-deputy
        result: Динамика
        output: analytic-note
"""


def lay_draft(owner: str) -> None:
    """Begin the draft of the demo; one that is there stays.

    Args:
        owner: key of the account whose it is.
    """
    now = settings.PORTAL.clock()
    RoadmapDraft.objects.get_or_create(
        name=_NAME,
        defaults={"text": _TEXT, "owner_id": owner, "made_at": now, "changed_at": now, "changed_by": owner},
    )
