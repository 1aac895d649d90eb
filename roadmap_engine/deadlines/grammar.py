"""Phrase → rule: the grammar that all forms make together, and the reading of a deadline with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from roadmap_engine.deadlines import (
    clocks,
    counting,
    day,
    excepting,
    months,
    nth_forms,
    numbers,
    odd_times,
    papers,
    range_forms,
    relating,
    repeating,
    terms,
    years,
)
from roadmap_engine.deadlines.cell import CellReading, read_cell
from roadmap_engine.deadlines.complaints import complain, nearest_form, respelt
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.forms import Form
from roadmap_engine.deadlines.free_words import EVENT_SCANNERS
from roadmap_engine.deadlines.lexer import Token, normalise, tokenise
from roadmap_engine.deadlines.mending import mend
from roadmap_engine.deadlines.parser import Grammar, Text
from roadmap_engine.deadlines.rule import Rule
from roadmap_engine.deadlines.sense import order_problems
from roadmap_engine.deadlines.wording import wording
from roadmap_engine.diagnostics import Problem

__all__ = ["FORMS", "IDEAS", "Reading", "parse"]

LONGEST_PHRASE = 2000
IDEAS = (
    numbers, years, months, day, terms, nth_forms, range_forms, relating, counting, repeating, excepting,
    odd_times, clocks, papers,
)  # fmt: skip
"""Every module that has forms. A new idea is one more here; a new form is one more in its module."""

FORMS: tuple[Form, ...] = tuple(form for idea in IDEAS for form in idea.FORMS)
EXAMPLES: tuple[str, ...] = tuple(dict.fromkeys(form.example for form in FORMS))


@dataclass(frozen=True, slots=True)
class Reading:
    """The rule a phrase says, or none, and what is wrong with the phrase.

    A problem's `span` counts characters of the phrase.
    """

    rule: Rule | None
    problems: tuple[Problem, ...] = ()


@cache
def grammar() -> Grammar:
    """Give the grammar, put together at the first phrase."""
    phrases = [phrase for idea in IDEAS for phrase in getattr(idea, "PHRASES", ())]
    return Grammar(FORMS, phrases, numbers.CLASSES, {**EVENT_SCANNERS, **papers.SCANNERS})


def parse(phrase: str, *, events: EventVocabulary = STANDARD_EVENTS, mended: bool = True) -> Reading:
    """Read a deadline phrase; never raises.

    Args:
        phrase: a cell of a plan, as it stands there.
        events: the events it may name.
        mended: whether a phrase that cannot be read may be read with its slips mended, with a notice.

    >>> parse("до 17 января 2021 г.").rule.at
    Day(day=17, month=1, year=2021)
    """
    if len(phrase) > LONGEST_PHRASE:
        return Reading(None, (Problem.of("RM306", span=(0, len(phrase)), longest=LONGEST_PHRASE),))
    tokens = _stripped(tokenise(normalise(phrase)))
    if not tokens:
        return Reading(None, (Problem.of("RM300", span=(0, len(phrase))),))
    found: CellReading | None = None
    for variant in _lines(phrase, tokens):
        text = Text(phrase, variant, events)
        found = read_cell(text, grammar())
        if found.rules:
            break
    if found is not None and len(found.rules) == 1:
        rule = found.rules[0]
        return Reading(rule, order_problems(rule, (0, len(phrase))))
    if found is not None and found.rules:
        one, two = (wording(rule, events) for rule in found.rules[:2])
        problem = Problem.of(
            "RM307", span=(0, len(phrase)), phrase=" ".join(phrase.split()), one=one, two=two
        )
        return Reading(None, (problem,))
    complaint = complain(Text(phrase, tokens, events), found or CellReading(), _better)
    if mended and complaint.code in ("RM301", "RM305"):
        for words in mend(phrase):
            reading = parse(words, events=events, mended=False)
            if reading.rule is not None:
                notice = Problem.of(
                    "RM315", span=(0, len(phrase)), words=" ".join(phrase.split()), mended=words
                )
                return Reading(reading.rule, (notice, *reading.problems))
    return Reading(None, (complaint,))


@lru_cache(maxsize=64)
def _better(phrase: str) -> str:
    """Give what would be read: the phrase with its slips of the hand mended, else the form nearest to that."""
    spelt = respelt(phrase, EXAMPLES)
    return spelt if parse(spelt, mended=False).rule else nearest_form(spelt, EXAMPLES)


def _lines(phrase: str, tokens: list[Token]) -> list[list[Token]]:
    """Give the tokens with line breaks taken for spaces, and with them taken for what parts two deadlines.

    A line that opens with a month in a capital letter, or with «до» behind a date where nothing says «с», is
    more likely a deadline of its own.
    """
    if not any(token.kind == "line" for token in tokens):
        return [tokens]
    joined = [token for token in tokens if token.kind != "line"]
    breaks = [each for each in zip(tokens, tokens[1:], tokens[2:], strict=False) if each[1].kind == "line"]
    capital = not phrase.isupper() and any(
        after.kind in _TIMES and phrase[after.start : after.start + 1].isupper() for _, _, after in breaks
    )
    since = any(token.text in _SINCE for token in tokens)
    until = not since and any(before.kind in _TIMES and after.text == "до" for before, _, after in breaks)
    return [tokens, joined] if capital or until else [joined, tokens]


_SINCE = frozenset({"с", "со", "от", "начиная", "период", "между"})
_TIMES = frozenset({"date", "day-month", "month-year", "month", "season", "edge"})

_PREFIXES = frozenset({"срок", "сроки", "дата", "период", "даты", "время"})
_OF_WHAT = frozenset({
    "исполнения", "реализации", "проведения", "выполнения", "представления", "предоставления", "сдачи",
    "подачи",
})  # fmt: skip


def _stripped(tokens: list[Token]) -> list[Token]:
    """Drop what surrounds a deadline: «Срок: …», brackets around the whole, bullets, a final full stop."""
    while tokens and (tokens[-1].kind == "line" or tokens[-1].text in (".", ";", ",", ":")):
        tokens = tokens[:-1]
    while tokens and (tokens[0].kind == "line" or tokens[0].text in ("-", "•", "·", "*", ".", ",", ";")):
        tokens = tokens[1:]
    if (
        len(tokens) > 1
        and tokens[0].text == "("
        and tokens[-1].text == ")"
        and not any(token.text in "()" for token in tokens[1:-1])
    ):
        tokens = tokens[1:-1]
    if tokens and tokens[0].text in _PREFIXES:
        rest = tokens[1:]
        if rest and rest[0].text in _OF_WHAT:
            rest = rest[1:]
        marked = bool(rest) and rest[0].text in (":", "-")
        rest = rest[1:] if marked else rest
        plain = bool(rest) and (
            rest[0].kind in ("date", "day-month", "month", "num") or rest[0].text in ("до", "с", "не")
        )
        named = plain and (rest[0].text != "до" or len(tokens) - len(rest) > 1 or tokens[0].text == "срок")
        if rest and (marked or named):
            return rest
    return tokens
