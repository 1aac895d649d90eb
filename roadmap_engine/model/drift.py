"""How far schools are from the roadmap they adopted: which version each runs, and what it changed.

The words a department reads; made once, shown in the terminal, as JSON, in a workbook and in the portal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual, Language, word
from roadmap_engine.model.fields import say_field
from roadmap_engine.model.granting import LockStart, Permit
from roadmap_engine.model.local_change import ChangeKind
from roadmap_engine.model.settled import Settled
from roadmap_engine.model.versions import version_key

__all__ = ["CHANGE_WORDS", "VERDICT_WORDS", "Drift", "DriftedChange", "SchoolDrift", "Verdict"]

Verdict = Literal["free", "allowed", "forbidden", "unknown"]
"""`free` where no layer restricts the value, `unknown` where it cannot be told yet."""

VERDICT_WORDS: Mapping[Verdict, Bilingual] = MappingProxyType(
    {
        "free": Bilingual("не ограничено", "not restricted"),
        "allowed": Bilingual("разрешено", "allowed"),
        "forbidden": Bilingual("НЕ РАЗРЕШЕНО", "NOT ALLOWED"),
        "unknown": Bilingual("пока нельзя установить", "cannot be told yet"),
    }
)
CHANGE_WORDS: Mapping[ChangeKind, Bilingual] = MappingProxyType(
    {
        "replaced": Bilingual("изменено", "changed"),
        "added": Bilingual("добавлено", "added"),
        "moved": Bilingual("переставлено", "put elsewhere"),
        "removed": Bilingual("исключено", "taken out"),
    }
)
_PERMITS: Mapping[Permit, Bilingual] = MappingProxyType(
    {
        Permit.FREE: Bilingual("свободно", "free"),
        Permit.LOCKED: Bilingual("менять нельзя", "not to be changed"),
        Permit.EARLIER: Bilingual("только раньше", "only to an earlier one"),
        Permit.ADDED: Bilingual("только дополнять", "only to be added to"),
    }
)
_OTHERS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "definition": Bilingual("определение", "definition"),
        "take_over": Bilingual("пункт вышестоящего приказа", "point of a higher order"),
        "moved_from": Bilingual("год карты", "year of the roadmap"),
    }
)
"""What is no field of a measure or a stage."""


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

    def say_field(self, language: Language) -> str:
        """Say what of the thing it is; of a whole thing, nothing."""
        other = _OTHERS.get(self.field)
        return self.caption or (
            other.said(language) if other is not None else say_field(self.field, language)
        )

    def say_permit(self, language: Language) -> str:
        """Say what the permission allows, and from when on no more; nothing where no layer says any."""
        said = _PERMITS[self.permit].said(language) if self.permit is not None else ""
        if self.locked_from is None:
            return said
        since = word(self.locked_from.said, language)
        locked = f"с {since} менять нельзя" if language == "ru" else f"locked from {since} on"
        # What is free until then is said by the day alone.
        return locked if self.permit in (None, Permit.FREE) else f"{said}, {locked}"


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
