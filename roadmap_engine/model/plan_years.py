"""The school years of a plan: one, or two that follow each other, and which of them a row lies in.

What a spring assessment brings about is done in the year after: «до 1 октября» of a review follows results of
May. A plan of two years says so once, `school_year: [2026/2027, 2027/2028]`, and its stages say `year: next`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model.measure import Measure, RowYear, Stage

__all__ = ["PlanYears", "say_years", "year_of_row", "years_of_rows"]


_YEAR: TypeAdapter[SchoolYear] = TypeAdapter(SchoolYear)


def _follow_each_other(value: Any) -> Any:
    """Take a single year without a list; whatever a list holds is one fault, and not one for each item."""
    if not isinstance(value, list | tuple):
        return (value,)
    try:
        years = tuple(map(_YEAR.validate_python, value))
    except ValidationError:
        years = ()
    if not years or years not in ((years[0],), (years[0], years[0].following)):
        raise ValueError("a plan is of one year or of two that follow")
    return years


PlanYears = Annotated[
    tuple[SchoolYear, ...],
    BeforeValidator(
        _follow_each_other,
        json_schema_input_type=SchoolYear | tuple[SchoolYear] | tuple[SchoolYear, SchoolYear],
    ),
]
"""The school years of a plan, the earlier one first; a single one needs no list around it."""


def say_years(years: Iterable[SchoolYear]) -> str:
    """Name the years to a reader of any language.

    >>> say_years([SchoolYear(2026), SchoolYear(2027)])
    '2026/2027, 2027/2028'
    """
    return ", ".join(year.said() for year in years)


def year_of_row(stage: Stage, measure: Measure) -> RowYear | None:
    """Tell in which year of the plan a measure lies; None where neither it nor its stage says."""
    return measure.year or stage.year


def years_of_rows(stages: Iterable[Stage]) -> Mapping[str, RowYear]:
    """Give for each measure that says it, or whose stage does, in which year of the plan it lies."""
    return {
        measure.id: year
        for stage in stages
        for measure in stage.measures
        if (year := year_of_row(stage, measure)) is not None
    }
