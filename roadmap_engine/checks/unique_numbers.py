"""No two measures of a stage have the same number.

Orders and minutes refer to measures by number. Numbers that the text leaves out are counted and differ by
themselves; a number given by hand may repeat another. Some plans count anew in every section, so only
measures of one stage are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_unique_numbers"]


def check_unique_numbers(assembly: Assembly) -> Iterator[Problem]:
    """Find measures of one stage that are given the same number."""
    for stage in assembly.roadmap.stages:
        seen: dict[str, str] = {}
        for measure in stage.measures:
            number = (measure.number or "").rstrip(". ")
            first = seen.setdefault(number, measure.id)
            if not number or first == measure.id:
                continue
            there = assembly.location(first, "number")
            yield Problem.of(
                "RM219",
                location=assembly.location(measure.id, "number"),
                related=(there,) if there else (),
                first=first,
                second=measure.id,
                number=measure.number or "",
            )
