"""A difference of plans → what a script reads of it; it reads what the Russian papers say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from roadmap_engine.diagnostics.languages import word
from roadmap_engine.model.permission_difference import PermissionChange
from roadmap_engine.planning.comparing.difference import (
    Days,
    Difference,
    FieldChange,
    MeasureChange,
    PlanChange,
)
from roadmap_engine.planning.comparing.summary import summarise_difference

__all__ = ["difference_to_json"]


def difference_to_json(difference: Difference, points: Sequence[str] = ()) -> dict[str, Any]:
    """Give a difference for a script.

    Args:
        difference: what changed.
        points: of the signed order, that say something else now.
    """
    return {
        "summary": summarise_difference(difference, points),
        "changes": [_measure_to_json(change) for change in difference.changes],
        "plan": [
            {"field": change.field, "thing": change.thing, **_values_to_json(change)}
            for change in difference.of_plan
        ],
        "permissions": [_permission_to_json(change) for change in difference.permissions],
        "points": list(points),
        "papers": [paper.name for paper in difference.papers if paper.kind != "removed"],
        "new_papers": [paper.name for paper in difference.papers if paper.kind == "added"],
        "gone_papers": [paper.name for paper in difference.papers if paper.kind == "removed"],
    }


def _measure_to_json(change: MeasureChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "number": change.number,
        "title": change.title,
        "before": _days_to_json(change.before),
        "after": _days_to_json(change.after),
        "fields": list(change.fields),
        "values": {value.name: _values_to_json(value) for value in change.values},
        "people": list(change.people),
        "roles": list(change.roles),
        "was": list(change.was),
        "into": list(change.into),
    }


def _permission_to_json(change: PermissionChange) -> dict[str, Any]:
    before, after = change.before.in_words(), change.after.in_words()
    things = {"measures": list(change.measures), "stages": list(change.stages)}
    return {"field": change.field, "before": before.russian, "after": after.russian, **things}


def _values_to_json(change: FieldChange | PlanChange) -> dict[str, str]:
    return {"before": word(change.before, "ru"), "after": word(change.after, "ru")}


def _days_to_json(days: Days) -> list[dict[str, str | None]]:
    return [
        {"start": start.isoformat() if start else None, "due": due.isoformat() if due else None}
        for start, due in days
    ]
