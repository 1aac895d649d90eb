"""What a layer does to the rows below it, noted as it is done, with the permission that each change meets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.fields import Field, FieldKind, values_of
from roadmap_engine.model.local_change import ChangeKind, LocalChange
from roadmap_engine.model.measure import Measure, Stage, call_thing
from roadmap_engine.model.standing import Standing
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.permissions import Grants
from roadmap_engine.overlays.rows import Rows

__all__ = ["Journal"]


class Journal:
    """Notes the changes of one layer; those of the base change nothing of others'."""

    def __init__(self, rows: Rows, layer: Layer, grants: Grants) -> None:
        self._rows = rows
        self._layer = layer
        self._grants = grants

    def note_replacement(self, thing: Stage | Measure, given: Mapping[Field, Any], site: Site) -> None:
        """Note the fields of a thing that get another value; one that gets its own again is a problem."""
        there = values_of(thing)
        for field, value in given.items():
            # What a roadmap's own column holds is not known yet: its cells are of one name and no kind.
            before, place = there.get(field), site.under(*field.path)
            if before == value:
                self._report_repetition(thing, field, place)
            elif field.kind is FieldKind.PRINTS:
                # Cells that are to be printed in other words each meet the permission of their field.
                for column, words in value.items():
                    was = (before or {}).get(column)
                    if was != words:
                        self._note(
                            "replaced", thing, field.name, was, words, place.under(column), (thing.id, column)
                        )
            else:
                self._note(
                    "replaced", thing, field.name, before or None, value, place, (thing.id, field.name)
                )

    def note_addition(self, thing: Stage | Measure, home: str, site: Site) -> None:
        """Note a new stage, or a measure in the stage that becomes its home."""
        self._note("added", thing, "", None, thing, site.under("id"), (home, "add"))

    def note_move(self, thing: Stage | Measure, before: Standing, after: Standing, site: Site) -> None:
        """Note what stands elsewhere now; a measure that comes into another stage is added to that."""
        enters = ((after.stage, "add"),) if before.stage != after.stage else ()
        self._note("moved", thing, "", before, after, site, (thing.id, "move"), *enters)

    def note_removal(self, name: str, site: Site) -> None:
        """Note a measure, or a stage and all of its measures, before they go."""
        for each in (name, *self._rows.measures_of(name)):
            thing = cast("Stage | Measure", self._rows.thing(each))
            self._note("removed", thing, "", thing, None, site, (each, "remove"))

    def _note(
        self,
        kind: ChangeKind,
        thing: Stage | Measure,
        field: str,
        before: object,
        after: object,
        site: Site,
        *deeds: tuple[str, str],
    ) -> None:
        """Note a change.

        Args:
            kind: of the change.
            thing: what it is of.
            field: of a replacement.
            before: what was there.
            after: what is there now.
            site: where the layer says it.
            deeds: things, and what of them has to be permitted; the strictest permission is met.
        """
        level = self._rows.level
        if level == 0:
            return
        settled = self._layer.settled.get(thing.id)
        met = (self._grants.find(each, deed, level) for each, deed in deeds)
        restricting = [permission for permission in met if permission is not None]
        change = LocalChange(
            kind=kind,
            thing=thing.id,
            is_stage=thing.is_stage,
            field=field,
            before=before,
            after=after,
            layer=self._layer.name,
            place=site.location,
            permission=max(restricting, key=lambda each: each.permit.strictness, default=None),
            as_of=settled.as_of if settled is not None and kind != "removed" else None,
        )
        self._rows.changes.append(change)

    def _report_repetition(self, thing: Stage | Measure, field: Field, site: Site) -> None:
        first = self._rows.sites.get((thing.id, field.name))
        related = (first.location,) if first is not None else ()
        self._rows.problems.append(
            Problem.of(
                "RM257", location=site.location, related=related, thing=call_thing(thing), field=field.name
            )
        )
