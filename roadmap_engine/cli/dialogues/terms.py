"""The terms and breaks of one school year, which only the school knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from gettext import gettext as _
from typing import Literal

from roadmap_engine.calendars import SchoolYear, Span, Terms
from roadmap_engine.calendars.terms import Break, LessonsEnd, Term, TermKind
from roadmap_engine.cli.answers import read_date, read_span, read_year
from roadmap_engine.cli.asking import Interview, Question, WrongAnswerError

__all__ = ["TERM_KINDS", "ask_terms"]

TERM_KINDS: Mapping[str, tuple[TermKind, int]] = {
    "quarters": ("quarter", 4),
    "trimesters": ("trimester", 3),
    "half-years": ("half-year", 2),
}
_ONE_DAY = dt.timedelta(days=1)
_WORDS: Mapping[TermKind, str] = {
    "quarter": _("Quarter {number}: from when to when"),
    "trimester": _("Trimester {number}: from when to when"),
    "half-year": _("Half-year {number}: from when to when"),
}
_BREAKS: Mapping[Literal["autumn", "winter", "spring"], str] = {
    "autumn": _("Autumn break"),
    "winter": _("Winter break"),
    "spring": _("Spring break"),
}


def ask_terms(interview: Interview, kinds: str, year: SchoolYear) -> Terms:
    """Ask for every term, then for the breaks, offering the days between quarters.

    Args:
        interview: asks.
        kinds: a key of TERM_KINDS.
        year: the school year that is offered first.
    """
    kind, count = TERM_KINDS[kinds]
    named = Question("school_year", _("Which school year are the terms for?"), read_year)
    year = interview.ask(named, str(year)) or year
    spans: list[Span] = []
    for number in range(1, count + 1):
        words = _WORDS[kind].format(number=number)
        after = spans[-1].last if spans else None
        why = _("For example 01.09.{year}–25.10.{year}.").format(year=year.start) if number == 1 else ""
        span = interview.ask(Question(f"terms.{number}", words, _within(year, after), why))
        if span is not None:
            spans.append(span)
    terms = tuple(
        Term(kind=kind, number=place, starts_on=span.first, ends_on=span.last)
        for place, span in enumerate(spans, 1)
    )
    why = _("Deadlines «by the end of lessons» are counted from it.")
    end = interview.ask(
        Question("lessons_end", _("Last day of lessons"), _day_within(year), why, optional=True),
        f"{spans[-1].last:%d.%m.%Y}" if spans else None,
    )
    return Terms(
        school_year=year,
        terms=terms,
        breaks=_ask_breaks(interview, year, spans if kind == "quarter" else []),
        lessons_end=(LessonsEnd(on=end),) if end else (),
    )


def _ask_breaks(interview: Interview, year: SchoolYear, quarters: list[Span]) -> tuple[Break, ...]:
    breaks = []
    for place, (name, words) in enumerate(_BREAKS.items()):
        offered = None
        if place + 1 < len(quarters):
            first, last = quarters[place].last + _ONE_DAY, quarters[place + 1].first - _ONE_DAY
            offered = f"{first:%d.%m.%Y}–{last:%d.%m.%Y}" if first <= last else None
        why = _("Without weekends that are days off anyway, or with them, as the school's order has it.")
        question = Question(f"breaks.{name}", words, _within(year, None), why, optional=True)
        span = interview.ask(question, offered)
        if span is not None:
            breaks.append(Break(name=name, starts_on=span.first, ends_on=span.last))
    return tuple(breaks)


def _within(year: SchoolYear, after: dt.date | None) -> Callable[[str], Span]:
    def read(words: str) -> Span:
        span = read_span(words)
        _check_day(span.first, year)
        _check_day(span.last, year)
        if after is not None and span.first <= after:
            raise WrongAnswerError(
                _("It begins before the one before it ends, on {day}.").format(day=f"{after:%d.%m.%Y}")
            )
        return span

    return read


def _day_within(year: SchoolYear) -> Callable[[str], dt.date]:
    def read(words: str) -> dt.date:
        return _check_day(read_date(words), year)

    return read


def _check_day(day: dt.date, year: SchoolYear) -> dt.date:
    if day not in year.span:
        raise WrongAnswerError(
            _("{day} is not in the school year {year}.").format(day=f"{day:%d.%m.%Y}", year=year)
        )
    return day
