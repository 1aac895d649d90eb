"""Only declared parameters are filled, and a declared one stands in some text or condition.

A filling for a parameter that nobody declares is a slip of the pen: the gap it was meant for stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.checks.check import is_authors_own, names_now
from roadmap_engine.checks.texts import list_texts
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.condition_reading import read_condition
from roadmap_engine.model.condition_truth import comparisons_of
from roadmap_engine.model.roadmap import Roadmap
from roadmap_engine.model.wording import find_gaps

__all__ = ["check_known_parameters", "check_used_parameters"]


def check_known_parameters(assembly: Assembly) -> Iterator[Problem]:
    """Find fillings of parameters that nobody declares."""
    declared = assembly.roadmap.parameters
    for name in assembly.roadmap.fill:
        if name not in declared:
            place = assembly.location(f"fill.{name}")
            yield Problem.of(
                "RM215",
                location=place,
                name=name,
                near=near_names(name, declared),
                now=names_now(name, declared),
                known=list_names(declared),
            )


def check_used_parameters(assembly: Assembly) -> Iterator[Problem]:
    """Find parameters of the roadmap's own that stand in no text and no condition."""
    if not assembly.roadmap.parameters:
        return
    used: set[str | None] = {name for text in list_texts(assembly) for name, _ in find_gaps(text.words)}
    used |= set(_asked(assembly.roadmap))
    for name in assembly.roadmap.parameters:
        if name not in used and is_authors_own(assembly, f"parameters.{name}"):
            place = assembly.location(f"parameters.{name}")
            example = "{{ " + name + " }}"
            yield Problem.of("RM225", location=place, name=name, example=example)


def _asked(roadmap: Roadmap) -> Iterator[str]:
    """Give the facts and parameters that conditions ask for."""
    conditions = [stage.when for stage in roadmap.stages] + [each.when for each in roadmap.measures()]
    for words in conditions:
        expression = read_condition(words, roadmap.parameters)[0] if words else None
        for question in comparisons_of(expression) if expression is not None else ():
            yield question.fact
