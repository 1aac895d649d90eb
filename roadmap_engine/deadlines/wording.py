"""Rule → phrase: the rule in the Russian of official papers, such that reading it gives the rule again.

What an author wrote is what is printed; these words serve generated texts and explanations. A relation gives
its place a preposition and a case; everything inside a place stands in the genitive.
"""

from __future__ import annotations

from typing import assert_never

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.lexicon import UNIT_NOUNS
from roadmap_engine.deadlines.nth import Nth, is_month_like
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import (
    After,
    By,
    External,
    From,
    Many,
    On,
    Placed,
    Rule,
    SimpleRule,
    Standing,
    StandingManner,
)
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through, is_of_months
from roadmap_engine.deadlines.terms import Break, unit_words
from roadmap_engine.deadlines.values import Clock, Often
from roadmap_engine.deadlines.weekdays import Weekdays
from roadmap_engine.deadlines.years import NextYear
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import count_phrase, plural_form

__all__ = ["MANNERS", "wording"]

MANNERS: dict[StandingManner, str] = {
    "constant": "постоянно", "systematic": "систематически", "regular": "регулярно", "lesson": "поурочно",
    "need": "по мере необходимости", "request": "по запросу", "immediate": "незамедлительно",
    "working-order": "в рабочем порядке",
}  # fmt: skip
_ZONES = {"moscow": " мск", "local": " по местному времени"}
_ADVERBS = {
    "day": "ежедневно", "week": "еженедельно", "month": "ежемесячно", "quarter": "ежеквартально",
    "year": "ежегодно",
}  # fmt: skip
_BOUNDS = {"at-least": "не менее ", "at-most": "не более "}


def wording(rule: Rule, events: EventVocabulary = STANDARD_EVENTS) -> str:
    """Print a rule; `parse` reads the same rule from it.

    >>> wording(By(Day(17, 1, 2021)))
    'до 17 января 2021 г.'
    """
    match rule:
        case Many():
            return _many(rule, events)
        case External():
            return f"{rule.words}{_but(rule, events)}{_time(rule.time)}{_remark(rule)}"
        case Standing():
            within = _standing_within(rule, events)
            return f"{MANNERS[rule.manner]}{within}{_but(rule, events)}{_time(rule.time)}{_remark(rule)}"
        case On() | By() | From() | After():
            return _placed(rule, events)
        case _:
            assert_never(rule)


def _many(rule: Many, events: EventVocabulary) -> str:
    days = [
        part.at
        for part in rule.parts
        if isinstance(part, On) and isinstance(part.at, Day) and _is_plain(part)
    ]
    if len(days) == len(rule.parts) and len({day.lacks_year for day in days}) == 1:
        return ", ".join(day.say(Case.NOMINATIVE, events) for day in days)
    return "; ".join(wording(part, events) for part in rule.parts)


def _is_plain(rule: SimpleRule) -> bool:
    bare = rule.time is None and rule.remark is None and rule.but is None
    return bare and isinstance(rule, Placed) and rule.according is None and not rule.yearly


def _placed(rule: Placed, events: EventVocabulary) -> str:
    time = rule.time
    guided = f" {rule.according.words}" if rule.according is not None else ""
    but, remark = _but(rule, events), _remark(rule)
    if isinstance(rule.at, Day) and time is not None and not rule.yearly:
        if isinstance(rule, On) and time.edge == "at" and time.until is None:
            return f"{rule.at.words()} в {_clock(time)}{guided}{but}{remark}"
        if isinstance(rule, By) and time.edge == "by":
            return f"до {_clock(time)} {rule.at.words()}{guided}{but}{remark}"
    within = f", {wording(rule.within, events)}" if rule.within else ""
    return f"{_body(rule, events)}{within}{guided}{but}{_time(time)}{remark}"


def _clock(time: Clock) -> str:
    return f"{time.at}{_ZONES.get(time.zone or '', '')}"


def _time(time: Clock | None) -> str:
    if time is None:
        return ""
    if time.until is not None:
        return f" (с {time.at} до {time.until}{_ZONES.get(time.zone or '', '')})"
    return f" ({'до' if time.edge == 'by' else 'в'} {_clock(time)})"


def _remark(rule: SimpleRule) -> str:
    return f" ({rule.remark})" if rule.remark else ""


def _but(rule: SimpleRule, events: EventVocabulary) -> str:
    words = [each.say(Case.GENITIVE, events) for each in rule.but or ()]
    return f", кроме {', '.join(words[:-1])}{' и ' if words[1:] else ''}{words[-1]}" if words else ""


def _body(rule: Placed, events: EventVocabulary) -> str:
    if rule.yearly:
        inner = _relation(rule, events)
        often = rule.often
        return f"ежегодно, {inner}" if often is None else f"{often_words(often, Each('year'))} ({inner})"
    cycle = _numbered_cycle(rule.at)
    if cycle is not None and not isinstance(rule, (From, After)):
        head = _adverb(cycle) if rule.often is None else often_words(rule.often, cycle)
        return f"{head} {_in_cycle(rule, events)}"
    if rule.often is not None and not rule.at.repeats:
        return f"{_times(rule.often)} {_within_words(rule.at, events)}"
    if rule.often is not None:
        if isinstance(rule.at, Each) and isinstance(rule, On):
            return often_words(rule.often, rule.at)
        each = next(place for place in rule.at.walk() if isinstance(place, Each))
        return f"{often_words(rule.often, each)}, {_relation(rule, events)}"
    return _relation(rule, events)


def _numbered_cycle(place: Place) -> Each | None:
    """Give the cycle of a day of the month that recurs, «ежемесячно до 25 числа»."""
    if not isinstance(place, Nth) or place.unit != "day" or place.through or not is_month_like(place.of):
        return None
    each = next((part for part in place.of.walk() if isinstance(part, Each)), None)
    return each if each is not None and each.interval == 1 else None


def _adverb(each: Each) -> str:
    return _ADVERBS.get(each.unit) or each.say(Case.ACCUSATIVE, STANDARD_EVENTS)


def _in_cycle(rule: Placed, events: EventVocabulary) -> str:
    """Print a day of the month inside a cycle that is said before it."""
    place = rule.at
    if not isinstance(place, Nth):
        return _relation(rule, events)
    by = isinstance(rule, By)
    if place.nth < 0:
        head = f"{'до' if by else 'в'} {place.head(Case.GENITIVE if by else Case.ACCUSATIVE)}"
    else:
        head = f"{'до ' if by else ''}{place.nth} числа"
    match place.of:
        case Each():
            return f"{head} месяца" if place.nth < 0 else head
        case Nth():
            return f"{head} {place.of.head(Case.GENITIVE)} {unit_words(_unit_of(place.of), Case.GENITIVE)}"
        case _:
            return f"{head} {place.of.say(Case.GENITIVE, events)}"


def _unit_of(place: Nth) -> str:
    return place.of.unit if isinstance(place.of, Each) else "month"


def often_words(often: Often, each: Each) -> str:
    """Print how often in a cycle: «не менее 2 раз в четверть», «1 раз в 2 недели».

    >>> often_words(Often(times=2, bound="at-least"), Each("school-quarter"))
    'не менее 2 раз в четверть'
    """
    if each.unit == "term":
        cycle = "четверть, триместр или полугодие"
    elif each.interval == 1:
        cycle = unit_words(each.unit, Case.ACCUSATIVE)
    else:
        cycle = count_phrase(each.interval, UNIT_NOUNS[each.unit], Case.ACCUSATIVE)
    since = f", начиная с {each.since} года" if each.since else ""
    return f"{_times(often)} в {cycle}{since}"


def _times(often: Often) -> str:
    times = often.times
    if often.bound is not None:
        one = plural_form(times, "1", "2", "5") == "1"
        return f"{_BOUNDS[often.bound]}{times} {'раза' if one else 'раз'}"
    number = str(times) if often.least is None else f"{often.least}–{times}"
    return f"{number} {plural_form(times, 'раз', 'раза', 'раз')}"


def _standing_within(rule: Standing, events: EventVocabulary) -> str:
    """«…, сентябрь–май»; behind «по запросу» a month and a comma would be a time of its own."""
    if rule.within is None:
        return ""
    if (
        rule.manner in ("need", "request", "immediate")
        and isinstance(rule.within, On)
        and is_of_months(rule.within.at)
    ):
        return f" {_within_words(rule.within.at, events)}"
    return f", {wording(rule.within, events)}"


def _within_words(place: Place, events: EventVocabulary) -> str:
    """Print the time in which something is done so many times."""
    return f"в течение {place.say(Case.GENITIVE, events)}"


def _relation(rule: Placed, events: EventVocabulary) -> str:
    match rule:
        case On():
            return _on(rule.at, events)
        case By():
            return _bounded(rule.at, "не позднее чем", "до", events)
        case From():
            return _bounded(rule.at, "не ранее чем", "с", events)
        case After():
            return _after(rule.at, events)
        case _:
            assert_never(rule)


def _on(place: Place, events: EventVocabulary) -> str:
    match place:
        case Each():
            since = f", начиная с {place.since} года" if place.since else ""
            plain = place.interval == 1 and place.unit in _ADVERBS
            return (_ADVERBS[place.unit] if plain else place.say(Case.ACCUSATIVE, events)) + since
        case Weekdays():
            weekly = "еженедельно" if place.of.interval == 1 else place.of.say(Case.ACCUSATIVE, events)
            return f"{weekly} по {place.say(Case.DATIVE, events)}"
        case Shift():
            return place.say(Case.NOMINATIVE, events)
        case Happening():
            words = place.say(Case.GENITIVE, events)
            lasts = "в течение" if "период" in words else "в период"
            return f"{'в день' if place.day else lasts} {words}"
        case Edge() if place.of.repeats and place.edge == "end" and not isinstance(place.of, Break):
            return f"в конце {place.of.say(Case.GENITIVE, events)}"
        case Edge():
            return f"{'первый' if place.edge == 'start' else 'последний'} день {place.of.say(Case.GENITIVE, events)}"
        case Break():
            return f"в период {place.say(Case.GENITIVE, events)}"
        case Nth() if (
            place.unit == "day" and place.nth > 0 and place.through is None and is_month_like(place.of)
        ):
            return place.say(Case.GENITIVE, events)
        case Day() | DayOfWeek() | Nth() | Part() | Through() | NextYear() | Some():
            return place.say(Case.NOMINATIVE, events)
        case _:
            named = is_of_months(place)
            return place.say(Case.NOMINATIVE, events) if named else _within_words(place, events)


def _bounded(place: Place, counted: str, word: str, events: EventVocabulary) -> str:
    """Print what a day bounds: «до 5 октября», or «не позднее чем за 3 дня до …» where the day is counted."""
    if isinstance(place, Shift):
        return f"{counted} {place.say(Case.NOMINATIVE, events)}"
    return f"{word} {place.say(Case.GENITIVE, events)}"


def _after(place: Place, events: EventVocabulary) -> str:
    match place:
        case Each():
            return f"по итогам {place.say(Case.GENITIVE, events)}"
        case Edge() if place.edge == "end":
            return f"после окончания {place.of.say(Case.GENITIVE, events)}"
        case _:
            return f"после {place.say(Case.GENITIVE, events)}"
