"""What stands for a parameter is of its type, and the parameter says what can be chosen.

A number that is none, or a day that does not exist, would be printed as it is, and a condition that asks for
it would never hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.answer import EXAMPLES, read_answer
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.condition_reading import FACTS
from roadmap_engine.model.definitions import Parameter

__all__ = ["check_fitting_answers"]


def check_fitting_answers(assembly: Assembly) -> Iterator[Problem]:
    """Find parameters that are described wrongly, and answers that are no value of their type."""
    roadmap = assembly.roadmap
    for name, parameter in roadmap.parameters.items():
        thing = f"parameters.{name}"
        if (parameter.type == "choice") != bool(parameter.choices):
            yield Problem.of("RM260", location=assembly.location(thing), name=name)
            continue
        if name in FACTS:
            yield Problem.of("RM262", location=assembly.location(thing), name=name)
        for written, place in (
            (parameter.default, assembly.location(thing, "default")),
            (roadmap.fill.get(name), assembly.location(f"fill.{name}", "", 0)),
        ):
            if written is not None and read_answer(parameter, written) is None:
                yield _explain(name, parameter, written, place)


def _explain(name: str, parameter: Parameter, written: str, place: Location | None) -> Problem:
    return Problem.of(
        "RM261",
        location=place,
        name=name,
        value=written,
        type=parameter.type,
        near=near_names(written, parameter.choices),
        known=", ".join(f"«{value}»" for value in parameter.choices) or EXAMPLES[parameter.type],
    )
