"""Who has how many deadlines in which week, and which of them fall into breaks or on days off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from frozendict import frozendict

from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import OccurrenceDays, PlanMeasure
from roadmap_engine.russian import capitalise_first

__all__ = ["Load", "Workload", "open_measures", "weigh_workload"]


@dataclass(frozen=True, slots=True)
class Load:
    """What one person, or one role that nobody is named for, has to answer for.

    Attributes:
        who: the name, or the role's title.
        weeks: number of due days by the Monday of their week.
        waiting: measures that have no date yet.
        in_breaks, on_days_off: numbers of the measures due then.
    """

    who: str
    weeks: Mapping[dt.date, int]
    waiting: int = 0
    in_breaks: tuple[str, ...] = ()
    on_days_off: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All due days that are known."""
        return sum(self.weeks.values())

    @property
    def heaviest(self) -> tuple[dt.date, int] | None:
        """The Monday of the fullest week, the earliest of equals, and how many are due in it."""
        if not self.weeks:
            return None
        return max(self.weeks.items(), key=lambda week: (week[1], -week[0].toordinal()))


@dataclass(frozen=True, slots=True)
class Workload:
    """The load of everybody, the heaviest first, and all weeks with a due day."""

    loads: tuple[Load, ...]
    weeks: tuple[dt.date, ...]


def weigh_workload(plan: Plan) -> Workload:
    """Count due days by who answers for them and by week; a week begins on Monday."""
    answered: dict[str, dict[str, _Part]] = {}
    for measure in open_measures(plan):
        for who in _answer_for(measure):
            answered.setdefault(who, {})[measure.id] = _Part(measure)
        for days in measure.deadline.occurrences:
            for who in dict.fromkeys(_answer_for(measure, days.due)) if days.due is not None else ():
                answered[who][measure.id].days.append(days)
    loads = tuple(_weigh(who, parts.values()) for who, parts in answered.items())
    ordered = sorted(loads, key=lambda load: (-load.total, -load.waiting, load.who))
    weeks = sorted({week for load in loads for week in load.weeks})
    return Workload(tuple(ordered), tuple(weeks))


@dataclass(slots=True)
class _Part:
    """What of a measure somebody answers for: the times that fall due while she holds her post."""

    measure: PlanMeasure
    days: list[OccurrenceDays] = field(default_factory=list)


def _weigh(who: str, parts: Iterable[_Part]) -> Load:
    weeks: dict[dt.date, int] = {}
    waiting = 0
    in_breaks: dict[str, None] = {}
    on_days_off: dict[str, None] = {}
    for part in parts:
        waiting += bool(part.measure.deadline.awaiting)
        for days in part.days:
            week = _monday(days.due or dt.date.min)
            weeks[week] = weeks.get(week, 0) + 1
            _note(part.measure, days, in_breaks, on_days_off)
    return Load(who, frozendict(sorted(weeks.items())), waiting, tuple(in_breaks), tuple(on_days_off))


def open_measures(plan: Plan) -> tuple[PlanMeasure, ...]:
    """Give what somebody of the organisation has still to do, or of whoever else the plan shows."""
    return tuple(measure for measure in plan.in_view().measures() if measure.settled is None)


def _note(
    measure: PlanMeasure, days: OccurrenceDays, in_breaks: dict[str, None], on_days_off: dict[str, None]
) -> None:
    if days.in_break:
        in_breaks[measure.number] = None
    if days.on_day_off:
        on_days_off[measure.number] = None


def _answer_for(measure: PlanMeasure, day: dt.date | None = None) -> tuple[str, ...]:
    """Name who answers for a measure, or for what of it falls due on a day."""
    named = (
        [person.name for person in assignee.people_on(day)] or [capitalise_first(assignee.title)]
        for assignee in measure.responsible
    )
    return tuple(name for names in named for name in names)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
