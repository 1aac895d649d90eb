"""Words of a cell that say nothing of time: labels before a deadline, remarks behind it and in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roadmap_engine.deadlines.free_words import is_almost_time, is_free
from roadmap_engine.deadlines.parser import Text

__all__ = ["AWAY", "Remark", "heads", "is_of_label", "is_remark", "stands_apart", "trailing"]

LONGEST_HEAD = 3
_DATED = frozenset({
    "date", "day-month", "month", "clock", "adverb", "month-year", "weekday", "season", "breaks",
    "break-name",
})  # fmt: skip


AWAY = ("исключ", "минуя", "вместо", "помимо", "кроме", "сверх")
"""Words that take a time away, and label none: «исключая: с 1 по 10 ноября»."""


_TURNING = (
    *AWAY, "отмен", "перенос", "перенес", "продл", "сдвиг", "максимум", "минимум", "почти", "лишь", "ровно", "или", "либо",
    "плюс", "вплоть", "даже", "чем", "если", "как", "раньше", "позже", "ранее", "позднее", "начин", "кажд",
)  # fmt: skip
"""Words that may move it, where nothing parts them from it."""


_WHERE = (
    "актов", "спортив", "кабинет", "каб", "зал", "библиотек", "аудитори", "ауд", "онлайн", "дистанцион", "очно", "заочно",
    "стадион", "корпус", "читальн", "фойе", "холл", "утром", "вечером", "днем",
)  # fmt: skip
"""Words that say where something is held, or at what time of the day: «11 декабря, актовый зал»."""


_OF_TIME = frozenset({"за", "через", "до", "после", "не", "спустя", "с", "по", "к", "раз"})


_NUMBERING = frozenset({"№", ".", "/", "n", "п", "пп", "ст", "приложение"})


_QUOTES = frozenset({"«", "»", '"', "'"})


def heads(text: Text, start: int, index: int) -> bool:
    """Tell whether words head a deadline with nothing between: «отчёт до 5 октября», «сдать не позднее 15.10».

    «Задолго до», «незадолго до» and whatever else may be an adverb says something of the time.
    """
    begins = start == 0 or text.at(start - 1).text in (",", ";") or text.at(start - 1).kind == "line"
    dated = text.at(index).kind == "date" or (
        text.at(index).kind == "num"
        and text.at(index + 1).kind == "month"
        and "g" in text.at(index + 1).cases
    )
    opens = (
        dated
        or text.at(index).text in ("до", "с")
        or (
            (text.at(index).text, text.at(index + 1).text)
            in (("не", "позднее"), ("не", "позже"), ("в", "срок"), ("в", "течение"), ("в", "течении"))
        )
    )
    short = index - start <= LONGEST_HEAD and all(
        text.at(each).kind == "word" for each in range(start, index)
    )
    turns = any(text.at(each).text.startswith(_TURNING) for each in range(start, index))
    return begins and opens and short and not turns and not text.at(index - 1).text.endswith(("о", "е"))


def stands_apart(text: Text, index: int) -> bool:
    """Tell whether a dash has a blank or a bracket beside it, and is no hyphen of a torn word."""
    dash = text.at(index)
    around = text.phrase[max(dash.start - 1, 0)] + text.phrase[dash.end : dash.end + 1]
    return any(char.isspace() or char in "()" for char in around)


def is_of_label(text: Text, index: int) -> bool:
    """Tell whether a token may stand in a label: «приём заявок», «5-8 кл.», «заседание 1»."""
    if text.at(index).text in ("с", "до") and text.at(index + 1).kind in (*_DATED, "num"):
        return False
    token = text.at(index)
    if token.kind in ("breaks", "break-name") or _numbers_label(text, index):
        return True
    day = (
        text.at(index).kind == "unit"
        and text.at(index).value == "day"
        and text.at(index + 1).text in ("-", ":")
    )
    free = is_free(text, index) or text.at(index).ordinal or _counts(text, index) or _runs(text, index) or day
    return free and (text.at(index).text not in ("-", ":", ",", "(") or _runs(text, index))


def _numbers_label(text: Text, index: int) -> bool:
    """Tell whether a number closes a label: «Заседание 1 (сентябрь)», «Педсовет № 3: январь»."""
    closes = text.at(index).kind in ("num", "roman") and text.at(index + 1).text in ("(", "-", ":")
    return closes and index > 0 and (text.at(index - 1).kind == "word" or text.at(index - 1).text == "№")


def _runs(text: Text, index: int) -> bool:
    """Tell whether a token is of «5-8 кл.»."""
    token = text.at(index)
    if (
        token.text in (",", "и")
        and index
        and text.at(index - 1).kind == "num"
        and text.at(index + 1).kind == "num"
    ):
        return _runs(text, index + 1) or _counts(text, index + 1)
    if token.kind == "num" and text.at(index + 1).text in (",", "и") and text.at(index + 2).kind == "num":
        return _runs(text, index + 2) or _counts(text, index + 2)
    if token.text == "-":
        return (
            index > 0
            and text.at(index - 1).kind == "num"
            and text.at(index + 1).kind == "num"
            and text.at(index + 2).kind == "word"
        )
    return (
        token.kind == "num"
        and text.at(index + 1).text == "-"
        and text.at(index + 2).kind == "num"
        and text.at(index + 3).kind == "word"
    )


def _counts(text: Text, index: int) -> bool:
    """Tell whether a number opens a label: «1 смена – с 7 июня»."""
    token, after = text.at(index), text.at(index + 1)
    if token.kind == "unit" and token.value == "day":
        return text.at(index - 1).kind == "num" or text.at(index - 1).text in ("календарных", "рабочих")
    counted = after.kind == "word" or (after.kind == "unit" and after.value == "day")
    return token.kind in ("num", "roman", "ordinal") and counted


class Remark(str):
    """Words beside a deadline that say nothing of time."""

    __slots__ = ()


def trailing(text: Text, start: int) -> Iterator[tuple[int, list[Any]]]:
    """Read «1 октября – День музыки»: words behind a dash, or a name with a capital behind a comma."""
    before = text.at(start - 1)
    if text.at(start).text in _OF_TIME and text.at(start + 1).kind in ("num", "number", "ordinal"):
        # «Далее – за 3 дня до …» is a time, read or not.
        return
    capital = text.phrase[text.at(start).start : text.at(start).start + 1]
    classes = (
        before.text == "," and (_counts(text, start) or _runs(text, start)) and _names_classes(text, start)
    )
    parted = before.text == ":" or (before.text == "-" and stands_apart(text, start - 1))
    where = before.text == "," and text.at(start).text.startswith(_WHERE)
    named = (
        classes
        or parted
        or where
        or ((capital.isupper() or capital in _QUOTES) and not text.phrase.isupper())
    )
    if not named:
        return
    end = start
    while end < len(text.tokens) and text.at(end).kind != "line" and text.at(end).text not in (";", "("):
        if text.at(end).text == "«":
            end = next((index for index in range(end, len(text.tokens)) if text.at(index).text == "»"), end)
        elif not (_is_wordy(text, end) or _counts(text, end) or _runs(text, end)):
            break
        end += 1
    if text.at(end - 1).text in (",", "-") and end > start:
        end -= 1
    length = before.text == "-" and _is_length_of_range(text, start, len(text.tokens))
    if length or end > start:
        end = len(text.tokens) if length else end
        yield end, [Remark(text.words(start, end))]  # only the assembling sees it


def _names_classes(text: Text, start: int) -> bool:
    """Tell whether «5 класс», «5-9 классы» stand here."""
    return any(text.at(start + ahead).text.startswith(("класс", "кл")) for ahead in (1, 3, 5))


def _is_wordy(text: Text, index: int) -> bool:
    token = text.at(index)
    if token.text in ("до", "с", "по", "не", "через", "после", "ежегодно", "раз") and text.at(
        index + 1
    ).kind in (*_DATED, "num"):
        return False
    holiday = token.kind == "unit" and token.text in ("день", "дня", "неделя", "месяц")
    wordy = token.kind not in (*_DATED, "num", "unit", "adverb", "line", "end")
    return holiday or (wordy and not is_almost_time(token.text))


def is_remark(inner: Text) -> bool:
    """Tell whether words in brackets say nothing of time: no date, no month, no number that counts days."""
    return _says_nothing_of_time(inner, 0, len(inner.tokens))


def _says_nothing_of_time(text: Text, start: int, end: int) -> bool:
    for index in range(start, end):
        token, after = text.at(index), text.at(index + 1)
        if token.text in ("раз", "раза", "реже", "чаще", "дважды", "трижды") or is_almost_time(token.text):
            return False
        if token.text in ("(", ")") or token.kind in _DATED:
            return _is_length_of_range(text, start, end)
        if token.kind == "num" and (after.kind in ("unit", "month") or _numbers_days(text, index, end)):
            return _is_length_of_range(text, start, end)
        if token.text in ("до", "после", "через", "ежегодно", "ежемесячно") and after.kind in (
            "num",
            "unit",
            "month",
        ):
            return False
    return True


def _is_length_of_range(text: Text, start: int, end: int) -> bool:
    """«(9 календарных дней)», «(с учётом праздников 3 и 4 ноября)» beside a range say how long it is, or why."""
    words = [text.at(index).text for index in range(start, end)]
    if words[:2] == ["с", "учетом"] or words[:1] == ["включая"]:
        return True
    kinds = [text.at(index).kind for index in range(start, end)]
    return kinds[:1] == ["num"] and words[-1].startswith(("дн", "день", "сут")) and len(words) <= 3


def _numbers_days(text: Text, index: int, end: int) -> bool:
    """Tell whether a number in brackets is a day: «(до 15)», «(1–15)», «(20 числа)», and not «(п. 5)»."""
    if index and text.at(index - 1).text in _NUMBERING:
        return False
    while index < end and (text.at(index).kind == "num" or text.at(index).text in {"-", ",", "и"}):
        index += 1
    return index >= end or text.at(index).text.startswith("числ")
