"""What a deadline says, as a value: ten kinds of rule that together cover how plans put it.

A rule holds the meaning of a phrase and no date that the phrase does not state. The same structure may
stand in YAML instead of a phrase (`deadline: {kind: by, until: 10-01}`); `wording` prints it back.
`time` and `remark` may stand beside any kind but `composite`, whose parts have their own.
"""

from __future__ import annotations

import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from roadmap_engine.deadlines.kinds import (
    By,
    Date,
    During,
    External,
    From,
    Months,
    Range,
    Relative,
    Standing,
    is_bare,
)
from roadmap_engine.deadlines.recurrence import DayOfMonth, EdgeOfCycle, InYear, OnWeekdays, Recurring
from roadmap_engine.deadlines.values import Value

__all__ = [
    "RULE_ADAPTER",
    "By",
    "Composite",
    "Date",
    "DayOfMonth",
    "During",
    "EdgeOfCycle",
    "External",
    "From",
    "InYear",
    "Months",
    "OnWeekdays",
    "Range",
    "Recurring",
    "Relative",
    "Rule",
    "SimpleRule",
    "Standing",
]

SimpleRule = Annotated[
    Date | By | From | Range | Months | Recurring | Relative | During | External | Standing,
    Field(discriminator="kind"),
]


class Composite(Value):
    """«Ежегодно до 1 октября, а также в соответствии с решением Педсовета»: several rules in one cell."""

    kind: Literal["composite"] = "composite"
    parts: Annotated[tuple[SimpleRule, ...], Field(min_length=2)]

    time: None = None
    remark: None = None

    @model_validator(mode="after")
    def _keeps_months_together(self) -> Self:
        for first, second in itertools.pairwise(self.parts):
            if isinstance(first, Months) and isinstance(second, Months) and is_bare(first):
                raise ValueError("months that follow each other are one rule: put them into one list")
        return self


Rule = Annotated[
    Date | By | From | Range | Months | Recurring | Relative | During | External | Standing | Composite,
    Field(discriminator="kind"),
]


RULE_ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule)
