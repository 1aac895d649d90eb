"""How far schools are from the roadmap they adopted: which version each runs, and what it changed.

The words a department reads; made once, shown in the terminal, as JSON and in a workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.granting import LockStart, Permit
from roadmap_engine.model.local_change import ChangeKind
from roadmap_engine.model.settled import Settled
from roadmap_engine.model.versions import version_key

__all__ = ["Drift", "DriftedChange", "SchoolDrift", "Verdict"]

Verdict = Literal["free", "allowed", "forbidden", "unknown"]
"""`free` where no layer restricts the value, `unknown` where it cannot be told yet."""


@dataclass(frozen=True, slots=True)
class DriftedChange:
    """One thing a school has otherwise than the roadmap.

    Attributes:
        kind: what was done.
        thing: id of the stage or measure, or the number of a point that was taken over.
        number: of the measure in the school's plan, where it is there.
        title: of the stage or measure.
        field: of a replacement; empty where a whole thing was added, moved or removed.
        before, after: in words; of what was moved, where it stood and stands.
        verdict: whether it was allowed.
        permit, permitted_by: the permission and the layer that declares it.
        locked_from: the day or version from which on it is locked, where that is to come.
        line: where the change is written in the adoption.
        caption: of a column of the roadmap's own, the words over it.
    """

    kind: ChangeKind
    thing: str
    number: str
    title: str
    field: str
    before: str | Bilingual
    after: str | Bilingual
    verdict: Verdict
    permit: Permit | None = None
    permitted_by: str = ""
    locked_from: LockStart | None = None
    line: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SchoolDrift:
    """One adoption; what could not be read of it is empty.

    Attributes:
        path: of the adoption, seen from the folder that was searched.
        adoption: its id.
        organisation: the school's short name.
        roadmap, version: what it stands on.
        newest: the highest version that is known of the same roadmap.
        changes: what it has otherwise.
        settled: measures that are done, signed or cancelled, by id.
        problems: what is wrong with it.
        is_readable: whether it came to a plan.
    """

    path: str
    adoption: str = ""
    organisation: str = ""
    roadmap: str = ""
    version: str = ""
    newest: str = ""
    changes: tuple[DriftedChange, ...] = ()
    settled: tuple[tuple[str, Settled], ...] = ()
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True

    @property
    def is_behind(self) -> bool:
        """Whether a higher version than its own is known."""
        return bool(self.newest and self.version) and version_key(self.newest) > version_key(self.version)

    @property
    def is_sound(self) -> bool:
        """Whether it was read and has no errors."""
        return self.is_readable and not has_errors(self.problems)

    def of_verdict(self, *verdicts: Verdict) -> tuple[DriftedChange, ...]:
        """Give the changes of some verdicts."""
        return tuple(change for change in self.changes if change.verdict in verdicts)


@dataclass(frozen=True, slots=True)
class Drift:
    """All schools of a folder, in the order of their paths."""

    schools: tuple[SchoolDrift, ...]
