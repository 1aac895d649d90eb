"""Why an order is amended, as its preamble says it: what is told by the difference of two plans, no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.plan import Plan
from roadmap_engine.planning.comparing.descent import trace_descent
from roadmap_engine.planning.comparing.difference import Difference, compare_plans
from roadmap_engine.russian import Case, Kind, date_in_words, decline, join_list

__all__ = ["is_later", "reasons_for"]


def reasons_for(
    old: Plan, new: Plan, date: dt.date | None = None, events: Mapping[str, dt.date] = frozendict()
) -> tuple[str, tuple[Problem, ...]]:
    """Say in one preamble what brought the newer plan about.

    Args:
        old: the plan that was signed last.
        new: the plan of today.
        date: of the amending order; what lies after it is no reason for it, and a problem tells so.
        events: the days of events, as far as they are known.
    """
    later: list[tuple[Bilingual, dt.date]] = []
    edition = (old.roadmap.id, old.roadmap.version) != (new.roadmap.id, new.roadmap.version)
    order = new.roadmap.order
    if edition and order is not None and is_later(order.date, date):
        edition = False
        later.append((Bilingual(f"приказ № {order.number}", f"order no. {order.number}"), order.date))
    come = _events_come(old, new)
    for name, title in come.items():
        if name in events and is_later(events[name], date):
            later.append((Bilingual(f"«{title}»", f"«{title}»"), events[name]))
    named = [
        decline(title, Kind.POST).get(Case.INSTRUMENTAL) or f"наступлением события «{title}»"
        for name, title in come.items()
        if name not in events or not is_later(events[name], date)
    ]
    others = join_list((*named, *_changes(compare_plans(old, new), moved=not named)), last=" и ")
    # «…, утверждённой приказом …» is closed by a comma before what goes on.
    said = ", а также ".join(part for part in (_edition(new) if edition else "", others) if part)
    problems = tuple(Problem.of("RM745", date=date, what=what, day=day) for what, day in later if date)
    return f"В связи с {said}" if said else "В целях уточнения плана мероприятий", problems


def is_later(day: dt.date, date: dt.date | None) -> bool:
    """Tell whether a day lies after an order, as far as its date is known."""
    return date is not None and day > date


def _changes(difference: Difference, *, moved: bool) -> Iterator[str]:
    """Say what changed in the instrumental, as «в связи с» asks; an event that came accounts for days."""
    dates = moved and bool(difference.of_kind("moved", "waiting"))
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


def _events_come(old: Plan, new: Plan) -> Mapping[str, str]:
    """Give the titles of the events that gave dates to measures which waited for them, by their ids."""
    before = {measure.id: measure.deadline for measure in old.measures()}
    continues = trace_descent(old, new).continues
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
    return come


def _is_recorded(event: str) -> bool:
    """Tell what somebody learns and writes down from what follows in the plan, `stage-end:analysis`."""
    return ":" not in event


def _staff_changes(difference: Difference) -> bool:
    return any("responsible" in change.fields for change in difference.changes)
