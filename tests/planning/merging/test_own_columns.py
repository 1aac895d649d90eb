"""A roadmap's own columns in an update: weighed cell by cell, and told where the column is gone."""

from __future__ import annotations

import pytest

from roadmap_engine.model.edit import Remove
from tests.planning.merging.sides import BASE, merge_texts

_COLUMNS = "columns: [number, title, deadline, responsible"
_NOTE, _MONEY = (
    "{field: note, caption: Примечание, kind: text}",
    "{field: money, caption: Рубли, kind: money}",
)


def _version(number: str, columns: tuple[str, ...] = (_NOTE, _MONEY), cells: str = "") -> str:
    """A version with own columns, and cells of one measure."""
    text = BASE.replace("1.0.0", number).replace(_COLUMNS, ", ".join((_COLUMNS, *columns)))
    old = "{id: by-class, title: Анализ по классам,"
    assert old in text
    return text.replace(old, f"{old} cells: {{{cells}}},") if cells else text


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        ("note: а", "note: б", "note: а", "ours"),
        ("note: а", "note: б", "note: в", "conflict"),
        ("note: а", "note: б", "note: б", "theirs"),
        ("note: а", "note: б", "", "conflict"),
        ("", "note: б", "", "ours"),
        ("", "note: б", "note: в", "conflict"),
        ("", "note: б", "money: 5", "ours"),
        ("note: а", "money: 5", "note: б", "ours"),
    ],
)
def test_each_cell_is_a_field_of_its_own(base: str, ours: str, theirs: str, outcome: str) -> None:
    """Another cell of the same measure is no rival."""
    local = f"replace: {{by-class: {{cells: {{{ours}}}}}}}\n"
    before, later = _version("1.0.0", cells=base), _version("1.1.0", cells=theirs)
    merged = merge_texts(local, later, before=before)
    heard = "ours" if "replace" in merged.own else "theirs"
    assert ("conflict" if merged.merge.conflicts else heard) == outcome
    decided = merge_texts(local, later, before=before, default="ours")
    assert decided.errors == ()
    name, value = ours.split(": ")
    assert decided.measure("by-class").cells[name] == (value,)
    if base and theirs and not base.startswith(ours[:4]):
        assert decided.measure("by-class").cells["note"] == ("б",)


_OWN = "{id: own, title: Своё, responsible: head, deadline: до 1 мая, cells: {note: своё}}"


@pytest.mark.parametrize(
    ("local", "kept"),
    [
        ("replace: {by-class: {cells: {note: б}}}\n", None),
        ("replace: {by-class: {cells: {note: б, money: 5}}}\n", "money"),
        ("replace: {by-class: {title: Иначе, cells: {note: б}}}\n", "title"),
        (f"add: [{{after: by-class, measure: {_OWN}}}]\n", "add"),
        (f"add: [{{stage: {{id: extra, title: Ещё, measures: [{_OWN}]}}}}]\n", "add"),
        ("settled: {by-class: {state: done, on: 2027-01-15, kept: {cells: {note: б}}}}\n", "settled"),
    ],
)
def test_a_cell_whose_column_is_gone_is_told_and_goes(local: str, kept: str | None) -> None:
    """Wherever the school wrote it, its words a comment; what stands beside it stays, and all is sound."""
    merged = merge_texts(local, _version("1.1.0", (_MONEY,)), before=_version("1.0.0"))
    assert merged.notices.count("RM839") == 1
    (gone,) = [each for each in merged.merge.edits if isinstance(each, Remove) and "cells" in each.path]
    assert gone.remembered
    assert merged.errors == ()
    assert (kept in str(merged.own)) if kept else merged.own == {}
    assert "note" not in str(merged.own)
    stays = merge_texts(local, _version("1.1.0"), before=_version("1.0.0"))
    assert "RM839" not in stays.notices
    assert "note" in str(stays.own)
