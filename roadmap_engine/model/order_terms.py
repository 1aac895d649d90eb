"""What an order says besides its points: why, on what, who controls it, signs it, has written it.

A roadmap says it for the orders of all who adopt it, a layer for those below it, a school for its own: each
key is heard from the last text that gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from roadmap_engine.calendars import CalendarDay
from roadmap_engine.model.base import Frozen, Line, Slug
from roadmap_engine.model.paper import Appendices
from roadmap_engine.model.written_order import OrderWording, WrittenOrder

__all__ = ["OWN_CONTROL", "OrderTerms", "RoadmapOrder", "Signing"]

OWN_CONTROL = "self"
"""Whoever signs keeps the control."""


class Signing(Frozen):
    """Who signs an order, and in what post, where it is not her own: «и.о. директора»."""

    person: Slug
    post: Line | None = None


def _person_alone(value: Any) -> Any:
    return {"person": value} if isinstance(value, str) else value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class OrderTerms(Frozen):
    """What is said of the order that puts a plan into force.

    Attributes:
        purpose: why, after «в целях», or with a preposition of its own: «для подготовки к …».
        basis: the acts it stands on, in the nominative; an empty list names none.
        control: «self», or the person or role that controls it.
        executor: the person or role of the mark on the executor.
        signatory: who signs, where it is not whom the organisation names.
        appendices: whether the plan stands in the file of the order as its appendix, or in its own alone.
    """

    purpose: Line | None = None
    basis: Annotated[
        tuple[Line, ...] | None, BeforeValidator(_one_or_many, json_schema_input_type=Line | tuple[Line, ...])
    ] = None
    control: Slug | None = None
    executor: Slug | None = None
    signatory: Annotated[
        Signing | None, BeforeValidator(_person_alone, json_schema_input_type=Slug | Signing)
    ] = None
    appendices: Appendices | None = None

    def named(self) -> Mapping[str, str]:
        """Give the people and roles that are named, by the term."""
        signatory = self.signatory.person if self.signatory is not None else None
        said = {"control": self.control, "executor": self.executor, "signatory": signatory}
        return {term: name for term, name in said.items() if name not in (None, OWN_CONTROL)}


class RoadmapOrder(OrderTerms):
    """What a roadmap says of orders: of the one it was issued with, and of those of whoever adopts it.

    Attributes:
        issuer_genitive, date, number, appendix: for the stamp of the order it was issued with.
        text: the words of that order.
    """

    issuer_genitive: Line | None = None
    date: CalendarDay | None = None
    number: Line | None = None
    appendix: Annotated[str, Field(max_length=10)] | None = None
    text: OrderWording | None = None

    @model_validator(mode="after")
    def _is_issued_whole(self) -> RoadmapOrder:
        needed = (self.issuer_genitive, self.date, self.number)
        if any(each is not None for each in (*needed, self.appendix, self.text)) and None in needed:
            raise ValueError("issued order needs issuer_genitive, date and number")
        return self

    @property
    def issued(self) -> WrittenOrder | None:
        """The order the text was issued with; none where only terms are said."""
        if self.issuer_genitive is None:
            return None
        names = self.model_fields_set - OrderTerms.model_fields.keys()
        return WrittenOrder(**{name: value for name, value in self if name in names})
