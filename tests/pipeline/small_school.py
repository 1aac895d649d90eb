"""A small school: two measures with blanks, one that waits for an event, and what may change in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

__all__ = ["CHANGES", "ROADMAP", "write_school"]

ROADMAP = """\
roadmap: tiny
version: 1.0.0
issuer: Управление образования администрации города Примерска
title: План мероприятий по повышению читательской грамотности
columns: [number, title, deadline, responsible, output]
events:
  results-received: {title: получение результатов, recorded_by: deputy-head}
roles:
  subject-teachers: учителя-предметники
  deputy-head: {title: заместитель директора по УВР, filled_by: [deputy-head]}
outputs:
  analytic-note: {title: Аналитическая справка, template: analytic-note.docx}
  meeting-minutes: {title: Протокол заседания, template: association-minutes.docx}
stages:
  - id: analysis
    kind: analytical
    title: Аналитический этап
    measures:
      - id: diagnostics
        title: Проведение диагностики читательской грамотности
        deadline: до 1 октября
        responsible: [subject-teachers, deputy-head]
        output: analytic-note
      - id: meeting
        title: Проведение заседания методического объединения
        deadline: до 16 ноября
        responsible: [deputy-head]
        output: meeting-minutes
      - id: results
        title: Обсуждение результатов
        deadline: После получения результатов в течение 2 недель
        responsible: [deputy-head]
"""

ADOPTION = """\
adoption: school-3-reading
roadmap: tiny@1.0.0
organisation: organisation.yaml
procedure: {use: vpr, held: 2027-04-13/2027-05-18, grades: [5, 6, 7, 8]}
school_year: 2026/2027
order: {date: 2026-09-01, number: 101-од}
"""

ORGANISATION = """\
organisation: school-3
name:
  full: Муниципальное бюджетное общеобразовательное учреждение «Школа № 3»
  short: МБОУ «Школа № 3»
  genitive: муниципального бюджетного общеобразовательного учреждения «Школа № 3»
place: г. Примерск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy-head: {name: Зайцева Ольга Павловна, post: заместитель директора по УВР}
calendar:
  week: 5
  weekend_policy: keep
"""

_ABOVE = """\
      - id: kick-off
        title: Проведение установочного совещания
        deadline: до 10 сентября
        responsible: [deputy-head]
        output: analytic-note
"""

CHANGES: Mapping[str, tuple[str, str, str]] = {
    "as it was": ("tiny.yaml", "", ""),
    "a day moved": ("tiny.yaml", "до 16 ноября", "до 20 ноября"),
    "a measure above": ("tiny.yaml", "      - id: diagnostics\n", f"{_ABOVE}      - id: diagnostics\n"),
    "a measure gone": (
        "tiny.yaml",
        ROADMAP[ROADMAP.index("      - id: diagnostics") : ROADMAP.index("      - id: meeting")],
        "",
    ),
    "other words": ("tiny.yaml", "Обсуждение результатов", "Обсуждение итогов"),
    "an event": ("adoption.yaml", "order: {", "events: {results-received: 2027-05-28}\norder: {"),
    "another head": ("organisation.yaml", "Орлова Мария Петровна", "Белова Анна Ивановна"),
    "something done": (
        "adoption.yaml",
        "order: {",
        "settled: {diagnostics: {state: done, on: 2026-09-28}}\norder: {",
    ),
    "something cancelled": (
        "adoption.yaml",
        "order: {",
        "settled: {results: {state: cancelled, on: 2026-10-20, reason: решение Педсовета}}\norder: {",
    ),
    "a number": ("adoption.yaml", "101-од", "102-од"),
}
"""What may change between two builds: the file, what stands in it, and what then."""


def write_school(folder: Path, change: str = "as it was") -> Path:
    """Write the texts of the school after one change; gives its adoption."""
    folder.mkdir(parents=True, exist_ok=True)
    changed, old, new = CHANGES[change]
    texts = {"tiny.yaml": ROADMAP, "adoption.yaml": ADOPTION, "organisation.yaml": ORGANISATION}
    for name, text in texts.items():
        assert name != changed or old in text
        now = text.replace(old, new) if name == changed and old else text
        (folder / name).write_text(now, encoding="utf-8")
    return folder / "adoption.yaml"
