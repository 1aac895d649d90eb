"""An order and its plan, each ready for its template → one file: the order, and the plan as its appendix.

The words of both are prepared as those of the papers that stand alone, so one file says what two would.
"""

from __future__ import annotations

import dataclasses

from roadmap_engine.documents.word.fields import Record
from roadmap_engine.documents.word.filling import Filling

__all__ = ["join_plan", "order_with_plan_shape"]


def order_with_plan_shape(order: Record, plan: Record) -> Record:
    """Give what a template of both may ask for: all that either has."""
    return Record.of("приказ с планом в приложении", **{**order.fields, **plan.fields})


def join_plan(order: Filling, plan: Filling, template: str = "order-with-plan.docx") -> Filling:
    """Put a plan into the file of the order that approves it."""
    shape = order_with_plan_shape(order.fitting.shape, plan.fitting.shape)
    table = plan.fitting
    fitting = dataclasses.replace(order.fitting, shape=shape, columns=table.columns, likened=table.likened)
    values = {**order.values, **plan.values}
    return dataclasses.replace(order, template=template, fitting=fitting, values=values)
