"""Days of rows on which nobody holds the post that answers for them, and an order that one of two might sign.

A day between two who hold a post is told where the organisation says so; here are the days before the first
of them and after the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.model import Adoption, Locations, Organisation, Person, Plan, Roadmap
from roadmap_engine.model.workload import open_measures
from roadmap_engine.planning.drawing.rosters import Rosters

__all__ = ["find_unheld"]

_ONE_DAY = dt.timedelta(days=1)
_SHOWN = 6


def find_unheld(
    plan: Plan, roadmap: Roadmap, adoption: Adoption, organisation: Organisation, rosters: Rosters,
    locations: Locations,
) -> Iterator[Problem]:  # fmt: skip
    """Find rows of nobody, and an order without a date where its signatory changes.

    Args:
        plan: as it is drawn.
        roadmap: whose measures they are.
        adoption: who fills the roles.
        organisation: who holds its posts, and when.
        rosters: the same in the plan's time.
        locations: of the adoption's text.
    """
    place = locations.of_value(("organisation",))
    for key, people in organisation.people.items():
        if key in rosters.signing.ever and any(each.is_dated for each in people):
            rows = dict(_rows_of_nobody(key, people, plan, roadmap, adoption, rosters))
            if rows:
                numbers = [number for number, _ in rows.values()]
                yield Problem.of(
                    "RM950",
                    location=place,
                    post=key,
                    rows=", ".join(numbers[:_SHOWN]) + (", …" if len(numbers) > _SHOWN else ""),
                    row=next(iter(rows)),
                    days=next(said for _, said in rows.values()),
                )
    holders = [each.holders.get(organisation.signatory) for each in rosters.parts]
    if adoption.order.date is None and len(set(holders)) > 1:
        signs, day = holders[0], next(each.days.first for each in rosters.parts[1:])
        yield Problem.of("RM951", location=place, day=day, person=signs.name if signs is not None else "–")


def _rows_of_nobody(
    key: str, people: tuple[Person, ...], plan: Plan, roadmap: Roadmap, adoption: Adoption, rosters: Rosters
) -> Iterator[tuple[str, tuple[str, Bilingual]]]:
    """Give the rows that a post answers for on days before its first holder or after its last."""
    first = min(each.since or dt.date.min for each in people)
    last = max(each.until or dt.date.max for each in people)
    answering = _answering(key, roadmap, adoption)
    for measure in open_measures(plan):
        number = measure.number.strip().rstrip(".")
        ends = [days.due or days.start for days in measure.deadline.occurrences]
        for day in (rosters.clip(day) for day in ends if day is not None and measure.id in answering):
            if day < first:
                said = Bilingual(f"до {format_day(first)}", f"before {format_day(first, 'en')}")
                yield measure.id, (number, said)
            elif day > last:
                after = last + _ONE_DAY
                said = Bilingual(f"с {format_day(after)}", f"from {format_day(after, 'en')} on")
                yield measure.id, (number, said)


def _answering(key: str, roadmap: Roadmap, adoption: Adoption) -> frozenset[str]:
    """Give the measures that a post answers for."""
    filled: Mapping[str, tuple[str, ...]] = {
        name: adoption.roles.get(name, role.filled_by) for name, role in roadmap.roles.items()
    }
    found = set()
    for stage in roadmap.stages:
        for measure in stage.measures:
            charged = adoption.assign.get(measure.id, adoption.assign.get(stage.id))
            keys = [each for role in measure.responsible for each in filled.get(role, ())]
            if key in (charged if charged is not None else keys):
                found.add(measure.id)
    return frozenset(found)
