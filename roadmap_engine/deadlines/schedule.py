"""Rule → dates: the occurrences of a deadline in a plan's year, each with its reasons.

What depends on something unknown gives no date but what is awaited. «До D» includes D. A due day that a
rule names, and a counted one, is checked against the working calendar; the ends of whole months and
terms are not, since nobody chose those days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.counted import schedule_relative
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.kinds import (
    By,
    Date,
    During,
    External,
    From,
    Months,
    Range,
    Relative,
    Standing,
)
from roadmap_engine.deadlines.periods import Edge, Moment, SchoolYearPeriod, YearPeriod
from roadmap_engine.deadlines.recurrence import DayOfMonth, Recurring
from roadmap_engine.deadlines.recurring import schedule_recurring
from roadmap_engine.deadlines.resolve import (
    Setting,
    event_days,
    moment_day,
    period_days,
    place_date,
)
from roadmap_engine.deadlines.results import Awaited, Bounds, Occurrence, Reason, Schedule
from roadmap_engine.deadlines.rule import Composite, Rule
from roadmap_engine.deadlines.scheduled_months import schedule_months
from roadmap_engine.deadlines.sense import order_problems, outside_problems
from roadmap_engine.deadlines.settle import format_day, settle
from roadmap_engine.deadlines.values import PartialDate
from roadmap_engine.diagnostics import Problem, Severity

__all__ = ["schedule"]

ONE_DAY = dt.timedelta(days=1)


FIRST_SCHOOL_MONTH, FIRST_OPENING_MONTH, LAST_SCHOOL_MONTH = 9, 6, 8


_ZONES = {"moscow": "Europe/Moscow", "local": "local"}


def schedule(rule: Rule, context: Context, events: EventVocabulary = STANDARD_EVENTS) -> Schedule:
    """Date a rule against what is known."""
    found = _schedule(rule, Setting(context, events))
    problems = (*order_problems(rule), *outside_problems(rule, context), *found.problems)
    if len(found.occurrences) < 2 and len(problems) < 2:  # noqa: PLR2004 - nothing to tell apart
        return found if problems == found.problems else replace(found, problems=problems)
    distinct = tuple(dict.fromkeys(problems))
    return replace(found, problems=distinct, occurrences=_with_own_keys(found.occurrences))


def _with_own_keys(occurrences: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """Number the occurrences that name the same time twice («май, май»)."""
    met: dict[str, int] = {}
    keyed = []
    for each in occurrences:
        met[each.key] = met.get(each.key, 0) + 1
        again = met[each.key]
        keyed.append(each if again == 1 else replace(each, key=f"{each.key}#{again}"))
    return tuple(keyed)


def _schedule(rule: Rule, setting: Setting) -> Schedule:
    if isinstance(rule, Composite):
        return _composite(rule, setting)
    found = _dated(rule, setting)
    if rule.time is not None:
        zone = _ZONES.get(rule.time.zone or "")
        timed = tuple(replace(each, time=rule.time.at, zone=zone) for each in found.occurrences)
        found = replace(found, occurrences=timed)
    return _settled(found, setting.context) if _names_a_day(rule) else found


def _dated(rule: Rule, setting: Setting) -> Schedule:  # noqa: PLR0911 - one exit a kind of rule
    if isinstance(rule, Date):
        return _single(rule.on, rule.on, setting, "день назван")
    if isinstance(rule, By):
        return _single(None, rule.until, setting, "до этого дня включительно")
    if isinstance(rule, From):
        return _single(rule.since, None, setting, "с этого дня")
    if isinstance(rule, Range):
        return _range(rule, setting)
    if isinstance(rule, Months):
        return schedule_months(rule, setting.context)
    if isinstance(rule, During):
        return _during(rule, setting)
    if isinstance(rule, Relative):
        return schedule_relative(rule, setting)
    if isinstance(rule, Recurring):
        return schedule_recurring(rule, setting, _schedule)
    if isinstance(rule, External):
        return _external(rule, setting)
    return _standing(rule, setting) if isinstance(rule, Standing) else Schedule()


def _names_a_day(rule: Rule) -> bool:
    if isinstance(rule, Date):
        return not isinstance(rule.on, Edge)
    if isinstance(rule, (By, Range)):
        return not isinstance(rule.until, Edge)
    if isinstance(rule, Recurring):
        return isinstance(rule.at, DayOfMonth)
    return isinstance(rule, Relative) and rule.length is not None


def _settled(found: Schedule, context: Context) -> Schedule:
    occurrences, reasons, problems = [], list(found.reasons), list(found.problems)
    if not found.occurrences:
        return found
    for each in found.occurrences:
        settled, steps, warnings = settle(each, context)
        occurrences.append(settled)
        reasons.extend(steps)
        problems.extend(warning for warning in warnings if warning not in problems)
    # `replace` asks every field by name, and every measure of a plan comes by here.
    return Schedule(
        occurrences=tuple(occurrences),
        awaiting=found.awaiting,
        standing=found.standing,
        reasons=tuple(reasons),
        bounds=found.bounds,
        rrule=found.rrule,
        problems=tuple(problems),
    )


def _single(since: Moment | None, until: Moment | None, setting: Setting, said: str) -> Schedule:
    moment = since if since is not None else until
    if moment is None:
        return Schedule()
    day = moment_day(moment, setting)
    if day is None:
        return Schedule(problems=(Problem.of("RM302", date=str(moment)),))
    if isinstance(day, Awaited):
        window = setting.context.window
        bounds = Bounds(None if since is None else window.first, window.last if until is not None else None)
        return Schedule(awaiting=(day,), bounds=bounds)
    if since is None and isinstance(moment, Edge) and moment.edge == "start":
        # «До начала» ends on the day before: the first day itself is no longer before it.
        reason = Reason(
            f"начало: {format_day(day)}; последний день перед ним — {format_day(day - ONE_DAY)}",
            day - ONE_DAY,
            key="1",
        )
        return Schedule(occurrences=(Occurrence("1", None, day - ONE_DAY),), reasons=(reason,))
    occurrence = Occurrence("1", day if since is not None else None, day if until is not None else None)
    return Schedule(occurrences=(occurrence,), reasons=(Reason(f"{format_day(day)}: {said}", day, key="1"),))


def _range(rule: Range, setting: Setting) -> Schedule:
    since, until = moment_day(rule.since, setting), moment_day(rule.until, setting)
    if since is None or until is None:
        return Schedule(
            problems=(Problem.of("RM302", date=str(rule.since if since is None else rule.until)),)
        )
    awaited = tuple(day for day in (since, until) if isinstance(day, Awaited))
    known = tuple(None if isinstance(day, Awaited) else day for day in (since, until))
    if isinstance(since, Awaited) or isinstance(until, Awaited):
        return Schedule(awaiting=awaited, bounds=Bounds(*known))
    if until < since:
        since, until = _across_new_year(rule, since, until, setting.context)
    if until < since:
        problem = Problem.of("RM303", words=f"{format_day(since)} – {format_day(until)}")
        return Schedule(problems=() if _has_years(rule) else (problem,))
    reason = Reason(f"с {format_day(since)} по {format_day(until)} включительно", until, key="1")
    return Schedule(occurrences=(Occurrence("1", since, until),), reasons=(reason,))


def _has_years(rule: Range) -> bool:
    return all(
        isinstance(moment, PartialDate) and moment.year is not None for moment in (rule.since, rule.until)
    )


def _across_new_year(
    rule: Range, since: dt.date, until: dt.date, context: Context
) -> tuple[dt.date, dt.date]:
    """Put a range without years that runs backwards into the years it can only mean."""
    first, last = rule.since, rule.until
    if not isinstance(first, PartialDate) or not isinstance(last, PartialDate) or first.year or last.year:
        return since, until
    # «25 августа – 5 сентября» opens the plan in the summer; «25 декабря – 10 января» crosses New Year.
    if isinstance(context.year, SchoolYear) and first.month in range(FIRST_OPENING_MONTH, FIRST_SCHOOL_MONTH):
        return since.replace(year=since.year - 1), until
    return since, place_date(replace(last, year=until.year + 1), context) or until


def _during(rule: During, setting: Setting) -> Schedule:
    days = period_days(rule.period, setting)
    if isinstance(days, Awaited):
        if rule.period.period not in ("term", "break"):
            return Schedule(awaiting=(days,))
        window = setting.context.window
        problem = Problem.of("RM309", severity=Severity.WARNING, terms=days.title)
        bounds = Bounds(window.first, window.last)
        return Schedule(awaiting=(days,), bounds=bounds, problems=(problem,))
    outer = isinstance(rule.period, (SchoolYearPeriod, YearPeriod)) and days.last.month == LAST_SCHOOL_MONTH
    said = "; последний день уроков не указан" if outer else ""
    reason = Reason(f"{format_day(days.first)} – {format_day(days.last)}{said}", days.last, key="1")
    return Schedule(occurrences=(Occurrence("1", days.first, days.last),), reasons=(reason,))


def _external(rule: External, setting: Setting) -> Schedule:
    decided = setting.context.decided
    if decided is None:
        if rule.event is not None:
            return _undecided(rule.event, setting)
        return Schedule(awaiting=(Awaited(None, rule.words),))
    several = decided if isinstance(decided, tuple) else (decided,)
    spans = tuple(each if isinstance(each, Span) else Span(each, each) for each in several)
    occurrences = tuple(
        Occurrence(str(number), span.first, span.last) for number, span in enumerate(spans, 1)
    )
    known = event_days(rule.event, None, setting) if rule.event else None
    said = f" от {format_day(known.last)}" if isinstance(known, Span) else ""
    reasons = tuple(
        Reason(f"срок установлен решением{said}: {format_day(each.last)}", each.last, rule.words, str(number))
        for number, each in enumerate(spans, 1)
    )
    return Schedule(occurrences=occurrences, reasons=reasons)


def _undecided(event: str, setting: Setting) -> Schedule:
    """What follows of a decision that is not made, or is made and says no day for this deadline.

    Nothing done by a decision begins before it; its last day stays open, because nobody has said one.
    """
    entry = setting.events.by_id.get(event)
    title = entry.title if entry else event
    known = event_days(event, None, setting)
    if not isinstance(known, Span):
        return Schedule(awaiting=(Awaited(event, title),))
    reasons = (
        Reason(f"{title}: {format_day(known.last)}", known.last),
        Reason(f"не раньше {format_day(known.last)}, крайний срок решением не назван", known.last),
    )
    return Schedule(occurrences=(Occurrence("1", known.last, None),), reasons=reasons)


def _standing(rule: Standing, setting: Setting) -> Schedule:
    if rule.within is None:
        return Schedule(standing=True, reasons=(Reason("постоянная обязанность: дат нет"),))
    return replace(_schedule(rule.within, setting), standing=True)


def _composite(rule: Composite, setting: Setting) -> Schedule:
    parts = [_schedule(part, setting) for part in rule.parts]
    occurrences: list[Occurrence] = []
    reasons: list[Reason] = []
    for number, part in enumerate(parts, 1):
        occurrences.extend(replace(each, key=f"{number}.{each.key}") for each in part.occurrences)
        reasons.extend(
            replace(each, key=f"{number}.{each.key}" if each.key else None) for each in part.reasons
        )
    return Schedule(
        occurrences=tuple(occurrences),
        awaiting=tuple(dict.fromkeys(each for part in parts for each in part.awaiting)),
        standing=any(part.standing for part in parts),
        reasons=tuple(reasons),
        bounds=next((part.bounds for part in parts if part.bounds), None),
        problems=tuple(dict.fromkeys(each for part in parts for each in part.problems)),
    )
