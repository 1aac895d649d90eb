"""What each layer allows the layers below it, gathered while they are joined.

A permission of a layer covers what is in the roadmap at its level: the things that it and the layers above it
have put there. Of several the strictest holds, and of equally strict ones the uppermost is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.local_change import AppliedPermission
from roadmap_engine.model.measure import Change, Measure
from roadmap_engine.model.permissions import (
    Allowance,
    MeasurePermissions,
    Permissions,
    Permit,
    StagePermissions,
)
from roadmap_engine.overlays.draft import Draft
from roadmap_engine.overlays.layers import Layer, Site

__all__ = ["Grants"]

_FIELDS = tuple(name for name in Permissions.model_fields if name not in {"measures", "stages"})
_OF_THINGS = (*Change.model_fields, "add", "remove")


@dataclass(frozen=True, slots=True)
class _Said:
    """One permission as a layer has it written."""

    permit: Permit
    layer: str
    site: Site


class Grants:
    """The permissions of the layers joined so far; it lives only while `assemble` runs."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._given: list[tuple[int, Layer, Permissions]] = []

    def take(self, level: int, layer: Layer) -> None:
        """Take in what a layer allows, after its own changes; what it may not say becomes a problem."""
        text = layer.published
        if text is None or "allow" not in text.model_fields_set:
            return
        self._draft.problems += self._check_general(layer, text.allow)
        self._draft.problems += self._check_single(level, layer, "measures", text.allow.measures)
        self._draft.problems += self._check_single(level, layer, "stages", text.allow.stages)
        self._given.append((level, layer, text.allow))

    def find(self, thing: str, field: str, level: int) -> AppliedPermission | None:
        """Give the permission that a layer meets when it changes a thing, adds to it or removes it.

        Args:
            thing: id of a stage or measure; "" for the roadmap as a whole.
            field: a field, `add` or `remove`.
            level: of the layer that changes it.
        """
        said = self._strictest(thing, field, level)
        # On what condition a thing stands decides whether it is there at all.
        if field == "when":
            removal = self._strictest(thing, "remove", level)
            said = max((each for each in (said, removal) if each), key=_strictness, default=None)
        if said is None or said.permit is Permit.FREE:
            return None
        return AppliedPermission(said.permit, said.layer, said.site.location)

    def find_general(self, field: str, since: int, level: int) -> AppliedPermission | None:
        """Give the permission a layer meets when it defines anew what another layer has defined.

        Args:
            field: «roles», «columns».
            since: level of the layer that defined it.
            level: of the layer that changes it.
        """
        said = [
            _Said(permit, layer.name, layer.entry("allow", field))
            for above, layer, permissions in self._given
            if since <= above < level and (permit := permissions.permit(field)) is not None
        ]
        strictest = max(said, key=_strictness, default=None)
        if strictest is None or strictest.permit is Permit.FREE:
            return None
        return AppliedPermission(strictest.permit, strictest.layer, strictest.site.location)

    def allowances(self, level: int) -> Mapping[tuple[str, str], Allowance]:
        """Give what a layer at a level may do with every value that is not free."""
        if not self._given:
            return {}
        return {
            (thing, field): Allowance(permit=found.permit, layer=found.layer)
            for thing in ("", *self._draft.names())
            for field in (_OF_THINGS if thing else ("add", "remove"))
            if (found := self.find(thing, field, level)) is not None
        }

    def _strictest(self, thing: str, field: str, level: int) -> _Said | None:
        since = self._draft.since.get(thing, 0)
        said = [
            found
            for above, layer, permissions in self._given
            if since <= above < level and (found := self._say(layer, permissions, thing, field)) is not None
        ]
        return max(said, key=_strictness, default=None)

    def _say(self, layer: Layer, permissions: Permissions, thing: str, field: str) -> _Said | None:
        """Give what one layer says: of the thing itself, or of all."""
        kind = "measures" if isinstance(self._draft.thing(thing), Measure) else "stages"
        single = getattr(permissions, kind).get(thing)
        for found, path in ((single, (kind, thing)), (permissions, ())):
            permit = found.permit(field) if found is not None else None
            if permit is not None:
                return _Said(permit, layer.name, layer.entry("allow", *path, field))
        return None

    def _check_general(self, layer: Layer, permissions: Permissions) -> Iterator[Problem]:
        for field in _FIELDS:
            permit = permissions.permit(field)
            if permit is not None:
                said = [
                    _Said(above, upper.name, upper.entry("allow", field))
                    for _, upper, given in self._given
                    if (above := given.permit(field)) is not None
                ]
                yield from _loosened(field, permit, said, layer.entry("allow", field))

    def _check_single(
        self,
        level: int,
        layer: Layer,
        kind: str,
        things: Mapping[str, MeasurePermissions] | Mapping[str, StagePermissions],
    ) -> Iterator[Problem]:
        draft = self._draft
        known = draft.measure_names() if kind == "measures" else draft.stage_names()
        for thing, permissions in things.items():
            if thing not in known:
                place = layer.site("allow", kind, thing).key
                now = [each for each in draft.names_now(thing) if each in known]
                yield Problem.of(
                    "RM247",
                    location=place,
                    related=tuple(draft.sites[each, ""].under("id").location for each in now),
                    name=thing,
                    near="" if now else near_names(thing, known),
                    now=list_names(now),
                    kind=kind,
                )
                continue
            for field in _FIELDS:
                permit = permissions.permit(field)
                said = self._strictest(thing, field, level)
                if permit is not None and said is not None:
                    yield from _loosened(field, permit, [said], layer.entry("allow", kind, thing, field))


def _strictness(said: _Said) -> int:
    return said.permit.strictness


def _written(permit: Permit) -> str:
    return permit if permit.strictness != 1 else f"{{adjustable: {permit}}}"


def _loosened(field: str, permit: Permit, above: list[_Said], site: Site) -> Iterator[Problem]:
    strictest = max(above, key=_strictness, default=None)
    if strictest is not None and permit.strictness < strictest.permit.strictness:
        yield Problem.of(
            "RM246",
            location=site.location,
            related=(strictest.site.location,),
            permit=f"{field}: {_written(strictest.permit)}",
            layer=strictest.layer,
        )
