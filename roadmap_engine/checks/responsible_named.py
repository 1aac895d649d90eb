"""Somebody answers for every measure.

A measure for which nobody answers reaches no point of the order and no personal calendar.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_responsible_named"]


def check_responsible_named(assembly: Assembly) -> Iterator[Problem]:
    """Find measures without a responsible role, where the table has a column for it."""
    if not any(column.field == "responsible" for column in assembly.roadmap.columns):
        return
    for measure in assembly.roadmap.measures():
        if not measure.responsible and not measure.as_printed.get("responsible"):
            place = assembly.location(measure.id)
            yield Problem.of("RM211", location=place, measure=measure.id)
