"""What a measure of a plan is called where its title does not fit."""

from __future__ import annotations

from roadmap_engine.model.plan_measure import PlanMeasure
from roadmap_engine.russian.short_titles import propose_short

__all__ = ["short_title"]


def short_title(measure: PlanMeasure) -> str:
    """Give what heads a narrow column: what somebody said, else what is proposed from the title.

    Args:
        measure: of a school's plan or of a published text.

    Returns:
        At most 22 characters on one line, never empty.
    """
    return measure.short or propose_short(measure.title)
