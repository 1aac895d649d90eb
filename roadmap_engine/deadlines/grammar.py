"""Phrase → rule: the reading of a whole deadline cell.

A cell is one or more clauses with separators between them; a clause is a core (`read_core`) with an
hour and brackets after it. What is left over makes the whole phrase not understood: a deadline read
in part would be a deadline read wrongly.
"""

from __future__ import annotations

from roadmap_engine.deadlines.combine import Separator, combine
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.lines import join_lines
from roadmap_engine.deadlines.nearest import nearest_form
from roadmap_engine.deadlines.read_clause import closing_bracket, read_clause, read_separator, token_texts
from roadmap_engine.deadlines.reading import Reading
from roadmap_engine.deadlines.rule import Rule
from roadmap_engine.deadlines.sense import order_problems
from roadmap_engine.diagnostics import Problem

__all__ = ["parse"]

LONGEST_PHRASE = 2000


_PREFIXES = wordings(
    *(
        "срок исполнения",
        "сроки исполнения",
        "срок реализации",
        "сроки реализации",
        "срок проведения",
        "сроки",
    ),
    *("сроки проведения", "дата проведения", "срок выполнения", "сроки выполнения", "срок", "дата"),
    *("период проведения", "срок представления"),
)


def parse(phrase: str, *, events: EventVocabulary = STANDARD_EVENTS) -> Reading:
    """Read a deadline phrase; never raises.

    >>> parse("до 17 января 2021 г.").rule
    By(time=None, remark=None, kind='by', until=PartialDate(day=17, month=1, year=2021))
    """
    if len(phrase) > LONGEST_PHRASE:
        return Reading(None, (Problem.of("RM306", span=(0, len(phrase)), longest=LONGEST_PHRASE),))
    c = Cursor(phrase, events)
    _strip(c)
    if not c.tokens:
        return Reading(None, (Problem.of("RM300", span=(0, len(phrase))),))
    rule = _read_cell(c)
    if rule is None:
        return Reading(None, (_complaint(c),))
    return Reading(rule, order_problems(rule, (0, len(phrase))))


def _strip(c: Cursor) -> None:
    """Drop what surrounds a deadline: «Срок: …», brackets around the whole, a final full stop."""
    tokens = c.tokens
    while tokens and (tokens[-1].kind == "line" or tokens[-1].text in (".", ";", ",", ":")):
        tokens.pop()
    if (
        tokens
        and tokens[0].text == "("
        and tokens[-1].text == ")"
        and closing_bracket(token_texts(c), 0) == len(tokens) - 1
    ):
        tokens.pop()
        tokens.pop(0)
    c.resize()
    join_lines(c)
    while c.kind() == "line" or c.text() in ("-", "•", "·", "*", "."):
        c.advance()
    origin = c.position
    if c.take(_PREFIXES) and not c.done():
        marked = c.take_text(":", "-")
        if (
            not marked
            and c.kind() not in ("date", "day-month", "month", "count")
            and c.text() not in ("до", "с", "не")
        ):
            c.position = origin
    _skip_lines(c)


def _skip_lines(c: Cursor) -> None:
    while c.kind() == "line":
        c.advance()


def _read_cell(c: Cursor) -> Rule | None:
    parts: list[tuple[Separator, Rule]] = []
    separator: Separator = ""
    while not c.done():
        clause = read_clause(c)
        if clause is None:
            return None
        parts.append((separator, clause))
        separator = read_separator(c)
    if separator not in ("", "line"):
        return None
    rule = combine(parts) if parts else None
    if rule is None:
        c.position = 0
    return rule


def _complaint(c: Cursor) -> Problem:
    if c.complaint is not None:
        return c.complaint
    start = min(c.position, max(len(c.tokens) - 1, 0))
    span = c.span(start, len(c.tokens))
    better = nearest_form(c.phrase)
    words, phrase = c.phrase[span[0] : span[1]].strip(), " ".join(c.phrase.split())
    return Problem.of("RM301", span=span, words=words, phrase=phrase, better=better)
