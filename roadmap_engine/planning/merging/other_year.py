"""A newer version may be of another year than the one before it: what becomes of `moved_from`."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import NOWHERE, Adoption, Assembly, Locations
from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.years.moved import Moving

__all__ = ["FollowedYear", "follow_year"]

_PATH = ("moved_from",)


@dataclass(frozen=True, slots=True)
class FollowedYear:
    """What an adoption says of its texts' year after an update.

    Attributes:
        moving: from which year to which the newer version is moved.
        edits: of the adoption's text.
        problems: what is told of them.
    """

    moving: Moving | None = None
    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()


def follow_year(
    adoption: Adoption, newer: Assembly, version: str, locations: Locations = NOWHERE
) -> FollowedYear:
    """Let `moved_from` follow the year of a newer version; a version of the plan's own year needs none.

    Where a text of it is still of the declared year, a base under a layer of this one, that goes on moving.

    Args:
        adoption: as it is.
        newer: the newer version, as it is published.
        version: its number.
        locations: of the adoption's text.
    """
    declared, year, written = adoption.moved_from, adoption.school_year, newer.written
    if declared is None or written is None or declared in {written, *newer.years}:
        return FollowedYear(adoption.moving)
    place = locations.of_value(_PATH)
    if written == year:
        told = Problem.of("RM943", location=place, version=version, year=year.said(), old=declared.said())
        return FollowedYear(None, (Remove(_PATH),), (told,))
    told = Problem.of("RM944", location=place, version=version, year=written.said(), old=declared.said())
    return FollowedYear(Moving(written, year), (SetValue(_PATH, str(written)),), (told,))
