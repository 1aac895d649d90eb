"""Whoever answers for what: the points of an order give every measure once, to all who answer for it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import Assignee, Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.ordering.order import draw_order
from tests.documents.plans import HEAD, MATHS, RUSSIAN, sakha_like_plan

ROLES = (
    Assignee(role="teachers", title="учителя-предметники"),
    Assignee(role="class-teachers", title="классные руководители"),
    Assignee(role="associations", title="руководители объединений", people=(MATHS, RUSSIAN)),
    Assignee(role="maths", title="руководители", people=(MATHS,)),
    Assignee(role="head", title="руководитель", people=(HEAD,)),
    Assignee(role="office", title="управление образования", outside=True),
)
MEASURES = 6

assignments = st.lists(
    st.lists(st.sampled_from(ROLES), max_size=4, unique_by=lambda role: role.role),
    min_size=MEASURES,
    max_size=MEASURES,
)


def assigned(roles: list[list[Assignee]]) -> Plan:
    """A plan whose first measures these roles answer for, and no others."""
    plan = sakha_like_plan()
    measures = plan.measures()[:MEASURES]
    changed = tuple(
        with_fields(measure, responsible=tuple(who)) for measure, who in zip(measures, roles, strict=True)
    )
    stage = with_fields(plan.stages[0], measures=changed)
    return with_fields(plan, stages=(stage,))


def keys_of(responsible: tuple[Assignee, ...]) -> set[str]:
    """Who is charged for a measure: people, or groups of the school's own."""
    people = {person.key for who in responsible for person in who.people}
    return people | {who.role for who in responsible if not who.people and not who.outside}


@given(assignments)
@settings(max_examples=40, deadline=None)
def test_every_measure_is_given_once_to_all_who_answer_for_it(roles: list[list[Assignee]]) -> None:
    """Nothing is said twice, nobody is left out, the head keeps hers, and the list knows all points."""
    plan = assigned(roles)
    order, _ = draw_order(plan)
    assert order is not None
    *given_points, control = order.points[1:]
    given_to: dict[str, set[str]] = {}
    for point in given_points:
        for each in (point, *point.items):
            for name in each.about:
                assert name not in given_to
                given_to[name] = set(point.addressees)
    for measure in plan.measures():
        charged = keys_of(measure.responsible)
        assert given_to.get(measure.id, set()) == charged - {"head"}
        assert (measure.id in control.about) == ("head" in charged)
    listed = len(order.acknowledged) + len(order.acknowledged_apart)
    assert listed == len(set().union(*given_to.values())) if given_to else listed == 0


@given(assignments)
@settings(max_examples=20, deadline=None)
def test_points_are_numbered_through(roles: list[list[Assignee]]) -> None:
    """No number is missing or twice, and an item's begins with its point's."""
    order, _ = draw_order(assigned(roles))
    assert order is not None
    assert [point.number for point in order.points] == [f"{n}." for n in range(1, len(order.points) + 1)]
    for point in order.points:
        assert [item.number for item in point.items] == [
            f"{point.number}{n}." for n in range(1, len(point.items) + 1)
        ]
        assert len(point.items) != 1
