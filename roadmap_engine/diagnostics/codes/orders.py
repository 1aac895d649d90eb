"""RM65x, RM66x: orders and what they are drawn from."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["ORDER_CODES"]

ORDER_CODES: tuple[Code, ...] = (
    Code(
        "RM650",
        "order-measure-over",
        "every day of «{measure}» ({row} of the plan) lies before the order that charges somebody with it",
        "The order says the plan's own words instead of the days. Look at the order's date and at the row.",
    ),
)
