"""What the layers define besides stages: roles, events, outputs, parameters, titles, columns.

A definition of a layer stands instead of the inherited one with the same id, whole. Of the roadmap's own
fields the last layer that gives one is heard; the order a text was issued with is the text's own and is not
inherited, so that no stamp shows somebody else's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.overlays.layers import Layer, Site

__all__ = ["join_definitions", "join_fields"]

_DEFINITIONS = ("parameters", "fill", "events", "roles", "outputs")
_NAMES = {
    "parameters": "parameter",
    "fill": "parameter",
    "events": "event",
    "roles": "role",
    "outputs": "output",
}
_OF_CHANGES = frozenset(
    {"roadmap", "version", "extends", "stages", "add", "replace", "remove", "allow", "changes"}
)
_OWN = frozenset({"order"})
_FIELDS = tuple(name for name in RoadmapText.model_fields if name not in {*_DEFINITIONS, *_OF_CHANGES, *_OWN})

Sites = dict[tuple[str, str], Site]


def join_definitions(
    layers: Iterable[Layer],
) -> tuple[Mapping[str, Mapping[str, Any]], Sites, tuple[Problem, ...]]:
    """Give roles, events, outputs, parameters and fillings by id, where each is written, and repetitions.

    Of a school's layer `fill` and `defines` define: its `roles` and `events` are answers.
    """
    joined: dict[str, dict[str, Any]] = {kind: {} for kind in _DEFINITIONS}
    sites: Sites = {}
    problems: list[Problem] = []
    for layer in layers:
        for kind, name, definition, site in _definitions_of(layer):
            thing = f"{kind}.{name}"
            if name in joined[kind]:
                if joined[kind][name] == definition:
                    problems.append(_repeats(f"{_NAMES[kind]} {name}", kind, site, sites[thing, ""]))
                for stale in [key for key in sites if key[0] == thing]:
                    del sites[stale]
            joined[kind][name] = definition
            sites[thing, ""] = site
            for field in getattr(definition, "model_fields_set", ()):
                sites[thing, field] = site.under(field)
    return joined, sites, tuple(problems)


def _repeats(thing: str, field: str, site: Site, first: Site) -> Problem:
    return Problem.of(
        "RM257",
        severity=Severity.WARNING,
        location=site.location,
        related=(first.location,),
        thing=thing,
        field=field,
    )


def _definitions_of(layer: Layer) -> Iterator[tuple[str, str, Any, Site]]:
    for kind in _DEFINITIONS:
        way: tuple[str, ...] = (kind,)
        source: object = layer.text
        if isinstance(layer.text, Adoption) and kind != "fill":
            way, source = ("defines", kind), layer.text.defines
        for name, definition in getattr(source, kind).items():
            yield kind, name, definition, layer.entry(*way, name)


def join_fields(layers: Iterable[Layer]) -> tuple[Mapping[str, Any], Sites, tuple[Problem, ...]]:
    """Give the roadmap's own fields, each from the last layer that gives it, their sites, and repetitions."""
    joined: dict[str, Any] = {}
    sites: Sites = {}
    problems: list[Problem] = []
    for layer in layers:
        text = layer.published
        if text is None:
            continue
        sites["", ""] = layer.site("roadmap")
        joined["order"] = text.order
        for name in _FIELDS:
            value = getattr(text, name)
            if name not in text.model_fields_set or value is None:
                continue
            # Who issued a text belongs to the text, whoever else issued others.
            if name != "issuer" and joined.get(name) == value:
                thing = f"roadmap {text.roadmap}"
                problems.append(_repeats(thing, name, layer.site(name), sites["", name]))
            joined[name] = value
            sites["", name] = layer.site(name)
        if text.order is not None:
            sites["", "order"] = layer.site("order")
        else:
            sites.pop(("", "order"), None)
    return joined, sites, tuple(problems)
