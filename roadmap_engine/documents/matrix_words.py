"""A cell of schools × measures in words: the same in page and workbook."""

from __future__ import annotations

from roadmap_engine.diagnostics.languages import Bilingual, Language
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model.collected import SOURCE_WORDS, Cell, Collected, Matrix, MatrixSchool, Source
from roadmap_engine.model.progress import SIGN_WORDS, Sign
from roadmap_engine.russian import count_phrase, numeric_date

__all__ = [
    "NOT_IN_PLAN",
    "NO_MUNICIPALITY",
    "count_words",
    "name_matrix",
    "say_cell",
    "say_source",
    "say_town",
    "say_years",
]

NOT_IN_PLAN = Bilingual("нет в плане", "not in the plan")
NO_MUNICIPALITY = Bilingual("не указано", "not told")
_HANDED = (Sign.SUBMITTED, Sign.RETURNED)


def say_cell(cell: Cell) -> tuple[str, str]:
    """Say where a measure stands at a school.

    Returns:
        The word, and what belongs to it: a day, how many times of how many, days late.

    >>> from datetime import date
    >>> from roadmap_engine.model.counts import Counts
    >>> say_cell(Cell(Sign.OVERDUE, date(2027, 6, 11), None, 0, 1, Counts()))
    ('просрочено', 'срок 11.06.2027')
    >>> say_cell(Cell(Sign.ACCEPTED, None, 2, 1, 1, Counts()))
    ('принято', 'на 2 дня позже')
    """
    word = SIGN_WORDS[cell.sign].word.russian
    more: list[str] = []
    if cell.times > 1:
        more.append(f"сделано {cell.done} из {cell.times}")
    if cell.late is not None:
        more.append(f"на {count_phrase(cell.late, 'день')} позже")
    if cell.day is not None:
        day = numeric_date(cell.day)
        more.append(day if cell.sign in _HANDED else f"срок {day}")
    return word, ", ".join(more)


def say_source(school: MatrixSchool, language: Language = "ru") -> str:
    """Say what is known of a school, and where from."""
    if school.source is Source.UNREADABLE:
        return translator(language)("План не читается: {path}").format(path=school.path)
    return SOURCE_WORDS[school.source].said(language).capitalize()


def say_town(name: str, language: Language = "ru") -> str:
    """Name a municipality, or say that nobody has."""
    return name or NO_MUNICIPALITY.said(language)


def name_matrix(matrix: Matrix, language: Language = "ru") -> str:
    """Name what is counted together: a plan's title and its year; of tables that came alone that they did."""
    title = matrix.title or translator(language)("Присланные таблицы без плана")
    return f"{title}, {say_years(matrix.year, language)}" if matrix.year else title


def say_years(years: str, language: Language = "ru") -> str:
    """Say the school years of what is counted together, which are joined in Russian.

    >>> say_years("2026/2027 и 2027/2028", "en")
    '2026/2027 and 2027/2028'
    """
    return years.replace(" и ", f" {translator(language)('и')} ")


def count_words(collected: Collected) -> tuple[str, ...]:
    """Name the counts that tables have, in their order: on no day nothing is overdue."""
    shown = ("expected", "reported", "in_time", "accepted", "review", "overdue")
    return shown if collected.today is not None else shown[:-1]
