"""Several things → one line; numbers in a row → their ends."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["join_list", "join_numbers"]


def join_list(items: Iterable[str], *, last: str = ", ") -> str:
    """Join items by commas, the last by a word of one's own.

    >>> join_list(["план", "справка", "отчёт"]), join_list(["план", "справка", "отчёт"], last=" и ")
    ('план, справка, отчёт', 'план, справка и отчёт')
    """
    *first, end = [item for item in items if item] or [""]
    return f"{', '.join(first)}{last}{end}" if first else end


def join_numbers(numbers: Iterable[int]) -> str:
    """Join whole numbers, sorted, by commas; three and more in a row by their ends.

    >>> join_numbers([11, 5, 6, 7, 8, 9]), join_numbers([5, 6]), join_numbers([])
    ('5–9, 11', '5, 6', '')
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    long = 3
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) >= long else ", ".join(map(str, run)) for run in runs)
