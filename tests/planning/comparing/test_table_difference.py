"""What happens to the lines of a signed table, and that it gives the newer one."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import Plan, PlanMeasure, PlanStage
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.comparing.table_difference import (
    LineChange,
    TableLine,
    amend_table,
    compare_tables,
    table_of,
)
from tests.builders import ROADMAP, adopt_text

RECEIVED = "events: {results-received: 2027-05-20}\n"
EXTRA = "{id: extra, title: Сверка, deadline: постоянно, responsible: [head]}"


def _plan(more: str = "", roadmap: str = ROADMAP) -> Plan:
    return adopt_text(more, roadmap=roadmap)[0]


def _printed(lines: Sequence[TableLine]) -> list[tuple[str, str, dict[str, str]]]:
    return [(line.number, line.title, dict(line.cells)) for line in lines]


def _said(changes: Sequence[LineChange]) -> list[tuple[str, str, str]]:
    return [
        (
            change.kind,
            change.before.number if change.before else "",
            change.after.number if change.after else "",
        )
        for change in changes
    ]


def test_a_row_put_between_others_renumbers_those_below() -> None:
    """They keep their words, so nothing of them is restated."""
    changes = compare_tables(_plan(), _plan(f"add:\n  - {{after: council, measure: {EXTRA}}}\n"))
    assert _said(changes) == [("added", "", "2.2."), ("renumbered", "2.2.", "2.3.")]
    assert changes[0].place is not None
    assert changes[0].place.number == "2.1."


def test_a_row_with_other_words_is_restated_and_a_removed_one_goes() -> None:
    """A date in the cell is such words."""
    changes = compare_tables(_plan("remove: [lessons]\n"), _plan(RECEIVED + "remove: [council]\n"))
    assert _said(changes) == [("removed", "2.1.", ""), ("restated", "1.1.", "1.1."), ("added", "", "2.1.")]


_BASE = _plan()
_MEASURES = _BASE.measures()


@st.composite
def _shuffled(draw: st.DrawFn) -> Plan:
    """A plan of some of the same measures, in any order, under any headings, worded otherwise."""
    source = random.Random(draw(st.integers(0, 10_000)))  # noqa: S311 -- a test's own dice
    stages = []
    pool = [measure for measure in _MEASURES if source.random() < 0.8]
    source.shuffle(pool)
    for place, stage in enumerate(source.sample(_BASE.stages, source.randint(1, 2)), 1):
        taken = [pool.pop() for _ in range(source.randint(0, len(pool)))]
        rows = [_reworded(measure, f"{place}.{row}", source) for row, measure in enumerate(taken, 1)]
        title = source.choice([stage.title, "Иной этап"])
        stages.append(
            PlanStage(
                id=stage.id,
                number=f"{place}",
                kind=stage.kind,
                title=title,
                was=stage.was,
                measures=tuple(rows),
            )
        )
    return _exchanged(with_fields(_BASE, stages=tuple(stages)), source)


def _exchanged(plan: Plan, source: random.Random) -> Plan:
    """Two of the rows under each other's ids now and then; or back under their own, after two exchanges."""
    rows = plan.measures()
    if len(rows) < 2 or source.random() < 0.5:
        return plan
    one, two = source.sample(rows, 2)
    if source.random() < 0.5:
        return _with(plan, {one.id: {"was": (two.id,)}, two.id: {"was": (one.id,)}})
    earlier = {each.id: each.was or (each.id,) for each in (one, two)}
    return _with(
        plan,
        {
            one.id: {"id": two.id, "was": earlier[one.id]},
            two.id: {"id": one.id, "was": earlier[two.id]},
        },
    )


def _with(plan: Plan, ids: Mapping[str, Mapping[str, object]]) -> Plan:
    """A plan with other ids in some of its rows."""
    stages = tuple(
        with_fields(
            stage, measures=tuple(with_fields(each, **ids.get(each.id, {})) for each in stage.measures)
        )
        for stage in plan.stages
    )
    return with_fields(plan, stages=stages)


def _reworded(measure: PlanMeasure, number: str, source: random.Random) -> PlanMeasure:
    cells = dict(measure.cells)
    cells["№ п/п"] = number
    cells["Сроки"] = source.choice([cells["Сроки"], "иначе"])
    deadline = with_fields(measure.deadline, text=cells["Сроки"])
    update: dict[str, object] = {"number": number, "cells": cells, "deadline": deadline}
    if source.random() < 0.3:
        update |= {"id": f"{measure.id}-now", "was": (measure.id,)}
    return with_fields(measure, **update)


@given(old=_shuffled(), new=_shuffled())
@settings(max_examples=100, deadline=None)
def test_amending_the_signed_table_gives_the_newer_one(old: Plan, new: Plan) -> None:
    """Line by line, whatever moved, went or was renamed."""
    amended = amend_table(table_of(old), compare_tables(old, new))
    assert [(line.number, dict(line.cells)) for line in amended] == [
        (line.number, dict(line.cells)) for line in table_of(new)
    ]
    headings = [line.title for line in amended if line.is_heading]
    assert headings == [line.title for line in table_of(new) if line.is_heading]


def test_a_row_that_is_added_under_the_id_and_words_of_another_is_not_that_other() -> None:
    """Two exchanges end where they began; a plan that saw only the second says that each was the other."""
    old = _plan(f"add:\n  - {{after: council, measure: {EXTRA}}}\n")
    new = _with(old, {"council": {"was": ("extra",)}, "extra": {"was": ("council",)}})
    changes = compare_tables(old, new)
    assert {change.kind for change in changes} >= {"added", "removed", "restated"}
    assert _printed(amend_table(table_of(old), changes)) == _printed(table_of(new))


@given(plan=_shuffled())
@settings(max_examples=30, deadline=None)
def test_a_table_needs_nothing_to_be_itself(plan: Plan) -> None:
    """No change where there is none."""
    assert compare_tables(plan, plan) == ()
    assert _printed(amend_table(table_of(plan), ())) == _printed(table_of(plan))


def test_a_deadline_that_is_printed_otherwise_stands_as_it_was_signed() -> None:
    """A newer program may say days that an older one did not; nobody orders them again."""
    now = _plan(RECEIVED)
    signed = with_fields(
        now,
        stages=tuple(
            with_fields(
                stage,
                measures=tuple(
                    with_fields(each, cells={**each.cells, now.columns[now.fields.index("deadline")]: "…"})
                    for each in stage.measures
                ),
            )
            for stage in now.stages
        ),
    )
    assert compare_tables(signed, now) == ()
    moved = _plan("events: {results-received: 2027-05-21}\n")
    assert _said(compare_tables(signed, moved)) == [
        ("restated", "1.1.", "1.1."), ("restated", "2.1.", "2.1."),
    ]  # fmt: skip
