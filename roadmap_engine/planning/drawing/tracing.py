"""Where the values of a plan come from: the layers; for each value its layer, line and permission."""

from __future__ import annotations

from collections.abc import Mapping

from frozendict import frozendict

from roadmap_engine.model import Assembly, PlanLayer, ValueOrigin

__all__ = ["describe_layers", "trace_values"]

_DEFINITIONS = frozenset({"roles", "events", "outputs", "parameters", "fill"})


def describe_layers(
    assembly: Assembly, labels: Mapping[str, str], organisation: str | None = None
) -> tuple[PlanLayer, ...]:
    """List the texts that a roadmap was joined of, the general one first.

    Args:
        assembly: the roadmap.
        labels: what the plan calls the files.
        organisation: whose text the last one is, where it is a school's own.
    """
    return tuple(
        PlanLayer(
            id=layer.id,
            version=layer.version,
            issuer=organisation if layer.id == assembly.local else layer.issuer,
            file=labels.get(layer.file, layer.file),
        )
        for layer in assembly.layers
    )


def trace_values(assembly: Assembly, labels: Mapping[str, str]) -> Mapping[str, Mapping[str, ValueOrigin]]:
    """Give for each stage and measure, and each of its fields, where it was written.

    What belongs to the plan as a whole stands under "": its title and columns by name, definitions by kind
    and id, «roles.head».

    Args:
        assembly: the roadmap.
        labels: what the plan calls the files.
    """
    roadmap = assembly.roadmap
    rows = {stage.id for stage in roadmap.stages} | {measure.id for measure in roadmap.measures()}
    found: dict[str, dict[str, ValueOrigin]] = {}
    for (thing, name), origin in sorted(assembly.origins.items()):
        key, field = (thing, name) if thing in rows or not thing else ("", _definition(thing, name))
        if field:
            found.setdefault(key, {})[field] = ValueOrigin(
                layer=origin.layer,
                file=labels.get(origin.location.file, origin.location.file),
                line=origin.location.line,
                allowance=assembly.allowances.get((thing, name)),
            )
    return {thing: frozendict(fields) for thing, fields in found.items()}


def _definition(thing: str, name: str) -> str:
    """Give the name of a definition as a whole; nothing for its fields, and for points of an order."""
    kind = thing.partition(".")[0]
    return thing if kind in _DEFINITIONS and not name else ""
