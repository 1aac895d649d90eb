"""What a rule carries beside its place, when two neighbours become one: nothing of either is dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from roadmap_engine.deadlines.rule import SimpleRule

__all__ = ["NEAR", "Separator", "rebuilt", "spoken"]

Separator = Literal["", ",", "and", "also", "line", ";", "colon", "bracket", "dash", "then", "but"]
"""What stands between two items of a cell."""
NEAR: tuple[Separator, ...] = ("", ",", "bracket", "colon", "dash")
"""What may stand between two that say one thing."""


def spoken(first: SimpleRule, second: SimpleRule) -> dict[str, Any] | None:
    """Gather what two rules carry between them; None where both carry the same."""
    found: dict[str, Any] = {}
    for name in ("time", "remark", "but", "within", "often", "yearly", "according"):
        own, other = getattr(first, name, None), getattr(second, name, None)
        if own is not None and other is not None:
            return None
        if own is not None or other is not None:
            found[name] = own if own is not None else other
    return found


def rebuilt(rule: SimpleRule, spoken: dict[str, Any] | None, **changes: Any) -> Any:
    """Give a rule with changes, or nothing where it would make no sense."""
    if spoken is None:
        return None
    try:
        return replace(rule, **{**spoken, **changes})
    except (ValueError, TypeError):
        return None
