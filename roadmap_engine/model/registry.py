"""The registry of schools: whom a department expects something from, and what it knows of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frozendict import frozendict

__all__ = ["Registry", "RegistrySchool"]


@dataclass(frozen=True, slots=True)
class RegistrySchool:
    """A school as the registry has it.

    Attributes:
        id: by which it is known, as in `organisation:` of its text.
        name: as tables print it.
        municipality: the municipality it belongs to; empty where nobody says.
        roadmap: the id of the roadmap it is to adopt; empty where nobody says.
        others: what stands in the other columns, by their captions; no empty cell.
        row: of the file, for messages.
        said: what stands in the columns of fields of a school's texts, by the dotted paths of the fields; no
            empty cell.
    """

    id: str
    name: str
    municipality: str = ""
    roadmap: str = ""
    others: Mapping[str, str] = frozendict()
    row: int = 0
    said: Mapping[str, str] = frozendict()


@dataclass(frozen=True, slots=True)
class Registry:
    """The schools of a registry, each id once, in the order of the file.

    Attributes:
        schools: of each row that counts.
        file: what people call it, for messages.
        captions: of the columns that are known, by the names of their fields.
    """

    schools: tuple[RegistrySchool, ...] = ()
    file: str = ""
    captions: Mapping[str, str] = frozendict()
