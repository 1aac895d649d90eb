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
from roadmap_engine.planning.comparing.order_difference import PointChange
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
    ahead = None if date is None else draw_order(plan, date)[0]
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
