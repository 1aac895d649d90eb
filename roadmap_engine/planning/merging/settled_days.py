"""The days of measures that are settled, against events and versions that would move them.

What is done was due when it was due. Its days follow from events like everybody's, so whatever changes the
events writes down, under `settled.ID.days`, the days they would otherwise take along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frozendict import frozendict

from roadmap_engine.calendars import OpenSpan
from roadmap_engine.model import Plan, PlanMeasure

__all__ = ["find_moved", "write_days"]

Days = Mapping[str, OpenSpan]


def find_moved(
    before: Plan, after: Plan, settled: Iterable[str], former: Mapping[str, str] = frozendict()
) -> Mapping[str, Days]:
    """Find the settled measures that have other days in a later plan.

    Args:
        before: the plan as it is.
        after: the plan as it would be.
        settled: ids of the settled measures, as the later plan has them.
        former: what a measure was called before, where it is called otherwise now.

    Returns:
        The days they have before, by id.
    """
    was = {measure.id: measure for measure in before.measures()}
    now = {measure.id: measure for measure in after.measures()}
    moved: dict[str, Days] = {}
    for name in settled:
        earlier, later = was.get(former.get(name, name)), now.get(name)
        if earlier is not None and later is not None and _days_of(earlier) != _days_of(later):
            moved[name] = _days_of(earlier)
    return moved


def write_days(days: Days) -> dict[str, str]:
    """Give days as a text has them."""
    return {key: str(span) for key, span in days.items()}


def _days_of(measure: PlanMeasure) -> Days:
    return {
        days.key: OpenSpan(days.start, days.due)
        for days in measure.deadline.occurrences
        if days.start is not None or days.due is not None
    }
