"""Every role that is named is described.

Participants and responsible persons are named by the ids of roles, so that a school can say once who fills
each of them. A role nobody describes has no title to print and no person to answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.checks.check import names_now
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.fields import FieldKind, given_values
from roadmap_engine.model.measure import call_thing

__all__ = ["check_known_roles"]


def check_known_roles(assembly: Assembly) -> Iterator[Problem]:
    """Find roles that are named and not described."""
    for measure in assembly.roadmap.measures():
        for field, names in given_values(measure, assembly.roadmap.kinds).items():
            for position, name in enumerate(names if field.kind is FieldKind.ROLES else ()):
                yield from _check(assembly, name, call_thing(measure), (measure.id, field.name, position))
    for event, described in assembly.roadmap.events.items():
        if described.recorded_by is not None:
            place = (f"events.{event}", "recorded_by", None)
            yield from _check(assembly, described.recorded_by, f"event {event}", place)
    yield from _check_order(assembly)
    for output, document in assembly.roadmap.outputs.items():
        for position, name in enumerate(document.made_by):
            yield from _check(assembly, name, f"output {output}", (f"outputs.{output}", "made_by", position))
        for position, step in enumerate(document.approval):
            if step.by is not None:
                of_step = (f"outputs.{output}", "approval", position)
                yield from _check(assembly, step.by, f"output {output}", of_step)


def _check_order(assembly: Assembly) -> Iterator[Problem]:
    """Look at what is said of orders; a school names its people, whom no roadmap knows."""
    for term, name in assembly.roadmap.order_terms.named().items():
        origin = assembly.origins.get(("", f"order.{term}"))
        if origin is not None and origin.layer != assembly.local:
            yield from _check(assembly, name, "order", ("", f"order.{term}", None))


def _check(
    assembly: Assembly, name: str, thing: str, place: tuple[str, str, int | None]
) -> Iterator[Problem]:
    roles = assembly.roadmap.roles
    if name not in roles:
        yield Problem.of(
            "RM201",
            location=assembly.location(*place),
            thing=thing,
            name=name,
            near=near_names(name, roles),
            now=names_now(name, roles),
            known=list_names(roles),
        )
