"""Several things → one line."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["join_list"]


def join_list(items: Iterable[str], *, last: str = ", ") -> str:
    """Join items by commas, the last by a word of one's own.

    >>> join_list(["план", "справка", "отчёт"]), join_list(["план", "справка", "отчёт"], last=" и ")
    ('план, справка, отчёт', 'план, справка и отчёт')
    """
    *first, end = [item for item in items if item] or [""]
    return f"{', '.join(first)}{last}{end}" if first else end
