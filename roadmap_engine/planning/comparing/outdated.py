"""What was signed and the plan of today → what says something else now, until an amending order is signed.

It is empty exactly where there is nothing to amend.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.planning.comparing.amending import Amending, compare_with_signed
from roadmap_engine.planning.comparing.amending_words import name_rows
from roadmap_engine.planning.comparing.table_difference import table_of

__all__ = ["Outdated", "find_outdated"]


@dataclass(frozen=True, slots=True)
class Outdated:
    """What says something else now.

    Attributes:
        points: of the signed order by number; an added one by the number it gets.
        rows: of the plan, as the signed one calls them; an added one as today's does.
        besides: whether something else changes: a heading, the preamble, the title, the columns.
    """

    points: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    besides: bool = False

    def __bool__(self) -> bool:
        """Whether an amending order is needed."""
        return bool(self.points or self.rows or self.besides)


def find_outdated(case: Amending) -> Outdated:
    """Find what an amending order would amend."""
    found = compare_with_signed(case)
    if found is None or not found:
        return Outdated()
    signed, current = table_of(case.signed[-1]), table_of(case.current)
    headings = any(change.is_heading for change in found.lines)
    rows = name_rows(found.lines, signed, current)
    whole = case.signed[-1].columns != case.current.columns
    titles = case.signed[-1].title != case.current.title
    besides = bool(found.heads) or headings or whole or titles
    return Outdated(tuple(dict.fromkeys(change.number for change in found.points)), rows, besides)
