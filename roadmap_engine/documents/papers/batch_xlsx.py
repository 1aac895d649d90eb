"""What a run over many schools has to say → a workbook for the department: schools, what was told of them.

Equal summaries give equal bytes; no text of a school becomes a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from roadmap_engine.diagnostics import Severity
from roadmap_engine.diagnostics.showing import hint_of, message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.workbooks import add_table, begin_workbook
from roadmap_engine.model.batch import BatchLine

__all__ = ["render_batch"]

_SCHOOLS = (
    ("Организация", 34),
    ("Текст школы", 26),
    ("Файл", 34),
    ("Папка бумаг", 34),
    ("Дорожная карта", 30),
    ("Версия", 10),
    ("Состояние", 14),
    ("Бумаг", 9),
    ("Как у школы", 11),
    ("Подписано", 11),
    ("Ошибок", 9),
    ("Предупреждений", 16),
    ("Первое замечание", 80),
)
_TOLD = (
    ("Организация", 34),
    ("Файл", 34),
    ("Код", 9),
    ("Вид", 16),
    ("Что не так", 80),
    ("Что сделать", 60),
    ("Где", 40),
    ("Строка", 8),
)


def render_batch(lines: Sequence[BatchLine]) -> bytes:
    """Write the summary as an Excel workbook: its first sheet has a line for each school."""
    stream = io.BytesIO()
    book = begin_workbook(stream, "Бумаги школ")
    # Rows leave memory as soon as they are written: a country has tens of thousands of schools.
    book.constant_memory, book.in_memory = True, False
    add_table(book, "Школы", _SCHOOLS, map(_school, lines))
    add_table(book, "Замечания", _TOLD, (row for line in lines for row in _tell(line)))
    book.close()
    return stream.getvalue()


def _school(line: BatchLine) -> list[str | int]:
    first = line.first
    return [
        line.organisation,
        line.adoption,
        line.file,
        line.place,
        line.roadmap,
        line.version,
        "НЕ СДЕЛАНО" if line.failed else "сделано",
        line.papers,
        line.own,
        line.signed,
        line.count(Severity.ERROR),
        line.count(Severity.WARNING),
        message_of(first, translator("ru")) if first is not None else "",
    ]


def _tell(line: BatchLine) -> Iterable[list[str | int]]:
    speak = translator("ru")
    for problem in line.problems:
        place = problem.location
        yield [
            line.organisation,
            line.file,
            problem.code,
            speak(problem.severity),
            message_of(problem, speak),
            hint_of(problem, speak),
            place.file if place else "",
            place.line if place else "",
        ]
