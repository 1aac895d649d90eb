"""What a school's page counts, a report says and a department's table adds up is the same number."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.model.counts import count_board
from roadmap_engine.pipeline.tracking import read_tracked
from tests.example_school import copy_example


@pytest.mark.parametrize("day", ["2027-06-10", "2027-06-18", "2027-07-07", "2028-06-01"])
def test_a_board_and_a_table_of_schools_count_alike(tmp_path: Path, day: str) -> None:
    """A year with what is late, put off, returned, called off, and done by the text alone."""
    adoption = copy_example(tmp_path / "schools" / "a")
    adoption.write_text(
        adoption.read_text("utf-8") + "settled: {council-meeting: {state: done, on: 2027-06-21}}\n", "utf-8"
    )
    assert (
        run(["track", "collect", str(tmp_path / "schools"), "-o", str(tmp_path / "out"), "--today", day]) == 0
    )
    (matrix,) = json.loads((tmp_path / "out" / "matrix.json").read_text("utf-8"))["matrices"]
    board = read_tracked(adoption, dt.date.fromisoformat(day)).or_raise().board
    assert matrix["schools"][0]["counts"] == count_board(board).to_json()
    assert matrix["counts"] == count_board(board).to_json()
