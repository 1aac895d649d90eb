"""«Order is sayable: `before:`»; what is added stands before a thing."""

from __future__ import annotations

import itertools

import pytest

from tests.planning.merging.sides import BASE, merge_texts

NEXT = BASE.replace("version: 1.0.0", "version: 1.1.0")
ROW = "measure: {id: own, title: Своё, responsible: head}"
BEFORE = f"add: [{{before: by-class, {ROW}}}]\n"


def test_a_row_stands_before_the_first_of_its_stage() -> None:
    """Which `after:` cannot say."""
    assert merge_texts(BEFORE, NEXT).order()[:2] == ["own", "by-class"]


def test_several_before_one_stand_in_the_order_of_the_layer() -> None:
    """And what is added after a thing stands between it and them."""
    text = "".join(
        f"  - {{{place}, measure: {{id: {name}, title: Своё, responsible: head}}}}\n"
        for name, place in (("a", "before: by-school"), ("b", "before: by-school"), ("c", "after: by-class"))
    )
    assert merge_texts(f"add:\n{text}", NEXT).order()[:5] == ["by-class", "c", "a", "b", "by-school"]


def test_a_stage_stands_before_a_stage() -> None:
    """With its measures."""
    stage = f"stage: {{id: first, title: Сначала, measures: [{ROW.removeprefix('measure: ')}]}}"
    assert merge_texts(f"add: [{{before: analysis, {stage}}}]\n", NEXT).order()[0] == "own"


@pytest.mark.parametrize(
    "places", list(itertools.combinations(("after: by-class", "before: by-class", "stage: analysis"), 2))
)
def test_a_row_has_one_place(places: tuple[str, str]) -> None:
    """Two are a fault."""
    with pytest.raises(AssertionError):
        merge_texts(f"add: [{{{', '.join(places)}, {ROW}}}]\n", NEXT)
