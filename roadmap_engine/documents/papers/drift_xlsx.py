"""How far schools are from their roadmap → a workbook for the department: schools, changes, what is settled.

Every text is written as text, since it came from a school: «=1+1» stays those four characters. Equal
reports give equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from roadmap_engine.diagnostics.languages import word
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.workbooks import add_table, begin_workbook
from roadmap_engine.model.drift import CHANGE_WORDS, VERDICT_WORDS, Drift, DriftedChange, SchoolDrift
from roadmap_engine.model.fields import say_field
from roadmap_engine.model.settled import SETTLED_WORDS
from roadmap_engine.russian import numeric_date

__all__ = ["render_drift"]

_SCHOOLS = (
    ("Организация", 34),
    ("Текст школы", 26),
    ("Файл", 34),
    ("Дорожная карта", 30),
    ("Версия", 10),
    ("Новейшая", 10),
    ("Отстаёт", 10),
    ("Изменений", 11),
    ("Не разрешено", 13),
    ("Закрыто мероприятий", 13),
    ("Состояние", 22),
)
_CHANGES = (
    ("Организация", 30),
    ("Файл", 30),
    ("№", 8),
    ("Мероприятие или этап", 44),
    ("id", 22),
    ("Что сделано", 13),
    ("Поле", 18),
    ("В карте", 40),
    ("У школы", 40),
    ("Разрешено ли", 20),
    ("Правило", 18),
    ("Чьё правило", 26),
)
_SETTLED = (
    ("Организация", 30),
    ("Файл", 30),
    ("id мероприятия", 30),
    ("Состояние", 14),
    ("Дата", 12),
    ("Почему", 50),
    ("По версии", 12),
    ("Прежние поля", 30),
)
_FAULTS = (
    ("Файл", 34),
    ("Код", 9),
    ("Вид", 12),
    ("Что не так", 80),
    ("Где", 40),
    ("Строка", 8),
)


def render_drift(drift: Drift) -> bytes:
    """Write the report as an Excel workbook."""
    stream = io.BytesIO()
    book = begin_workbook(stream, "Расхождения с дорожной картой")
    sheets = (
        ("Школы", _SCHOOLS, [_school(school) for school in drift.schools]),
        (
            "Изменения",
            _CHANGES,
            [_change(school, each) for school in drift.schools for each in school.changes],
        ),
        ("Закрытые мероприятия", _SETTLED, [row for school in drift.schools for row in _settled(school)]),
        ("Ошибки", _FAULTS, [row for school in drift.schools for row in _faults(school)]),
    )
    for name, columns, rows in sheets:
        add_table(book, name, columns, rows)
    book.close()
    return stream.getvalue()


def _school(school: SchoolDrift) -> list[str | int]:
    state = "в порядке" if school.is_sound else "есть ошибки"
    return [
        school.organisation,
        school.adoption,
        school.path,
        school.roadmap,
        school.version,
        school.newest,
        "да" if school.is_behind else "",
        len(school.changes),
        len(school.of_verdict("forbidden")),
        len(school.settled),
        state if school.is_readable else "не читается",
    ]


def _change(school: SchoolDrift, change: DriftedChange) -> list[str | int]:
    return [
        school.organisation,
        f"{school.path}:{change.line}" if change.line else school.path,
        change.number,
        change.title,
        change.thing,
        CHANGE_WORDS[change.kind].russian,
        change.say_field("ru"),
        word(change.before, "ru"),
        word(change.after, "ru"),
        VERDICT_WORDS[change.verdict].russian,
        change.say_permit("ru"),
        change.permitted_by,
    ]


def _settled(school: SchoolDrift) -> Iterable[list[str | int]]:
    for name, settled in school.settled:
        state = SETTLED_WORDS[settled.state].russian
        yield [
            school.organisation,
            school.path,
            name,
            state,
            numeric_date(settled.on),
            settled.reason or "",
            settled.as_of or "",
            ", ".join(map(say_field, settled.kept_names())),
        ]


def _faults(school: SchoolDrift) -> Iterable[list[str | int]]:
    speak = translator("ru")
    for problem in school.problems:
        place = problem.location
        yield [
            school.path,
            problem.code,
            speak(problem.severity),
            message_of(problem, speak),
            place.file if place else "",
            place.line if place else "",
        ]
