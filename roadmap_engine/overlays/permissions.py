"""What each layer allows the layers below it, gathered while they are joined.

A permission of a layer covers what is in the roadmap at its level: the things that it and the layers above it
have put there. Of several the strictest holds, and of equally strict ones the uppermost is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.model.local_change import AppliedPermission
from roadmap_engine.model.permissions import Allowance, Permissions, Permit
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.rows import Rows

__all__ = ["Grants"]

_DEEDS = ("add", "remove")
_OF_FIELDS = tuple(field.name for field in FIELDS if field.kind is not FieldKind.PRINTS)


@dataclass(frozen=True, slots=True)
class _Said:
    """One permission as a layer has it written."""

    permit: Permit
    site: Site


class Grants:
    """The permissions of the layers joined so far; it lives only while `assemble` runs."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._given: list[tuple[int, Layer, Permissions]] = []
        self._columns: dict[str, None] = {}

    def take(self, level: int, layer: Layer) -> None:
        """Take in what a layer allows, after its own changes; what it may not say becomes a problem."""
        text = layer.published
        if text is None:
            return
        for column in text.columns or ():
            if column.kind is not None:
                self._columns[column.field] = None
        if "allow" not in text.model_fields_set:
            return
        self._rows.problems += self._check_general(layer, text.allow)
        for kind, things, known in (
            ("measures", text.allow.measures, self._rows.measure_names()),
            ("stages", text.allow.stages, self._rows.stage_names()),
        ):
            for thing, permissions in things.items():
                path = ("allow", kind, thing)
                if thing not in known:
                    self._rows.problems.append(self._unknown(layer, kind, thing, known))
                    continue
                for field in permissions.said():
                    permit, said = permissions.permit(field), self._strictest(thing, field, level)
                    if permit is not None and said is not None:
                        self._rows.problems += _loosened(field, permit, [said], layer.entry(*path, field))
                self._rows.problems += self._check_names(layer, path, permissions.own_names())
        self._given.append((level, layer, text.allow))

    def find(self, thing: str, field: str, level: int) -> AppliedPermission | None:
        """Give the permission that a layer meets when it changes a thing, adds to it or removes it.

        Args:
            thing: id of a stage or measure; "" for the roadmap as a whole.
            field: a field, `add` or `remove`.
            level: of the layer that changes it.
        """
        said = [self._strictest(thing, field, level)]
        # On what condition a thing stands decides whether it is there at all.
        if field == "when":
            said.append(self._strictest(thing, "remove", level))
        return _applied(each for each in said if each is not None)

    def find_general(self, field: str, since: int, level: int) -> AppliedPermission | None:
        """Give the permission a layer meets when it defines anew what another layer has defined.

        Args:
            field: «roles», «columns».
            since: level of the layer that defined it.
            level: of the layer that changes it.
        """
        return _applied(self._general(field, since, level))

    def allowances(self, level: int) -> Mapping[tuple[str, str], Allowance]:
        """Give what a layer at a level may do with every value that is not free."""
        if not self._given:
            return {}
        return {
            (thing, field): Allowance(permit=found.permit, layer=found.layer)
            for thing in ("", *self._rows.names())
            for field in ((*_OF_FIELDS, *self._columns, *_DEEDS) if thing else _DEEDS)
            if (found := self.find(thing, field, level)) is not None
        }

    def _general(self, field: str, since: int, level: int) -> Iterator[_Said]:
        for above, layer, permissions in self._given:
            permit = permissions.permit(field)
            if since <= above < level and permit is not None:
                yield _Said(permit, layer.entry("allow", field))

    def _strictest(self, thing: str, field: str, level: int) -> _Said | None:
        """Give the strictest of what the layers say, each of the thing itself or else of all."""
        since = self._rows.since.get(thing, 0)
        row = self._rows.thing(thing)
        is_stage = row is None or row.is_stage
        said = []
        for above, layer, permissions in self._given:
            if not since <= above < level:
                continue
            single = permissions.of_thing(thing, is_stage=is_stage)
            own, general = (each.permit(field) if each else None for each in (single, permissions))
            if own is not None:
                way = ("stages" if is_stage else "measures", thing, field)
                said.append(_Said(own, layer.entry("allow", *way)))
            elif general is not None:
                said.append(_Said(general, layer.entry("allow", field)))
        return max(said, key=_strictness, default=None)

    def _check_general(self, layer: Layer, permissions: Permissions) -> Iterator[Problem]:
        for field in permissions.said():
            permit = permissions.permit(field)
            if permit is not None:
                said = list(self._general(field, 0, self._rows.level + 1))
                yield from _loosened(field, permit, said, layer.entry("allow", field))
        yield from self._check_names(layer, ("allow",), permissions.own_names())

    def _check_names(self, layer: Layer, path: tuple[str, ...], names: Iterable[str]) -> Iterator[Problem]:
        """Find permissions of a field that is none, and of no column of the roadmap's own."""
        known = (*_OF_FIELDS, *_DEEDS, *self._columns)
        for name in names:
            if name not in self._columns:
                thing = f"{path[1].removesuffix('s')} {path[2]}" if len(path) > 1 else "allow"
                place, near = layer.site(*path, name).key, near_names(name, known)
                yield Problem.of(
                    "RM141", location=place, thing=thing, key=name, near=near, known=list_names(known)
                )

    def _unknown(self, layer: Layer, kind: str, thing: str, known: Collection[str]) -> Problem:
        now = [each for each in self._rows.names_now(thing) if each in known]
        return Problem.of(
            "RM247",
            location=layer.site("allow", kind, thing).key,
            related=tuple(self._rows.sites[each, ""].under("id").location for each in now),
            name=thing,
            near="" if now else near_names(thing, known),
            now=list_names(now),
            kind=kind,
        )


def _applied(said: Iterable[_Said]) -> AppliedPermission | None:
    strictest = max(said, key=_strictness, default=None)
    if strictest is None or strictest.permit is Permit.FREE:
        return None
    return AppliedPermission(strictest.permit, strictest.site.layer, strictest.site.location)


def _strictness(said: _Said) -> int:
    return said.permit.strictness


def _written(permit: Permit) -> str:
    return permit if permit.strictness != 1 else f"{{adjustable: {permit}}}"


def _loosened(field: str, permit: Permit, above: Iterable[_Said], site: Site) -> Iterator[Problem]:
    strictest = max(above, key=_strictness, default=None)
    if strictest is not None and permit.strictness < strictest.permit.strictness:
        yield Problem.of(
            "RM246",
            location=site.location,
            related=(strictest.site.location,),
            permit=f"{field}: {_written(strictest.permit)}",
            layer=strictest.site.layer,
        )
