"""RM69x: what is out of all proportion; the limits stand in `diagnostics.limits`."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["SIZE_CODES"]

SIZE_CODES: tuple[Code, ...] = (
    Code("RM691", "too-many-values", "{file} holds more than {limit} values",
         "take the file as the program wrote it: one with so many values never was"),
    Code("RM692", "plan-too-long", "the plan runs for {found} days, and {limit} are counted at most",
         "correct the years under «runs», or make a plan for each time"),
    Code("RM693", "too-many-days-off",
         "the calendar has {found} further days off, and {limit} are counted at most",
         "correct the years under «days_off»; school breaks belong to the terms"),
)  # fmt: skip
