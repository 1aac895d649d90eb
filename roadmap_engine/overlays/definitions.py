"""What the layers define besides stages: roles, events, outputs, parameters, titles, columns.

A definition of a layer stands instead of the inherited one with the same id, whole. Of the roadmap's own
fields, and of what orders say, the last layer that gives one is heard; the order a text was issued with is
the text's own and is not inherited, so that no stamp shows somebody else's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.base import Frozen
from roadmap_engine.model.definitions import definitions_of
from roadmap_engine.model.local_change import AppliedPermission
from roadmap_engine.model.order_terms import OrderTerms
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.permissions import Grants

__all__ = ["join_definitions", "join_fields", "join_terms"]

_DEFINITIONS = ("parameters", "fill", "events", "roles", "outputs")
_NAMES = {
    "parameters": "parameter",
    "fill": "parameter",
    "events": "event",
    "roles": "role",
    "outputs": "output",
}
_OF_CHANGES = frozenset(
    {
        "roadmap",
        "version",
        "extends",
        "pinned",
        "stages",
        "add",
        "replace",
        "move",
        "remove",
        "allow",
        "changes",
    }
)
_OWN = frozenset({"order", "issuer"})
# «title» and «basis» of a permission are those of measures and stages: each text has a title of its own.
_LOCKABLE = frozenset({"roles", "events", "outputs", "parameters", "columns", "order"})
_FIELDS = RoadmapText.model_fields.keys() - {*_DEFINITIONS, *_OF_CHANGES, *_OWN}

Sites = dict[tuple[str, str], Site]


@dataclass(slots=True)
class Joined:
    """What the layers joined so far define; it lives only while `assemble` runs.

    Attributes:
        values: definitions by «roles.head», fields of the roadmap by name.
        sites: thing and field to the site it was last written at.
        problems: what a layer repeats, and what it may not define anew.
    """

    values: dict[str, Any] = dataclass_field(default_factory=dict)
    sites: Sites = dataclass_field(default_factory=dict)
    problems: list[Problem] = dataclass_field(default_factory=list)
    _since: dict[str, int] = dataclass_field(default_factory=dict)

    def put(self, key: str, value: Any, site: Site, entry: Entry) -> None:
        """Put a value in the place of the one that is there.

        Args:
            key: of the value.
            value: as the layer gives it.
            site: of the value.
            entry: what the value is called, and the layer it is of.
        """
        since = self._since.setdefault(key, entry.level)
        if key in self.values:
            first = self.sites[entry.place]
            if self.values[key] == value:
                self.problems.append(_repeats(entry, site, first))
            elif (
                entry.granted in _LOCKABLE
                and (permission := entry.grants.find_general(entry.granted, since, entry.level)) is not None
            ):
                self.problems.append(_forbidden(entry, site, permission))
        self.values[key] = value
        self.sites[entry.place] = site


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that a layer defines: what a message calls it, where it is remembered, and the level.

    Attributes:
        within: what its permission is of, where that is not the field.
    """

    thing: str
    field: str
    place: tuple[str, str]
    level: int
    grants: Grants
    within: str = ""

    @property
    def granted(self) -> str:
        """What its permission is of."""
        return self.within or self.field


def _repeats(entry: Entry, site: Site, first: Site) -> Problem:
    return Problem.of(
        "RM257",
        location=site.location,
        related=(first.location,),
        thing=entry.thing,
        field=entry.field,
    )


def _forbidden(entry: Entry, site: Site, permission: AppliedPermission) -> Problem:
    words = {"thing": entry.thing, "field": entry.field, "layer": permission.layer}
    return Problem(
        code="RM240",
        arguments=(*words.items(), *permission.words(site.layer).items()),
        location=site.location,
        related=(permission.location,),
    )


def join_definitions(
    layers: Iterable[Layer], grants: Grants
) -> tuple[Mapping[str, Mapping[str, Any]], Sites, tuple[Problem, ...]]:
    """Give roles, events, outputs, parameters and fillings by id, and where each is written.

    Of a school's layer `fill` and `defines` define: its `roles` and `events` are answers.

    Returns:
        the definitions by kind and id, their sites, and what a layer repeats or may not define anew.
    """
    joined = Joined()
    for level, layer in enumerate(layers):
        for kind, name, definition, site in _definitions_of(layer):
            thing = f"{kind}.{name}"
            if thing in joined.values:
                for stale in [key for key in joined.sites if key[0] == thing and key[1]]:
                    del joined.sites[stale]
            entry = Entry(f"{_NAMES[kind]} {name}", kind, (thing, ""), level, grants)
            joined.put(thing, definition, site, entry)
            for field in definition.model_fields_set if isinstance(definition, Frozen) else ():
                joined.sites[thing, field] = site.under(field)
    values: dict[str, dict[str, Any]] = {kind: {} for kind in _DEFINITIONS}
    for thing, definition in joined.values.items():
        kind, _, name = thing.partition(".")
        values[kind][name] = definition
    return values, joined.sites, tuple(joined.problems)


def _definitions_of(layer: Layer) -> Iterator[tuple[str, str, Any, Site]]:
    source, way = layer.text, ("defines",) if isinstance(layer.text, Adoption) else ()
    defined = definitions_of(source.defines if isinstance(source, Adoption) else source)
    for kind in _DEFINITIONS:
        # What fills a gap stands at the top of a school's text too: it is an answer.
        entries, above = (source.fill, ()) if kind == "fill" else (defined[kind], way)
        for name, definition in entries.items():
            yield kind, name, definition, layer.entry(*above, kind, name)


def join_fields(
    layers: Iterable[Layer], grants: Grants
) -> tuple[Mapping[str, Any], Sites, tuple[Problem, ...]]:
    """Give the roadmap's own fields, each from the last layer that gives it, and where it is written.

    Returns:
        the fields by name, their sites, and what a layer repeats or may not change.
    """
    joined = Joined()
    for level, layer in enumerate(layers):
        text = layer.published
        if text is None:
            continue
        joined.sites["", ""] = layer.site("roadmap")
        # Who issued a text, and the order it was issued with, belong to the text and to no other.
        issued = text.order.issued if text.order is not None else None
        own = {"order": issued, **({"issuer": text.issuer} if text.issuer else {})}
        joined.values |= own
        for name in own:
            joined.sites["", name] = layer.site(name)
        for name, value in text:
            if name in _FIELDS and name in text.model_fields_set and value is not None:
                entry = Entry(f"roadmap {text.roadmap}", name, ("", name), level, grants)
                joined.put(name, value, layer.site(name), entry)
        if issued is None:
            del joined.sites["", "order"]
    return joined.values, joined.sites, tuple(joined.problems)


def join_terms(layers: Iterable[Layer], grants: Grants) -> tuple[OrderTerms, Sites, tuple[Problem, ...]]:
    """Give what orders say, each key from the last layer that gives it, a school's among them.

    Returns:
        the terms, their sites, and what a layer repeats or may not change.
    """
    joined = Joined()
    for level, layer in enumerate(layers):
        for name, value in layer.text.order or ():
            if name in OrderTerms.model_fields and value is not None:
                entry = Entry("order", name, ("", f"order.{name}"), level, grants, "order")
                joined.put(name, value, layer.site("order", name), entry)
    return OrderTerms(**joined.values), joined.sites, tuple(joined.problems)
