"""The nearest form that is understood, for a phrase that is not."""

from __future__ import annotations

from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.lexer import normalise, tokenise

__all__ = ["FORMS", "nearest_form"]

FORMS: tuple[str, ...] = (
    "до 17 января 2021 г.",
    "17 января 2021 г.",
    "с 1 сентября",
    "с 11 января по 26 марта 2021 г.",
    "1–5 сентября",
    "сентябрь 2026 г.",
    "октябрь, январь, май",
    "сентябрь–октябрь 2026 г.",
    "первая декада октября",
    "вторая неделя октября",
    "последняя пятница мая",
    "в течение 2 недель после получения результатов",
    "в течение 5 рабочих дней со дня получения письма",
    "не позднее чем за 3 дня до начала процедуры",
    "через 10 дней после издания приказа",
    "после завершения аналитического этапа",
    "до начала процедуры",
    "в день проведения процедуры",
    "ежегодно, до 1 октября",
    "ежемесячно до 25 числа",
    "ежеквартально до 10 числа месяца, следующего за отчётным кварталом",
    "не менее 2 раз в четверть",
    "еженедельно по пятницам",
    "последняя пятница месяца",
    "в конце каждой четверти",
    "в течение учебного года",
    "в течение года, ежемесячно",
    "I полугодие",
    "II четверть",
    "I квартал 2027 г.",
    "осенние каникулы",
    "до конца учебного года",
    "до начала учебного года",
    "в период проведения процедуры",
    "по графику ФЦТ",
    "по отдельному плану",
    "в соответствии с решением Педсовета",
    "по мере издания документов",
    "в установленные сроки",
    "постоянно",
    "по мере необходимости",
    "25 мая 2027 г. (до 18:00 мск)",
)
_MOST_WORDS = 60


def _features(phrase: str) -> frozenset[str]:
    tokens = tokenise(normalise(phrase))[:_MOST_WORDS]
    named = {token.kind if token.kind != "word" else stem(token.text) for token in tokens}
    valued = {str(token.value) for token in tokens if token.kind in ("unit", "freq")}
    starts = {token.text[:4] for token in tokens if token.kind == "word"}
    return frozenset(named | valued | starts)


_KNOWN = tuple((form, _features(form)) for form in FORMS)


def nearest_form(phrase: str) -> str:
    """Give the form that has most in common with the phrase."""
    own = _features(phrase)

    def likeness(entry: tuple[str, frozenset[str]]) -> float:
        return len(entry[1] & own) / len(entry[1] | own)

    return max(_KNOWN, key=likeness)[0]
