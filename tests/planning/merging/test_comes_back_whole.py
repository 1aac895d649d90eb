"""A measure that the newer version took out, and the school wants or has done, comes back with all it had.

A row is taken apart into a text and read again: whatever field it has, nothing of it is lost, and what it
names is there.
"""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.model import Measure
from tests.planning.merging.sides import BASE, Merged, merge_texts

_BEFORE = (
    BASE.replace("version: 1.0.0", "format: 2\nversion: 1.0.0")
    .replace(
        "deadline, responsible]",
        "deadline, responsible, {field: note, caption: Примечание, kind: text}, "
        "{field: sum, caption: Рубли, kind: money}]",
    )
    .replace("deputies: заместители", "deputies: заместители, nurse: медсестра")
    .replace("note: Справка", "note: Справка, plan: {title: План, approval: [{step: approved, by: nurse}]}")
    .replace("council-met: {title", "fair-held: {title: ярмарка}, council-met: {title")
    .replace("levels: {title", "scale: {title: Размер, default: малый}, levels: {title")
)
_GONE = {
    ", nurse: медсестра": "",
    ", plan: {title: План, approval: [{step: approved, by: nurse}]}": "",
    "fair-held: {title: ярмарка}, ": "",
    "scale: {title: Размер, default: малый}, ": "",
}
_FIELDS = {
    "number": "number: '7.'",
    "participants": "participants: [nurse, head]",
    "text": "deadline: {text: как получится}",
    "phrase": "deadline: в течение 3 дней после ярмарки",
    "structure": "deadline: {relation: on, at: {place: event, event: fair-held}}",
    "after": "after: [by-school, by-topic]",
    "result": "result: 'Вывод для {{ scale }} школы'",
    "output": "output: plan",
    "basis": "basis: письмо № 1",
    "when": "when: scale == «малый»",
    "cells": "cells: {note: 'Для {{ scale }} школы', sum: 500 руб.}",
    "all": "participants: [nurse, head], deadline: в течение 3 дней после ярмарки, after: by-school, "
    "output: plan, when: scale == «малый», cells: {sum: 500 руб., note: да}",
}


def _versions(fields: str) -> tuple[str, str]:
    row = f"      - {{id: rich, title: Дело, responsible: head, {fields}}}\n"
    after = _BEFORE.replace("version: 1.0.0", "version: 1.1.0")
    for old, new in _GONE.items():
        assert old in after
        after = after.replace(old, new)
    return _BEFORE.replace("  - id: teaching", f"{row}  - id: teaching"), after


def _same(merged: Merged, name: str, before: Merged) -> None:
    found, was = merged.measure(name), before.measure(name)
    assert isinstance(found, Measure)
    assert found == was
    assert merged.errors == ()


@pytest.mark.parametrize("fields", _FIELDS.values(), ids=_FIELDS)
def test_the_schools_own_again_with_every_field(fields: str) -> None:
    """As it was with the school's change, after what it stood after."""
    before, after = _versions(fields)
    local = "replace: {rich: {title: Дело школы}}\n"
    unchanged = merge_texts(local, before.replace("1.0.0", "1.0.1"), before=before)
    merged = merge_texts(local, after, before=before, default="ours")
    _same(merged, "rich", unchanged)
    assert merged.order().index("rich") == merged.order().index("by-topic") + 1
    assert "replace" not in merged.own


@pytest.mark.parametrize("fields", _FIELDS.values(), ids=_FIELDS)
@pytest.mark.parametrize("kept", ["", ", as_of: 0.9.0, kept: {title: Прежнее дело}"])
def test_what_is_done_stays_with_every_field(fields: str, kept: str) -> None:
    """With what was kept of it before; it is held against the first version that said otherwise."""
    before, after = _versions(fields)
    local = (
        "replace: {rich: {basis: приказ № 2}}\n"
        f"settled: {{rich: {{state: done, on: 2027-01-15{kept}}}}}\n"
    )
    unchanged = merge_texts(local, before.replace("1.0.0", "1.0.1"), before=before)
    merged = merge_texts(local, after, before=before)
    was: Any = unchanged.measure("rich")
    assert was.basis == "приказ № 2"
    if kept:
        assert merged.measure("rich").title == "Прежнее дело"
    _same(merged, "rich", unchanged)
    settled = merged.own["settled"]["rich"]
    assert (settled["as_of"], "kept" in settled) == ("0.9.0" if kept else "1.0.0", False)
    # What the school changed of it is the school's still, where the school wrote it.
    assert merged.own["replace"] == {"rich": {"basis": "приказ № 2"}}


def test_a_definition_that_the_school_has_already_is_not_written_again() -> None:
    """Its own words about a role stand."""
    before, after = _versions("participants: nurse")
    local = "replace: {rich: {title: Дело школы}}\ndefines: {roles: {nurse: фельдшер}}\n"
    merged = merge_texts(local, after, before=before, default="ours")
    assert merged.own["defines"] == {"roles": {"nurse": "фельдшер"}}
    assert merged.errors == ()


def test_what_is_kept_names_what_is_defined_for_it() -> None:
    """A field that a version said otherwise, of a role that it no longer has."""
    before, after = _versions("participants: nurse")
    row = "      - {id: rich, title: Дело, responsible: head, participants: teachers}\n"
    merged = merge_texts(
        "settled: {rich: {state: done, on: 2027-01-15}}\n",
        after.replace("  - id: teaching", f"{row}  - id: teaching"),
        before=before,
    )
    assert merged.own["settled"]["rich"] == {
        "state": "done",
        "on": "2027-01-15",
        "as_of": "1.0.0",
        "kept": {"participants": "nurse"},
    }
    assert merged.own["defines"] == {"roles": {"nurse": "медсестра"}}
    assert merged.measure("rich").participants == ("nurse",)
    (told,) = [each for each in merged.merge.notices if each.code == "RM832"]
    assert (told.words["key"], told.words["theirs"]) == ("rich.participants", "teachers")
    assert [place.file for place in told.related] == ["roadmap.yaml"]


@pytest.mark.parametrize("stage", ["analysis", "teaching"])
@pytest.mark.parametrize("number", ["", "number: II, "])
def test_a_heading_comes_back_with_its_fields_and_without_rows(stage: str, number: str) -> None:
    """Before what is left, or after the stage it stood after."""
    old = f"  - id: {stage}\n"
    before = BASE.replace(old, f"  - {number.replace(', ', chr(10) + '    ')}id: {stage}\n")
    start, end = before.index("  - number" if number else old), len(before)
    if stage == "analysis":
        end = before.index("  - id: teaching")
    newer = (before[:start] + before[end:]).replace("version: 1.0.0", "version: 1.1.0")
    merged = merge_texts(f"replace: {{{stage}: {{title: Иначе}}}}\n", newer, before=before, default="ours")
    assert merged.errors == ()
    titles = [(each.title, each.number, len(each.measures)) for each in merged.roadmap.stages]
    other = ("Обучающий этап", None, 2) if stage == "analysis" else ("Аналитический этап", None, 3)
    own = ("Иначе", "II" if number else None, 0)
    assert titles == ([own, other] if stage == "analysis" else [other, own])
