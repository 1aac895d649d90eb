"""The table of an amending order: rows of the newer plan, with what they were called in the signed one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from frozendict import frozendict

from roadmap_engine.model.amending_order import AmendingAppendix, AppendixStage
from roadmap_engine.model.base import FrozenMap
from roadmap_engine.model.plan import Plan, PlanStage
from roadmap_engine.planning.comparing.table_difference import LineChange
from roadmap_engine.russian import numeric_date

__all__ = ["lay_out_appendix"]

_DATE_BLANK = "«___» ____________ 20___ г."
_NUMBER_BLANK = "______"


def lay_out_appendix(
    signed: Plan,
    current: Plan,
    lines: Sequence[LineChange],
    title: str,
    date: dt.date | None,
    number: str | None,
) -> AmendingAppendix | None:
    """Lay out the rows that are restated or added, under the headings they stand under now.

    Args:
        signed: the plan that was signed last.
        current: the plan of today.
        lines: what changes; where the columns do, all rows are laid out.
        title: over the table.
        date: of the amending order, as far as it is known.
        number: of the amending order.
    """
    current = current.in_view()
    whole = signed.columns != current.columns
    shown = {
        change.after.key[1]
        for change in lines
        if change.kind in {"restated", "added"} and change.after is not None and not change.after.is_heading
    }
    called = {} if whole else _call_numbers(lines)
    captions = {
        caption for caption, name in zip(current.columns, current.fields, strict=True) if name == "number"
    }
    stages = tuple(_stage(stage, None if whole else shown, called, captions) for stage in current.stages)
    stages = tuple(stage for stage in stages if stage.rows or whole)
    if not stages or current.organisation is None:
        return None
    day = numeric_date(date) if date else _DATE_BLANK
    return AmendingAppendix(
        stamp=(
            "Приложение",
            f"к приказу {current.organisation.short}",
            f"от {day} № {number or _NUMBER_BLANK}",
        ),
        title=title,
        columns=current.columns,
        fields=current.fields,
        own=current.own,
        stages=stages,
    )


def _call_numbers(lines: Sequence[LineChange]) -> Mapping[str, str]:
    """Say beside the number of a row what it was in the signed table, where the two are not the same.

    A new row is called new where others have changed their numbers: nobody is to take it for an old one.
    """
    rows = [change for change in lines if change.after is not None and not change.after.is_heading]
    renumbered = any(
        change.before and change.after and change.before.number != change.after.number for change in rows
    )
    called = {}
    for change in rows:
        if change.after is None or not change.after.number:
            continue
        if change.before is None:
            said = "новая строка" if renumbered else ""
        else:
            same = change.before.number == change.after.number or not change.before.number
            said = "" if same else f"прежний номер {change.before.number.rstrip('.')}"
        if said:
            called[change.after.key[1]] = said
    return called


def _stage(
    stage: PlanStage, shown: set[str] | None, called: Mapping[str, str], captions: Collection[str]
) -> AppendixStage:
    measures = [each for each in stage.standing_measures() if shown is None or each.id in shown]
    rows = tuple(
        _call(each.cells, called[each.id], captions) if each.id in called else each.cells for each in measures
    )
    return AppendixStage(heading=f"{stage.number} {stage.title}".strip(), rows=rows)


def _call(cells: Mapping[str, str], said: str, captions: Collection[str]) -> FrozenMap[str, str]:
    return frozendict(
        {caption: f"{text} ({said})" if caption in captions else text for caption, text in cells.items()}
    )
