"""A calendar event into the mark its history keeps of it: its day, its title, a digest of what is seen."""

from __future__ import annotations

import hashlib

from roadmap_engine.documents.calendar_answering import say_absences
from roadmap_engine.documents.calendar_events import CalendarEvent, reminders
from roadmap_engine.documents.calendar_wording import DONE_MARK, describe_event, explain_off, summarise_event
from roadmap_engine.model import EventMark, Plan
from roadmap_engine.model.base import with_fields

__all__ = ["mark_event", "mark_off"]


def mark_event(plan: Plan, event: CalendarEvent) -> EventMark:
    """Mark an event as the plan has it now."""
    organisation = plan.organisation
    alarms = reminders(event, organisation.remind_days if organisation else ())
    seen = "\n".join(
        (
            summarise_event(event),
            describe_event(event, with_people=True, with_remark=True),
            str(event.moment),
            str(alarms),
            *say_absences(plan, event),
        )
    )
    digest = hashlib.sha256(seen.encode()).hexdigest()[:16]
    roles = tuple(dict.fromkeys(plan.role_goes_by(assignee.role) for assignee in event.measure.responsible))
    return EventMark(
        day=event.day, title=summarise_event(event), roles=roles, content=digest, series=event.series
    )


def mark_off(mark: EventMark, event: CalendarEvent | None) -> EventMark:
    """Mark an event as calendars show it that is called off.

    Args:
        mark: as it was last seen; its days and its title stay.
        event: what the plan says of it; none where it has it no more, and then nobody knows why.
    """
    if event is None and mark.off is None:
        return mark
    said = explain_off(event) if event is not None else ""
    off = event.became if event is not None and event.became != "done" else None
    content = hashlib.sha256(f"{off}\n{said}".encode()).hexdigest()[:16]
    return with_fields(
        mark, title=mark.title.removeprefix(DONE_MARK), content=content, off=off or "cancelled"
    )
