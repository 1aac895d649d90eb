"""What each layer allows the layers below it, gathered while they are joined.

A permission of a layer covers what is in the roadmap at its level: the things that it and the layers above it
have put there. Of several the strictest holds, and of equally strict ones the uppermost is named. A lock that
holds from a day on is asked for the day of the layer that meets it; one that is to come is told with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.model.granting import Granted, Permit
from roadmap_engine.model.local_change import AppliedPermission
from roadmap_engine.model.permissions import (
    Allowance,
    Holding,
    MeasurePermissions,
    Permissions,
    StagePermissions,
)
from roadmap_engine.overlays.layers import Layer, Site
from roadmap_engine.overlays.rows import Rows

__all__ = ["Grants"]

_DEEDS = ("add", "move", "remove")
_DEFINED = ("roles", "events", "outputs", "parameters", "columns", "order")
_OF_FIELDS = tuple(field.name for field in FIELDS if field.kind is not FieldKind.PRINTS)


@dataclass(frozen=True, slots=True)
class _Said:
    """One permission as a layer has it written, in the version it has."""

    granted: Granted
    site: Site


class Grants:
    """The permissions of the layers joined so far; it lives only while `assemble` runs."""

    def __init__(self, rows: Rows, layers: Sequence[Layer]) -> None:
        self._rows = rows
        self._days = [layer.text.dated_on for layer in layers]
        if layers[-1].published is None:
            # What may be done with a school's plan may be done by the school.
            self._days.append(self._days[-1])
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
                    granted = _granted(permissions, field, layer)
                    if granted is not None:
                        above, site = self._said(thing, field, level), layer.entry(*path, field)
                        self._rows.problems += _loosened(field, granted, above, site)
                self._rows.problems += self._check_names(layer, path, permissions.own_names())
        self._given.append((level, layer, text.allow))

    def find(self, thing: str, field: str, level: int) -> AppliedPermission | None:
        """Give the permission that a layer meets when it changes a thing, adds to it, moves or removes it.

        Args:
            thing: id of a stage or measure; "" for the roadmap as a whole.
            field: a field, `add`, `move` or `remove`.
            level: of the layer that changes it.
        """
        return _applied(self._said_with_removal(thing, field, level), self._day_of(level))

    def _said_with_removal(self, thing: str, field: str, level: int) -> Iterator[_Said]:
        # On what condition a thing stands decides whether it is there at all.
        asked = (field, "remove") if field == "when" else (field,)
        return (each for name in asked for each in self._said(thing, name, level))

    def find_general(self, field: str, since: int, level: int) -> AppliedPermission | None:
        """Give the permission a layer meets when it defines anew what another layer has defined.

        Args:
            field: «roles», «columns».
            since: level of the layer that defined it.
            level: of the layer that changes it.
        """
        found = _applied(self._general(field, since, level), self._day_of(level))
        return None if found is None or found.permit is Permit.FREE else found

    def holding(self, level: int) -> Holding:
        """Give what a layer at a level may do with every value, as far as anybody says something of it."""
        if not self._given:
            return Holding()
        # A text of no day yet may still get one: what it may do is asked again then, by `Allowance.on`.
        day = self._day_of(level) or dt.date.min
        allowances: dict[tuple[str, str], Allowance] = {}
        defining: dict[str, Allowance] = {}
        freed: set[tuple[str, str]] = set()
        for thing in ("", *self._rows.names()):
            for field in (*_OF_FIELDS, *self._columns, *_DEEDS) if thing else _DEEDS:
                said = tuple(self._said_with_removal(thing, field, level))
                if (found := _applied(said, day)) is not None:
                    allowances[thing, field] = _allowance(found)
                elif said:
                    freed.add((thing, field))
        for kind in _DEFINED:
            said = tuple(self._general(kind, 0, level))
            if (found := _applied(said, day)) is not None:
                defining[kind] = _allowance(found)
            elif said:
                freed.add(("", kind))
        return Holding(frozendict(allowances), frozendict(defining), frozenset(freed))

    def _general(self, field: str, since: int, level: int) -> Iterator[_Said]:
        for above, layer, permissions in self._given:
            granted = _granted(permissions, field, layer)
            if since <= above < level and granted is not None:
                yield _Said(granted, layer.entry("allow", field))

    def _day_of(self, level: int) -> dt.date | None:
        return self._days[level] if level < len(self._days) else None

    def _said(self, thing: str, field: str, level: int) -> Iterator[_Said]:
        """Give what the layers say, each of the thing itself or else of all."""
        since = self._rows.since.get(thing, 0)
        row = self._rows.thing(thing)
        is_stage = row is None or row.is_stage
        for above, layer, permissions in self._given:
            if not since <= above < level:
                continue
            single = permissions.of_thing(thing, is_stage=is_stage)
            own, general = (_granted(each, field, layer) for each in (single, permissions))
            if own is not None:
                way = ("stages" if is_stage else "measures", thing, field)
                yield _Said(own, layer.entry("allow", *way))
            elif general is not None:
                yield _Said(general, layer.entry("allow", field))

    def _check_general(self, layer: Layer, permissions: Permissions) -> Iterator[Problem]:
        for field in permissions.said():
            granted = _granted(permissions, field, layer)
            if granted is not None:
                said = self._general(field, 0, self._rows.level + 1)
                yield from _loosened(field, granted, said, layer.entry("allow", field))
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


def _granted(
    said: Permissions | MeasurePermissions | StagePermissions | None, field: str, layer: Layer
) -> Granted | None:
    granted, text = said.granted(field) if said is not None else None, layer.published
    return granted if granted is None or text is None else granted.in_version(text.version)


def _applied(said: Iterable[_Said], day: dt.date | None) -> AppliedPermission | None:
    """Give the strictest permission on a day, and the first lock to come; None where neither restricts."""
    found = list(said)
    strictest = max(found, key=lambda each: each.granted.on(day).strictness, default=None)
    if strictest is None:
        return None
    permit = strictest.granted.on(day)
    if permit is Permit.LOCKED:
        return _permission(strictest, permit, day)
    to_come = min((each for each in found if each.granted.lock is not None), key=_start, default=None)
    later = None if to_come is None else _permission(to_come, Permit.LOCKED, day)
    if permit is not Permit.FREE:
        return replace(_permission(strictest, permit, None), since=None, later=later)
    return None if later is None else replace(later, permit=permit, since=None, later=later)


def _permission(said: _Said, permit: Permit, day: dt.date | None) -> AppliedPermission:
    return AppliedPermission(permit, said.site.layer, said.site.location, said.granted.lock, day)


def _allowance(found: AppliedPermission) -> Allowance:
    later = found.later
    return Allowance(
        permit=found.permit,
        layer=found.layer,
        locked_from=str(later.since) if later is not None else None,
        locked_by=later.layer if later is not None else None,
    )


def _start(said: _Said) -> tuple[bool, dt.date]:
    """Sort locks that are to come: days as they come, then versions, which come whenever they come."""
    day = said.granted.lock.day if said.granted.lock is not None else None
    return day is None, day or dt.date.max


def _loosened(field: str, granted: Granted, above: Iterable[_Said], site: Site) -> Iterator[Problem]:
    """Find what is milder at any time than a permission above."""
    milder = [each for each in above if granted.loosens(each.granted)]
    strictest = max(milder, key=lambda each: each.granted.permit.strictness, default=None)
    if strictest is not None:
        yield Problem.of(
            "RM246",
            location=site.location,
            related=(strictest.site.location,),
            permit=f"{field}: {strictest.granted}",
            layer=strictest.site.layer,
        )
