"""Nothing is due before what it comes after.

A lower layer may move one of two deadlines and not see the other. Only what is certain is told: two dates, or
two lengths from one event; a school's plan is looked at once more with all its dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.deadlines import Context, kind_of
from roadmap_engine.deadlines.comparing import is_no_later
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.measure import Measure

__all__ = ["check_ordered_deadlines"]


def check_ordered_deadlines(assembly: Assembly) -> Iterator[Problem]:
    """Find measures whose deadline is before the deadline of one they come after."""
    if assembly.local is not None:
        return
    roadmap = assembly.roadmap
    year = Context(year=roadmap.school_year) if roadmap.school_year is not None else None
    measures = {measure.id: measure for measure in roadmap.measures()}
    members = {stage.id: stage.measures for stage in roadmap.stages}
    for measure in roadmap.measures():
        for name in measure.after:
            needed = members.get(name) or ((measures[name],) if name in measures else ())
            for need in needed:
                if need.id != measure.id and _is_before(assembly, measure, need, year):
                    yield _explain(assembly, measure, need)


def _is_before(assembly: Assembly, measure: Measure, need: Measure, year: Context | None) -> bool:
    ours = measure.deadline.rule if measure.deadline else None
    theirs = need.deadline.rule if need.deadline else None
    if ours is None or theirs is None:
        return False
    known = assembly.vocabulary
    earlier = is_no_later(ours, theirs, year, known) is True
    return earlier and is_no_later(theirs, ours, year, known) is False


def _explain(assembly: Assembly, measure: Measure, need: Measure) -> Problem:
    there = assembly.location(need.id, "deadline")
    return Problem.of(
        "RM263",
        location=assembly.location(measure.id, "deadline"),
        related=(there,) if there else (),
        measure=measure.id,
        need=need.id,
        text=_printed(measure.deadline),
        other=_printed(need.deadline),
    )


def _printed(deadline: Deadline | None) -> str:
    return (deadline.phrase or (kind_of(deadline.rule) if deadline.rule else "")) if deadline else ""
