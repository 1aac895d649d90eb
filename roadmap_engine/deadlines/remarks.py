"""Words in brackets that say nothing of time: «(при необходимости)», «(9 календарных дней)», «(этап 1)»."""

from __future__ import annotations

from roadmap_engine.deadlines.free_words import LOOSE
from roadmap_engine.deadlines.lexicon import is_almost_time
from roadmap_engine.deadlines.parser import Text

__all__ = ["DATED", "is_length_of_range", "is_remark"]

DATED = frozenset({
    "date", "day-month", "month", "clock", "adverb", "month-year", "weekday", "season", "breaks",
    "break-name",
})  # fmt: skip

_NUMBERING = frozenset({"№", ".", "/", "n", "п", "пп", "ст", "приложение"})


def is_remark(inner: Text) -> bool:
    """Tell whether words in brackets say nothing of time: no date, no month, no number that counts days."""
    return _says_nothing_of_time(inner, 0, len(inner.tokens))


def _says_nothing_of_time(text: Text, start: int, end: int) -> bool:
    for index in range(start, end):
        token, after = text.at(index), text.at(index + 1)
        if token.text in ("раз", "раза", "реже", "чаще", "дважды", "трижды") or is_almost_time(token.text):
            return False
        if token.text in ("(", ")") or token.kind in DATED:
            return is_length_of_range(text, start, end)
        if token.kind == "num" and (after.kind in ("unit", "month") or _numbers_days(text, index, end)):
            return is_length_of_range(text, start, end)
        if token.text in ("до", "после", "через", "ежегодно", "ежемесячно") and after.kind in (
            "num",
            "unit",
            "month",
        ):
            return False
    return True


def is_length_of_range(text: Text, start: int, end: int) -> bool:
    """«(9 календарных дней)», «(с учётом праздников 3 и 4 ноября)» beside a range say how long it is, or why."""
    words = [text.at(index).text for index in range(start, end)]
    if words[:2] == ["с", "учетом"] or words[:1] == ["включая"]:
        return True
    kinds = [text.at(index).kind for index in range(start, end)]
    counted = words[-1].startswith(("дн", "день", "сут", "час")) or words[-1] == "ч"
    return kinds[:1] == ["num"] and counted and len(words) <= 3


def _numbers_days(text: Text, index: int, end: int) -> bool:
    """Tell whether a number in brackets is a day: «(до 15)», «(1–15)», «(20 числа)», and not «(п. 5)»."""
    before = text.at(index - 1) if index else None
    if before is not None and (
        before.text in _NUMBERING or (before.kind == "word" and before.text not in LOOSE)
    ):
        # «(п. 5)», «(этап 1)».
        return False
    if before is not None and before.text == "-" and text.at(index - 2).kind == "word":
        return False
    while index < end and (text.at(index).kind == "num" or text.at(index).text in {"-", ",", "и"}):
        index += 1
    return index >= end or text.at(index).text.startswith("числ")
