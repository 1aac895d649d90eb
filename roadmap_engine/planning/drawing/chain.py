"""The critical chain: the measures that hold up the plan's last deadline, each waiting for the one before."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.model import Plan, PlanMeasure

__all__ = ["find_critical_chain"]


def find_critical_chain(plan: Plan) -> tuple[PlanMeasure, ...]:
    """Give the chain that ends in the last due day, first measure first.

    From the measure that is due last, go back to whichever of its needs is due last, and so on. A plan
    with no due day has no chain; of equals, the one further down the table is taken. What the plan does not
    show may hold up what it shows.
    """
    measures = {measure.id: measure for measure in plan.measures()}
    due = {name: day for name, measure in measures.items() if (day := _due(measure)) is not None}
    shown = [name for name in due if measures[name].shown]
    if not shown:
        return ()
    chain = [max(reversed(shown), key=due.__getitem__)]
    while True:
        needs = [name for name in measures[chain[-1]].needs if name in due and name not in chain]
        if not needs:
            return tuple(measures[name] for name in reversed(chain))
        chain.append(max(needs, key=lambda name: due[name]))


def _due(measure: PlanMeasure) -> dt.date | None:
    days = [day for each in measure.deadline.occurrences if (day := each.due or each.start) is not None]
    return max(days, default=None)
