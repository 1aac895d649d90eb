"""A signed order and the order of a newer plan → which points of the signed one say something else now.

The signed order keeps its numbers. A point whose words change is restated under its number, one that
nobody answers for any more is repealed, a new one gets the number after the last that was ever used
beside it, so that a reference to the signed order in another paper stays true. Amendments come in the
order of the signed text; new points after the points they stand beside.

Points are told by the measures they stand for, `about`, through `was:`; a point of an addressee by her
words, or by the measures under it; those that stand for no measure by how they begin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import PlanMeasure
from roadmap_engine.model.workload import open_measures
from roadmap_engine.planning.comparing.descent import trace_descent
from roadmap_engine.planning.ordering.order import draw_order

__all__ = [
    "REPEALED",
    "PointChange",
    "PointKind",
    "amend_points",
    "changed_points",
    "compare_points",
    "follow_points",
    "is_repealed",
    "order_changes",
]

PointKind = Literal["restated", "opening", "added", "repealed"]
Pairs = dict[int, int]

REPEALED = "Утратил силу."
"""What stands in an amended order where a point was."""


@dataclass(frozen=True, slots=True)
class PointChange:
    """What happens to one point of the signed order.

    Attributes:
        kind: `restated` whole; `opening` where only its first paragraph changes and the points under it stay
            or change by themselves; `added`; `repealed`.
        number: in the signed order, «2.1».
        point: as it is from now on, numbers included; none where it is repealed.
    """

    kind: PointKind
    number: str
    point: OrderPoint | None = None

    def __post_init__(self) -> None:
        """Refuse words for what is repealed, and everything else without words."""
        if (self.point is None) != (self.kind == "repealed"):
            raise ValueError(f"{self.kind} {self.number}: a point has words unless it is repealed")


def changed_points(old: Plan, new: Plan) -> tuple[str, ...]:
    """Give the numbers of the points of the older plan's order that a newer plan changes.

    A point that is added is there with the number it gets.
    """
    return tuple(change.number for change in order_changes(old, new))


def order_changes(old: Plan, new: Plan) -> tuple[PointChange, ...]:
    """Compare the orders of two plans point by point; a published text has no order, and no changes."""
    old, new = command_still((old, new))
    signed, _ = draw_order(old)
    fresh, _ = draw_order(new)
    if signed is None or fresh is None:
        return ()
    continued = trace_descent(old, new).continued()
    return compare_points(follow_points(signed, continued), fresh, {})


def command_still(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Give the plans of one order after another, what an earlier one has commanded as still commanded.

    That something was done after the order was signed is no change of the order. That it was cancelled is
    one; and what was done before the order was signed it has not commanded. It keeps its sections, too.
    """
    told = list(plans[:1])
    for plan in (_under_sections_of(plans[0], each) for each in plans[1:]):
        if all(measure.settled is None for measure in plan.measures()):
            told.append(plan)
            continue
        continues = trace_descent(told[-1], plan).continues
        commanded = {measure.id for measure in open_measures(told[-1])}
        still = {now for now, before in continues.items() if before in commanded}
        stages = tuple(
            with_fields(stage, measures=tuple(_as_commanded(each, still) for each in stage.measures))
            for stage in plan.stages
        )
        told.append(with_fields(plan, stages=stages))
    return tuple(told)


def _under_sections_of(first: Plan, plan: Plan) -> Plan:
    if plan.order is None or first.order is None or plan.order.by_section == first.order.by_section:
        return plan
    return with_fields(plan, order=with_fields(plan.order, by_section=first.order.by_section))


def _as_commanded(measure: PlanMeasure, still: Collection[str]) -> PlanMeasure:
    if measure.settled is None or measure.is_cancelled or measure.id not in still:
        return measure
    return with_fields(measure, settled=None)


def compare_points(
    signed: OrderText, fresh: OrderText, continued: Mapping[str, str]
) -> tuple[PointChange, ...]:
    """Find the amendments that make a signed order say what a fresh one says.

    Args:
        signed: the order as it stands, amended or not.
        fresh: the order as it would be drawn today, numbered as it likes.
        continued: ids of measures now by their ids then.
    """
    return tuple(_compare(signed.points, fresh.points, "", continued))


def follow_points(order: OrderText, continued: Mapping[str, str]) -> OrderText:
    """Let the points of an order speak of its measures by the ids that they have now, if they are there."""
    return with_fields(order, points=tuple(_follow_point(each, continued) for each in order.points))


def _follow_point(point: OrderPoint, continued: Mapping[str, str]) -> OrderPoint:
    items = tuple(_follow_point(each, continued) for each in point.items)
    about = tuple(continued[name] for name in point.about if name in continued)
    return with_fields(point, about=about, items=items)


def is_repealed(point: OrderPoint) -> bool:
    """Tell whether a point of an amended order is no more than its number."""
    return point.text == REPEALED and not point.items


def _compare(
    old: Sequence[OrderPoint], new: Sequence[OrderPoint], prefix: str, continued: Mapping[str, str]
) -> Iterator[PointChange]:
    pairs = _pair(old, new, continued)
    paired = set(pairs.values())
    for place, point in enumerate(old):
        if is_repealed(point):
            continue
        number = _bare(point.number)
        if place not in pairs:
            yield PointChange("repealed", number)
        else:
            yield from _amend(point, new[pairs[place]], continued)
    following = _next_number(old)
    for place, point in enumerate(new):
        if place not in paired:
            yield PointChange("added", f"{prefix}{following}", renumber(point, f"{prefix}{following}."))
            following += 1


def _amend(old: OrderPoint, new: OrderPoint, continued: Mapping[str, str]) -> Iterator[PointChange]:
    number = _bare(old.number)
    under = list(_compare(old.items, new.items, f"{number}.", continued))
    if old.text == new.text:
        yield from under
    elif len({change.number for change in under if change.kind != "added"}) == len(old.items):
        # Nothing of the point stays as it was; a point without points under it is such a one.
        yield PointChange("restated", number, renumber(new, old.number))
    else:
        opening = with_fields(new, number=old.number, items=())
        yield PointChange("opening", number, opening)
        yield from under


def renumber(point: OrderPoint, number: str) -> OrderPoint:
    """Give a point another number, and count the points under it from one.

    >>> renumber(OrderPoint(number="2.", text="а", items=(OrderPoint(number="2.7.", text="б"),)), "5.").items
    (OrderPoint(number='5.1.', text='б', about=(), addressees=(), items=()),)
    """
    items = (renumber(item, f"{number}{place}.") for place, item in enumerate(point.items, 1))
    return with_fields(point, number=number, items=tuple(items))


def amend_points(points: Sequence[OrderPoint], changes: Sequence[PointChange]) -> tuple[OrderPoint, ...]:
    """Apply amendments: the points as they read from now on, repealed ones keeping their numbers."""
    return _apply(points, changes, "")


def _apply(
    points: Sequence[OrderPoint], changes: Sequence[PointChange], prefix: str
) -> tuple[OrderPoint, ...]:
    amended = []
    for point in points:
        number = _bare(point.number)
        own = {change.kind: change for change in changes if change.number == number}
        items = _apply(point.items, changes, f"{number}.")
        if "repealed" in own:
            amended.append(OrderPoint(number=point.number, text=REPEALED))
        elif (restated := own.get("restated")) is not None and restated.point is not None:
            amended.append(restated.point)
        elif (opening := own.get("opening")) is not None and opening.point is not None:
            amended.append(with_fields(opening.point, items=items))
        else:
            amended.append(with_fields(point, items=items))
    amended += [
        change.point
        for change in changes
        if change.kind == "added" and change.point is not None and _parent(change.number) == prefix
    ]
    return tuple(amended)


def _parent(number: str) -> str:
    head, dot, _ = number.rpartition(".")
    return head + dot


def _bare(number: str) -> str:
    return number.rstrip(".")


def _next_number(points: Sequence[OrderPoint]) -> int:
    """Give the number after the last; numbers of repealed points are never used again."""
    last = [_bare(point.number).rpartition(".")[2] for point in points]
    return max((int(number) for number in last if number.isdecimal()), default=0) + 1


def _pair(old: Sequence[OrderPoint], new: Sequence[OrderPoint], continued: Mapping[str, str]) -> Pairs:
    """Find which point is which among those that stand beside each other; a repealed one is none."""
    before = {
        place: frozenset(continued.get(name, name) for name in _measures(point))
        for place, point in enumerate(old)
        if not is_repealed(point)
    }
    now = [frozenset(_measures(point)) for point in new]
    homes: dict[str, list[int]] = {}
    for place, point in enumerate(new):
        for sign in _signs(point, now[place]):
            homes.setdefault(sign, []).append(place)
    bonds = []
    for one, ids in before.items():
        for two in {place for sign in _signs(old[one], ids) for place in homes.get(sign, ())}:
            same = old[one].text == new[two].text
            together = bool(old[one].addressees) and set(old[one].addressees) == set(new[two].addressees)
            # Alike in words and measures first, then in words, then by whom and by what they have in common.
            bonds.append((-2.0 * same - together - _overlap(ids, now[two]), one, two))
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, one, two in sorted(bonds):
        if one not in pairs and two not in taken:
            pairs[one] = two
            taken.add(two)
    return pairs


def _signs(point: OrderPoint, measures: frozenset[str]) -> Iterator[str]:
    """Give what a point may be known again by."""
    yield f"text {point.text}"
    yield from (f"measure {name}" for name in measures)
    if point.addressees:
        yield f"addressees {' '.join(sorted(point.addressees))}"
    if not measures and point.text.strip():
        yield f"opening {point.text.split(maxsplit=1)[0].casefold()}"


def _overlap(before: frozenset[str], now: frozenset[str]) -> float:
    common = len(before & now)
    return common / len(before | now) if common else 0.0


def _measures(point: OrderPoint) -> Iterator[str]:
    yield from point.about
    for item in point.items:
        yield from _measures(item)
