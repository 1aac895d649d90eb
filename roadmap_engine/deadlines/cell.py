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
from roadmap_engine.deadlines.free_words import LOOSE
from roadmap_engine.deadlines.joining import Element, holds_open
from roadmap_engine.deadlines.labels import AWAY, Remark, heads, is_of_label, stands_apart, trailing
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.neighbours import Separator
from roadmap_engine.deadlines.parser import Grammar, Text
from roadmap_engine.deadlines.remarks import is_remark
from roadmap_engine.deadlines.repeating import OpenWeekday
from roadmap_engine.deadlines.rule import By, External, Many, On, Placed, Rule, Standing
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.values import Clock, Often

__all__ = ["CellReading", "read_cell"]

BUDGET, MOST_ITEMS, MOST_VARIANTS, DEEPEST, LONGEST_LABEL = 160, 40, 12, 2, 12
_ALSO = (("а", "также"), ("также",), ("и", "также"), ("кроме", "того"))
_THEN = (
    ("и", "далее"), ("далее",), ("а", "затем"), ("затем",), ("в", "последующем"), ("впоследствии",),
    ("в", "дальнейшем"), ("и", "затем"),
)  # fmt: skip
_BULLETS = frozenset("-•·*–")
_WHOLE_MONTH = ("в течение месяца", "в течение всего месяца", "весь месяц", "в теч. месяца")


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
        elif token.text == "." and text.at(index + 1).kind == "weekday":
            found = found or ","
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
        yield from _bracket(text, grammar, start)
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
        yield from trailing(text, start)
    yield from _labelled(text, grammar, start)


def _last_number(text: Text, grammar: Grammar, start: int) -> Iterator[tuple[int, _Values]]:
    """Read «сентябрь, не позднее 15»: at the end of a cell a number behind a preposition is a day of the month."""
    token, before = text.at(start), text.at(start - 1)
    runs = text.at(start + 1).text == "-" and (before.kind == "month" or before.text == ":")
    if token.kind != "num" or token.ordinal or runs:
        for end, value, _cost in grammar.read("Inside", text, start):
            if end == len(text.tokens) and not isinstance(value, Refusal):
                yield end, [value]


def _labelled(text: Text, grammar: Grammar, start: int) -> Iterator[tuple[int, _Values]]:
    """Read «классный тур – до 10 февраля»: words, a dash or colon, and what they label."""
    if text.at(start).text in LOOSE or text.at(start).text.startswith(AWAY):
        return
    index = start
    while index < len(text.tokens) and is_of_label(text, index):
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
    parted = text.at(index).text == ":" or (text.at(index).text == "-" and stands_apart(text, index))
    if not parted and not heads(text, start, index):
        return
    after = index + parted + (text.at(index).text == ":" and text.at(index + 1).text == "-")
    for end, value, _cost in sorted(grammar.read("Item", text, after), key=lambda each: (-each[0], each[2])):
        ends = isinstance(value, By) or (
            isinstance(value, On) and isinstance(value.at, (Through, Day, DayOfWeek))
        )
        lasts = text.at(index + 1).text.startswith("теч") and isinstance(value, On)
        ends = ends or (lasts and not value.at.repeats)
        set_elsewhere = isinstance(value, External) and parted
        if isinstance(value, Many) and parted and all(part.remark is None for part in value.parts):
            # «Резервные дни – 24, 25 и 28 июня».
            yield end, [Many(tuple(replace(part, remark=label) for part in value.parts))]
            return
        ends = ends or (text.at(index).kind == "month" and text.at(index - 2).text == "№")
        known = isinstance(value, (Placed, Standing)) and (parted or ends)
        if (known or set_elsewhere) and value.remark is None:
            yield end, [replace(value, remark=label)]
            return


def _labels_bracket(text: Text, grammar: Grammar, start: int, label: str) -> Iterator[tuple[int, _Values]]:
    """Read «1 класс (ноябрь – декабрь)», «9 дн. (с 28.10 по 05.11)»: the bracket is what is labelled."""
    closing = _closing(text.tokens, start)
    if closing == len(text.tokens) or text.depth or (start and text.at(start - 1).kind == "adverb"):
        return
    inner = read_cell(Text(text.phrase, text.tokens[start + 1 : closing], text.events, 1), grammar)
    for rule in inner.rules[:1]:
        if isinstance(rule, Placed) and rule.remark is None and not rule.at.repeats:
            yield closing + 1, [replace(rule, remark=label)]


def _bracket(text: Text, grammar: Grammar, start: int) -> Iterator[tuple[int, _Values]]:
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
    if found.refusal is None and (is_remark(inner) or spoken):
        yield min(closing + 1, len(text.tokens)), [Remark(words)]  # type: ignore[list-item]


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
