"""What stands hidden in each row of a tracker: what its cells held when it was made, and by which export."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from frozendict import frozendict

from roadmap_engine.documents.workbooks import fit_cell
from roadmap_engine.model import Plan
from roadmap_engine.model.filled_tracker import Filled
from roadmap_engine.model.plan_rows import PlanRow, known_cells
from roadmap_engine.model.tracker_cells import OWN, Baseline, CellValue, mark_cell, write_baseline

__all__ = ["mark_rows"]

_DIGITS = 24


def mark_rows(
    plan: Plan, rows: Sequence[PlanRow], filled: Filled, own: Collection[str]
) -> tuple[str, Mapping[str, str]]:
    """Give the id of an export, and what is to stand hidden in each of its rows.

    A row into which people wrote what the log does not know yet keeps the baseline it had: so that is still
    told from what the log says, whichever of the two changes next.

    Args:
        plan: as it is now.
        rows: of the plan.
        filled: what people have written.
        own: columns of the roadmap's own that people fill in.

    Returns:
        The id, a digest of plan, log and rows; the hidden texts by the id of the row.
    """
    bases = {row.id: filled.bases.get(row.id) or _mark_row(row, own) for row in rows}
    words = [plan.plan, plan.roadmap.id, plan.roadmap.version or "", *plan.years]
    for row in rows:
        words += [row.id, row.happened.entry or "", write_baseline(Baseline(bases[row.id].cells))]
    export = hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:_DIGITS]
    return export, {
        name: write_baseline(replace(base, plan=plan.plan, export=base.export or export))
        for name, base in bases.items()
    }


def _mark_row(row: PlanRow, own: Collection[str]) -> Baseline:
    marks = {
        name: mark_cell(_fit(value))
        for name, value in known_cells(row).by_name().items()
        if not name.startswith(OWN) or name.removeprefix(OWN) in own
    }
    return Baseline(frozendict({name: mark for name, mark in marks.items() if mark}))


def _fit(value: CellValue) -> CellValue:
    """Give a value as its cell will hold it: what is too long for a cell is cut there."""
    return fit_cell(value) if isinstance(value, str) else value
