"""An addition that stands before a thing, whatever becomes of the thing: «order is sayable».

What stood before something that is gone stands before the next that is there, else where that stood.
"""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.merging.sides import BASE, Merged, merge_texts
from tests.planning.merging.versions import MEASURES, STAGES, version

_NEXT = BASE.replace("version: 1.0.0", "version: 1.1.0")
_ROW = "measure: {id: own, title: Своё, responsible: head}"


def _add(place: str) -> str:
    return f"add: [{{{place}, {_ROW}}}]\n"


def _own(merged: Merged) -> dict[str, str]:
    (addition,) = merged.own["add"]
    return {key: value for key, value in addition.items() if key != "measure" and isinstance(value, str)}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(MEASURES), st.frozensets(st.sampled_from(MEASURES), max_size=4))
def test_it_stands_before_the_next_of_its_stage_that_is_left(anchor: str, dropped: Collection[str]) -> None:
    """Where none is, at the end of what is left of the stage, or after what stood before the stage."""
    merged = merge_texts(_add(f"before: {anchor}"), version("1.1.0", dropped))
    assert merged.errors == ()
    left = [name for name in MEASURES if name not in dropped]
    siblings = next(names for names in STAGES.values() if anchor in names)
    later = [name for name in siblings[siblings.index(anchor) :] if name in left]
    earlier = [name for name in MEASURES[: MEASURES.index(anchor)] if name in left]
    order = merged.order()
    if later:
        assert order[order.index("own") + 1] == later[0]
    elif earlier:
        assert order[order.index("own") - 1] == earlier[-1]
    else:
        assert _own(merged) == {"stage": "teaching"}
    assert ("RM825" in merged.notices) == (anchor in dropped)
    if anchor not in dropped:
        assert merged.merge.edits == ()


@pytest.mark.parametrize(
    ("parts", "neighbour"),
    [
        ("{id: classes, was: [by-class], title: Анализ по классам}", "classes"),
        ("{id: b, was: [by-class], title: Б}\n      - {id: a, was: [by-class], title: А}", "b"),
    ],
)
def test_a_new_name_is_followed_and_of_two_parts_the_first_in_the_table(parts: str, neighbour: str) -> None:
    """Of its ids nothing is told: it stands where it stood."""
    row = next(line for line in _NEXT.splitlines() if "by-class," in line)
    merged = merge_texts(_add("before: by-class"), _NEXT.replace(row, f"      - {parts}"))
    assert merged.errors == ()
    assert _own(merged) == {"before": neighbour}
    assert merged.order()[:2] == ["own", neighbour]
    assert "RM825" not in merged.notices


@pytest.mark.parametrize(
    ("anchor", "gone", "left"),
    [
        ("analysis", "analysis", {}),
        ("teaching", "teaching", {"after": "analysis"}),
        ("teaching", "", {"before": "teaching"}),
        ("teaching", "analysis", {"before": "teaching"}),
    ],
)
def test_a_stage_before_one_that_is_gone_comes_after_the_one_before_it(
    anchor: str, gone: str, left: dict[str, str]
) -> None:
    """Or last, where there was none: a text that says no place is at the end of the table."""
    stage = "stage: {id: first, title: Сначала, measures: [{id: own, title: Своё, responsible: head}]}"
    merged = merge_texts(f"add: [{{before: {anchor}, {stage}}}]\n", version("1.1.0", STAGES.get(gone, ())))
    assert merged.errors == ()
    (addition,) = merged.own["add"]
    assert {key: value for key, value in addition.items() if key != "stage"} == left
    stages = [each.id for each in merged.roadmap.stages]
    assert stages[0 if left == {"before": "analysis"} else stages.index("first")] == "first"
    assert ("RM825" in merged.notices) == (anchor == gone)
    if anchor == gone:
        (notice,) = [each for each in merged.merge.notices if each.code == "RM825"]
        assert (notice.words["name"], notice.words["now"]) == (anchor, left.get("after", ""))


def test_it_follows_nothing_that_the_school_added_itself() -> None:
    """Only the publisher's ids change."""
    more = f"add: [{{after: by-class, {_ROW}}}, {{before: own, measure: {{id: mine, title: Моё}}}}]\n"
    merged = merge_texts(more, version("1.1.0", ["control"]))
    assert merged.merge.edits == ()
    assert merged.order()[:3] == ["by-class", "mine", "own"]
