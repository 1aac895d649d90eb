"""A text as one layer of a roadmap, and the site of every value in it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from roadmap_engine.diagnostics import Location
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.assembly import AssembledLayer
from roadmap_engine.model.provenance import Locations, Origin, Path
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.settled import Settled

__all__ = ["Layer", "ReadText", "Site"]

T_co = TypeVar("T_co", covariant=True)


class ReadText(Protocol[T_co]):
    """A text that was read: what it says, and where."""

    @property
    def value(self) -> T_co | None:
        """What the text says; None where it could not be understood."""

    @property
    def locations(self) -> Locations:
        """Where its values stand."""


@dataclass(frozen=True, slots=True)
class Site:
    """A value's layer and its way in the layer's text.

    Attributes:
        layer: the layer's name.
        locations: of the layer's text.
        path: the way to the value.
        is_entry: whether the value goes by its key, as a definition does, and is shown there.
    """

    layer: str
    locations: Locations
    path: Path
    is_entry: bool = False

    @property
    def location(self) -> Location:
        """The place of the value."""
        return self.key if self.is_entry else self.locations.of_value(self.path)

    @property
    def key(self) -> Location:
        """The place of the value's key."""
        return self.locations.of_key(self.path)

    def inside(self, span: tuple[int, int] | None) -> Location:
        """The place of a part of the value; of all of it where the part cannot be placed."""
        return self.locations.inside(self.path, span)

    def under(self, *steps: str | int) -> Site:
        """The site of a value further in."""
        return Site(self.layer, self.locations, (*self.path, *steps))

    def origin(self) -> Origin:
        """The layer and the locations, for whoever reads the result."""
        if (*self.path, 0) not in self.locations.values:
            return Origin(self.layer, self.location)
        items = itertools.takewhile(
            lambda item: item.path in item.locations.values, map(self.under, itertools.count())
        )
        return Origin(self.layer, self.location, tuple(item.location for item in items))


@dataclass(frozen=True, slots=True)
class Layer:
    """One text of the chain.

    Attributes:
        name: its id, as provenance calls it.
        text: a roadmap's text, or a school's adoption as the last layer.
        locations: where its values stand.
    """

    name: str
    text: RoadmapText | Adoption
    locations: Locations

    @classmethod
    def of_roadmap(cls, text: RoadmapText, locations: Locations) -> Layer:
        """Make the layer of a roadmap's text."""
        return cls(text.roadmap, text, locations)

    @classmethod
    def of_adoption(cls, text: Adoption, locations: Locations) -> Layer:
        """Make the last layer, a school's own."""
        return cls(text.adoption, text, locations)

    @property
    def published(self) -> RoadmapText | None:
        """The roadmap's text; None in the layer of a school."""
        return self.text if isinstance(self.text, RoadmapText) else None

    @property
    def settled(self) -> Mapping[str, Settled]:
        """What a school has settled; nothing in the layer of a published text."""
        return self.text.settled if isinstance(self.text, Adoption) else {}

    def describe(self) -> AssembledLayer:
        """Say which text this is, and who issued it."""
        text = self.published
        return AssembledLayer(
            self.name,
            self.locations.file,
            version=text.version if text else None,
            issuer=text.issuer if text else None,
        )

    def site(self, *path: str | int) -> Site:
        """Give the site of a value of this layer."""
        return Site(self.name, self.locations, path)

    def entry(self, *path: str | int) -> Site:
        """Give the site of a value of this layer that goes by its key."""
        return Site(self.name, self.locations, path, is_entry=True)
