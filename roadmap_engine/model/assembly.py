"""A roadmap with the memory of where each value was written: what joining the layers gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from frozendict import frozendict

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.diagnostics import Location
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.permissions import Allowance
from roadmap_engine.model.provenance import Origin
from roadmap_engine.model.roadmap import Roadmap
from roadmap_engine.model.year_wording import YearWording

__all__ = ["AssembledLayer", "Assembly"]


@dataclass(frozen=True, slots=True)
class AssembledLayer:
    """One of the texts that were joined, and who issued it; a school's own has no version."""

    id: str
    file: str
    version: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Assembly:
    """A complete roadmap and the origin of its values.

    Attributes:
        roadmap: what the layers come to.
        origins: by thing and field. A thing is the id of a measure or stage, «roles.<id>»,
            «events.<id>», «outputs.<id>», «parameters.<id>», or "" for the roadmap itself; the field
            "" stands for the thing as a whole.
        vocabulary: the events that the roadmap's deadlines were read with.
        layers: the texts that were joined, base first.
        changes: what each layer changed of those below it, in the order of the layers, with the verdict of
            their permissions; a school's own have the layer `local`.
        allowances: by thing and field, as in `origins`: what a layer below this assembly may do with a value
            that is not free, or will not be; the fields `add`, `move` and `remove` speak of the thing itself,
            the thing "" of all.
        defining: by kind of definition, what such a layer may do with those that are there, likewise.
        freed: things and fields that a layer speaks of, and that are free all the same.
        removed: stages and measures that a layer took out, to where it says so.
        written: the school year that the published texts were written for, as far as they tell it.
        years: those that each of these texts was written for by itself; a layer may be newer than its base.
        wordings: words of published texts that name a year and move with a plan of another, as far as they
            stand in the roadmap: as they were, and as they are or might be.
        local: id of the adoption that is the last layer; none where the published roadmap is looked at.
    """

    roadmap: Roadmap
    origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    vocabulary: EventVocabulary = STANDARD_EVENTS
    layers: tuple[AssembledLayer, ...] = ()
    changes: tuple[LocalChange, ...] = ()
    allowances: Mapping[tuple[str, str], Allowance] = field(default_factory=dict)
    defining: Mapping[str, Allowance] = field(default_factory=dict)
    freed: frozenset[tuple[str, str]] = frozenset()
    removed: Mapping[str, Origin] = field(default_factory=dict)
    written: SchoolYear | None = None
    years: frozenset[SchoolYear] = frozenset()
    wordings: tuple[YearWording, ...] = ()
    local: str | None = None

    def permit(self, thing: str, name: str, day: dt.date) -> Permit:
        """Give what a text that counts as of a day may do with a value."""
        allowance = self.allowances.get((thing, name))
        return Permit.FREE if allowance is None else allowance.on(day)

    def location(self, thing: str, name: str = "", item: int | None = None) -> Location | None:
        """Place where a field of a thing, or an item of it, was last written; or the thing; or nothing."""
        origin = self.origins.get((thing, name)) or self.origins.get((thing, ""))
        if origin is None:
            return None
        return origin.items[item] if item is not None and item < len(origin.items) else origin.location

    def renamed(self, local: str, files: Mapping[str, str]) -> Assembly:
        """Give the assembly of texts that say the same at the same places in other files.

        Args:
            local: id of the adoption that is the last layer.
            files: what the files are called, by what they are called here; those called the same may be
                missing.
        """

        def name(layer: str) -> str:
            return local if layer == self.local else layer

        def rename(origin: Origin) -> Origin:
            moves = origin.layer == self.local or origin.location.file in files
            return origin.renamed(name(origin.layer), files) if moves else origin

        return replace(
            self,
            origins=frozendict({key: rename(each) for key, each in self.origins.items()}),
            layers=tuple(
                replace(each, id=name(each.id), file=files.get(each.file, each.file)) for each in self.layers
            ),
            changes=tuple(each.renamed(name(each.layer), files) for each in self.changes),
            removed=frozendict({key: rename(each) for key, each in self.removed.items()}),
            local=local,
        )
