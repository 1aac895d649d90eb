"""What a school took out or settled, beside a version that changes that very thing."""

from __future__ import annotations

import pytest

from tests.planning.merging.sides import BASE, merge_texts

LATER = BASE.replace("1.0.0", "1.1.0")
_ROW = (
    "{id: by-school, title: Анализ школы, deadline: до 20 января 2027 г., responsible: head, result: Вывод}"
)
_NEW = "      - {id: new, title: Новое, deadline: до 2 мая, responsible: head}\n"


def _hidden(local: str, later: str) -> str:
    (told,) = [each for each in merge_texts(local, later).merge.notices if each.code == "RM830"]
    assert told.location is not None
    assert told.location.file == "adoption.yaml"
    return str(dict(told.arguments)["hidden"])


@pytest.mark.parametrize(
    ("row", "hidden"),
    [
        (_ROW.replace("Анализ школы", "Разбор"), "title"),
        (_ROW.replace("20 января", "21 января"), "deadline"),
        (_ROW.replace("до 20 января 2027 г.", "до 20.01.2027").replace("Вывод", "Итог"), "result"),
    ],
)
def test_what_changed_of_a_measure_that_was_taken_out_is_named(row: str, hidden: str) -> None:
    """Field by field, by what it means; it stays out."""
    assert _ROW in LATER
    assert _hidden("remove: [by-school]\n", LATER.replace(_ROW, row)) == hidden
    assert "by-school" not in merge_texts("remove: [by-school]\n", LATER.replace(_ROW, row)).order()


def test_nothing_is_told_where_nothing_changed() -> None:
    """The same day in other words is no change."""
    same = LATER.replace(_ROW, _ROW.replace("до 20 января 2027 г.", "до 20.01.2027"))
    for later in (LATER, same):
        assert "RM830" not in merge_texts("remove: [by-school]\n", later).notices


def test_of_a_stage_that_was_taken_out_its_new_measures_alone_are_named() -> None:
    """Those that were there are not new."""
    later = LATER.replace("      - {id: by-topic", f"{_NEW}      - {{id: by-topic")
    assert _hidden("remove: [analysis]\n", later) == "new"
    assert "RM830" not in merge_texts("remove: [analysis]\n", LATER).notices


def test_each_part_of_what_was_taken_out_may_be_let_in_alone() -> None:
    """A lock that comes later needs as many decisions as there are parts, and each of them works."""
    row = next(line for line in BASE.splitlines() if "id: by-class," in line)
    parts = "\n".join(
        row.replace("id: by-class,", f"id: by-{part}, was: [by-class],").replace("классам", f"классам {part}")
        for part in ("5", "6")
    )
    newer = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(row, parts)
    for let_in, out in (((), ["by-5", "by-6"]), (("by-5",), ["by-6"]), (("by-6",), ["by-5"])):
        take = {f"{part}.remove": "theirs" for part in let_in}
        merged = merge_texts("remove: [by-class]\n", newer, take=take)
        assert merged.own["remove"] == out
        assert [kept.key for kept in merged.merge.kept] == ["by-5.remove", "by-6.remove"]
    take = {f"by-{part}.remove": "theirs" for part in ("5", "6")}
    locked = merge_texts("remove: [by-class]\n", newer + "allow: {remove: locked}\n", take=take)
    assert (locked.own, locked.errors) == ({}, ())
