"""What one layer changed of the layers below it, and whether it was allowed to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from roadmap_engine.diagnostics import Location
from roadmap_engine.diagnostics.languages import Argument
from roadmap_engine.model.granting import LockStart, Permit
from roadmap_engine.model.provenance import rename_file

__all__ = ["AppliedPermission", "ChangeKind", "LocalChange"]

ChangeKind = Literal["replaced", "added", "moved", "removed"]


@dataclass(frozen=True, slots=True)
class AppliedPermission:
    """The permission a change meets, with the layer and the place that say it.

    Attributes:
        since: of a lock that holds from a day or a version on, that one.
        dated_on: the day that the changing text counts as of, where a lock holds from a day on.
        later: the lock that is to come, where there is one.
    """

    permit: Permit
    layer: str
    location: Location
    since: LockStart | None = None
    dated_on: dt.date | None = None
    later: AppliedPermission | None = None

    def renamed(self, files: Mapping[str, str]) -> AppliedPermission:
        """Give it in files that are called otherwise."""
        later = self.later.renamed(files) if self.later is not None else None
        return replace(self, location=rename_file(self.location, files), later=later)

    def words(self, changer: str) -> dict[str, Argument]:
        """Say the time of a lock for a message about what a layer changed; nothing where it holds at any."""
        if self.since is None:
            return {}
        if self.since.day is None:
            return {"since": self.since.said}
        dated = {"undated": changer} if self.dated_on is None else {"dated": self.dated_on}
        return {"since": self.since.said, **dated}


@dataclass(frozen=True, slots=True)
class LocalChange:
    """One change that a layer made to what the layers below it had come to.

    Attributes:
        kind: what was done.
        thing: id of the stage or measure.
        is_stage: whether it is a stage.
        field: of a replacement; "" where the whole thing was added, moved or removed.
        before: the value below: a field's, the whole thing that was removed, the `Standing` of what was
            moved; None where there was none.
        after: the value of the layer: a field's, the whole thing that was added, a `Standing`. The rule of
            a deadline is read only where a permission asks for it.
        layer: name of the layer that changed it; `Assembly.local` for a school's own changes.
        place: where the change is written.
        allowed: whether the layers below let it; None where that cannot be told from the rules alone.
        permission: what restricts the change; None where nobody restricts it.
        as_of: the version that a settled measure was changed under: where a newer one has come since, its
            permissions are not asked, and those of that version are.
    """

    kind: ChangeKind
    thing: str
    is_stage: bool
    field: str
    before: object
    after: object
    layer: str
    place: Location
    allowed: bool | None = True
    permission: AppliedPermission | None = None
    as_of: str | None = None

    def renamed(self, layer: str, files: Mapping[str, str]) -> LocalChange:
        """Give it under another name of its layer, in files called otherwise."""
        permission = self.permission.renamed(files) if self.permission is not None else None
        return replace(self, layer=layer, place=rename_file(self.place, files), permission=permission)
