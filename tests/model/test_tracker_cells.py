"""Cells as words: what two programs save differently is the same, what a person changed is not."""

from __future__ import annotations

import datetime as dt

import pytest
from frozendict import frozendict
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.model.tracker_cells import (
    Baseline,
    CellValue,
    mark_cell,
    read_baseline,
    recall_cell,
    say_cell,
    write_baseline,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (12, 12.0),
        ("две\r\nстроки ", "две\nстроки"),
        ("а  б\tв", "а б в"),
        (dt.date(2027, 5, 20), dt.datetime.combine(dt.date(2027, 5, 20), dt.time())),
        (dt.date(2027, 5, 20), "2027-05-20"),
        (None, " \n "),
        ("и\u0306", "й"),
        ("x\x00\x1b", "x"),
    ],
)
def test_what_is_saved_differently_is_the_same(one: CellValue, other: CellValue) -> None:
    """By Excel, by LibreOffice, by the program."""
    assert mark_cell(one) == mark_cell(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("акт № 4", "акт № 5"),
        ("ABC", "abc"),
        (12, 12.5),
        (dt.date(2027, 5, 20), dt.date(2027, 5, 21)),
        ("я" * 5_000, "я" * 5_001),
        ("одна\nдве", "одна две"),
        (True, 1),
    ],
)
def test_what_a_person_changed_is_not(one: CellValue, other: CellValue) -> None:
    """However little it is."""
    assert mark_cell(one) != mark_cell(other)


@given(
    st.one_of(
        st.integers(-(10**14), 10**14),
        st.dates(dt.date(1900, 1, 1)),
        st.text(max_size=300),
        st.decimals(-1000, 1000, places=3).map(float),
    )
)
def test_words_become_the_value_they_were(value: CellValue) -> None:
    """As far as a reader can tell: what is written from them says the same."""
    words = say_cell(value)
    assert say_cell(recall_cell(words)) == words
    assert mark_cell(recall_cell(words)) == mark_cell(value)


@given(
    st.dictionaries(
        st.sampled_from(["status", "done", "note", "own:mark", "due"]), st.text(min_size=1, max_size=200)
    ),
    st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
)
def test_a_baseline_comes_back(values: dict[str, str], name: str) -> None:
    """Whatever stood in the cells; one cell of a workbook holds it."""
    marks = {cell: mark for cell, value in values.items() if (mark := mark_cell(value))}
    base = Baseline(frozendict(marks), name, "4f2a")
    written = write_baseline(base)
    assert read_baseline(written) == base
    assert len(written) < 32_767


@pytest.mark.parametrize("text", ["x", "[1]", "7", '{"status": 1}', '{"plan": null}', "[" * 10**5])
def test_what_is_none_of_ours_is_no_baseline(text: str) -> None:
    """And the row says so."""
    assert read_baseline(text) == Baseline(is_kept=False)


def test_of_an_earlier_version_only_the_end_is_known() -> None:
    """Its days are not: they are the plan's."""
    base = read_baseline('{"status": "выполнено", "done": "2027-05-20"}')
    assert (base.mark("done"), base.mark("note"), base.mark("status", "не начато")) == (
        "2027-05-20", "", "выполнено",
    )  # fmt: skip
    assert not base.has_days
    assert read_baseline("") == Baseline()
