"""Is a table a schedule: a grid of days, by classes or subjects, that names nothing to be done?"""

from __future__ import annotations

import re

from roadmap_engine.importing.captions import Meaning, recognise_caption
from roadmap_engine.importing.dates import is_deadline
from roadmap_engine.importing.manuscript import Table

__all__ = ["is_schedule"]

_FEWEST = 2
_DAYS = re.compile(r"\d{1,2}(?:\s?[-–,]\s?\d{1,2})*")


def is_schedule(table: Table) -> bool:
    """Tell whether a table that is no plan is a schedule: days in most cells of two columns at least."""
    dated = 0
    for place in range(1, table.width):
        placed = [(row.index, row.cells[place]) for row in table.rows]
        own = [cell for index, cell in placed if cell.row == index and cell.text]
        monthly = any(recognise_caption(cell.text) is Meaning.MONTH for cell in own[:_FEWEST])
        days = [cell for cell in own if _is_day(cell.text, monthly=monthly)]
        dated += len(days) >= _FEWEST and len(days) * 2 > len(own)
    return dated >= _FEWEST


def _is_day(text: str, *, monthly: bool) -> bool:
    if monthly and _DAYS.fullmatch(text):
        return True
    return re.search(r"\d", text) is not None and is_deadline(text)
