"""What follows comes after: measures whose days lie before what they follow, told with both dates.

A deadline that is counted from an event cannot lie before it; one of the calendar can. «До 1 октября» of a
review stands well in a plan for autumn tests, and half a year too early in one for spring. That a measure
follows is known of two things, and of nothing else:

1. *it is said*: `after:` of the measure names an event that has its date;
2. *the method*: the stages of the plan are those of the method, in its order, the analysis first. When the
   analysis counts from results, comes after the procedure, or has days of its own, the later stages follow.

What says its year itself, `year: this`, is known to lie there. A section by theme follows nothing, and an
analysis may be one of last year's results.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines import Rule, Schedule, events_of
from roadmap_engine.deadlines.rule import External, Standing
from roadmap_engine.deadlines.view import parts_of
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model import Adoption, Assembly, Locations, Measure, Stage, StageKind
from roadmap_engine.model.measure import RowYear
from roadmap_engine.model.plan_years import year_of_row, years_of_rows
from roadmap_engine.model.regular import part_of
from roadmap_engine.planning.drawing.dating import Dating

__all__ = ["find_following", "following_problems", "is_in_order"]

_METHOD = (
    StageKind.ANALYTICAL,
    StageKind.ORGANISATIONAL,
    StageKind.TEACHING,
    StageKind.ASSESSMENT,
    StageKind.REFLECTIVE,
)
_AFTER_LESSONS = frozenset(_METHOD[2:])
"""What is done in lessons, which a summer parts from results of the spring."""
_RESULTS = "results-received"
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Cause:
    """What measures follow.

    Attributes:
        title: of the event, or of the measure.
        day: before which nothing that follows is due.
        said: the day, or the days, as a reader is told them.
        location: where it is written, if it is a measure.
    """

    title: str | Bilingual
    day: dt.date
    said: dt.date | Bilingual
    location: Location | None = None


def is_in_order(stages: Iterable[Stage]) -> bool:
    """Tell whether stages are those of the method in its order, from the analysis on.

    >>> is_in_order(
    ...     [Stage(id="a", kind="analytical", title="А"), Stage(id="b", kind="reflective", title="Б")]
    ... )
    True
    """
    kinds = [stage.kind for stage in stages]
    if len(kinds) < len(_METHOD[:2]) or kinds[0] is not StageKind.ANALYTICAL or StageKind.OTHER in kinds:
        return False
    places = [_METHOD.index(kind) for kind in kinds]
    return places == sorted(places) and places[-1] > 0


def find_following(assembly: Assembly) -> tuple[str, ...]:
    """Give the stages of a published roadmap that lie in the year after where the procedure is of the spring.

    Only where the analysis counts from results, some stage after it has days of the calendar, and no lock
    keeps a school from saying so.
    """
    stages = assembly.roadmap.stages
    if not is_in_order(stages) or not any(_events(each) for each in stages[0].measures):
        return ()
    later = [
        stage
        for stage in stages
        if stage.kind in _AFTER_LESSONS and (stage.id, "year") not in assembly.allowances
    ]
    dated = any(_is_of_calendar(measure) for stage in later for measure in stage.measures)
    return tuple(stage.id for stage in later) if dated else ()


def _is_of_calendar(measure: Measure) -> bool:
    """Tell whether some part of a deadline has days by itself, and not for having years of its own."""
    rule = measure.deadline.rule if measure.deadline is not None else None
    parts = parts_of(rule) if rule is not None else ()
    return any(
        not isinstance(part, External | Standing) and not events_of(part) and not part.at.states_year
        for part in parts
    )


def following_problems(
    assembly: Assembly, dating: Dating, adoption: Adoption, locations: Locations
) -> Iterator[Problem]:
    """Find measures that are due before what they follow, and rows of a year that the plan does not name.

    Args:
        assembly: the roadmap with the adoption's own changes applied.
        dating: the dates of its plan.
        adoption: the school's answers.
        locations: of the adoption's text.
    """
    yield from _unnamed_year(assembly, adoption, locations)
    stages = assembly.roadmap.stages
    cause, early = _cause_of_method(assembly, dating, adoption) if is_in_order(stages) else (None, ())
    yield from early
    for stage in stages:
        follows = cause if stage.kind is not StageKind.ANALYTICAL else None
        for measure in stage.measures:
            causes = [*_causes_said(measure, assembly, dating)]
            if follows is not None and year_of_row(stage, measure) is not RowYear.THIS:
                causes.append(follows)
            yield from _tell_early(assembly, adoption, dating, stage, measure, causes)


def _unnamed_year(assembly: Assembly, adoption: Adoption, locations: Locations) -> Iterator[Problem]:
    """Tell a plan of one year that some of its rows lie in the next."""
    stages = assembly.roadmap.stages
    rows = [name for name, year in years_of_rows(stages).items() if year is RowYear.NEXT]
    if not rows or adoption.is_of_two_years:
        return
    whole = [
        stage.id
        for stage in stages
        if stage.year is RowYear.NEXT and {each.id for each in stage.measures} <= {*rows}
    ]
    inside = {measure.id for stage in stages if stage.id in whole for measure in stage.measures}
    named = [*whole, *(name for name in rows if name not in inside)]
    shown = ", ".join(f"«{name}»" for name in named[:_SHOWN]) + (", …" if len(named) > _SHOWN else "")
    year = adoption.school_year
    yield Problem.of(
        "RM671",
        location=locations.of_value(("school_year",)),
        related=tuple(place for name in named[:1] if (place := assembly.location(name, "year")) is not None),
        rows=shown,
        first=named[0],
        year=year.said(),
        after=year.following.said(),
    )


def _causes_said(measure: Measure, assembly: Assembly, dating: Dating) -> Iterator[_Cause]:
    """Give the events that a measure itself is said to come after, as far as they are dated."""
    known = {each.id for each in assembly.roadmap.measures()} | {each.id for each in assembly.roadmap.stages}
    for name in measure.after:
        if name not in known and (when := dating.anchors.get(name)) is not None:
            yield _happened(assembly, name, when)


def _happened(assembly: Assembly, event: str, when: dt.date | Span) -> _Cause:
    title = assembly.vocabulary.caption(event)
    if isinstance(when, Span):
        return _Cause(title, when.first, when.said())
    return _Cause(title, when, when)


def _cause_of_method(
    assembly: Assembly, dating: Dating, adoption: Adoption
) -> tuple[_Cause | None, tuple[Problem, ...]]:
    """Give what everything after the analysis follows; or say that the analysis lies before its procedure."""
    analysis = [
        measure
        for stage in assembly.roadmap.stages
        if stage.kind is StageKind.ANALYTICAL
        for measure in stage.measures
    ]
    events = dict.fromkeys(event for measure in analysis for event in _events(measure))
    happened = [(event, when) for event in events if (when := dating.anchors.get(event)) is not None]
    if happened:
        return max((_happened(assembly, *each) for each in happened), key=lambda cause: cause.day), ()
    held = adoption.procedure.held
    due = {each.id: day for each in analysis if (day := _first_due(dating.schedules[each.id])) is not None}
    if not due:
        # The analysis waits for its results, and they do not come before the procedure.
        return (_happened(assembly, "procedure", held) if held is not None and events else None), ()
    first, last = min(due, key=lambda name: due[name]), max(due.values())
    if due[first] not in adoption.window():
        # A text of another year is told to be one.
        return None, ()
    place = assembly.location(first, "deadline")
    received = dating.anchors.get(_RESULTS)
    follows_others = isinstance(received, dt.date) and received <= last
    if held is not None and last < held.first and not events and not follows_others:
        return None, (Problem.of("RM673", location=place, measure=first, date=last, held=held.said()),)
    title = next(" ".join(each.title.split()) for each in analysis if each.id == first)
    return _Cause(title, due[first], due[first], place), ()


def _events(measure: Measure) -> tuple[str, ...]:
    rule = measure.deadline.rule if measure.deadline is not None else None
    return events_of(rule) if rule is not None else ()


def _first_due(found: Schedule) -> dt.date | None:
    return min((each.due for each in found.occurrences if each.due is not None), default=None)


def _tell_early(
    assembly: Assembly,
    adoption: Adoption,
    dating: Dating,
    stage: Stage,
    measure: Measure,
    causes: Iterable[_Cause],
) -> Iterator[Problem]:
    """Tell the one that lies furthest behind of what a measure should come after."""
    rule = measure.deadline.rule if measure.deadline is not None else None
    latest = max(causes, key=lambda cause: cause.day, default=None)
    if rule is None or latest is None:
        return
    early = _early_days(rule, dating.schedules[measure.id], latest.day)
    if early is None or early not in adoption.window():
        return
    year = adoption.school_year
    yield Problem.of(
        "RM672",
        location=assembly.location(measure.id, "deadline"),
        related=(latest.location,) if latest.location is not None else (),
        measure=measure.id,
        date=early,
        cause=latest.title,
        cause_date=latest.said,
        stage=stage.id,
        year=year.said(),
        after=year.following.said(),
    )


def _early_days(rule: Rule, found: Schedule, day: dt.date) -> dt.date | None:
    """Give the last day of the first part of a deadline that is over before a day; None where none is."""
    last: dict[int, dt.date] = {}
    for each in found.occurrences:
        if each.due is None:
            return None
        part = id(part_of(rule, each.key))
        last[part] = max(each.due, last.get(part, each.due))
    return min((each for each in last.values() if each < day), default=None)
