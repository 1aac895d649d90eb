"""Which row of today's plan an entry of any earlier day is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap_engine.model.entry import Thing
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_rows import PlanRow, name_measures_now

__all__ = ["Places"]


class Places:
    """The rows of a plan, found by what entries call them."""

    def __init__(self, plan: Plan, rows: Iterable[PlanRow], named: Iterable[str]) -> None:
        """Prepare for entries.

        Args:
            plan: as it is now.
            rows: of the plan.
            named: ids of measures that the entries name.
        """
        self.now: Mapping[str, str] = name_measures_now(plan, frozenset(named))
        self.rows: dict[str, dict[str, PlanRow]] = {}
        for row in rows:
            self.rows.setdefault(row.measure, {})[row.key] = row

    def find(self, thing: Thing) -> PlanRow | None:
        """Give the row a thing is; None where the plan has it no more, or nobody can tell which it is.

        A measure that waited has a row without a key, and gets its day later; a row of a month stands for
        all its days.
        """
        own = self.rows.get(self.now.get(thing.id, thing.id), {})
        if thing.occurrence in own:
            return own[thing.occurrence]
        covering = [row for row in own.values() if thing.occurrence in row.covers]
        if covering:
            return covering[0]
        return next(iter(own.values())) if len(own) == 1 else None

    def find_first(self, thing: Thing) -> PlanRow | None:
        """Give the first row of the measure that a thing without an occurrence is; None for any other."""
        own = self.rows.get(self.now.get(thing.id, thing.id), {})
        return next(iter(own.values()), None) if thing.occurrence == "" else None
