"""What a layer does to a draft, noted as it is done, with the permission that each change meets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.local_change import AppliedPermission, ChangeKind, LocalChange
from roadmap_engine.model.measure import Measure, Stage, call_thing
from roadmap_engine.overlays.draft import Draft
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.permissions import Grants

__all__ = ["Journal"]


class Journal:
    """Notes the changes of one layer; those of the base change nothing of others'."""

    def __init__(self, draft: Draft, layer: Layer, grants: Grants) -> None:
        self._draft = draft
        self._layer = layer
        self._grants = grants

    def note_replacement(self, thing: Stage | Measure, given: Mapping[str, Any], site: Site) -> None:
        """Note the fields of a thing that get another value; one that gets its own again is a problem."""
        for field, value in given.items():
            before = getattr(thing, field)
            place = site.under(field)
            if before == value:
                self._report_repetition(thing, field, place)
            elif field == "as_printed":
                self._note_prints(thing, value, place)
            else:
                permission = self._grants.find(thing.id, field, self._draft.level)
                self._note("replaced", thing, field, before or None, value, place, permission)

    def note_addition(self, thing: Stage | Measure, home: str, site: Site) -> None:
        """Note a new stage, or a measure in the stage that becomes its home."""
        permission = self._grants.find(home, "add", self._draft.level)
        self._note("added", thing, "", None, thing, site.under("id"), permission)

    def note_removal(self, name: str, site: Site) -> None:
        """Note a measure, or a stage and all of its measures, before they go."""
        for each in (name, *self._draft.measures_of(name)):
            thing = self._draft.known(each)
            permission = self._grants.find(each, "remove", self._draft.level)
            self._note("removed", thing, "", thing, None, site, permission)

    def _note_prints(self, thing: Stage | Measure, cells: Mapping[str, str], site: Site) -> None:
        """Note cells that are to be printed in other words; each meets the permission of its field."""
        for column, words in cells.items():
            before = thing.as_printed.get(column)  # type: ignore[call-overload]  # any name may be asked for
            if before != words:
                permission = self._grants.find(thing.id, column, self._draft.level)
                self._note("replaced", thing, "as_printed", before, words, site.under(column), permission)

    def _note(
        self,
        kind: ChangeKind,
        thing: Stage | Measure,
        field: str,
        before: object,
        after: object,
        site: Site,
        permission: AppliedPermission | None,
    ) -> None:
        if self._draft.level == 0:
            return
        change = LocalChange(
            kind=kind,
            thing=thing.id,
            is_stage=isinstance(thing, Stage),
            field=field,
            before=before,
            after=after,
            layer=self._layer.name,
            place=site.location,
            permission=permission,
        )
        self._draft.changes.append(change)

    def _report_repetition(self, thing: Stage | Measure, field: str, site: Site) -> None:
        first = self._draft.sites.get((thing.id, field))
        self._draft.problems.append(
            Problem.of(
                "RM257",
                location=site.location,
                related=(first.location,) if first is not None else (),
                thing=call_thing(thing),
                field=field,
            )
        )
