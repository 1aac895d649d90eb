"""Why an order is amended, as its preamble says it: what is told by the difference of two plans, no more."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.model.plan import Plan
from roadmap_engine.planning.comparing.descent import trace_descent
from roadmap_engine.planning.comparing.difference import Difference, compare_plans
from roadmap_engine.russian import Case, Kind, date_in_words, decline, join_list

__all__ = ["reasons_for"]


def reasons_for(old: Plan, new: Plan) -> str:
    """Say in one preamble what brought the newer plan about."""
    edition = (old.roadmap.id, old.roadmap.version) != (new.roadmap.id, new.roadmap.version)
    others = join_list(_reasons(old, new), last=" и ")
    # «…, утверждённой приказом …» is closed by a comma before what goes on.
    said = ", а также ".join(part for part in (_edition(new) if edition else "", others) if part)
    return f"В связи с {said}" if said else "В целях уточнения плана мероприятий"


def _reasons(old: Plan, new: Plan) -> Iterator[str]:
    """Give reasons beside a new edition in the instrumental, as «в связи с» asks."""
    difference = compare_plans(old, new)
    events = list(_events_come(old, new))
    yield from events
    dates = bool(difference.of_kind("moved", "waiting")) and not events
    changed = ["сроков мероприятий"] * dates + ["состава ответственных"] * _staff_changes(difference)
    if changed:
        yield f"изменением {' и '.join(changed)}"


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
        earlier = before.get(continues.get(measure.id, ""))
        # A deadline that was written anew is no sign that the event it waited for has come.
        if earlier is not None and earlier.rule == measure.deadline.rule and measure.deadline.occurrences:
            waits = {event.event for event in measure.deadline.awaiting}
            come |= {
                each.event: each.title
                for each in earlier.awaiting
                if each.event and each.event not in waits and _is_recorded(each.event)
            }
    for title in come.values():
        instrumental = decline(title, Kind.POST).get(Case.INSTRUMENTAL)
        yield instrumental or f"наступлением события «{title}»"


def _is_recorded(event: str) -> bool:
    """Tell what somebody learns and writes down from what follows in the plan, `stage-end:analysis`."""
    return ":" not in event


def _staff_changes(difference: Difference) -> bool:
    return any("responsible" in change.fields for change in difference.changes)
