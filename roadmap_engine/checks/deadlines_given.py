"""Every measure says by when.

A measure without a deadline is in no calendar and never late. Where a duty really has no date, the text says
so: «постоянно», «по мере необходимости». A further row of a measure, which only continues the one above it,
may leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_deadlines_given"]


def check_deadlines_given(assembly: Assembly) -> Iterator[Problem]:
    """Find measures without a deadline, where the table has a column for it."""
    if not any(column.field == "deadline" for column in assembly.roadmap.columns):
        return
    for measure in assembly.roadmap.measures():
        if measure.deadline is None and not measure.as_printed.get("deadline"):
            place = assembly.location(measure.id)
            yield Problem.of("RM210", location=place, measure=measure.id)
