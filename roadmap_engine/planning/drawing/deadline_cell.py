"""The words of a school's deadline cell: its days as the order says them, and what the author wrote.

«до 11 июня 2027 г. (после получения результатов в течение 2 недель)». What names its days itself is printed
as it was written, unless the organisation's policy has moved one of them; regular work is one line of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Context, Occurrence, Rule, Schedule, kind_of
from roadmap_engine.deadlines.rule import Many, SimpleRule, is_bare
from roadmap_engine.deadlines.terms import Break, HalfYear, Term
from roadmap_engine.deadlines.view import parts_of, places_of
from roadmap_engine.deadlines.years import AcademicYear
from roadmap_engine.model.regular import is_regular, part_of
from roadmap_engine.planning.drawing.day_words import (
    LISTED_DATES,
    SPAN_KINDS,
    is_short,
    name_year,
    say_days,
    say_in_one_line,
)
from roadmap_engine.russian import lower_first

__all__ = ["print_deadline", "year_after"]

_MOVED = frozenset(("moved-back", "moved-on"))
_COUNTED = frozenset(("relative", "external", "recurring", "during"))
"""Kinds whose words say no day."""
_OF_THE_SCHOOL = (Term, HalfYear, Break, AcademicYear)
"""Places whose days the school decides."""


_LOOSE_HYPHEN = re.compile(r"(?<=\S)(?: +- *| *- +)(?=\S)(?!и |или )")
"""What a scan leaves of a dash: «август -сентябрь», «11 января - 26 марта»; «2- и 3-й неделе» is a hyphen."""


def print_deadline(words: str, rule: Rule | None, found: Schedule, context: Context | None = None) -> str:
    """Say a deadline.

    In a plan of several years a day is said with its year, and what names no day with the year after.

    Args:
        words: what its author wrote.
        rule: how they are understood.
        found: in dates, as far as they are known.
        context: what it was dated against.

    >>> print_deadline("Август -сентябрь 2026", None, Schedule())
    'Август – сентябрь 2026'
    >>> print_deadline("в 2- и 3-й неделе", None, Schedule())
    'в 2- и 3-й неделе'
    """
    words = _LOOSE_HYPHEN.sub(" – ", words)
    if rule is None or (found.awaiting and len(parts_of(rule)) == 1):
        return words
    moved = {reason.key for reason in found.reasons if reason.says in _MOVED}
    by_part: dict[SimpleRule, list[Occurrence]] = {}
    for each in found.occurrences:
        by_part.setdefault(part_of(rule, each.key), []).append(each)
    said_by = {part: list(_say_part(part, days)) for part, days in by_part.items()}
    several = context is not None and context.whole is not None
    adding = (
        part
        for part, days in by_part.items()
        if said_by[part]
        and (_adds(part) or any(each.key in moved for each in days) or (several and _lacks_year(part)))
    )
    if next(adding, None) is None:
        after = year_after(rule, context)
        return words if after is None else name_year(words, str(after))
    said = ", ".join(one for each in said_by.values() for one in each)
    if several and not moved and not isinstance(rule, Many) and is_bare(rule) and not _adds(rule):
        # «До 1 октября» says nothing more than «до 1 октября 2027 г.».
        return said
    if all(kind_of(part) == "during" for part in by_part):
        return f"{words} ({said})"
    return f"{said} ({say_in_one_line(words) if chr(10) in words else lower_first(words)})"


def _adds(part: SimpleRule) -> bool:
    """Tell whether the days say more than the words of a part."""
    return kind_of(part) in _COUNTED or any(isinstance(place, _OF_THE_SCHOOL) for place in places_of(part))


def _lacks_year(part: SimpleRule) -> bool:
    return not any(place.states_year for place in places_of(part))


def year_after(rule: Rule | None, context: Context | None) -> SchoolYear | None:
    """Give the school year after the plan's own that a row lies in whose words name none; None for others."""
    if rule is None or context is None or context.whole is None or not isinstance(context.year, SchoolYear):
        return None
    stated = any(not _lacks_year(part) for part in parts_of(rule))
    return context.year if context.whole.first < context.year.first_day and not stated else None


def _say_part(part: SimpleRule, days: list[Occurrence]) -> Iterator[str]:
    kind = kind_of(part)
    if is_regular(part) or kind == "standing" or len(days) > LISTED_DATES:
        return
    for each in days:
        if kind != "during" or is_short(each):
            yield say_days(each, spans=kind in SPAN_KINDS or kind in ("during", "external"))
