"""The page over several plans: schools by name, and how many reports are there of those expected."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.documents.pages.environment import STYLE, fill_page, read_style
from roadmap_engine.documents.pages.showing import PLAN
from roadmap_engine.model.counts import Counts
from roadmap_engine.russian import numeric_date
from roadmap_engine.version import __version__

__all__ = ["SchoolLine", "draw_department", "draw_doorstep"]

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A plan in the list.

    Attributes:
        school: the short name.
        place: where it is.
        parent: whom it belongs to.
        title: of the plan.
        address: of its page, seen from the list.
    """

    school: str
    place: str
    parent: str
    title: str
    address: str
    counts: Counts


def draw_department(lines: Iterable[SchoolLine], today: dt.date | None) -> dict[str, bytes]:
    """Draw the list of plans, by the name of the school and never by what it has done.

    Args:
        lines: a plan each.
        today: the day it is seen on; without one nothing is said of what is late.

    Returns:
        Content by the name of the file.
    """
    listed = sorted(lines, key=lambda line: (_by_number(line.school), line.title, line.address))
    parents = {line.parent for line in listed}
    parent = parents.pop() if len(parents) == 1 else ""
    page = fill_page(
        "department.html.j2",
        lines=listed,
        schools=len({line.school for line in listed}),
        total=Counts.sum(line.counts for line in listed),
        parent=parent,
        today=today,
        on_day=f"на {numeric_date(today)}" if today is not None else "",
        name=f"{parent} – планы школ" if parent else "Планы школ",
        version=__version__,
    )
    return {PLAN: page, STYLE: read_style()}


def draw_doorstep(address: str = "") -> dict[str, bytes]:
    """Draw the page at the root of a site that has no list: it leads to the only plan, or says nothing.

    Args:
        address: of the only plan; empty where addresses are not for everybody.
    """
    return {PLAN: fill_page("doorstep.html.j2", address=address, version=__version__), STYLE: read_style()}


def _by_number(name: str) -> tuple[tuple[int, str], ...]:
    """Give what sorts «СОШ № 3» before «СОШ № 12».

    >>> sorted(["СОШ № 12", "СОШ № 3", "Гимназия № 5"], key=_by_number)
    ['Гимназия № 5', 'СОШ № 3', 'СОШ № 12']
    """
    parts = _DIGITS.split(name.casefold())
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)
