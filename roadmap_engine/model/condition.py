"""The condition of a measure or stage, `when:`: a sentence about the school that is true, false or unknown.

A text holds the words; `model.condition_reading` makes an expression of them, `model.condition_truth` asks
it of the facts, `model.condition_wording` says it in Russian. What a condition may speak of are the facts
below and the parameters of the roadmap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal, assert_never, get_args

from pydantic import Field, StringConstraints

__all__ = [
    "LEVELS",
    "LONGEST_CONDITION",
    "And",
    "Comparison",
    "ConditionText",
    "Expression",
    "FactValue",
    "Facts",
    "Not",
    "Operator",
    "Or",
    "SchoolLevel",
    "parts_of",
]

LONGEST_CONDITION = 500
ConditionText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_CONDITION),
    Field(description="Условие: level == basic, 9 in grades, size >= 300, governing-council in units …"),
]
"""A condition as its author writes it."""

SchoolLevel = Literal["primary", "basic", "secondary"]
"""Up to which level of general education a school teaches: начальное, основное, среднее."""
LEVELS: tuple[SchoolLevel, ...] = get_args(SchoolLevel)

FactValue = str | Decimal | dt.date | bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one school; what is None is unknown.

    Attributes:
        level: up to which level it teaches.
        size: how many pupils it has.
        grades: the grades that take part.
        units: the units it has; all others it has not.
        procedure: id of the procedure; "" for one that the catalogue lacks.
        parameters: the roadmap's parameters that have a value.
    """

    level: SchoolLevel | None = None
    size: int | None = None
    grades: frozenset[int] | None = None
    units: frozenset[str] | None = None
    procedure: str | None = None
    parameters: Mapping[str, FactValue] = field(default_factory=dict)


Operator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`size >= 300`, `9 in grades`, `procedure in (vpr, oge)`.

    Attributes:
        fact: what is asked: a fact, or a parameter of the roadmap.
        operator: how its value is compared; `in` where it has to be, or to have, one of several.
        values: what it is compared with; one but for `in`.
        span: where it stands in the words.
    """

    fact: str
    operator: Operator | Literal["in"]
    values: tuple[FactValue, ...]
    span: tuple[int, int] = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be."""

    part: Expression


@dataclass(frozen=True, slots=True)
class And:
    """What must all be."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Of what one suffices."""

    parts: tuple[Expression, ...]


Expression = Comparison | Not | And | Or


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """Give the expressions that one is made of; a comparison is made of none."""
    match expression:
        case Comparison():
            return ()
        case Not(part):
            return (part,)
        case And(parts) | Or(parts):
            return parts
        case _:
            assert_never(expression)
