"""Edits of a tree: each path is one of the tree as it was, and their order means nothing."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from roadmap_engine.model.edit import (
    Append,
    Edit,
    Remove,
    Rename,
    SetValue,
    apply_edits,
    drop_emptied,
    find_value,
)

_TREE: dict[str, Any] = {"a": {"b": 1, "c": [1, 2, 3]}, "d": [{"e": 1}, {"f": 2}], "g": None}


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], _TREE),
        ([SetValue(("a", "b"), 9)], {**_TREE, "a": {"b": 9, "c": [1, 2, 3]}}),
        ([SetValue(("x", "y", "z"), 9)], {**_TREE, "x": {"y": {"z": 9}}}),
        ([SetValue(("g", "h"), 9)], {**_TREE, "g": {"h": 9}}),
        ([SetValue(("a", "b"), 9), SetValue(("a", "b"), 8)], {**_TREE, "a": {"b": 8, "c": [1, 2, 3]}}),
        ([Remove(("a", "c", 0))], {**_TREE, "a": {"b": 1, "c": [2, 3]}}),
        ([Remove(("a", "c", 0)), SetValue(("a", "c", 2), 9)], {**_TREE, "a": {"b": 1, "c": [2, 9]}}),
        ([Remove(("d", 0)), SetValue(("d", 1, "f"), 9)], {**_TREE, "d": [{"f": 9}]}),
        ([Remove(("x", "y"))], {**_TREE, "x": {}}),
        ([SetValue(("x", "y"), 1), Remove(("x", "y"))], {**_TREE, "x": {}}),
        ([Append(("a", "c"), 4), Append(("a", "c"), 5)], {**_TREE, "a": {"b": 1, "c": [1, 2, 3, 4, 5]}}),
        ([Append(("g",), 4)], {**_TREE, "g": [4]}),
        ([Append(("new",), 4), Append(("new",), 5)], {**_TREE, "new": [4, 5]}),
        ([Append(("a", "c"), 4), Remove(("a", "c", 1))], {**_TREE, "a": {"b": 1, "c": [1, 3, 4]}}),
        (
            [Rename(("a",), "z"), SetValue(("a", "b"), 9)],
            {"z": {"b": 9, "c": [1, 2, 3]}, "d": _TREE["d"], "g": None},
        ),
        ([Rename(("a", "b"), "y"), Remove(("a", "c"))], {**_TREE, "a": {"y": 1}}),
    ],
)
def test_edits_in_any_order(edits: list[Edit], expected: dict[str, Any]) -> None:
    """Of two values for one place the later is heard, and what is appended stands in its order; else none."""
    repeated = len({(type(each), each.path) for each in edits}) < len(edits)
    before = repr(_TREE)
    for order in [tuple(edits)] if repeated else itertools.permutations(edits):
        found = apply_edits(_TREE, order)
        assert found == expected
        assert list(found) == list(expected)
    assert repr(_TREE) == before


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), _TREE),
        (("a", "c", 1), 2),
        (("a", "c", 7), None),
        (("a", "x"), None),
        (("a", "b", "c"), None),
        (("d", "e"), None),
        (("g", "h"), None),
    ],
)
def test_what_is_not_there_is_nothing(path: tuple[str | int, ...], value: object) -> None:
    """Whatever stands in its place."""
    assert find_value(_TREE, path) == value


@pytest.mark.parametrize(
    ("edits", "left"),
    [
        # The last entry takes its mapping along, and so on outwards; a comment stays a comment.
        ([Remove(("d", 0, "e"))], {Remove(("d", 0))}),
        ([Remove(("d", 0, "e")), Remove(("d", 1, "f"))], {Remove(("d",))}),
        ([Remove(("d", 0, "e"), remembered=True), Remove(("d", 1, "f"))], {Remove(("d",), remembered=True)}),
        ([Remove(("a", "c", 0))], {Remove(("a", "c", 0))}),
        ([Remove(("a", "c", each)) for each in range(3)], {Remove(("a", "c"))}),
        # Whatever comes in keeps it.
        (
            [Remove(("d", 0, "e")), SetValue(("d", 0, "new"), 1)],
            {Remove(("d", 0, "e")), SetValue(("d", 0, "new"), 1)},
        ),
        (
            [*(Remove(("a", "c", each)) for each in range(3)), Append(("a", "c"), 4)],
            {*(Remove(("a", "c", each)) for each in range(3)), Append(("a", "c"), 4)},
        ),
        # What only comes and goes leaves no trace; an edit inside what goes is none.
        ([SetValue(("x", "y"), 1), Remove(("x", "y"))], set()),
        ([Remove(("a",)), SetValue(("a", "b"), 9)], {Remove(("a",))}),
        ([Remove(("a",)), Rename(("a", "b"), "z"), Remove(("a", "c", 0))], {Remove(("a",))}),
        ([Remove(("a", "b")), Rename(("a",), "z")], {Remove(("a", "b")), Rename(("a",), "z")}),
    ],
)
def test_no_empty_brackets_are_left(edits: list[Edit], left: set[Edit]) -> None:
    """A mapping or a list that loses everything goes, and nothing else."""
    assert set(drop_emptied(_TREE, edits)) == left
