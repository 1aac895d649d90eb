"""How a plan's work is shared out → who has most of it alone, and whether its order is read by sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Adoption, Locations, Plan, PlanMeasure
from roadmap_engine.model.workload import open_measures

__all__ = ["find_burdens", "is_by_section"]

_MANY = 12
"""Of more than a dozen a person says that it is much."""
_SHARED = 2
"""So many people can share out work."""


def find_burdens(plan: Plan, adoption: Adoption, locations: Locations) -> Iterator[Problem]:
    """Find somebody who answers alone for more than a dozen measures, and for most of those there are."""
    organisation = plan.organisation
    if organisation is None or len(organisation.people) < _SHARED:
        return
    measures = [each for each in open_measures(plan) if any(not who.outside for who in each.responsible)]
    alone = Counter(key for each in measures if (key := _alone(each)) is not None)
    for key, count in alone.most_common(1):
        if count > _MANY and 2 * count > len(measures):
            person = next(each for each in organisation.people if each.key == key)
            roles = Counter(
                who.role
                for each in measures
                for who in each.responsible
                if key in {one.key for one in who.people}
            )
            fullest = max(plan.stages, key=lambda stage: sum(_alone(each) == key for each in stage.measures))
            place = locations.of_key(("assign",) if adoption.assign else ("roles",))
            yield Problem.of(
                "RM967",
                location=place,
                person=person.post,
                count=count,
                total=len(measures),
                role=roles.most_common(1)[0][0],
                stage=fullest.id,
            )


def is_by_section(plan: Plan) -> bool:
    """Tell whether an order of one point for each charge would have more than a dozen."""
    head = plan.signatory.key if plan.signatory is not None else ""
    charges = {
        frozenset(
            key
            for who in measure.responsible
            for key in ([each.key for each in who.people] or ([] if who.outside else [who.role]))
            if key != head
        )
        for measure in open_measures(plan)
    }
    return len(charges - {frozenset()}) > _MANY


def _alone(measure: PlanMeasure) -> str | None:
    """Give the one person of the school who answers for a measure, with nobody beside her."""
    ours = [who for who in measure.responsible if not who.outside]
    people = {person.key for who in ours for person in who.people}
    return people.pop() if len(people) == 1 and all(who.people for who in ours) else None
