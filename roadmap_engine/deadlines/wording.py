"""Rule → phrase: the rule in the Russian of official papers, such that reading it gives the rule again.

What an author wrote is what is printed; these words serve generated texts and explanations.
"""

from __future__ import annotations

from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.kinds import By, Date, During, External, From, Months, Range, Relative, Standing
from roadmap_engine.deadlines.period_words import (
    date_words,
    edge_words,
    event_genitive,
    moment_words,
    month_list_words,
    period_genitive,
)
from roadmap_engine.deadlines.periods import BreakPeriod, Edge, EventPeriod, Moment
from roadmap_engine.deadlines.recurrence import InYear, Recurring
from roadmap_engine.deadlines.recurrence_words import recurrence_words
from roadmap_engine.deadlines.rule import Composite, Rule
from roadmap_engine.deadlines.unit_words import length_words
from roadmap_engine.deadlines.values import NthWeekday, PartialDate, TimeOfDay

__all__ = ["wording"]

_MANNERS = {
    "constant": "постоянно",
    "systematic": "систематически",
    "regular": "регулярно",
    "lesson": "поурочно",
    "need": "по мере необходимости",
    "request": "по запросу",
    "immediate": "незамедлительно",
    "working-order": "в рабочем порядке",
}
_ZONES = {"moscow": " мск", "local": " по местному времени"}


def wording(rule: Rule, events: EventVocabulary = STANDARD_EVENTS) -> str:
    """Print a rule; `parse` reads the same rule from it.

    >>> wording(By(until="2021-01-17"))
    'до 17 января 2021 г.'
    """
    if isinstance(rule, Composite):
        return _composite(rule, events)
    if isinstance(rule, Date) and rule.time is not None and rule.time.edge == "at":
        return f"{_body(rule, events)} в {_clock(rule.time)}{_remark(rule)}"
    if isinstance(rule, By) and isinstance(rule.until, PartialDate) and rule.time and rule.time.edge == "by":
        return f"до {_clock(rule.time)} {date_words(rule.until)}{_remark(rule)}"
    according = getattr(rule, "according", None)
    guided = f" {according.words}" if according is not None else ""
    return f"{_body(rule, events)}{guided}{_time(rule)}{_remark(rule)}"


def _clock(time: TimeOfDay) -> str:
    return f"{time.at}{_ZONES.get(time.zone or '', '')}"


def _time(rule: Rule) -> str:
    if rule.time is None:
        return ""
    return f" ({'до' if rule.time.edge == 'by' else 'в'} {_clock(rule.time)})"


def _remark(rule: Rule) -> str:
    return f" ({rule.remark})" if rule.remark else ""


def _composite(rule: Composite, events: EventVocabulary) -> str:
    days = [part.on for part in rule.parts if isinstance(part, Date) and not part.time and not part.remark]
    plain = [day for day in days if isinstance(day, PartialDate)]
    if len(plain) == len(rule.parts) and len({day.year is None for day in plain}) == 1:
        return ", ".join(date_words(day) for day in plain)
    return "; ".join(wording(part, events) for part in rule.parts)


def _body(rule: Rule, events: EventVocabulary) -> str:  # noqa: PLR0911 - one exit a kind of rule
    if isinstance(rule, Date):
        return _day(rule.on, events)
    if isinstance(rule, By):
        return f"до {moment_words(rule.until, events)}"
    if isinstance(rule, From):
        return f"с {moment_words(rule.since, events)}"
    if isinstance(rule, Range):
        return _range(rule, events)
    if isinstance(rule, Months):
        return month_list_words(rule.months)
    if isinstance(rule, During):
        return _during(rule, events)
    if isinstance(rule, Relative):
        return _relative(rule, events)
    if isinstance(rule, External):
        return rule.words
    if isinstance(rule, Standing):
        within = f", {wording(rule.within, events)}" if rule.within else ""
        return f"{_MANNERS[rule.manner]}{within}"
    return _recurring(rule, events) if isinstance(rule, Recurring) else ""


def _day(moment: Moment, events: EventVocabulary) -> str:
    if isinstance(moment, PartialDate):
        return date_words(moment)
    if isinstance(moment, NthWeekday):
        return moment_words(moment, events, "nominative")
    edge = "первый" if moment.edge == "start" else "последний"
    return f"{edge} день {period_genitive(moment.of, events)}"


def _range(rule: Range, events: EventVocabulary) -> str:
    since, until = rule.since, rule.until
    if isinstance(since, PartialDate) and isinstance(until, PartialDate) and since.year == until.year:
        if since.month == until.month and since.day < until.day:
            return f"с {since.day} по {date_words(until)}"
        if since.month < until.month:
            return f"с {date_words(since, year=False)} по {date_words(until)}"
    return f"с {moment_words(since, events)} по {moment_words(until, events, 'accusative')}"


def _during(rule: During, events: EventVocabulary) -> str:
    inside = "в период" if isinstance(rule.period, (BreakPeriod, EventPeriod)) else "в течение"
    return f"{inside} {period_genitive(rule.period, events)}"


def _relative(rule: Relative, events: EventVocabulary) -> str:
    anchor = _anchor(rule, events)
    preposition = "после" if rule.direction == "after" else "до"
    if rule.length is None:
        return f"в день {anchor}" if rule.direction == "on" else f"{preposition} {anchor}"
    if rule.sense == "within":
        return f"в течение {length_words(rule.length, 'genitive')} {preposition} {anchor}"
    start = {"exactly": "", "by": "не позднее чем ", "not-before": "не ранее чем "}[rule.sense or "exactly"]
    step = "через" if rule.direction == "after" else "за"
    return f"{start}{step} {length_words(rule.length, 'accusative')} {preposition} {anchor}"


def _anchor(rule: Relative, events: EventVocabulary) -> str:
    if rule.moment is None:
        return event_genitive(rule.event, rule.words, events)
    if isinstance(rule.moment, Edge) and rule.moment.edge == "end":
        return f"окончания {period_genitive(rule.moment.of, events)}"
    return (
        edge_words(rule.moment, events)
        if isinstance(rule.moment, Edge)
        else moment_words(rule.moment, events)
    )


def _recurring(rule: Recurring, events: EventVocabulary) -> str:
    text = recurrence_words(rule)
    if isinstance(rule.at, InYear):
        inner = wording(rule.at.rule, events)
        text = f"{text}, {inner}" if rule.times is None else f"{text} ({inner})"
    return f"{text}, {wording(rule.within, events)}" if rule.within else text
