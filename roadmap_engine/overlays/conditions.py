"""The conditions of a joined roadmap: read once all parameters are known, told where they cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.condition_reading import read_condition
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.overlays.layers import Site

__all__ = ["check_conditions"]


def check_conditions(
    conditions: Mapping[str, tuple[tuple[str, Site], ...]], parameters: Mapping[str, Parameter]
) -> Iterator[Problem]:
    """Find what is wrong with the words of conditions, each problem at its place in them.

    Args:
        conditions: of stages and measures, with the sites they are written at.
        parameters: of the roadmap, for which a condition may ask.
    """
    for written in conditions.values():
        for words, site in written:
            _, problems = read_condition(words, parameters)
            yield from (problem.at(site.inside(problem.span)) for problem in problems)
