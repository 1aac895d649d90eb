"""Deadlines counted from an event: the event's day, the length, the days it gives."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.calendars import Span, add_months
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.kinds import Relative
from roadmap_engine.deadlines.periods import Edge
from roadmap_engine.deadlines.resolve import Setting, edge_id, event_days, moment_day
from roadmap_engine.deadlines.results import Awaited, Bounds, Occurrence, Reason, Schedule
from roadmap_engine.deadlines.settle import format_day, unknown_years
from roadmap_engine.deadlines.unit_words import length_words
from roadmap_engine.deadlines.values import Length, PartialDate
from roadmap_engine.diagnostics import Problem, Severity

__all__ = ["schedule_relative"]

ONE_DAY = dt.timedelta(days=1)
DAYS_IN_WEEK, MONTHS_IN_YEAR = 7, 12
LONGEST_SEARCH = 4000

_CIVIL_CODE = {
    # «Срок, исчисляемый годами, истекает в соответствующие месяц и число последнего года срока».
    "year": "ст. 192 ГК РФ",
    # «Срок, исчисляемый месяцами, истекает в соответствующее число последнего месяца срока».
    "month": "ст. 192 ГК РФ",
    # «Срок, исчисляемый неделями, истекает в соответствующий день последней недели срока».
    "week": "ст. 192 ГК РФ",
    # «Течение срока … начинается на следующий день после … наступления события».
    "day": "ст. 191 ГК РФ",
}


def schedule_relative(rule: Relative, setting: Setting) -> Schedule:
    """Date a deadline that is counted from an event or a day."""
    base = _base(rule, setting)
    if base is None:
        return Schedule(problems=(Problem.of("RM302", date=str(rule.moment)),))
    if isinstance(base, Awaited):
        return Schedule(awaiting=(base,), bounds=_bounds(rule, setting))
    anchor = base.first if _counts_from_first(rule, setting) else base.last
    title = _title(rule, setting)
    said = format_day(anchor) if base.first == base.last or rule.direction != "on" else str(base)
    reasons = [Reason(f"{title}: {said}", anchor, key="1")]
    if rule.direction == "on":
        return Schedule(occurrences=(Occurrence("1", base.first, base.last),), reasons=tuple(reasons))
    if rule.length is None:
        return _without_length(rule, anchor, setting, reasons)
    signed = rule.length.count if rule.direction == "after" else -rule.length.count
    target = _go(anchor, signed, rule.length, setting.context)
    if target is None:
        problem = Problem.of("RM312", severity=Severity.WARNING, length=length_words(rule.length))
        return Schedule(
            awaiting=(Awaited("breaks", "даты каникул"),), problems=(problem,), reasons=tuple(reasons)
        )
    sign = "+" if signed > 0 else "−"
    reasons.append(
        Reason(
            f"{sign}{length_words(rule.length)} → {format_day(target)}",
            target,
            _basis(rule.length, target, setting),
            "1",
        )
    )
    problems: tuple[Problem, ...] = ()
    if rule.length.unit == "working-day":
        years = range(min(anchor, target).year, max(anchor, target).year + 1)
        problems = unknown_years(tuple(years), setting.context)
    occurrence = _occurrence(rule, anchor, target, setting)
    return Schedule(occurrences=(occurrence,), reasons=tuple(reasons), problems=problems)


def _base(rule: Relative, setting: Setting) -> Span | Awaited | None:
    if rule.moment is None:
        return event_days(rule.event, rule.words, setting)
    day = moment_day(rule.moment, setting)
    return Span(day, day) if isinstance(day, dt.date) else day


def _title(rule: Relative, setting: Setting) -> str:
    if rule.event is not None:
        entry = setting.events.by_id.get(rule.event)
        return entry.title if entry else rule.event
    return rule.words or "отсчёт"


def _is_start(rule: Relative, setting: Setting) -> bool:
    """Tell whether the event is a beginning, before which is the day before."""
    if isinstance(rule.moment, Edge):
        return rule.moment.edge == "start"
    entry = setting.events.by_id.get(rule.event or "")
    return (entry is not None and entry.edge == "start") or rule.event == "procedure"


def _counts_from_first(rule: Relative, setting: Setting) -> bool:
    entry = setting.events.by_id.get(rule.event or "")
    if entry is not None and entry.edge == "start":
        return True
    return rule.direction == "before" and (entry is None or rule.event == "procedure")


def _go(anchor: dt.date, count: int, length: Length, context: Context) -> dt.date | None:
    if length.unit == "working-day":
        return context.calendar.add_working_days(anchor, count)
    if length.unit == "school-day":
        return _add_school_days(anchor, count, context)
    if length.unit == "month":
        return add_months(anchor, count)
    if length.unit == "year":
        return add_months(anchor, count * MONTHS_IN_YEAR)
    return anchor + dt.timedelta(days=count * (DAYS_IN_WEEK if length.unit == "week" else 1))


def _add_school_days(anchor: dt.date, count: int, context: Context) -> dt.date | None:
    """Count days of lessons; unknown while the breaks are."""
    terms = context.terms
    if terms is None or not terms.breaks:
        return None
    step, day, left = (ONE_DAY if count > 0 else -ONE_DAY), anchor, abs(count)
    for _ in range(LONGEST_SEARCH):
        day += step
        if context.calendar.is_working_day(day) and not terms.in_break(day, context.grade):
            left -= 1
            if left == 0:
                return day
    return None


def _basis(length: Length, target: dt.date, setting: Setting) -> str:
    if length.unit in ("working-day", "school-day"):
        return f"ст. 191 ГК РФ; {setting.context.calendar.basis(target.year)}"
    return _CIVIL_CODE[length.unit]


def _occurrence(rule: Relative, anchor: dt.date, target: dt.date, setting: Setting) -> Occurrence:
    if rule.sense == "exactly":
        return Occurrence("1", target, target)
    if rule.sense == "by":
        return Occurrence("1", None, target)
    if rule.direction == "after":
        return Occurrence("1", anchor, target) if rule.sense == "within" else Occurrence("1", target, None)
    until = anchor - ONE_DAY if _is_start(rule, setting) else anchor
    return Occurrence("1", min(target, until), until)


def _without_length(rule: Relative, anchor: dt.date, setting: Setting, reasons: list[Reason]) -> Schedule:
    if rule.direction == "after":
        # ст. 191 ГК РФ: after a calendar date is from the next day; an event of a day may be used that day.
        first = anchor + ONE_DAY if isinstance(rule.moment, PartialDate) else anchor
        occurrence = Occurrence("1", first, None)
        reasons.append(Reason(f"не раньше {format_day(first)}, крайний срок не назван", first, key="1"))
    else:
        due = anchor - ONE_DAY if _is_start(rule, setting) else anchor
        occurrence = Occurrence("1", None, due)
        if due != anchor:
            reasons.append(Reason(f"до начала: последний день перед ним — {format_day(due)}", due, key="1"))
    return Schedule(occurrences=(occurrence,), reasons=tuple(reasons))


def _bounds(rule: Relative, setting: Setting) -> Bounds | None:
    """Tell between which days the deadline must lie while its event is not known."""
    context = setting.context
    held = context.anchors.get("procedure", context.procedure)
    first = last = None
    if rule.event == "results-received" and held is not None:
        # Results follow the procedure: they are not there before its first day.
        first = held if isinstance(held, dt.date) else held.first
    elif isinstance(rule.moment, Edge):
        first, last = context.window.first, context.window.last
        if edge_id(rule.moment).endswith("start"):
            last = context.window.last
    if first is None and last is None:
        return None
    return Bounds(_move(rule, first, context), _move(rule, last, context))


def _move(rule: Relative, day: dt.date | None, context: Context) -> dt.date | None:
    if day is None or rule.length is None:
        return day
    signed = rule.length.count if rule.direction == "after" else -rule.length.count
    return _go(day, signed, rule.length, context)
