"""What an amending order commands, in days that lie ahead of it.

Whether a point changes is judged by the order that is amended: nothing changes because days go by. What a
changed point says is judged by the amending order: a day that is over when it is signed is not commanded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import OccurrenceDays, PlanDeadline, PlanMeasure
from roadmap_engine.planning.comparing.order_difference import PointChange
from roadmap_engine.planning.ordering.dates import is_over
from roadmap_engine.planning.ordering.order import draw_order

__all__ = ["judge_points"]

_Said = Mapping[tuple[tuple[str, ...], str], str]


def judge_points(
    changes: Sequence[PointChange], fresh: OrderText, plan: Plan, date: dt.date | None
) -> tuple[PointChange, ...]:
    """Let changed points command no day before the amending order.

    Args:
        changes: their points have the words of the fresh order.
        fresh: the order as it would be drawn today, with the date of the signed one.
        plan: what it is drawn from.
        date: of the amending order; nothing is judged where it is not known.
    """
    ahead = None if date is None else draw_order(_look_ahead(plan, date))[0]
    if ahead is None:
        return tuple(changes)
    pairs = zip(_walk(fresh.points), _walk(ahead.points), strict=True)
    said = {(now.about, now.text): then.text for now, then in pairs}
    return tuple(
        replace(change, point=_say(change.point, said)) if change.point is not None else change
        for change in changes
    )


def _say(point: OrderPoint, said: _Said) -> OrderPoint:
    text = said.get((point.about, point.text), point.text)
    return with_fields(point, text=text, items=tuple(_say(item, said) for item in point.items))


def _walk(points: Iterable[OrderPoint]) -> Iterator[OrderPoint]:
    for point in points:
        yield point
        yield from _walk(point.items)


def _look_ahead(plan: Plan, date: dt.date) -> Plan:
    """Give a plan without the days that are over; a deadline that is over has no words of days either."""
    stages = tuple(
        with_fields(stage, measures=tuple(_of_measure(measure, date) for measure in stage.measures))
        for stage in plan.stages
    )
    return with_fields(plan, stages=stages)


def _of_measure(measure: PlanMeasure, date: dt.date) -> PlanMeasure:
    deadline = measure.deadline
    if is_over(deadline, date):
        named = any(letter.isdecimal() for letter in deadline.text)
        ahead = with_fields(deadline, occurrences=(), text="" if named else deadline.text)
    else:
        ahead = _cut(deadline, date)
    return measure if ahead is deadline else with_fields(measure, deadline=ahead)


def _cut(deadline: PlanDeadline, date: dt.date) -> PlanDeadline:
    days = tuple(_from(each, date) for each in deadline.occurrences if each.due is None or each.due >= date)
    return deadline if days == deadline.occurrences else with_fields(deadline, occurrences=days)


def _from(days: OccurrenceDays, date: dt.date) -> OccurrenceDays:
    """Leave only the due day of what began before the order: «до 31 мая», not «с 1 сентября по 31 мая»."""
    begun = days.due is not None and days.start is not None and days.start < date
    return with_fields(days, start=None) if begun else days
