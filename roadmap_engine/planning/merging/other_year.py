"""A newer version may be of another year than the one before it: what becomes of `moved_from`."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import NOWHERE, Adoption, Locations
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
    adoption: Adoption, written: SchoolYear | None, version: str, locations: Locations = NOWHERE
) -> FollowedYear:
    """Let `moved_from` follow the year of a newer version; a version of the plan's own year needs none.

    Args:
        adoption: as it is.
        written: the year the newer version was written for, as far as its words tell it.
        version: its number.
        locations: of the adoption's text.
    """
    declared, year = adoption.moved_from, adoption.school_year
    if declared is None or written is None or written == declared:
        return FollowedYear(adoption.moving)
    place = locations.of_value(_PATH)
    if written == year:
        told = Problem.of("RM943", location=place, version=version, year=year.said(), old=declared.said())
        return FollowedYear(None, (Remove(_PATH),), (told,))
    told = Problem.of("RM944", location=place, version=version, year=written.said(), old=declared.said())
    return FollowedYear(Moving(written, year), (SetValue(_PATH, str(written)),), (told,))
