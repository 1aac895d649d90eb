"""Why an order is amended, as its preamble says it: what is told by the difference of two plans, no more."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.model.plan import Plan
from roadmap_engine.planning.descent import trace_descent
from roadmap_engine.planning.difference import Difference, compare_plans
from roadmap_engine.russian import Case, Kind, capitalise_first, date_in_words, decline

__all__ = ["reasons_for"]


def reasons_for(old: Plan, new: Plan) -> str:
    """Say in one preamble what brought the newer plan about."""
    parts = [f"в связи с {reason}" for reason in _reasons(old, new)]
    return capitalise_first(", ".join(parts) or "в целях уточнения плана мероприятий")


def _reasons(old: Plan, new: Plan) -> Iterator[str]:
    """Give reasons in the instrumental, as «в связи с» asks."""
    if (old.roadmap.id, old.roadmap.version) != (new.roadmap.id, new.roadmap.version):
        yield _edition(new)
    difference = compare_plans(old, new)
    events = list(_events_come(old, new))
    yield from events
    if difference.of_kind("moved", "waiting") and not events:
        yield "изменением сроков мероприятий"
    if _staff_changes(difference):
        yield "изменением состава ответственных"


def _edition(plan: Plan) -> str:
    edition = f"изданием новой редакции (версия {plan.roadmap.version}) дорожной карты"
    order = plan.roadmap.order
    if order is None:
        return edition
    return (
        f"{edition}, утверждённой приказом {order.issuer_genitive} "
        f"от {date_in_words(order.date)} № {order.number}"
    )


def _events_come(old: Plan, new: Plan) -> Iterator[str]:
    """Name the events that gave dates to measures which waited for them."""
    before = {measure.id: measure.deadline for measure in old.measures()}
    continues = trace_descent(old.measures(), new.measures()).continues
    come: dict[str, str] = {}
    for measure in new.measures():
        if measure.id in continues and measure.deadline.occurrences:
            waits = {event.event for event in measure.deadline.awaiting}
            waited = before[continues[measure.id]].awaiting
            come |= {each.event: each.title for each in waited if each.event and each.event not in waits}
    for title in come.values():
        instrumental = decline(title, Kind.POST).get(Case.INSTRUMENTAL)
        yield instrumental or f"наступлением события «{title}»"


def _staff_changes(difference: Difference) -> bool:
    return any("responsible" in change.fields for change in difference.changes)
