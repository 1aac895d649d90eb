"""The assessment procedure a plan is made for, and the grammatical forms the texts need of its name."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from roadmap_engine.model.base import Frozen, Line, Slug

__all__ = ["DaySpan", "Held", "ProcedureForms", "ProcedureText"]


class ProcedureForms(Frozen):
    """The forms in which texts name a procedure.

    Attributes:
        name: the short name, «ВПР».
        title: the full name in the nominative, «всероссийские проверочные работы».
        genitive: «результатов …» of this one procedure: «всероссийских проверочных работ».
        genitive_plural: «результатов …» of such procedures in general: «процедур ОКО».
        genitive_full: the genitive of the full name, for titles.
        as_procedure: a feminine nominative for «выполнялась …»: «процедура ВПР».
    """

    name: Line
    title: Line
    genitive: Line
    genitive_plural: Line
    genitive_full: Line
    as_procedure: Line


class ProcedureText(ProcedureForms):
    """A procedure of the catalogue, as its file says it."""

    procedure: Slug


def _from_interval(value: Any) -> Any:
    """Read «2027-04-13/2027-05-18» (ISO 8601 interval) or a single day."""
    if isinstance(value, str):
        match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})\s*/\s*(\d{4}-\d{2}-\d{2})", value)
        if match:
            return {"starts_on": match[1], "ends_on": match[2]}
        return {"starts_on": value, "ends_on": value}
    if isinstance(value, dt.date):
        return {"starts_on": value, "ends_on": value}
    return value


class DaySpan(Frozen):
    """The days a procedure is held on, both ends included."""

    starts_on: dt.date
    ends_on: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> DaySpan:
        if self.ends_on < self.starts_on:
            raise ValueError("interval ends before it starts")
        return self


Held = Annotated[
    DaySpan,
    BeforeValidator(
        _from_interval,
        json_schema_input_type=Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$")],
    ),
]
