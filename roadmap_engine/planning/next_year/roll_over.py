"""An adoption of one school year → what stays of it for the next.

Stays: the organisation, the roadmap and the year it was written for, who fills which role, the words for open
places, the school's own changes, the procedure and its grades. Goes, because it was true of the old year
only: when the procedure is held, the days the plan runs, the dates of events, the days that were decided,
the order's date and number, the points taken over from the higher order of that year, what is settled. What
comes every year needs nothing here: its dates follow from the new school year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.model import Adoption
from roadmap_engine.model.provenance import Path

__all__ = ["Forgotten", "find_forgotten", "next_name", "next_year", "shift_years"]

_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An answer that was true of the old year only: where it stands, and what it says."""

    path: Path
    words: str


def next_year(year: SchoolYear) -> SchoolYear:
    """Give the school year after one."""
    return SchoolYear(year.start + 1)


def find_forgotten(adoption: Adoption) -> tuple[Forgotten, ...]:
    """List the answers of an adoption that are not carried over, in the order of the text's fields."""
    found = []
    if adoption.procedure.held is not None:
        found.append(Forgotten(("procedure", "held"), _as_written(adoption.procedure.held)))
    if adoption.runs is not None:
        found.append(Forgotten(("runs",), _as_written(adoption.runs)))
    found += [Forgotten(("events", name), day.isoformat()) for name, day in adoption.events.items()]
    found += [Forgotten(("decided", name), _as_written(days)) for name, days in adoption.decided.items()]
    if adoption.order.date is not None:
        found.append(Forgotten(("order", "date"), adoption.order.date.isoformat()))
    if adoption.order.number is not None:
        found.append(Forgotten(("order", "number"), adoption.order.number))
    if adoption.take_over:
        points = ", ".join(taken.point for taken in adoption.take_over)
        found.append(Forgotten(("take_over",), points))
    found += [Forgotten(("settled", name), str(each.state)) for name, each in adoption.settled.items()]
    return tuple(found)


def _as_written(days: Span) -> str:
    return str(days) if days.first != days.last else days.first.isoformat()


def next_name(name: str, old: SchoolYear) -> str:
    """Give a name with the years of a school year in it the years of the next; else add the new year.

    >>> next_name("school-12-vpr-2027", SchoolYear(2026)), next_name("vpr-2026-2027", SchoolYear(2026))
    ('school-12-vpr-2028', 'vpr-2027-2028')
    >>> next_name("adoption", SchoolYear(2026))
    'adoption-2028'
    """
    shifted = shift_years(name, old)
    return shifted if shifted != name else f"{name}-{old.start + 2}"


def shift_years(name: str, old: SchoolYear) -> str:
    """Give a name with the years of a school year in it the years of the next.

    >>> shift_years("school-12-vpr-2027", SchoolYear(2026)), shift_years("school-12-vpr", SchoolYear(2026))
    ('school-12-vpr-2028', 'school-12-vpr')
    """
    named = {str(old.start), str(old.start + 1)}
    return _YEARS.sub(lambda found: str(int(found[0]) + 1) if found[0] in named else found[0], name)
