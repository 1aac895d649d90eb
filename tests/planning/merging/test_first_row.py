"""A measure that is done and was the first of its stage stays the first of that stage, whatever comes.

Law: through any versions in which the first row is renamed, moved away, taken out, goes by another's id or
has a new one before it, and stages change places or names.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.merging.sides import BASE, merge_texts
from tests.planning.merging.versions import written

Tree = dict[str, Any]
_TITLE = "Аналитический этап"
_DONE = "settled: {by-class: {state: done, on: 2027-01-15}}\n"


def _stages(tree: Tree) -> tuple[Tree, Tree]:
    """The stage with the measure, and the other one."""
    one, other = sorted(tree["stages"], key=lambda stage: stage["title"] != _TITLE)
    return one, other


def _takes_out(tree: Tree) -> None:
    rows = _stages(tree)[0]["measures"]
    if len(rows) > 1:
        del rows[0]


def _renames(tree: Tree) -> None:
    row = _stages(tree)[0]["measures"][0]
    row["was"], row["id"] = [row["id"], *row.get("was", [])], f"{row['id']}-x"


def _moves_away(tree: Tree) -> None:
    one, other = _stages(tree)
    if len(one["measures"]) > 1:
        other["measures"].append(one["measures"].pop(0))


def _puts_first(tree: Tree) -> None:
    row = {"id": f"new-{tree['version'].replace('.', '-')}", "title": "Новое", "responsible": "head"}
    _stages(tree)[0]["measures"].insert(0, row)


def _exchanges(tree: Tree) -> None:
    one, other = _stages(tree)
    first, last = one["measures"][0], other["measures"][-1]
    first["was"], last["was"] = [first["id"]], [last["id"]]
    first["id"], last["id"] = last["id"], first["id"]


def _turns(tree: Tree) -> None:
    tree["stages"].reverse()


def _renames_stage(tree: Tree) -> None:
    stage = _stages(tree)[0]
    stage["was"], stage["id"] = [stage["id"], *stage.get("was", [])], f"{stage['id']}-x"


CHANGES: dict[str, Callable[[Tree], None]] = {
    "takes out": _takes_out,
    "renames": _renames,
    "moves away": _moves_away,
    "puts first": _puts_first,
    "exchanges": _exchanges,
    "turns": _turns,
    "renames the stage": _renames_stage,
}


def _follow(steps: list[list[str]]) -> list[list[str]]:
    """The rows of the stage at the school, after each version."""
    tree, own, found = yaml.safe_load(BASE), _DONE, []
    before = written(tree)
    for number, changes in enumerate(steps, 1):
        tree = copy.deepcopy(tree)
        tree["version"] = f"1.{number}.0"
        for row in (row for stage in tree["stages"] for row in stage["measures"]):
            row.pop("after", None)
        for change in changes:
            CHANGES[change](tree)
        later = written(tree)
        merged = merge_texts(own, later, before=before, default="ours")
        assert merged.errors == ()
        own, before = written(merged.own), later
        (stage,) = [stage for stage in merged.roadmap.stages if stage.title == _TITLE]
        found.append([row.title for row in stage.measures])
    return found


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("together", [True, False])
def test_it_stays_first_through_one_change_more(change: str, *, together: bool) -> None:
    """In the version that takes it out, and in the next one."""
    steps = [["takes out", change]] if together else [["takes out"], [change]]
    assert all(rows[0] == "Анализ по классам" for rows in _follow(steps))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2, unique=True),
        min_size=1,
        max_size=4,
    )
)
def test_once_it_is_kept_it_is_the_first_for_ever(steps: list[list[str]]) -> None:
    """Law: whatever the versions after the one that took it out do."""
    assert all(rows[0] == "Анализ по классам" for rows in _follow([["takes out"], *steps]))


def test_what_is_second_stays_behind_the_first_and_follows_no_neighbour_out_of_its_stage() -> None:
    """The second of two that are kept; and one whose predecessor goes to another stage."""
    tree = yaml.safe_load(BASE)
    tree["version"] = "1.1.0"
    del tree["stages"][0]["measures"][:2]
    two = "settled: {by-school: {state: done, on: 2027-01-15}, by-class: {state: done, on: 2027-01-15}}\n"
    assert merge_texts(two, written(tree)).order()[:3] == ["by-class", "by-school", "by-topic"]
    tree = yaml.safe_load(BASE)
    tree["version"] = "1.1.0"
    rows = tree["stages"][0]["measures"]
    del rows[1]
    one = merge_texts("settled: {by-school: {state: done, on: 2027-01-15}}\n", written(tree))
    before, later = written(tree), copy.deepcopy(tree)
    later["version"] = "1.2.0"
    later["stages"][1]["measures"].append(later["stages"][0]["measures"].pop(0))
    two_later = merge_texts(written(one.own), written(later), before=before)
    assert [row.id for row in two_later.roadmap.stages[0].measures] == ["by-school", "by-topic"]
