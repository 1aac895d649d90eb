"""Every deadline of a roadmap in dates, in the order in which one waits for another.

An event may be a date of the world (results received), the end of a stage, or the end of a measure:
the last two follow from the deadlines themselves, so measures are dated after those they wait for.
A circle leaves its measures waiting; the checks report it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from frozendict import frozendict

from roadmap_engine.calendars import (
    Span,
    TeachingDays,
)
from roadmap_engine.deadlines import Context, EventVocabulary, Occurrence, Rule, Schedule, events_of, schedule
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import PLAN_OCCURRENCES
from roadmap_engine.model import Measure, Roadmap
from roadmap_engine.model.dependencies import MEASURE_END, STAGE_END, find_needs
from roadmap_engine.model.plan_years import years_of_rows
from roadmap_engine.model.same import MOST_KEPT, Same
from roadmap_engine.model.settled import Settled
from roadmap_engine.planning.drawing.contexts import Contexts
from roadmap_engine.planning.drawing.school_days import fit_school_days
from roadmap_engine.planning.drawing.summers import Decision, decide_summers

__all__ = ["Dating", "date_measures", "find_ends"]


@dataclass(frozen=True, slots=True)
class Dating:
    """The schedule of each measure, and every event's date that came to be known on the way.

    Attributes:
        summers: what decided the year of measures that state none and might lie in two.
    """

    schedules: Mapping[str, Schedule]
    anchors: Mapping[str, dt.date | Span]
    summers: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))


def date_measures(
    roadmap: Roadmap,
    contexts: Contexts,
    events: EventVocabulary,
    decided: Mapping[str, Span],
    ordered: Mapping[str, dt.date] | None = None,
    settled: Mapping[str, Settled] = MappingProxyType({}),
    teaching: TeachingDays | None = None,
) -> Dating:
    """Date every measure.

    Args:
        roadmap: with its deadlines read.
        contexts: what the school knows, by the year that a row lies in.
        events: the vocabulary the deadlines were read with.
        decided: days that a council or somebody's schedule has set, by measure.
        ordered: the date of the order, by measure, for those that are points of one.
        settled: measures that are done, signed or cancelled; the days they keep are theirs, come what may.
        teaching: the days that regular work keeps to; every day where no school is asked.
    """
    return _date_measures(
        Same(roadmap),
        Same(contexts),
        Same(events),
        frozendict(decided),
        frozendict(ordered) if ordered is not None else None,
        frozendict(settled),
        teaching,
    )


@lru_cache(maxsize=MOST_KEPT)
def _date_measures(
    of_roadmap: Same[Roadmap],
    of_contexts: Same[Contexts],
    of_events: Same[EventVocabulary],
    decided: frozendict[str, Span],
    ordered: frozendict[str, dt.date] | None,
    settled: frozendict[str, Settled],
    teaching: TeachingDays | None,
) -> Dating:
    """Date the measures once for all schools of a run that know the same."""
    roadmap, contexts, events = of_roadmap.value, of_contexts.value, of_events.value
    providers = _providers(roadmap)
    years = years_of_rows(roadmap.stages)
    summers = decide_summers(roadmap, lambda name: contexts.of(years.get(name)), events, ordered)
    schedules: dict[str, Schedule] = {}
    # One context for all: its anchors grow as the ends of measures and stages become known.
    anchors: dict[str, dt.date | Span] = dict(contexts.unsaid.anchors)
    counted = 0
    for measure in _in_order(roadmap):
        rule = measure.deadline.rule if measure.deadline else None
        if rule is None:
            schedules[measure.id] = Schedule()
            continue
        for event in events_of(rule):
            if event in providers and event not in anchors:
                end = _end_of(providers[event], schedules, settled)
                if end is not None:
                    anchors[event] = end
        days = decided.get(measure.id)
        context = contexts.of(years.get(measure.id))
        here = replace(context, anchors=anchors, decided=days)
        found = _schedule(rule, here, events, summers.get(measure.id))
        before, counted = counted, counted + len(found.occurrences)
        found = fit_school_days(found, rule, context, teaching)
        found = _keep_days(found, settled.get(measure.id))
        if counted > PLAN_OCCURRENCES.most:
            # Told once, at the deadline that is one too many; those after it stay without days.
            first = before <= PLAN_OCCURRENCES.most
            found = Schedule(problems=(_too_many(counted),) if first else ())
        schedules[measure.id] = found
    return Dating(MappingProxyType(schedules), MappingProxyType(anchors), summers)


def _keep_days(found: Schedule, settled: Settled | None) -> Schedule:
    """Give what is settled the days it keeps; what is over waits for nothing."""
    if settled is None or settled.days is None:
        return found
    now = {each.key: each for each in found.occurrences}
    kept = tuple(
        replace(now.get(key, Occurrence(key, None, None)), start=days.first, due=days.last)
        for key, days in settled.days.items()
    )
    return Schedule(occurrences=kept, standing=found.standing)


def _too_many(found: int) -> Problem:
    return Problem.of(PLAN_OCCURRENCES.told, found=found, limit=PLAN_OCCURRENCES.most)


def _schedule(rule: Rule, context: Context, events: EventVocabulary, decision: Decision | None) -> Schedule:
    """Date a rule in the summer that was decided, with a warning where none could be."""
    if decision is None:
        return schedule(rule, context, events)
    found = schedule(rule, replace(context, summer=decision.summer), events)
    return replace(found, problems=tuple(dict.fromkeys((*found.problems, *decision.problems))))


def find_ends(
    events: Iterable[str], roadmap: Roadmap, schedules: Mapping[str, Schedule]
) -> dict[str, dt.date]:
    """Give the days of those events that are ends of stages and measures, as far as they are dated."""
    providers = _providers(roadmap)
    ends = {event: _end_of(providers[event], schedules) for event in events if event in providers}
    return {event: end for event, end in ends.items() if end is not None}


def _providers(roadmap: Roadmap) -> dict[str, tuple[Measure, ...]]:
    """Give the measures whose end an event is."""
    stages = {f"{STAGE_END}{stage.id}": stage.measures for stage in roadmap.stages}
    return stages | {f"{MEASURE_END}{measure.id}": (measure,) for measure in roadmap.measures()}


def _in_order(roadmap: Roadmap) -> Iterator[Measure]:
    """Give each measure after those it needs, else in the order of the table.

    Without recursion: a chain of measures may be longer than Python's stack.
    """
    measures = {measure.id: measure for measure in roadmap.measures()}
    needs = find_needs(roadmap)
    entered: set[str] = set()
    given: set[str] = set()
    for first in measures:
        waiting = [first]
        while waiting:
            name = waiting[-1]
            if name not in entered:
                entered.add(name)
                waiting += [need for need in reversed(needs[name]) if need not in entered]
                continue
            waiting.pop()
            if name not in given:
                given.add(name)
                yield measures[name]


def _end_of(
    measures: tuple[Measure, ...],
    schedules: Mapping[str, Schedule],
    settled: Mapping[str, Settled] = MappingProxyType({}),
) -> dt.date | None:
    """The last due day of measures; unknown while one of them waits or is not dated at all.

    Standing duties have no end of their own and do not hold a stage up; nor does what is settled without
    ever having had a day: what is done ended on the day it was done, what is cancelled has no end.
    """
    last: dt.date | None = None
    for measure in measures:
        found, over = schedules.get(measure.id), settled.get(measure.id)
        if over is not None and found is not None and not found.occurrences:
            if over.state != "cancelled":
                last = over.on if last is None else max(last, over.on)
            continue
        if found is None or found.awaiting:
            return None
        for occurrence in found.occurrences:
            if occurrence.due is None:
                return None
            last = occurrence.due if last is None else max(last, occurrence.due)
        if not found.occurrences and not found.standing:
            return None
    return last
