"""What the region and the municipality publish, version by version, and who the schools are.

Every version is the one before it with something said otherwise, so that a story reads as what has changed.
All organisations and people are invented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

__all__ = ["CALLED", "ORGANISATION", "REGION", "TOWN", "Written"]

_HEAD = """\
roadmap: region
version: {version}
issuer: Министерство образования Примерской области
title: Примерный план мероприятий на основе результатов {{{{ procedure.genitive }}}}
plan_title: План мероприятий на основе результатов {{{{ procedure.genitive }}}}
changes:
{changes}
columns:
  - number
  - title
  - deadline
  - responsible
  - output
{columns}
events:
  results-received: {{title: получение результатов}}
  council-decision: {{title: решение Педсовета, decides: deadlines}}
roles:
{roles}
outputs:
  note: {{title: Аналитическая справка, template: analytic-note.docx}}
  minutes: {{title: Протокол педсовета, template: council-minutes.docx}}
stages:
{stages}
{tail}"""

_COLUMNS = (
    "  - {field: done-mark, caption: Отметка о выполнении, kind: blank}\n"
    "  - {field: remark, caption: Примечание, kind: text}"
)
_ROLES = """\
  head: {title: руководитель, filled_by: [head]}
  deputies: {title: заместители руководителя, filled_by: [deputy-head]}
  teachers: учителя-предметники"""


@dataclass(frozen=True, slots=True)
class Written:
    """A version of the region's roadmap, its rows as its text has them under the ids of their stages."""

    version: str
    rows: Mapping[str, tuple[str, ...]]
    changes: tuple[str, ...]
    roles: str = _ROLES
    columns: str = _COLUMNS
    tail: str = ""

    def next(self, version: str, words: str, tail: str = "") -> Written:
        """The version after this one, and what its publisher says of it."""
        return replace(self, version=version, changes=(*self.changes, f"  {version}: {words}"), tail=tail)

    def instead(self, name: str, *rows: str) -> Written:
        """Other rows where one stood; none, and it is gone."""
        start = re.compile(rf"\{{id: {name}\b")
        assert any(start.match(row) for known in self.rows.values() for row in known), name
        told = {
            stage: tuple(each for row in known for each in (rows if start.match(row) else (row,)))
            for stage, known in self.rows.items()
        }
        return replace(self, rows=told)

    def say(self, old: str, new: str) -> Written:
        """Other words in a row or a role."""
        assert old in f"{self.rows} {self.roles}", old
        told = {stage: tuple(row.replace(old, new) for row in known) for stage, known in self.rows.items()}
        return replace(self, rows=told, roles=self.roles.replace(old, new))

    def under(self, stage: str, *rows: str) -> Written:
        """More rows at the end of a stage."""
        return replace(self, rows={**self.rows, stage: (*self.rows[stage], *rows)})

    def move(self, name: str, stage: str) -> Written:
        """A row into another stage, under its own id."""
        (row,) = (row for known in self.rows.values() for row in known if row.startswith(f"{{id: {name},"))
        return self.instead(name).under(stage, row)

    @property
    def text(self) -> str:
        """The text as it is published."""
        stages = [
            f"  - id: {stage}\n    title: {_STAGES[stage]}\n    measures:\n"
            + "\n".join(f"      - {row}" for row in rows)
            for stage, rows in self.rows.items()
            if rows
        ]
        return _HEAD.format(
            version=self.version,
            changes="\n".join(self.changes),
            columns=self.columns,
            roles=self.roles,
            stages="\n".join(stages),
            tail=self.tail,
        )


_STAGES = {
    "analysis": "Аналитический этап",
    "decisions": "Организационный этап",
    "teaching": "Обучающий этап",
    "control": "Контрольный этап",
}
_FIRST = Written(
    "1.0.0",
    {
        "analysis": (
            (
                "{id: by-pupil, title: Анализ результатов каждого обучающегося, output: note, "
                "responsible: teachers, deadline: После получения результатов в течение 2 недель}"
            ),
            (
                "{id: by-class, title: Анализ результатов по классам, output: note, responsible: deputies, "
                "deadline: до 15 ноября}"
            ),
            (
                "{id: by-school, title: Анализ результатов школы, responsible: [head, deputies], "
                "deadline: до 1 декабря, cells: {remark: по форме управления}}"
            ),
        ),
        "decisions": (
            (
                "{id: council, title: Заседание педагогического совета, output: minutes, responsible: head, "
                "deadline: до 20 декабря}"
            ),
            "{id: programme, title: Изменение программ, responsible: teachers, deadline: до 15 января}",
        ),
        "teaching": (
            (
                "{id: lessons, title: Проведение дополнительных занятий, responsible: teachers, "
                "deadline: В соответствии с решением Педсовета}"
            ),
            (
                "{id: monitoring, title: Мониторинг успеваемости, responsible: deputies, "
                "deadline: ежемесячно до 25 числа}"
            ),
        ),
        "control": (
            (
                "{id: review, title: Анализ эффективности работы, output: note, responsible: head, "
                "deadline: до 15 мая}"
            ),
            "{id: report, title: Отчёт в управление образования, responsible: deputies, deadline: до 1 июня}",
        ),
    },
    ("  1.0.0: первая версия",),
)
_SECOND = (
    _FIRST.next("1.1.0", "роль названа иначе, по классам – на неделю позже, добавлены собрания и памятка")
    .instead(
        "by-class",
        "{id: classes, was: [by-class], title: Анализ результатов по классам, output: note, "
        "responsible: deputies, deadline: до 22 ноября}",
    )
    .say("title: Анализ результатов школы", "title: Анализ результатов образовательной организации")
    .say("ежемесячно до 25 числа", '"ежемесячно, до 25 числа"')
    .say("deputies: {title:", "vice-heads: {was: [deputies], title:")
    .say("responsible: deputies", "responsible: vice-heads")
    .say("[head, deputies]", "[head, vice-heads]")
    .under(
        "decisions",
        "{id: parents, title: Родительские собрания по итогам проверочных работ, responsible: vice-heads, "
        "deadline: до 20 февраля}",
    )
    .instead("report", "{id: report, title: Отчёт учредителю, responsible: vice-heads, deadline: до 10 июня}")
)
_WITHDRAWN = (
    _SECOND.next("1.2.0", "мероприятия названы по-новому, отчёта больше нет")
    .say("{id: classes, was: [by-class]", "{id: class-results, was: [classes]")
    .say("{id: council,", "{id: pedsovet, was: [council],")
    .instead("report")
)
_THIRD = (
    _WITHDRAWN.next(
        "1.3.0",
        "исправлено; анализ разделён, программы слиты с занятиями, мониторинг – на контрольном этапе",
        "allow:\n  remove: locked\n  stages: {control: {add: locked}}\n"
        "  measures: {pedsovet: {deadline: {adjustable: earlier}}}\n",
    )
    .under("control", "{id: report, title: Отчёт учредителю, responsible: vice-heads, deadline: до 10 июня}")
    .instead(
        "review",
        "{id: review-results, was: [review], title: Анализ эффективности занятий, output: note, "
        "responsible: head, deadline: до 15 мая}",
        "{id: review-programmes, was: [review], title: Анализ эффективности программ, output: note, "
        "responsible: head, deadline: до 20 мая}",
    )
    .instead("programme")
    .instead(
        "lessons",
        "{id: lessons, was: [programme], title: Изменение программ и проведение занятий, "
        "responsible: teachers, deadline: В соответствии с решением Педсовета}",
    )
    .move("monitoring", "control")
)
_FOURTH = (
    _THIRD.next(
        "2.0.0",
        "анализ по классам и школы – одно мероприятие; сроки и состав не меняются",
        "allow: {deadline: locked, remove: locked, add: locked}\n",
    )
    .instead("by-school")
    .instead(
        "class-results",
        "{id: results, was: [class-results, by-school], title: Анализ результатов по классам и школы, "
        "output: note, responsible: [head, vice-heads], deadline: до 1 декабря}",
    )
    .instead(
        "report",
        "{id: report, title: Отчёт учредителю о выполнении плана, responsible: vice-heads, "
        "deadline: до 10 июня}",
    )
    .under("teaching", "{id: mentors, title: Наставничество, responsible: teachers, deadline: постоянно}")
)
_FIFTH = (
    replace(_FOURTH, columns="  - {field: done-mark, caption: Отметка о выполнении, kind: blank}")
    .next("2.1.0", "графы «Примечание» больше нет, первое мероприятие названо иначе")
    .say("{id: by-pupil,", "{id: pupils, was: [by-pupil],")
    .instead("review-programmes")
)
REGION: Mapping[str, str] = {
    each.version: each.text for each in (_FIRST, _SECOND, _WITHDRAWN, _THIRD, _FOURTH, _FIFTH)
}
"""Six versions; one of them, 1.2.0, will be withdrawn."""

CALLED: Mapping[str, str] = {
    "by-class": "classes",
    "classes": "class-results",
    "class-results": "results",
    "council": "pedsovet",
    "by-pupil": "pupils",
    "review": "review-results",
    "by-school": "results",
    "programme": "lessons",
    "deputies": "vice-heads",
}
"""What continues a measure or a role in the next version that calls it otherwise."""

_LAYER = """\
roadmap: town
version: {version}
extends: region@{base}
issuer: Управление образования города Примерска
title: Муниципальный план мероприятий на основе результатов {{{{ procedure.genitive }}}}
changes: {{{version}: {words}}}
{more}"""
_SEMINAR = (
    "  - {{after: {after}, measure: {{id: seminar, title: Муниципальный семинар, responsible: teachers, "
    "deadline: до {day}}}}}\n"
)


def _layer(version: str, base: str, words: str, more: str) -> str:
    return _LAYER.format(version=version, base=base, words=words, more=more)


TOWN: Mapping[str, str] = {
    "1.0.0": _layer(
        "1.0.0",
        "1",
        "муниципальный план",
        "add:\n" + _SEMINAR.format(after="by-school", day="10 декабря") + "allow:\n  title: locked\n",
    ),
    "1.1.0": _layer(
        "1.1.0",
        "1",
        "семинар позже",
        "add:\n" + _SEMINAR.format(after="by-school", day="17 декабря") + "allow:\n  title: locked\n",
    ),
    "1.2.0": _layer(
        "1.2.0",
        "1",
        "без отчёта",
        "add:\n" + _SEMINAR.format(after="by-school", day="17 декабря") + "allow:\n  title: locked\n",
    ),
    "1.3.0": _layer(
        "1.3.0",
        "1",
        "ответственных можно только добавить",
        "add:\n"
        + _SEMINAR.format(after="pedsovet", day="17 декабря")
        + "allow:\n  title: locked\n  responsible: {adjustable: added}\n",
    ),
    "2.0.0": _layer(
        "2.0.0",
        "2",
        "новый учебный год",
        "allow:\n  title: locked\n",
    ),
    "2.1.0": _layer("2.1.0", "2", "без примечаний", "allow:\n  title: locked\n"),
}
"""The municipality's layer over each of them."""

ORGANISATION = """\
organisation: school-{number}
name:
  full: Муниципальное бюджетное общеобразовательное учреждение «Школа № {number}»
  short: МБОУ «Школа № {number}»
  genitive: муниципального бюджетного общеобразовательного учреждения «Школа № {number}»
place: г. Примерск
level: basic
size: 240
people:
  head: {{name: Орлова Мария Петровна, post: директор}}
  deputy-head: {{name: Зайцева Ольга Павловна, post: заместитель директора по УВР}}
  methodist: {{name: Белова Анна Ивановна, post: методист}}
calendar: {{week: 5, weekend_policy: keep}}
"""
