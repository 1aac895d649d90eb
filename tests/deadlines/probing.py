"""What is done to phrases to see whether words are lost: put in, left out, joined.

A word that changes nothing was not read; where it stands in no free words either, it was swallowed.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from typing import Any

from roadmap_engine.calendars import CalendarYear, SchoolYear
from roadmap_engine.deadlines import Context, Rule, parse, schedule, wording
from tests.deadlines.corpus import QUARTERS, phrases

__all__ = ["SEPARATORS", "broken_by_joining", "joined", "kept_after_insertion", "swallowed"]

SEPARATORS = (", ", "; ", " и ", "\n", " ", ", а также ", " – ", "/")
STRANGE = ("кракозябра", "7", "квартал", "не")
"""No word, a number, a unit, a denial: none of them may be read as if it were not there."""
CONTEXTS = (Context(year=SchoolYear(2026)), Context(year=CalendarYear(2027), terms=QUARTERS))
SLOTS = "-–—/.,;:()«»\"'…"


def _corpus() -> list[str]:
    return [phrase for phrase, _ in phrases()]


def _strings(value: Any) -> Iterator[str]:
    """Give every text a rule carries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from _strings(getattr(value, each.name))


def kept_after_insertion(*, all_words: bool) -> Iterator[str]:
    """Give the texts with a strange word that are dated, and whose rule does not carry the word.

    Each place of each phrase gets one of the words, or all of them one after the other.
    """
    for number, phrase in enumerate(_corpus()):
        words = phrase.split(" ")
        before = parse(phrase).rule
        for place in range(len(words) + 1):
            for strange in STRANGE if all_words else (STRANGE[(number + place) % len(STRANGE)],):
                text = " ".join([*words[:place], strange, *words[place:]])
                rule = parse(text).rule
                if rule is None or any(strange in each for each in _strings(rule)):
                    continue
                if rule == before or (strange == STRANGE[0] and schedule(rule, CONTEXTS[0]).occurrences):
                    yield text


def swallowed() -> Iterator[str]:
    """Give the phrases that mean the same without one of their words, with that word."""
    for phrase in _corpus():
        words = phrase.split()
        rule = parse(phrase).rule
        for place, word in enumerate(words):
            bare = word.strip(SLOTS)
            if not bare or bare.lower() in FILLERS:
                continue
            less = " ".join([*words[:place], *words[place + 1 :]])
            if less and parse(less).rule == rule:
                yield f"{phrase} | {word}"


def joined(count: int, seed: int, *, parts: int = 2) -> Iterator[str]:
    """Give texts of several phrases of the corpus with separators between them."""
    chance, corpus = random.Random(seed), _corpus()  # noqa: S311 - no secret
    for _ in range(count):
        text = chance.choice(corpus)
        for _ in range(parts - 1):
            text += chance.choice(SEPARATORS) + chance.choice(corpus)
        yield text


def broken_by_joining(texts: Iterator[str]) -> Iterator[str]:
    """Give the texts that stop the reading, the dating or the printing, with what was raised."""
    for text in texts:
        try:
            reading = parse(text)
            if reading.rule is None:
                assert reading.problems, "neither a rule nor a problem"
                continue
            _use(reading.rule)
        except Exception as raised:  # noqa: BLE001 - whatever is raised is what is looked for
            yield f"{text!r}: {raised!r}"


def _use(rule: Rule) -> None:
    for context in CONTEXTS:
        schedule(rule, context)
    wording(rule)


WORDS = """
в во до к ко с со на по и г гг год года году годы годов числа число срок сроки период времени время
не позднее чем позже месяц месяца месяце а также но включительно течение
"""
FILLERS = frozenset(WORDS.split())
"""Words that bear no meaning of their own beside others: a preposition may be left out of «в сентябре»."""
