"""A whole deadline cell: its items, what parts them, what stands in brackets and behind dashes.

Items are tried longest first, with a budget, so that a cell of any length costs as much as it is long. What is
left over makes the whole phrase not understood: a deadline read in part would be a deadline read wrongly.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap_engine.deadlines.assembling import Part, assemble
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.excepting import Except
from roadmap_engine.deadlines.forms import Refusal
from roadmap_engine.deadlines.free_words import LOOSE, is_almost_time, is_free
from roadmap_engine.deadlines.joining import Element, Separator, holds_open
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.parser import Grammar, Text
from roadmap_engine.deadlines.repeating import OpenWeekday
from roadmap_engine.deadlines.rule import By, External, Many, On, Placed, Rule, Standing
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.values import Clock, Often

__all__ = ["CellReading", "read_cell"]

BUDGET, MOST_ITEMS, MOST_VARIANTS, DEEPEST, LONGEST_LABEL, LONGEST_HEAD = 160, 40, 12, 2, 12, 3
_ALSO = (("а", "также"), ("также",), ("и", "также"), ("кроме", "того"))
_THEN = (
    ("и", "далее"), ("далее",), ("а", "затем"), ("затем",), ("в", "последующем"), ("впоследствии",),
    ("в", "дальнейшем"), ("и", "затем"),
)  # fmt: skip
_BULLETS = frozenset("-•·*–")
_DATED = frozenset({
    "date", "day-month", "month", "clock", "adverb", "month-year", "weekday", "season", "breaks",
    "break-name",
})  # fmt: skip
_AWAY = ("исключ", "минуя", "вместо", "помимо", "кроме", "сверх")
"""Words that take a time away, and label none: «исключая: с 1 по 10 ноября»."""
_TURNING = (
    *_AWAY, "отмен", "перенос", "перенес", "продл", "сдвиг", "максимум", "минимум", "почти", "лишь", "ровно", "или", "либо",
    "плюс", "вплоть", "даже", "чем", "если", "как", "раньше", "позже", "ранее", "позднее", "начин", "кажд",
)  # fmt: skip
"""Words that may move it, where nothing parts them from it."""
_WHERE = (
    "актов", "спортив", "кабинет", "каб", "зал", "библиотек", "аудитори", "ауд", "онлайн", "дистанцион", "очно", "заочно",
    "стадион", "корпус", "читальн", "фойе", "холл", "утром", "вечером", "днем",
)  # fmt: skip
"""Words that say where something is held, or at what time of the day: «11 декабря, актовый зал»."""
_WHOLE_MONTH = ("в течение месяца", "в течение всего месяца", "весь месяц", "в теч. месяца")
_OF_TIME = frozenset({"за", "через", "до", "после", "не", "спустя", "с", "по", "к", "раз"})
_NUMBERING = frozenset({"№", ".", "/", "n", "п", "пп", "ст", "приложение"})
_QUOTES = frozenset({"«", "»", '"', "'"})


@dataclass(slots=True)
class CellReading:
    """What a cell was read as, or why not.

    Attributes:
        rules: every rule it may mean; one where it is clear.
        refusal: what its words must not be dated as, where that is known.
        reached: the token behind the farthest item that was read.
    """

    rules: list[Rule] = field(default_factory=list)
    refusal: Refusal | None = None
    reached: int = 0
    steps: int = 0


def read_cell(text: Text, grammar: Grammar) -> CellReading:
    """Read all tokens of a text as one cell."""
    reading = CellReading()
    for parts in _segments(text, grammar, 0, reading, 0):
        variants = itertools.islice(itertools.product(*(values for _, values in parts)), MOST_VARIANTS)
        for chosen in variants:
            elements = [Part(separator, value) for (separator, _), value in zip(parts, chosen, strict=True)]
            try:
                rule = assemble(elements)
            except ValueError:
                # What the value's own constructor refuses, no phrase says.
                continue
            if isinstance(rule, Refusal):
                reading.refusal = reading.refusal or rule
            elif rule is not None and rule not in reading.rules:
                reading.rules.append(rule)
        if reading.rules:
            return reading
    return reading


_Values = Sequence[Element | Many | Refusal]


def _segments(
    text: Text, grammar: Grammar, start: int, reading: CellReading, depth: int
) -> Iterator[list[tuple[Separator, _Values]]]:
    """Give ways to cut the tokens from one on into items, each with what parts it from the one before."""
    if start >= len(text.tokens):
        yield []
        return
    reading.steps += 1
    if reading.steps > BUDGET or depth > MOST_ITEMS:
        return
    separator, begin = _separator(text, start) if depth else ("", start)
    if begin >= len(text.tokens):
        if separator in ("", "line", ",", ";"):
            yield []
        return
    for end, values in _items(text, grammar, begin, depth):
        reading.reached = max(reading.reached, end)
        refused = [value for value in values if isinstance(value, Refusal)]
        if refused:
            reading.refusal = reading.refusal or refused[0]
            continue
        here: Separator = "bracket" if text.at(begin).text == "(" and depth else separator
        for rest in _segments(text, grammar, end, reading, depth + 1):
            yield [(here, values), *rest]


def _marks(text: Text, start: int) -> tuple[str, int]:
    """Read the marks and line breaks between two items."""
    index, found = start, ""
    while index < len(text.tokens):
        token = text.at(index)
        if token.kind == "line":
            found = found or "line"
        elif token.text in (";", "."):
            found = found if found == "colon" else ";"
        elif token.text == ":":
            found = "colon"
        elif token.text == ",":
            found = found or ","
        elif token.text in _BULLETS and found in ("line", "colon", ";"):
            pass
        elif token.text in _BULLETS and not found:
            found = "dash"
        else:
            break
        index += 1
    return found, index


def _separator(text: Text, start: int) -> tuple[Separator, int]:
    """Read what stands between two items, and where the next one begins."""
    found, index = _marks(text, start)
    for words in _ALSO:
        if all(text.at(index + offset).text == word for offset, word in enumerate(words)):
            return "also", index + len(words)
    token = text.at(index)
    for words in _THEN:
        if all(text.at(index + offset).text == word for offset, word in enumerate(words)):
            after = index + len(words)
            return "then", after + (text.at(after).text in (*_BULLETS, "-", ","))
    if token.text == "но" and text.at(index + 1).text == "не":
        return "but", index + 1
    if token.text in ("и", "+") and found in ("", ","):
        return ("and" if not found else ","), index + 1
    return found, index  # type: ignore[return-value]


def _items(text: Text, grammar: Grammar, start: int, depth: int) -> Iterator[tuple[int, _Values]]:
    """Give the items that begin at a token, longest first; of one stretch of words the cheapest readings."""
    if text.at(start).text == "(":
        yield from _bracket(text, grammar, start, depth)
        return
    by_end: dict[int, list[tuple[int, Any]]] = {}
    for end, value, cost in grammar.read("Item", text, start):
        by_end.setdefault(end, []).append((cost, value))
    for end in sorted(by_end, reverse=True):
        least = min(cost for cost, _ in by_end[end])
        yield end, [value for cost, value in by_end[end] if cost == least]
    if depth and text.at(start).text in ("включительно", "вкл"):
        yield start + 1, [Remark("")]  # type: ignore[list-item]
    if depth:
        yield from _last_number(text, grammar, start)
        yield from _trailing(text, start)
    yield from _labelled(text, grammar, start)


def _last_number(text: Text, grammar: Grammar, start: int) -> Iterator[tuple[int, _Values]]:
    """Read «сентябрь, не позднее 15»: at the end of a cell a number behind a preposition is a day of the month."""
    if text.at(start).kind != "num":
        for end, value, _cost in grammar.read("Inside", text, start):
            if end == len(text.tokens) and not isinstance(value, Refusal):
                yield end, [value]


def _labelled(text: Text, grammar: Grammar, start: int) -> Iterator[tuple[int, _Values]]:
    """Read «классный тур – до 10 февраля»: words, a dash or colon, and what they label."""
    if text.at(start).text in LOOSE or text.at(start).text.startswith(_AWAY):
        return
    index = start
    while index < len(text.tokens) and _is_of_label(text, index):
        index += 1
    if index == start or index - start > LONGEST_LABEL:
        return
    bracket = _closing(text.tokens, index) if text.at(index).text == "(" else 0
    if bracket and text.at(bracket + 1).text in ("-", ":"):
        # «III этап (региональный) – с 10 января»: the bracket is part of the label.
        index = bracket + 1
        bracket = 0
    label = text.words(start, index)
    if bracket:
        yield from _labels_bracket(text, grammar, index, label)
        return
    parted = text.at(index).text == ":" or (text.at(index).text == "-" and _stands_apart(text, index))
    if not parted and not _heads(text, start, index):
        return
    after = index + parted + (text.at(index).text == ":" and text.at(index + 1).text == "-")
    for end, value, _cost in sorted(grammar.read("Item", text, after), key=lambda each: (-each[0], each[2])):
        ends = isinstance(value, By) or (
            isinstance(value, On) and isinstance(value.at, (Through, Day, DayOfWeek))
        )
        lasts = text.at(index + 1).text.startswith("теч") and isinstance(value, On)
        ends = ends or (lasts and not value.at.repeats)
        set_elsewhere = isinstance(value, External) and parted
        known = isinstance(value, (Placed, Standing)) and (parted or ends)
        if (known or set_elsewhere) and value.remark is None:
            yield end, [replace(value, remark=label)]
            return


def _heads(text: Text, start: int, index: int) -> bool:
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


def _stands_apart(text: Text, index: int) -> bool:
    """Tell whether a dash has a blank or a bracket beside it, and is no hyphen of a torn word."""
    dash = text.at(index)
    around = text.phrase[max(dash.start - 1, 0)] + text.phrase[dash.end : dash.end + 1]
    return any(char.isspace() or char in "()" for char in around)


def _is_of_label(text: Text, index: int) -> bool:
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


def _labels_bracket(text: Text, grammar: Grammar, start: int, label: str) -> Iterator[tuple[int, _Values]]:
    """Read «1 класс (ноябрь – декабрь)», «9 дн. (с 28.10 по 05.11)»: the bracket is what is labelled."""
    closing = _closing(text.tokens, start)
    if closing == len(text.tokens) or text.depth or (start and text.at(start - 1).kind == "adverb"):
        return
    inner = read_cell(Text(text.phrase, text.tokens[start + 1 : closing], text.events, 1), grammar)
    for rule in inner.rules[:1]:
        if isinstance(rule, Placed) and rule.remark is None and not rule.at.repeats:
            yield closing + 1, [replace(rule, remark=label)]


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


def _trailing(text: Text, start: int) -> Iterator[tuple[int, _Values]]:
    """Read «1 октября – День музыки»: words behind a dash, or a name with a capital behind a comma."""
    before = text.at(start - 1)
    if text.at(start).text in _OF_TIME and text.at(start + 1).kind in ("num", "number", "ordinal"):
        # «Далее – за 3 дня до …» is a time, read or not.
        return
    capital = text.phrase[text.at(start).start : text.at(start).start + 1]
    classes = (
        before.text == "," and (_counts(text, start) or _runs(text, start)) and _names_classes(text, start)
    )
    parted = before.text == ":" or (before.text == "-" and _stands_apart(text, start - 1))
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
        yield end, [Remark(text.words(start, end))]  # type: ignore[list-item]  # only the assembling sees it


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


def _bracket(text: Text, grammar: Grammar, start: int, depth: int) -> Iterator[tuple[int, _Values]]:
    """Read what stands in brackets: an item of its own, «включительно», or words that say nothing of time."""
    closing = _closing(text.tokens, start)
    if closing <= start + 1 or closing == len(text.tokens) or text.depth >= DEEPEST:
        # An empty bracket says nothing; one that is never closed, or that holds a third, says nobody knows what.
        return
    inside = text.tokens[start + 1 : closing]
    if [token.text for token in inside] == ["включительно"]:
        yield closing + 1, [Remark("")]  # type: ignore[list-item]
        return
    words = text.words(start + 1, closing)
    if words.lower() in _WHOLE_MONTH:
        yield closing + 1, [Remark("")]  # type: ignore[list-item]
        return
    inner = Text(text.phrase, inside, text.events, text.depth + 1)
    found = read_cell(inner, grammar)
    known = [rule for rule in found.rules if _joins_from_bracket(rule)]
    opened = _open_elements(inner, grammar)
    if known or opened:
        yield min(closing + 1, len(text.tokens)), [*known, *opened]
    spoken = bool(found.rules) and all(isinstance(rule, (Standing, External)) for rule in found.rules)
    if found.refusal is None and (_is_remark(inner) or spoken):
        yield min(closing + 1, len(text.tokens)), [Remark(words)]  # type: ignore[list-item]
    del depth


def _joins_from_bracket(rule: Rule) -> bool:
    if isinstance(rule, Standing):
        return False
    return not (isinstance(rule, External) and rule.source == "agreement")


def _open_elements(inner: Text, grammar: Grammar) -> list[Any]:
    """Give what fills the whole bracket and is no rule by itself: an hour, how often, a place with a hole."""
    read = [*grammar.read("Item", inner, 0), *grammar.read("Inside", inner, 0)]
    found = [
        value
        for end, value, _cost in read
        if end == len(inner.tokens)
        and (isinstance(value, (Clock, Often, Except, OpenWeekday)) or holds_open(value))
    ]
    return found[:1]


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """Find the bracket that closes one; the end where none does."""
    depth = 0
    for index in range(opening, len(tokens)):
        depth += (tokens[index].text == "(") - (tokens[index].text == ")")
        if depth == 0:
            return index
    return len(tokens)


def _is_remark(inner: Text) -> bool:
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
