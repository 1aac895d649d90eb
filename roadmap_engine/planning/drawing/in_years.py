"""A plan whose rows lie in two school years: each row is told its own, and its words name it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model import Adoption, Assembly, Plan, PlanMeasure, Roadmap
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.fields import FieldKind, given_values
from roadmap_engine.model.measure import Measure, RowYear, Stage
from roadmap_engine.model.plan_years import year_of_row, years_of_rows
from roadmap_engine.model.same import MOST_KEPT, Same
from roadmap_engine.model.wording import fill_gaps

__all__ = ["place_in_years", "say_row_years"]

_GAP = "school_year"
_SEVERAL_YEARS = {
    "ый год": "ые годы",
    "ого года": "ых годов",
    "ому году": "ым годам",
    "ым годом": "ыми годами",
    "ом году": "ых годах",
}
_ONE_YEAR = re.compile(rf"(\{{\{{\s*{_GAP}\s*\}}\}}\s+учебн)({'|'.join(_SEVERAL_YEARS)})\b", re.IGNORECASE)


def place_in_years(plan: Plan, roadmap: Roadmap, adoption: Adoption) -> Plan:
    """Write the school year beside each measure of a plan that has rows of two.

    Args:
        plan: the school's.
        roadmap: what it was drawn of.
        adoption: says of which years the plan is.
    """
    rows, year = years_of_rows(roadmap.stages), adoption.school_year
    if not adoption.is_of_two_years and RowYear.NEXT not in rows.values():
        return plan
    stages = tuple(
        with_fields(
            stage,
            measures=tuple(
                with_fields(measure, school_year=str(_year_of(measure, rows.get(measure.id), year)))
                for measure in stage.measures
            ),
        )
        for stage in plan.stages
    )
    return with_fields(plan, stages=stages, school_years=(str(year), str(year.following)))


def _year_of(measure: PlanMeasure, row: RowYear | None, year: SchoolYear) -> SchoolYear:
    """Give the year a measure lies in; what is settled keeps its days, and its year with them."""
    days = [each.due for each in measure.deadline.occurrences if each.due is not None]
    if measure.settled is not None and days:
        return year.following if max(days) > year.last_day else year
    return _lies_in(row, year)


def _lies_in(row: RowYear | None, year: SchoolYear) -> SchoolYear:
    return year.following if row is RowYear.NEXT else year


def say_row_years(assembly: Assembly, adoption: Adoption) -> Assembly:
    """Let the words of rows name their own year, where they leave a gap for «the» school year.

    The gap in a heading of a plan of two years stands for both; a row lies in one of them.
    """
    roadmap = assembly.roadmap
    if not adoption.is_of_two_years and RowYear.NEXT not in years_of_rows(roadmap.stages).values():
        return assembly
    said = _say_years(Same(roadmap), adoption.school_year, of_two=adoption.is_of_two_years)
    return replace(assembly, roadmap=said)


@lru_cache(maxsize=MOST_KEPT)
def _say_years(of: Same[Roadmap], year: SchoolYear, *, of_two: bool) -> Roadmap:
    roadmap = of.value
    stages = tuple(_say_stage(stage, year) for stage in roadmap.stages)
    heads = {"title": roadmap.title, "plan_title": roadmap.plan_title} if of_two else {}
    heading = {name: _say_both(words) for name, words in heads.items() if words is not None}
    return with_fields(roadmap, stages=stages, **heading)


def _say_both(words: str) -> str:
    """Let the noun after the gap agree with two years: «на 2026/2027 и 2027/2028 учебные годы»."""
    return _ONE_YEAR.sub(lambda found: found[1] + _SEVERAL_YEARS[found[2].lower()], words)


def _say_stage(stage: Stage, year: SchoolYear) -> Stage:
    measures = tuple(
        with_fields(measure, **_say_row(measure, year_of_row(stage, measure), year))
        for measure in stage.measures
    )
    return with_fields(stage, measures=measures, **_say_row(stage, stage.year, year))


def _say_row(row: Stage | Measure, lies: RowYear | None, year: SchoolYear) -> dict[str, object]:
    values = {_GAP: str(_lies_in(lies, year))}
    return {
        field.name: fill_gaps(words, values)
        for field, words in given_values(row).items()
        if field.kind is FieldKind.TEXT and not field.own
    }
