"""An order that amends a signed one, and the table of changed rows that goes with it."""

from __future__ import annotations

from pydantic import Field

from roadmap_engine.model.base import Frozen, FrozenMap
from roadmap_engine.model.definitions import ColumnKind
from roadmap_engine.model.order import OrderText

__all__ = ["AmendingAppendix", "AmendingOrder", "AppendixStage"]


class AppendixStage(Frozen):
    """Rows under their heading; a row is its cells by caption."""

    heading: str
    rows: tuple[FrozenMap[str, str], ...] = ()


class AmendingAppendix(Frozen):
    """The rows that an amending order restates or adds, in the columns of the plan.

    Attributes:
        stamp: lines of the stamp.
        title: over the table.
        columns, fields, own: as the plan has them.
    """

    stamp: tuple[str, ...]
    title: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    own: FrozenMap[str, ColumnKind] = Field(default_factory=dict)
    stages: tuple[AppendixStage, ...]


class AmendingOrder(Frozen):
    """The words of an amending order, and its appendix where rows of the plan change.

    Attributes:
        is_sweeping: more than half of the signed order changes, so that a new order may be plainer.
    """

    order: OrderText
    appendix: AmendingAppendix | None = None
    is_sweeping: bool = False
