"""Every deadline of a roadmap in dates, in the order in which one waits for another.

An event may be a date of the world (results received), the end of a stage, or the end of a measure:
the last two follow from the deadlines themselves, so measures are dated after those they wait for.
A circle leaves its measures waiting; the checks report it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import assert_never

from roadmap_engine.calendars import (
    PRESIDENTIAL_DAYS,
    SchoolTerms,
    SchoolYear,
    Span,
    TeachingDays,
    WorkingCalendar,
)
from roadmap_engine.deadlines import Context, EventVocabulary, Occurrence, Rule, Schedule, events_of, schedule
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import PLAN_OCCURRENCES
from roadmap_engine.model import Adoption, Measure, Organisation, Roadmap
from roadmap_engine.model.dependencies import MEASURE_END, STAGE_END, find_needs
from roadmap_engine.model.measure import RowYear
from roadmap_engine.model.plan_years import years_of_rows
from roadmap_engine.model.settled import Settled
from roadmap_engine.planning.drawing.school_days import fit_school_days
from roadmap_engine.planning.drawing.summers import Decision, decide_summers

__all__ = [
    "Contexts", "Dating", "adoption_contexts", "date_measures", "find_ends", "known_anchors", "teaching_days",
]  # fmt: skip

ANNOUNCED = ("procedure", "procedure-start", "procedure-end")


@dataclass(frozen=True, slots=True)
class Dating:
    """The schedule of each measure, and every event's date that came to be known on the way.

    Attributes:
        summers: what decided the year of measures that state none and might lie in two.
    """

    schedules: Mapping[str, Schedule]
    anchors: Mapping[str, dt.date | Span]
    summers: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Contexts:
    """What the rows of a plan are dated against, by the year of it that they lie in.

    Attributes:
        unsaid: rows that say no year.
        this, next: those that say one.
    """

    unsaid: Context
    this: Context
    next: Context

    @classmethod
    def around(cls, own: Context) -> Contexts:
        """Give what is known where rows of the year after know the same."""
        year = own.year.following if isinstance(own.year, SchoolYear) else own.year
        return cls(own, own, replace(own, year=year))

    def of(self, year: RowYear | None) -> Context:
        """Give what rows of a year are dated against."""
        match year:
            case None:
                return self.unsaid
            case RowYear.THIS:
                return self.this
            case RowYear.NEXT:
                return self.next
            case _:
                assert_never(year)


def adoption_contexts(adoption: Adoption, organisation: Organisation) -> Contexts:
    """Gather what one school knows: its years, its calendar, and the events that have happened."""
    settings, year = organisation.calendar, adoption.school_year
    known = SchoolTerms(settings.terms)
    own = Context(
        year=adoption.runs or adoption.school_year,
        anchors=known_anchors(adoption),
        calendar=WorkingCalendar(
            week=settings.week,
            extra_days_off=settings.days_off,
            layers=PRESIDENTIAL_DAYS if settings.presidential_days else (),
        ),
        terms=known.within(adoption.days),
        procedure=adoption.procedure.held,
        weekend_policy=settings.weekend_policy,
        whole=adoption.days if adoption.is_of_two_years else None,
    )
    after, days = year.following, adoption.days
    beyond = Span(days.first, max(days.last, after.last_day))
    return Contexts(
        own, replace(own, year=year), replace(own, year=after, whole=beyond, terms=known.within(beyond))
    )


def teaching_days(adoption: Adoption, organisation: Organisation, contexts: Contexts) -> TeachingDays:
    """Give the days on which the classes that a plan concerns are taught."""
    grades = adoption.procedure.grades or organisation.grades or ()
    known = contexts.unsaid
    return TeachingDays(known.calendar, known.terms, adoption.school_year, tuple(grades))


def known_anchors(adoption: Adoption) -> dict[str, dt.date | Span]:
    """The dates an adoption states; the days of the procedure give its start and its end."""
    anchors: dict[str, dt.date | Span] = {}
    held = adoption.procedure.held
    if held is not None:
        anchors |= zip(ANNOUNCED, (held, held.first, held.last), strict=True)
    if adoption.order.date is not None:
        anchors["order-issued"] = adoption.order.date
    return anchors | dict(adoption.events)


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
    return Dating(schedules, anchors, summers)


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
