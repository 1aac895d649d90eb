"""What stands in the row of a measure that was split or merged since goes on in one new row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from roadmap_engine.model import Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.filled_tracker import HandCells
from roadmap_engine.model.plan_rows import list_rows
from roadmap_engine.model.read_tracker import ReadRow, ReadTracker
from roadmap_engine.pipeline.trackers import carry_over
from tests.documents.small_plans import make_measure, make_plan


def _plan(rows: Sequence[str]) -> Plan:
    """A row is «id» or «id<was+was»."""
    said = [row.partition("<") for row in rows]
    return make_plan(
        *(with_fields(make_measure(name), was=tuple(was.split("+")) if was else ()) for name, _, was in said)
    )


def _carried(old: Sequence[str], new: Sequence[str]) -> Mapping[str, str]:
    """Give the measures of the new plan to the old ones whose notes stand in their rows."""
    rows = tuple(
        ReadRow(row.id, row.number, row.title, row.deadline, HandCells(note=row.id))
        for row in list_rows(_plan(old))
    )
    filled = carry_over(_plan(new), ReadTracker("", rows, has_ids=True))
    return {home.partition("#")[0]: str(cells.note).partition("#")[0] for home, cells in filled.rows.items()}


@pytest.mark.parametrize(
    ("old", "new", "notes"),
    [
        (["a"], ["x<a", "y<a"], {"x": "a"}),
        (["a"], ["x<a", "a"], {"a": "a"}),
        (["a", "b"], ["p<s+a+b", "q<s+a+b"], {"p": "a"}),
        (["x", "y"], ["z<x", "p<y+x", "q<y+x"], {"z": "x", "p": "y"}),
        (["x", "y"], ["p<s+y+x", "q<s+y+x", "z<s+x"], {"z": "x", "p": "y"}),
        (["a", "b"], ["ab<a+b"], {"ab": "a"}),
    ],
)
def test_of_a_split_the_first_part_has_the_row_as_it_has_the_events(
    old: Sequence[str], new: Sequence[str], notes: Mapping[str, str]
) -> None:
    """Unless another has kept the id; a part takes nothing from what its whole was once split from."""
    assert _carried(old, new) == notes
