"""Which places a relation may be said of: where there are two ways to say a time, only one of them is a rule.

Each function raises ValueError for a place that is said otherwise, and tells how.
"""

from __future__ import annotations

from roadmap_engine.deadlines.place import MONTH, Place

__all__ = ["INSTEAD", "fit_after", "fit_by", "fit_from", "fit_on"]

INSTEAD = "name its first or last day (edge)"


def _has_hole(at: Place) -> bool:
    """Tell whether a neighbour in the cell must still say in what it is counted: «5 и 25 числа»."""
    return any(each.kind == "open" for each in at.walk())


def fit_on(at: Place) -> None:
    """See that it is no day that is said otherwise."""
    if at.kind == "edge" and at.of.rank == MONTH and not at.of.repeats:  # type: ignore[attr-defined]
        raise ValueError("the last day of a month is counted in it (nth)")
    if at.kind == "some" and not (at.repeats or at.rank >= 1 or _has_hole(at)):
        raise ValueError("several days are several rules (many)")


def fit_by(at: Place) -> None:
    """See that a time is due by a day of it."""
    if at.kind == "part" and at.part != "middle":  # type: ignore[attr-defined]
        raise ValueError("by the beginning is before the first day, by the end is by the last (edge)")
    _is_day(at)
    if at.kind == "shift" and at.window:  # type: ignore[attr-defined]
        raise ValueError("days all through which a thing is done are not the day by which it is due")


def fit_from(at: Place) -> None:
    """See that a time begins with a day."""
    if at.kind == "part" and at.part == "start":  # type: ignore[attr-defined]
        raise ValueError("from the beginning is from the first day (edge)")
    if at.kind == "edge" and at.edge == "end" and at.of.rank == MONTH:  # type: ignore[attr-defined]
        raise ValueError("from the end of a month is from its last part (part)")
    if at.repeats:
        raise ValueError("what recurs does not begin again and again")
    if at.kind == "part" and at.part != "middle" and at.of.kind != "month":  # type: ignore[attr-defined]
        raise ValueError("from a part of it is from its first day (edge)")
    if at.kind == "shift" and (at.window or at.direction == "before"):  # type: ignore[attr-defined]
        raise ValueError("not before so many days ahead is all the days until then (on, window)")
    _is_day(at)


def fit_after(at: Place) -> None:
    """See that there is a day after which it is."""
    if at.kind == "each" and (at.rank < 1 or at.interval > 1):  # type: ignore[attr-defined]
        raise ValueError("nothing follows from so short a cycle, or from several")
    if at.kind == "edge" and at.edge == "end" and at.of.kind == "each":  # type: ignore[attr-defined]
        raise ValueError("after the end of each is after each")
    if at.kind == "edge" and at.of.kind == "month":  # type: ignore[attr-defined]
        raise ValueError("after a month is from the first day of the next (from, edge)")
    _is_day(at)


def _is_day(at: Place) -> None:
    """See that a counted unit is one day, and that a list is of days that recur.

    Raises:
        ValueError: it is longer, so that its first or its last day must be named.
    """
    through = getattr(at, "through", None)
    longer = (at.kind == "next-year" and at.rank > 0) or (at.kind == "nth" and (at.rank > 0 or through))
    unlike = at.kind == "some" and not (at.rank == 0 and (at.repeats or _has_hole(at)))
    asked = at.kind == "event" and at.day  # type: ignore[attr-defined]
    if longer or unlike or asked:
        raise ValueError(f"a {at.kind} is not one day: {INSTEAD}")
