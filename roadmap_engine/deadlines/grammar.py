"""Phrase → rule: the reading of a whole deadline cell.

A cell is one or more clauses with separators between them; a clause is a core (`read_core`) with an
hour and brackets after it. What is left over makes the whole phrase not understood: a deadline read
in part would be a deadline read wrongly.
"""

from __future__ import annotations

from roadmap_engine.deadlines.combine import Separator, combine, join
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.nearest import nearest_form
from roadmap_engine.deadlines.read_events import read_relative
from roadmap_engine.deadlines.read_external import read_external
from roadmap_engine.deadlines.read_recurrence import read_position, read_recurrence
from roadmap_engine.deadlines.read_spans import read_by, read_days, read_during, read_from, read_times_of_year
from roadmap_engine.deadlines.read_times import read_time
from roadmap_engine.deadlines.reading import Reading
from roadmap_engine.deadlines.rule import (
    By,
    Composite,
    Date,
    External,
    Recurring,
    Relative,
    Rule,
    Standing,
    StandingManner,
)
from roadmap_engine.deadlines.sense import order_problems
from roadmap_engine.deadlines.values import TimeOfDay
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
_STANDING: tuple[tuple[str, StandingManner], ...] = (
    ("на постоянной основе", "constant"),
    ("на регулярной основе", "regular"),
    ("на систематической основе", "systematic"),
    ("на каждом уроке", "lesson"),
    ("по мере необходимости", "need"),
    ("по необходимости", "need"),
    ("при необходимости", "need"),
    ("в случае необходимости", "need"),
    ("по запросу", "request"),
    ("по запросам", "request"),
    ("по требованию", "request"),
    ("в рабочем порядке", "working-order"),
)
_STANDING_PHRASES = tuple((tuple(words.split()), manner) for words, manner in _STANDING)
_ALSO = wordings("а также", "также", "и также", "а затем", "затем")
_DATED_KINDS = frozenset({"date", "day-month", "month", "time", "freq"})
_READERS = (
    read_recurrence,
    read_external,
    read_relative,
    read_during,
    read_from,
    read_by,
    read_days,
    read_times_of_year,
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
        and _closes_at(tokens_text(c), 0) == len(tokens) - 1
    ):
        tokens.pop()
        tokens.pop(0)
    c.resize()
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


def tokens_text(c: Cursor) -> list[str]:
    """Give the letters of all tokens."""
    return [token.text for token in c.tokens]


def _closes_at(texts: list[str], opening: int) -> int:
    depth = 0
    for index in range(opening, len(texts)):
        depth += (texts[index] == "(") - (texts[index] == ")")
        if depth == 0:
            return index
    return len(texts)


def _skip_lines(c: Cursor) -> None:
    while c.kind() == "line":
        c.advance()


def _read_cell(c: Cursor) -> Rule | None:
    parts: list[tuple[Separator, Rule]] = []
    separator: Separator = ""
    while not c.done():
        clause = _read_clause(c)
        if clause is None:
            return None
        parts.append((separator, clause))
        separator = _read_separator(c)
    if separator not in ("", "line"):
        return None
    rule = combine(parts) if parts else None
    if rule is None:
        c.position = 0
    return rule


def _read_separator(c: Cursor) -> Separator:
    separator: Separator = ""
    origin = c.position
    while not c.done():
        if c.kind() == "line" or c.text() in (";", "."):
            separator = separator if separator == "colon" else "line"
        elif c.text() == ":":
            separator = "colon"
        elif c.text() == ",":
            separator = "," if separator == "" else separator
        elif c.text() in ("-", "•", "·", "*") and separator in ("line", "colon"):
            pass
        else:
            break
        c.advance()
    if c.take(_ALSO) or (c.text() == "но" and c.text(1) == "не" and c.take_text("но")):
        return "also"
    if c.position == origin and c.take_text("и"):
        return "and"
    c.take_text("и")
    return separator


def _read_clause(c: Cursor) -> Rule | None:
    leading = _read_leading_time(c)
    rule = _read_core(c)
    if rule is None:
        return None
    if leading is not None:
        rule = _with_time(rule, leading)
    while rule is not None:
        if c.text() == "(":
            rule = _read_bracket(c, rule)
        elif c.take(wordings("включительно", ", включительно")):
            continue
        elif not (followed := _read_trailing_time(c, rule)):
            break
        else:
            rule = followed
    return rule


def _read_core(c: Cursor) -> Rule | None:
    standing = _read_standing(c)
    if standing is not None:
        return standing
    for read in _READERS:
        found = read(c)
        if found is not None:
            return found
    return None


def _read_standing(c: Cursor) -> Standing | None:
    token = c.peek()
    if token.kind == "standing":
        # «Незамедлительно после …» is counted from an event.
        if token.value == "immediate" and c.text(1) in ("после", "по", "с"):
            return None
        c.advance()
        return Standing(manner=token.value)  # type: ignore[arg-type]  # the lexicon's manners
    for words, manner in _STANDING_PHRASES:
        if words[0] == token.text and c.take((words,)):
            return Standing(manner=manner)
    return None


def _read_leading_time(c: Cursor) -> TimeOfDay | None:
    origin = c.position
    time = read_time(c)
    if time is None:
        return None
    c.take_text(",")
    if c.done():
        c.position = origin
        return None
    return time


def _read_trailing_time(c: Cursor, rule: Rule) -> Rule | None:
    if isinstance(rule, Composite) or rule.time is not None:
        return None
    origin = c.position
    c.take_text(",")
    time = read_time(c, edge="by" if isinstance(rule, By) else "at")
    if time is None:
        c.position = origin
        return None
    return rule.model_copy(update={"time": time})


def _with_time(rule: Rule, time: TimeOfDay) -> Rule | None:
    """Put an hour that stands first: «до 18:00 25 мая» is due that day by that hour."""
    if isinstance(rule, Date):
        if time.edge == "by":
            return By(until=rule.on, time=time, remark=rule.remark)
        return rule.model_copy(update={"time": time})
    if isinstance(rule, (Relative, By, Recurring)):
        return rule.model_copy(update={"time": time})
    return None


def _read_bracket(c: Cursor, rule: Rule) -> Rule | None:
    """Read what stands in brackets: an hour, a closer time, somebody's schedule, or a remark."""
    c.advance()
    first = c.position
    closing = _closes_at(tokens_text(c), first - 1)
    inside = c.words(first, closing)
    for read in (_bracket_included, _bracket_time, _bracket_rule):
        found = read(c, rule, closing)
        if found is not None:
            c.position = closing + 1
            return found
        c.position = first
    if isinstance(rule, Composite) or closing <= first or not _is_remark(c, closing):
        return None
    c.position = closing + 1
    remark = f"{rule.remark}; {inside}" if rule.remark else inside
    return rule.model_copy(update={"remark": remark})


def _bracket_included(c: Cursor, rule: Rule, closing: int) -> Rule | None:
    return rule if c.take_text("включительно") and c.position == closing else None


def _bracket_time(c: Cursor, rule: Rule, closing: int) -> Rule | None:
    if isinstance(rule, Composite) or rule.time is not None:
        return None
    time = read_time(c, edge="by" if isinstance(rule, By) else "at")
    if time is None or c.position != closing:
        return None
    return rule.model_copy(update={"time": time})


def _bracket_rule(c: Cursor, rule: Rule, closing: int) -> Rule | None:
    if isinstance(rule, Composite):
        return None
    if isinstance(rule, Recurring) and rule.at is None:
        at = read_position(c, rule.every)
        if at is not None and c.position == closing:
            try:
                return Recurring.model_validate({**dict(rule), "at": at})
            except ValueError:
                return None
        c.position = closing if at is not None else c.position
    inner = _read_list(c, closing)
    if inner is None or isinstance(inner, (Composite, Standing)):
        return None
    if isinstance(inner, External) and inner.source == "agreement":
        return None
    return join(rule, inner, "bracket")


def _read_list(c: Cursor, closing: int) -> Rule | None:
    parts: list[tuple[Separator, Rule]] = []
    separator: Separator = ""
    while c.position < closing:
        core = _read_core(c)
        if core is None or c.position > closing:
            return None
        parts.append((separator, core))
        separator = _read_separator(c) if c.position < closing else ""
    return combine(parts) if parts and c.position == closing else None


def _is_remark(c: Cursor, closing: int) -> bool:
    for index in range(c.position, closing):
        token = c.tokens[index] if index < len(c.tokens) else None
        if token is None:
            break
        following = c.tokens[index + 1] if index + 1 < len(c.tokens) else None
        counted = token.kind == "count" and following is not None and following.kind in ("unit", "month")
        if token.kind in _DATED_KINDS or counted or token.text in ("(", ")"):
            return False
    return True


def _complaint(c: Cursor) -> Problem:
    if c.complaint is not None:
        return c.complaint
    start = min(c.position, max(len(c.tokens) - 1, 0))
    span = c.span(start, len(c.tokens))
    better = nearest_form(c.phrase)
    words, phrase = c.phrase[span[0] : span[1]].strip(), " ".join(c.phrase.split())
    return Problem.of("RM301", span=span, words=words, phrase=phrase, better=better)
