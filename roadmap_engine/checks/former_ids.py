"""What something was called before, nothing is called now, unless things have exchanged their ids.

A school that filled in an answer under an earlier id finds it again through `was`. Were the old id still in
use, the answer would belong to two things; where each of them says whose id it had, it belongs to one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.exchanges import list_round

__all__ = ["check_former_ids"]


def check_former_ids(assembly: Assembly) -> Iterator[Problem]:
    """Find former ids that are in use."""
    roadmap = assembly.roadmap
    stages = {stage.id: stage.was for stage in roadmap.stages}
    measures = {measure.id: measure.was for measure in roadmap.measures()}
    known = (*stages, *measures)
    yield from _find(assembly, "stage", "", stages, known)
    yield from _find(assembly, "measure", "", measures, known)
    for kind, things in (
        ("role", {name: role.was for name, role in roadmap.roles.items()}),
        ("event", {name: event.was for name, event in roadmap.events.items()}),
        ("output", {name: output.was for name, output in roadmap.outputs.items()}),
        ("parameter", {name: parameter.was for name, parameter in roadmap.parameters.items()}),
    ):
        yield from _find(assembly, kind, f"{kind}s.", things, tuple(things))


def _find(
    assembly: Assembly, kind: str, prefix: str, things: Mapping[str, tuple[str, ...]], known: tuple[str, ...]
) -> Iterator[Problem]:
    exchanged = list_round(things)
    for thing, former in things.items():
        for position, name in enumerate(former):
            if (thing, name) in exchanged:
                continue
            # What a school has done under the id stays under it, whatever the newer version made of it.
            if name in known and not _is_local(assembly, f"{prefix}{name}"):
                there = assembly.location(f"{prefix}{name}")
                yield Problem.of(
                    "RM259",
                    location=assembly.location(f"{prefix}{thing}", "was", position),
                    related=(there,) if there and name != thing else (),
                    thing=f"{kind} {thing}",
                    name=name,
                )


def _is_local(assembly: Assembly, thing: str) -> bool:
    origin = assembly.origins.get((thing, ""))
    return origin is not None and origin.layer == assembly.local
