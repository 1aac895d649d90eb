"""An item moved: it says the same elsewhere, and all else stays letter by letter."""

from __future__ import annotations

import copy
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.load.files import shipped_folder
from roadmap_engine.yaml_text.composing import compose
from roadmap_engine.yaml_text.moving import move_item
from roadmap_engine.yaml_text.nodes import NotEditableError

TEXTS = {
    path.stem: path.read_bytes().decode()
    for path in sorted(shipped_folder("roadmaps").glob("*.yaml"))
    if b"\nstages:" in path.read_bytes()
}


def _meant(tree: Any, source: tuple[int, int], target: tuple[int, int]) -> Any:
    wanted = copy.deepcopy(tree)
    stages = wanted["stages"]
    moved = stages[source[0]]["measures"].pop(source[1])
    stages[target[0]].setdefault("measures", []).insert(target[1], moved)
    if not stages[source[0]]["measures"]:
        del stages[source[0]]["measures"]
    return wanted


def _lines(text: str) -> Counter[str]:
    """The words of all lines; where they begin and what is blank is layout."""
    return Counter(line.strip() for line in text.splitlines() if line.strip() and line.strip() != "measures:")


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from(sorted(TEXTS)), st.sampled_from(["\n", "\r\n"]))
def test_a_measure_of_a_published_roadmap_goes_anywhere(data: st.DataObject, name: str, end: str) -> None:
    """Its words and its remarks with it; no other line is touched."""
    text = re.sub(r"\r?\n", end, TEXTS[name])
    tree: Any = compose(text, "").value
    sizes = [len(each.get("measures", ())) for each in tree["stages"]]
    stage = data.draw(st.sampled_from([n for n, size in enumerate(sizes) if size]))
    row = data.draw(st.integers(0, sizes[stage] - 1))
    into = data.draw(st.integers(0, len(sizes) - 1))
    place = data.draw(st.integers(0, sizes[into] - (into == stage)))
    if into == stage and sizes[stage] == 1:
        return
    moved = move_item(text, ("stages", stage, "measures", row), ("stages", into, "measures"), place)
    assert compose(moved, "").value == _meant(tree, (stage, row), (into, place))
    assert _lines(moved) == _lines(text)
    assert moved.count("\r\n") == (moved.count("\n") if end == "\r\n" else 0)


SMALL = """\
stages:
  - id: a
    measures:
      # о первом
      - id: one   # сам первый
        title: >-
          Слова
          в две строки

        # ещё под первым
      # о втором
      - id: two
        title: Второе
  - id: b
    title: пусто
  - id: c
    measures:
    - {id: three}
"""


_SECOND = "      # о втором\n      - id: two\n        title: Второе\n"
_REST = SMALL.replace(_SECOND, "")


@pytest.mark.parametrize(
    ("item", "into", "place", "expected"),
    [
        # Comments above an item, and further in below it, are its own.
        (0, 0, 1, _REST.replace("      # о первом\n", f"{_SECOND}      # о первом\n")),
        # A stage without measures gets a list.
        (1, 1, 0, _REST.replace("title: пусто\n", f"title: пусто\n    measures:\n{_SECOND}")),
        # Where the dashes stand elsewhere, so does the item.
        (1, 2, 1, _REST + "    # о втором\n    - id: two\n      title: Второе\n"),
    ],
)
def test_what_goes_with_an_item(item: int, into: int, place: int, expected: str) -> None:
    """And nothing else."""
    moved = move_item(SMALL, ("stages", 0, "measures", item), ("stages", into, "measures"), place)
    assert moved == expected


def test_the_last_item_takes_its_list_along_and_a_list_is_made_for_it() -> None:
    """No empty list is left behind."""
    text = "s:\n  - a: 1\n    m:\n    - x\n  - a: 2\n    m: []\n  - a: 3\n    m:\n"
    there = move_item(text, ("s", 0, "m", 0), ("s", 1, "m"), 0)
    assert there == "s:\n  - a: 1\n  - a: 2\n    m:\n      - x\n  - a: 3\n    m:\n"
    assert compose(move_item(there, ("s", 1, "m", 0), ("s", 2, "m"), 0), "").value == {
        "s": [{"a": 1}, {"a": 2}, {"a": 3, "m": ["x"]}]
    }


@pytest.mark.parametrize("text", ["s: [{m: [x, y]}]\n", "s:\n  - m: [x, y]\n", "s:\n  - m:\n    - x\n"])
def test_what_cannot_be_followed_is_told(text: str) -> None:
    """And nothing is done."""
    with pytest.raises(NotEditableError):
        move_item(text, ("s", 0, "m", 0), ("s", 0, "m"), 1)
