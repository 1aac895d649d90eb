"""What a plan and its measures say, field by field, as words that can be laid side by side.

Two measures with the same words are the same for a reader; where the values came from and how a date was
reached is left out. What no text says, the program says in both languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from roadmap_engine.deadlines import STANDARD_EVENTS
from roadmap_engine.diagnostics.languages import Bilingual, format_day, join_said
from roadmap_engine.model import (
    Assignee,
    AwaitedEvent,
    Plan,
    PlanDeadline,
    PlanMeasure,
    PlanOrder,
    PlanOrganisation,
    PlanPerson,
    PlanProcedure,
)
from roadmap_engine.russian import join_numbers

__all__ = ["describe_measure", "describe_plan"]

_OF = Bilingual("от", "of")
_EVENTS = Bilingual("события", "events")


def describe_measure(
    measure: PlanMeasure, own: Mapping[str, str], *, named: bool = True
) -> dict[str, str | Bilingual]:
    """Put every field of a measure but its days into words.

    Within which bounds what is awaited may lie is no field: it follows from the rest, and a newer program may
    tell more of it.

    Args:
        measure: of a school's plan or of a published text.
        own: the words over the columns of the roadmap's own, by the field.
        named: with people, posts and what the deadline waits for; else with roles alone, as a text has them.
    """
    deadline = measure.deadline
    words: dict[str, str | Bilingual] = {
        "id": measure.id,
        "number": measure.number,
        "title": measure.title,
        "short": measure.short or "",
        "directive": measure.directive or "",
        "participants": _assigned(measure.participants, named=named),
        "deadline": deadline.text,
        "responsible": _assigned(measure.responsible, named=named),
        "result": measure.result or "",
        "output": measure.output or "",
        "forms": ", ".join(f"{output.id}: {output.template or '—'}" for output in measure.outputs),
        "needs": ", ".join(measure.needs),
        "settled": measure.settled.said() if measure.settled is not None else "",
    }
    words |= {name: measure.cells.get(caption, "") for name, caption in own.items()}
    if named:
        words["awaiting"] = join_said(map(_awaited, deadline.awaiting))
        words["time"] = _times(deadline)
        words["approval"] = "; ".join(
            " ".join(filter(None, (step.step, step.words or step.title, _names(step.people))))
            for output in measure.outputs
            for step in output.approval
        )
    return words


def _assigned(assignees: Iterable[Assignee], *, named: bool) -> str:
    if not named:
        return ", ".join(assignee.role for assignee in assignees)
    return ", ".join(
        f"{assignee.title} ({_in_turn(assignee)})" if assignee.people else assignee.title
        for assignee in assignees
    )


def _in_turn(assignee: Assignee) -> str:
    return ", ".join(f"{each.name}, {each.post}{assignee.tenure_of(each)}" for each in assignee.people)


def _names(people: Iterable[PlanPerson]) -> str:
    return ", ".join(f"{person.name}, {person.post}" for person in people)


def _awaited(event: AwaitedEvent) -> Bilingual:
    """Name what is awaited; a roadmap's own event is called by its words."""
    caption = STANDARD_EVENTS.caption(event.event, event.title)
    is_ours = caption.russian == event.title or "-end:" in (event.event or "")
    return Bilingual(event.title, caption.english if is_ours else f"«{event.title}»")


def _dated(words: Bilingual, day: dt.date, more: str = "") -> Bilingual:
    return Bilingual.of(lambda language: f"{words.said(language)} {format_day(day, language)}{more}")


def _times(deadline: PlanDeadline) -> str:
    times = [" ".join(filter(None, (days.time, days.zone))) for days in deadline.occurrences]
    return ", ".join(time or "—" for time in times) if any(times) else ""


def describe_plan(plan: Plan) -> dict[str, str | Bilingual]:
    """Put what a plan says of itself, and of whose it is, into words."""
    roadmap = plan.roadmap
    words: dict[str, str | Bilingual] = {
        "roadmap": f"{roadmap.id}@{roadmap.version}",
        "layers": ", ".join(roadmap.lineage),
        "issuer": roadmap.issuer or "",
        "title": plan.title,
        "columns": ", ".join(plan.columns),
        "intro": "\n".join(plan.intro),
        "academic-year": ", ".join(plan.years),
    }
    if roadmap.order is not None:
        order = roadmap.order
        issuer = Bilingual(f"{order.issuer_genitive} от", f"«{order.issuer_genitive}», of")
        words["basis"] = _dated(issuer, order.date, f" № {order.number}")
    if plan.procedure is not None:
        words |= _describe_procedure(plan.procedure)
    if plan.order is not None:
        number = f"№ {plan.order.number}" if plan.order.number else ""
        more = number and f" {number}"
        words["order"] = _dated(_OF, plan.order.date, more) if plan.order.date else number
        words |= _describe_terms(plan.order)
    if plan.organisation is not None:
        words |= _describe_organisation(plan.organisation, plan.signatory)
    return words


def _describe_terms(order: PlanOrder) -> dict[str, str]:
    said = {
        "purpose": order.purpose,
        "acts": ", ".join(order.basis or ()),
        "control": _assigned((order.control,), named=True) if order.control is not None else "",
        "executor": _names(order.executor.people) if order.executor is not None else "",
    }
    return {name: words or "" for name, words in said.items()}


def _describe_procedure(procedure: PlanProcedure) -> dict[str, str]:
    return {
        "procedure": procedure.title,
        "held": str(procedure.held or ""),
        "grades": join_numbers(procedure.grades),
    }


def _describe_organisation(
    organisation: PlanOrganisation, signatory: PlanPerson | None
) -> dict[str, str | Bilingual]:
    names = (organisation.full, organisation.short, organisation.genitive, organisation.parent)
    known = (*names, organisation.place, organisation.address, organisation.phone, organisation.email)
    return {
        "organisation": ", ".join(filter(None, known)),
        "zone": organisation.zone or "",
        "signatory": _names((signatory,)) if signatory is not None else "",
        "layout": organisation.layout,
        "reminders": join_said(
            (*map(str, organisation.remind_days), *[_EVENTS] * organisation.remind_by_events)
        ),
    }
