"""The numbers of stages and measures: «2.», «2.1.», unless the text gives its own."""

from __future__ import annotations

import re

from roadmap_engine.model import Stage

__all__ = ["measure_number", "stage_number"]


def stage_number(stage: Stage, place: int) -> str:
    """The number a stage prints: its own (which may be empty), or its place among the stages.

    Args:
        stage: the stage.
        place: from 1.
    """
    return f"{place}." if stage.number is None else stage.number


def measure_number(stage: Stage, stage_place: int, place: int) -> str:
    """The number of a measure that has none of its own: arabic, even under a roman stage.

    >>> measure_number(Stage(id="s", title="Этап", number="II."), 2, 3)
    '2.3.'
    """
    own = re.match(r"\d+", stage.number or "")
    return f"{own[0] if own else stage_place}.{place}."
