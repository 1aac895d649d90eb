"""The registry of schools: whom a department expects something from."""

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
    """

    id: str
    name: str
    municipality: str = ""
    roadmap: str = ""
    others: Mapping[str, str] = frozendict()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Registry:
    """The schools of a registry, each id once, in the order of the file."""

    schools: tuple[RegistrySchool, ...] = ()
