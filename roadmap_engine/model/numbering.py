"""The numbers of stages and measures: «2.», «2.1.», unless the text gives its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_engine.model.measure import Stage

__all__ = ["end_alike", "following_number", "lead_of", "measure_numbers", "renumber", "stage_number"]

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_FIGURES = re.compile(r"\d+(\.\d+)*\.?")


def stage_number(stage: Stage, place: int) -> str:
    """The number a stage prints: its own (which may be empty), or its place among the stages.

    Args:
        stage: the stage.
        place: from 1.
    """
    return f"{place}." if stage.number is None else stage.number


def measure_numbers(stage: Stage, place: int) -> tuple[str, ...]:
    """The numbers of a stage's measures: arabic even under a roman stage.

    A measure whose number is empty belongs to the one above it and is not counted; after one that has a
    number of its own the count goes on from there.

    >>> from roadmap_engine.model import Measure
    >>> rows = (Measure(id="a", title="А"), Measure(id="b", title="Б", number=""), Measure(id="c", title="В"))
    >>> measure_numbers(Stage(id="s", title="Этап", number="II.", measures=rows), 2)
    ('2.1.', '', '2.2.')
    >>> rows = (Measure(id="a", title="А", number="4.4."), Measure(id="b", title="Б"))
    >>> measure_numbers(Stage(id="s", title="Этап", measures=rows), 4)
    ('4.4.', '4.5.')
    """
    lead = lead_of(stage.number, place)
    numbers: list[str] = []
    row = 0
    for measure in stage.measures:
        given = _counted(measure.number or "", lead)
        row = int(given[1]) if given else row + (measure.number != "")
        numbers.append(f"{lead}.{row}." if measure.number is None else measure.number)
    return tuple(numbers)


def end_alike(numbers: Sequence[str]) -> tuple[str, ...]:
    """Let the numbers of a stage end as most of them do, with a stop or without; of equals, as the first.

    A published table may mix them, the plan that a school approves does not. Only numbers in figures change.

    >>> end_alike(("4", "5.", "", "6"))
    ('4', '5', '', '6')
    """
    counted = [number for number in numbers if _FIGURES.fullmatch(number)]
    ends = [number.endswith(".") for number in counted]
    if len(set(ends)) <= 1:
        return tuple(numbers)
    with_stop, without = ends.count(True), ends.count(False)
    end = "." if with_stop > without or (with_stop == without and ends[0]) else ""
    return tuple(f"{each.rstrip('.')}{end}" if _FIGURES.fullmatch(each) else each for each in numbers)


def lead_of(number: str | None, place: int) -> str:
    """Give what the numbers of a stage's measures begin with: the stage's own arabic number, or its place.

    >>> lead_of("3.", 1), lead_of("III.", 1), lead_of(None, 2)
    ('3', '1', '2')
    """
    own = re.match(r"\d+", number or "")
    return own[0] if own else str(place)


def renumber(number: str, lead: str, new: str) -> str:
    """Let the number of a measure that counts in its stage count in one that begins otherwise.

    >>> renumber("4.2.", "4", "3"), renumber("7", "4", "3")
    ('3.2.', '7')
    """
    return f"{new}{number.removeprefix(lead)}" if _counted(number, lead) else number


def _counted(number: str, lead: str) -> re.Match[str] | None:
    return re.fullmatch(rf"{re.escape(lead)}\.(\d+)\.?", number)


def following_number(stages: Sequence[Stage]) -> str | None:
    """Give the number of a stage put after others: roman or none where theirs are, else counted.

    >>> following_number([Stage(id="a", title="А", number="VIII.")]), following_number([])
    ('IX.', None)
    """
    if not stages or stages[-1].number is None:
        return None
    last = stages[-1].number.rstrip(".")
    if not last:
        return ""
    value = _read_roman(last)
    return f"{_write_roman(value + 1)}." if value else None


def _read_roman(text: str) -> int:
    """Read a roman number of a text's stages; 0 for anything else."""
    return next((value for value in range(1, 50) if _write_roman(value) == text), 0)


def _write_roman(value: int) -> str:
    words = ""
    for worth, sign in _ROMAN:
        words += sign * (value // worth)
        value %= worth
    return words
