"""The numbers of stages and measures: «2.», «2.1.», unless the text gives its own."""

from __future__ import annotations

import re

from roadmap_engine.model.measure import Stage

__all__ = ["measure_numbers", "stage_number"]


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
    own = re.match(r"\d+", stage.number or "")
    lead = own[0] if own else str(place)
    numbers: list[str] = []
    row = 0
    for measure in stage.measures:
        given = re.fullmatch(rf"{re.escape(lead)}\.(\d+)\.?", measure.number or "")
        row = int(given[1]) if given else row + (measure.number != "")
        numbers.append(f"{lead}.{row}." if measure.number is None else measure.number)
    return tuple(numbers)
