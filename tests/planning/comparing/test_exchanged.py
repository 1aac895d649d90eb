"""Two plans between which things have exchanged their ids: each is compared with what it was.

Law: the difference is the one there would be had they taken new ids, but for the ids; forwards and back.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import Plan
from roadmap_engine.planning.comparing.descent import trace_descent
from roadmap_engine.planning.comparing.difference import compare_plans
from roadmap_engine.planning.comparing.order_difference import order_changes
from roadmap_engine.planning.comparing.table_difference import compare_tables
from roadmap_engine.planning.drawing import draw_published
from tests.builders import ROADMAP, adopt_text, assemble_text
from tests.planning.exchanging import called, published, ring

ROWS = ("by-pupil", "council", "lessons")
STAGES = ("analysis", "decisions")
CHANGES = {
    "nothing": ("", ""),
    "title": ("Проведение занятий", "Проведение уроков"),
    "days": ("в течение 2 недель", "в течение 3 недель"),
    "people": ("responsible: [head]", "responsible: [deputies]"),
    "both titles": ("Заседание Педсовета", "Проведение занятий по итогам"),
}


def told(old: Plan, new: Plan, names: Mapping[str, str] | None = None) -> list[str]:
    """Everything that is different, under other ids."""
    found = compare_plans(old, new)
    lines = (*found.changes, *found.of_plan, *compare_tables(old, new), *order_changes(old, new))
    return sorted(called(str(each), names or {}) for each in lines)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("names", [ROWS[:2], ROWS[1:], ROWS, STAGES])
@pytest.mark.parametrize("is_school", [True, False])
def test_what_is_different_is_what_would_be_under_new_ids(
    change: str, names: tuple[str, ...], *, is_school: bool
) -> None:
    """Of schools' plans and of published texts; of an order and its table too."""

    def draw(text: str) -> Plan:
        return (
            adopt_text(roadmap=text)[0] if is_school else draw_published(assemble_text(text)[0], labels={})[0]
        )

    later = ROADMAP.replace(*CHANGES[change]) if change != "nothing" else ROADMAP
    now = ring(names)
    fresh = {then: f"{name}-anew" for then, name in now.items()}
    back = {name: now[then] for then, name in fresh.items()}
    old, exchanged, renamed = (
        draw(text) for text in (ROADMAP, published("1.1.0", now, later), published("1.1.0", fresh, later))
    )
    assert told(old, exchanged) == told(old, renamed, back)
    assert told(exchanged, old) == told(renamed, old, back)
    assert told(exchanged, exchanged) == []
    again = draw(published("1.1.0", now, later).replace("1.1.0", "1.2.0"))
    assert not compare_plans(exchanged, again).changes


def moved(order: list[str]) -> dict[str, str]:
    """What goes by another id, of an order of the rows."""
    return {then: now for then, now in zip(ROWS, order, strict=True) if then != now}


@settings(max_examples=40, deadline=None)
@given(st.permutations(ROWS), st.permutations(ROWS))
def test_going_back_finds_what_going_there_found(one: list[str], other: list[str]) -> None:
    """Law: whatever goes round, once or twice, the way back is the way there read backwards."""
    first = published("1.1.0", moved(one), ROADMAP)
    second = published("1.2.0", moved(other), first)
    plans = [adopt_text(roadmap=text)[0] for text in (ROADMAP, first, second)]
    for old, new in itertools.pairwise(plans):
        assert trace_descent(old, new).continued() == trace_descent(new, old).continues
    found = trace_descent(plans[0], plans[1]).continued()
    assert found == dict(zip(ROWS, one, strict=True))
