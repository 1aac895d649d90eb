"""What recurs, in words: «ежемесячно до 25 числа», «не менее 2 раз в четверть», «каждые 2 недели»."""

from __future__ import annotations

from roadmap_engine.deadlines.period_words import weekday_words
from roadmap_engine.deadlines.recurrence import DayOfMonth, EdgeOfCycle, OnWeekdays, Recurring, Unit
from roadmap_engine.deadlines.unit_words import count_form

__all__ = ["recurrence_words"]

_ADVERBS: dict[Unit, str] = {
    "day": "ежедневно",
    "week": "еженедельно",
    "month": "ежемесячно",
    "quarter": "ежеквартально",
    "year": "ежегодно",
    "school-quarter": "каждую четверть",
    "trimester": "каждый триместр",
    "half-year": "каждое полугодие",
    "term": "каждую четверть, триместр или полугодие",
}
# Accusative singular, genitive singular (also after two to four), genitive plural, instrumental, «каждой …».
_FORMS: dict[Unit, tuple[str, str, str, str, str]] = {
    "day": ("день", "дня", "дней", "днём", "каждого дня"),
    "week": ("неделю", "недели", "недель", "неделей", "каждой недели"),
    "month": ("месяц", "месяца", "месяцев", "месяцем", "каждого месяца"),
    "quarter": ("квартал", "квартала", "кварталов", "кварталом", "каждого квартала"),
    "school-quarter": ("четверть", "четверти", "четвертей", "четвертью", "каждой четверти"),
    "trimester": ("триместр", "триместра", "триместров", "триместром", "каждого триместра"),
    "half-year": ("полугодие", "полугодия", "полугодий", "полугодием", "каждого полугодия"),
    "year": ("год", "года", "лет", "годом", "каждого года"),
    "term": (
        "четверть, триместр или полугодие",
        "четверти",
        "четвертей",
        "четвертью",
        "каждой четверти, триместра или полугодия",
    ),
}
_EDGES = {"start": "в первый день", "end": "в конце", "by-end": "до конца", "after-end": "по итогам"}
_WEEKDAYS = ["понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям"]
_BOUNDS = {"at-least": "не менее ", "at-most": "не более "}


def recurrence_words(rule: Recurring) -> str:
    """Print how often, and where in the cycle; a time of the year is printed by who knows its words."""
    if isinstance(rule.at, EdgeOfCycle):
        return f"{_EDGES[rule.at.edge]} {_FORMS[rule.every][4]}"
    if isinstance(rule.at, OnWeekdays):
        if rule.at.nth is not None:
            return f"{weekday_words(rule.at.nth, rule.at.weekdays[0], 'nominative')} каждого месяца"
        return f"еженедельно по {_joined([_WEEKDAYS[day] for day in rule.at.weekdays])}"
    often = _often(rule)
    return f"{often} {_day(rule.at, rule.every)}" if isinstance(rule.at, DayOfMonth) else often


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} и {words[-1]}"


def _often(rule: Recurring) -> str:
    cycle = _cycle(rule)
    if rule.times is None:
        return _ADVERBS[rule.every] if rule.interval == 1 else f"каждые {cycle}"
    one = count_form(rule.times) == "one"
    if rule.bound is not None:
        return f"{_BOUNDS[rule.bound]}{rule.times} {'раза' if one else 'раз'} в {cycle}"
    return f"{rule.times} {'раза' if count_form(rule.times) == 'few' else 'раз'} в {cycle}"


def _cycle(rule: Recurring) -> str:
    accusative, genitive, plural = _FORMS[rule.every][:3]
    if rule.interval == 1:
        return accusative
    return f"{rule.interval} {genitive if count_form(rule.interval) == 'few' else plural}"


def _day(at: DayOfMonth, every: Unit) -> str:
    by = at.edge == "by"
    if at.day == -1:
        day = "до последнего дня" if by else "в последний день"
    else:
        day = f"до {at.day} числа" if by else f"{at.day} числа"
    genitive, instrumental = _FORMS[every][1], _FORMS[every][3]
    if at.of == "following":
        return f"{day} месяца, следующего за отчётным {instrumental}"
    if at.of is not None:
        return f"{day} {'первого' if at.of == 'first' else 'последнего'} месяца {genitive}"
    return f"{day} месяца" if at.day == -1 else day
