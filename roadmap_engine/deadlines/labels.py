"""Words of a cell that say nothing of time: labels before a deadline, remarks behind it and in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from roadmap_engine.deadlines.free_words import STOPS, is_free
from roadmap_engine.deadlines.lexicon import is_almost_time
from roadmap_engine.deadlines.parser import Text
from roadmap_engine.deadlines.remarks import DATED, is_length_of_range

__all__ = ["AWAY", "Remark", "heads", "is_of_label", "stands_apart", "trailing"]

LONGEST_HEAD, HOURS_IN_DAY = 3, 24

AWAY = ("исключ", "минуя", "вместо", "помимо", "кроме", "сверх")
"""Words that take a time away, and label none: «исключая: с 1 по 10 ноября»."""

_TURNING = (
    *AWAY, "отмен", "перенос", "перенес", "продл", "сдвиг", "максимум", "минимум", "почти", "лишь", "ровно", "или", "либо",
    "плюс", "вплоть", "даже", "чем", "если", "как", "раньше", "позже", "ранее", "позднее", "начин", "кажд",
)  # fmt: skip
"""Words that may move it, where nothing parts them from it."""

_WHERE = (
    "актов", "спортив", "кабинет", "каб", "зал", "библиотек", "аудитори", "ауд", "онлайн", "дистанцион", "очно", "заочно",
    "стадион", "корпус", "читальн", "фойе", "холл", "утром", "вечером", "днем", "заседани", "педсовет", "совещани", "собрани",
)  # fmt: skip
"""Words that say where something is held, or at what time of the day: «11 декабря, актовый зал»."""

_OF_TIME = frozenset({"за", "через", "до", "после", "не", "спустя", "с", "по", "к", "раз"})

_TO_WHOM = (
    "электронн", "эл", "почт", "адрес", "сайт", "отдел", "управлени", "департамент", "министерств",
    "портал", "стенд",
)  # fmt: skip

_QUOTES = frozenset({"«", "»", '"', "'"})


def heads(text: Text, start: int, index: int) -> bool:
    """Tell whether words head a deadline with nothing between: «отчёт до 5 октября», «сдать не позднее 15.10».

    «Задолго до», «незадолго до» and whatever else may be an adverb says something of the time.
    """
    begins = start == 0 or text.at(start - 1).text in (",", ";") or text.at(start - 1).kind == "line"
    numbered = text.at(index - 1).kind == "num" and text.at(index - 2).text == "№"
    if numbered and text.at(index).kind == "month":
        # «Заседание № 1. Август».
        return begins
    opens = (
        _is_dated(text, index)
        or text.at(index).text in ("до", "с")
        or (text.at(index).text, text.at(index + 1).text) in _OPENING
    )
    short = index - start <= LONGEST_HEAD and all(
        text.at(each).kind == "word" or is_free(text, each) for each in range(start, index)
    )
    turns = any(text.at(each).text.startswith(_TURNING) for each in range(start, index))
    return begins and opens and short and not turns and not text.at(index - 1).text.endswith(("о", "е"))


_OPENING = frozenset({("не", "позднее"), ("не", "позже"), ("в", "срок"), ("в", "течение"), ("в", "течении")})


def _is_dated(text: Text, index: int) -> bool:
    """Tell whether a day stands here, with its month: «25 ноября», «8-12 февраля», «25.11.2026»."""
    if text.at(index).kind == "date":
        return True
    month = text.at(index + (3 if text.at(index + 1).text == "-" else 1))
    return text.at(index).kind == "num" and month.kind == "month" and "g" in month.cases


def stands_apart(text: Text, index: int) -> bool:
    """Tell whether a dash has a blank or a bracket beside it, and is no hyphen of a torn word."""
    dash = text.at(index)
    around = text.phrase[max(dash.start - 1, 0)] + text.phrase[dash.end : dash.end + 1]
    return any(char.isspace() or char in "()" for char in around)


def is_of_label(text: Text, index: int) -> bool:
    """Tell whether a token may stand in a label: «приём заявок», «5-8 кл.», «заседание 1»."""
    if text.at(index).text in ("с", "до") and text.at(index + 1).kind in (*DATED, "num"):
        return False
    token = text.at(index)
    if (
        token.text == "-"
        and index
        and not stands_apart(text, index)
        and not is_torn(text, index - 1, index + 1)
    ):
        # «Отчётно-выборное собрание».
        return text.at(index - 1).kind == "word" and text.at(index + 1).kind == "word"
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
    """Read «1 октября – День музыки»: words behind a dash, or a name, a place or a lesson behind a comma."""
    if text.at(start).text in _OF_TIME and text.at(start + 1).kind in ("num", "number", "ordinal"):
        # «Далее – за 3 дня до …» is a time, read or not.
        return
    if not _begins_remark(text, start):
        return
    end = _end_of_remark(text, start)
    if end is None or text.at(end).text in ("-", ":") or is_torn(text, start, end):
        # «…; Срок – октябрь»: a label of what follows.
        return
    whole = text.at(start - 1).text == "-" and is_length_of_range(text, start, len(text.tokens))
    if whole or end > start:
        end = len(text.tokens) if whole else end
        yield end, [Remark(text.words(start, end))]  # only the assembling sees it


def _begins_remark(text: Text, start: int) -> bool:
    """Tell whether a remark may begin here: behind a dash or colon, with a capital, with a place or a lesson."""
    token, before = text.at(start), text.at(start - 1)
    if before.text == ":" or (before.text == "-" and stands_apart(text, start - 1)):
        return True
    capital = text.phrase[token.start : token.start + 1]
    if (capital.isupper() or capital in _QUOTES) and not text.phrase.isupper():
        return True
    if token.text in ("на", "по", "через") and text.at(start + 1).text.startswith(_TO_WHOM):
        # «До 10 ноября на эл. почту».
        return True
    if before.text != ",":
        return False
    classes = (_counts(text, start) or _runs(text, start)) and _names_classes(text, start)
    return classes or token.text.startswith(_WHERE) or _names_lesson(text, start) or _names_city(text, start)


def _names_city(text: Text, start: int) -> bool:
    return text.at(start).text == "г" and text.phrase[text.at(start + 1).start :][:1].isupper()


def _names_lesson(text: Text, start: int) -> bool:
    """Tell whether «1 урок», «72 ч.» stand here; «10 часов» is an hour of the day."""
    token, after = text.at(start), text.at(start + 1)
    long = after.value == "hour" and token.number > HOURS_IN_DAY
    return token.kind == "num" and (long or after.text.startswith(("урок", "пара", "паре", "ленте")))


def _end_of_remark(text: Text, start: int) -> int | None:
    """Give the token behind a remark; None where a time stands in quotes in it."""
    end = start + 2 if _names_city(text, start) or (_names_lesson(text, start)) else start
    while end < len(text.tokens) and text.at(end).kind != "line" and text.at(end).text not in (";", "(", ":"):
        if text.at(end).text in STOPS or (text.at(end).text == "," and text.at(end + 2).text == "также"):
            break
        if text.at(end).text == "«":
            closing = next(
                (index for index in range(end, len(text.tokens)) if text.at(index).text == "»"), end
            )
            if any(text.at(index).kind in _QUOTED_TIMES for index in range(end, closing)):
                return None
            end = closing
        elif not (
            _is_wordy(text, end)
            or _counts(text, end)
            or _runs(text, end)
            or (text.at(end).kind == "num" and text.at(end - 1).text == "№")
        ):
            break
        end += 1
    return end - 1 if text.at(end - 1).text in (",", "-") and end > start else end


_QUOTED_TIMES = frozenset({"month", "date", "day-month", "adverb"})


def is_torn(text: Text, start: int, end: int) -> bool:
    """Tell whether a word is broken over a line there, and so is not known yet: «ежеме-⏎сячно»."""
    if start >= end:
        return False
    return _TORN.search(text.phrase[text.at(start).start : text.at(end - 1).end + 2]) is not None


_TORN = re.compile(r"\w-\s*\n\s*\w|\w-\s*\n")


def _names_classes(text: Text, start: int) -> bool:
    """Tell whether «5 класс», «5-9 классы» stand here."""
    return any(text.at(start + ahead).text.startswith(("класс", "кл")) for ahead in (1, 3, 5))


def _is_wordy(text: Text, index: int) -> bool:
    token = text.at(index)
    if token.text in ("до", "с", "по", "не", "через", "после", "ежегодно", "раз") and text.at(
        index + 1
    ).kind in (*DATED, "num"):
        return False
    holiday = token.kind == "unit" and token.text in ("день", "дня", "неделя", "месяц")
    wordy = token.kind not in (*DATED, "num", "unit", "adverb", "line", "end")
    return holiday or (wordy and not is_almost_time(token.text))
