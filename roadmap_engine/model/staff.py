"""A school's list of those who work there, row by row, as far as it was understood."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Bilingual

__all__ = ["Employee", "StaffList"]


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody of the list.

    Attributes:
        row: of the file.
        name: as papers write it, in the nominative; what stands in the row where it is no name.
        post: written out; empty where the row has none.
        gender: «f» or «m», where the list says it and the name does not.
        told: what is worth a look: what was read otherwise than it stands, what is missing.
        is_sure: whether that can be taken as it is.
        refused: why she cannot be taken as the row stands.
    """

    row: int
    name: str
    post: str
    gender: str = ""
    told: tuple[Bilingual, ...] = ()
    is_sure: bool = True
    refused: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class StaffList:
    """A list of those who work in a school.

    Attributes:
        people: of it, in its order; those who cannot be taken too.
        columns: captions of the columns that nothing was taken from.
        unread: what of the file was not read.
    """

    people: tuple[Employee, ...]
    columns: tuple[str, ...] = ()
    unread: tuple[Bilingual, ...] = ()
