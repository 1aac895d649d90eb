"""Reading one clause of a cell: its core, an hour, and what stands in brackets after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType

from roadmap_engine.deadlines.combine import Separator, combine, join
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.kinds import By, Date, External, Relative, Standing, StandingManner
from roadmap_engine.deadlines.read_events import read_relative
from roadmap_engine.deadlines.read_external import read_external
from roadmap_engine.deadlines.read_positions import read_position
from roadmap_engine.deadlines.read_recurrence import read_recurrence
from roadmap_engine.deadlines.read_spans import read_by, read_days, read_during, read_from, read_times_of_year
from roadmap_engine.deadlines.read_times import read_time
from roadmap_engine.deadlines.recurrence import Recurring
from roadmap_engine.deadlines.rule import Composite, Rule
from roadmap_engine.deadlines.values import TimeOfDay

__all__ = ["closing_bracket", "read_clause", "read_separator", "token_texts"]

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


_STANDING_PHRASES = tuple((wordings(words), manner) for words, manner in _STANDING)
_STANDING_STARTS = frozenset(words.split()[0] for words, _ in _STANDING)


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
# What a first token rules out need not be tried.
_BY_KIND: Mapping[str, tuple[Callable[[Cursor], Rule | None], ...]] = {
    "month": (read_times_of_year,),
    "season": (read_times_of_year,),
    "season-adj": (read_times_of_year,),
    "break": (read_times_of_year,),
    "date": (read_days,),
    "day-month": (read_days,),
    "freq": (read_recurrence,),
}
_BY_WORD: Mapping[str, tuple[Callable[[Cursor], Rule | None], ...]] = {
    "до": (read_recurrence, read_by),
    "с": (read_relative, read_from),
    "со": (read_relative, read_from),
    "после": (read_recurrence, read_relative),
    "согласно": (read_external,),
}


def token_texts(c: Cursor) -> list[str]:
    """Give the letters of all tokens."""
    return [token.text for token in c.tokens]


def closing_bracket(texts: list[str], opening: int) -> int:
    """Find the bracket that closes one; the end where none does."""
    depth = 0
    for index in range(opening, len(texts)):
        depth += (texts[index] == "(") - (texts[index] == ")")
        if depth == 0:
            return index
    return len(texts)


def read_separator(c: Cursor) -> Separator:
    """Read what stands between two clauses; empty when nothing does."""
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


def read_clause(c: Cursor) -> Rule | None:
    """Read a core with the hour and the brackets that belong to it."""
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
    first = c.peek()
    for read in _BY_KIND.get(first.kind) or _BY_WORD.get(first.text) or _READERS:
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
        return Standing(manner=token.value)
    if token.text not in _STANDING_STARTS:
        return None
    return next((Standing(manner=manner) for words, manner in _STANDING_PHRASES if c.take(words)), None)


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
    closing = closing_bracket(token_texts(c), first - 1)
    inside = c.words(first, closing)
    for read in (_bracket_included, _bracket_time, _bracket_rule):
        found = read(c, rule, closing)
        if found is not None:
            c.position = closing + 1
            return found
        c.position = first
    if isinstance(rule, Composite) or closing <= first or not _is_remark(c, closing):
        return None
    if not isinstance(_read_list(c, closing), (Standing, External, NoneType)):
        # A deadline of its own in brackets is no remark: what it has to do with the rule is not known.
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
        separator = read_separator(c) if c.position < closing else ""
    return combine(parts) if parts and c.position == closing else None


_NUMBERING = frozenset({"№", ".", "/", "n"})


def _is_remark(c: Cursor, closing: int) -> bool:
    for index in range(c.position, closing):
        token = c.tokens[index] if index < len(c.tokens) else None
        if token is None:
            break
        following = c.tokens[index + 1] if index + 1 < len(c.tokens) else None
        counted = token.kind == "count" and following is not None and following.kind in ("unit", "month")
        if token.kind in _DATED_KINDS or counted or token.text in ("(", ")"):
            return False
        if token.kind == "count" and _counts_days(c, index, closing):
            return False
    return True


def _counts_days(c: Cursor, index: int, closing: int) -> bool:
    """Tell whether a number in brackets is a day: «(до 15)», «(1–15)», «(20 числа)», and not «(п. 5)»."""
    if index and c.tokens[index - 1].text in _NUMBERING:
        return False
    while index < closing and (c.tokens[index].kind == "count" or c.tokens[index].text in {"-", ",", "и"}):
        index += 1
    return index >= closing or c.tokens[index].text.startswith("числ")
