"""Every idea of a place, once: what a text may write, what the grammar reads, what the oracle tries."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.terms import Break, HalfYear, Quarter, Term
from roadmap_engine.deadlines.weekdays import DaysOff, Weekdays
from roadmap_engine.deadlines.years import AcademicYear, NextYear, PlanTime, PlanYear, Years

__all__ = ["PLACES", "AnyPlace"]

PLACES: tuple[type[Place], ...] = (
    Day, DayOfWeek, Month, Season, Quarter, HalfYear, Term, Break, AcademicYear, Years, PlanYear, PlanTime, NextYear,
    Happening, DaysOff, Each, Next, Nth, Weekdays, Part, Edge, Shift, Through, Some,
)  # fmt: skip


def _tag(value: Any) -> str | None:
    """Tell which place a text, a number of YAML or a mapping is."""
    if isinstance(value, (Day, Month)):
        return "day" if isinstance(value, Day) else "month"
    if isinstance(value, Place):
        return str(value.place)  # type: ignore[attr-defined]  # every place but the two above has it
    if isinstance(value, dict):
        return str(value.get("place"))
    text = str(value)
    if "-" not in text:
        return "month"
    return "month" if len(text.split("-", 1)[0]) == 4 and text.count("-") == 1 else "day"


AnyPlace = Annotated[
    Annotated[Day, Tag("day")]
    | Annotated[DayOfWeek, Tag("day-of-week")]
    | Annotated[Month, Tag("month")]
    | Annotated[Season, Tag("season")]
    | Annotated[Quarter, Tag("quarter")]
    | Annotated[HalfYear, Tag("calendar-half-year")]
    | Annotated[Term, Tag("term")]
    | Annotated[Break, Tag("break")]
    | Annotated[AcademicYear, Tag("school-year")]
    | Annotated[Years, Tag("calendar-year")]
    | Annotated[PlanYear, Tag("year")]
    | Annotated[PlanTime, Tag("plan")]
    | Annotated[NextYear, Tag("next-year")]
    | Annotated[Happening, Tag("event")]
    | Annotated[DaysOff, Tag("days-off")]
    | Annotated[Each, Tag("each")]
    | Annotated[Next, Tag("next")]
    | Annotated[Nth, Tag("nth")]
    | Annotated[Weekdays, Tag("weekdays")]
    | Annotated[Part, Tag("part")]
    | Annotated[Edge, Tag("edge")]
    | Annotated[Shift, Tag("shift")]
    | Annotated[Through, Tag("through")]
    | Annotated[Some, Tag("some")],
    Discriminator(_tag),
]
"""A place as it stands in a text: a short text for a day or a month, else a mapping whose `place` says which."""

Place.ANY = AnyPlace
