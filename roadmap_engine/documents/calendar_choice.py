"""What somebody wants in her own calendar → the plan that it is drawn from, whatever its school asks for.

A folder of calendars has what the organisation's text asks for. Whoever is given an address of her own
chooses for herself; the events, their UIDs and their history are those of the plan all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_engine.documents.calendar_event import CalendarEvent, event_uid
from roadmap_engine.documents.calendar_history import EventPast
from roadmap_engine.documents.calendar_identity import Identity, Revision
from roadmap_engine.model import Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.feeds import EVERYBODY, Feeds

__all__ = ["Choice", "choose", "find_lead_revision"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is in a calendar that somebody chose.

    Attributes:
        cancelled: whether it shows what was called off.
        past: whether it keeps what is over.
        leads: whether reminders are events of their own, for services that drop the alarms of subscriptions.
    """

    cancelled: bool = True
    past: bool = True
    leads: bool = False


def choose(plan: Plan, choice: Choice) -> Plan:
    """Give a plan whose organisation asks for what was chosen, and for a calendar of every post."""
    if plan.organisation is None:
        return plan
    feeds = Feeds(people=EVERYBODY, waiting=EVERYBODY, cancelled=choice.cancelled, past=choice.past)
    return with_fields(
        plan, organisation=with_fields(plan.organisation, feeds=feeds, remind_by_events=choice.leads)
    )


def find_lead_revision(
    event: CalendarEvent, pasts: Mapping[str, EventPast], known: Identity
) -> Revision | None:
    """Give the revision of a reminder that is an event: it changes with its due day, and by itself.

    A history has reminders only while the organisation asks for them. Both numbers together never fall,
    whether it begins to ask or ceases to.
    """
    name = known.root(event.measure.goes_by)
    both = (event_uid(known, name, event.days.key, "due"), event.uid(known))
    revisions = [pasts[uid].revision for uid in both if uid in pasts]
    if not revisions:
        return None
    return Revision(
        number=sum(each.number for each in revisions),
        revised_at=max(each.revised_at for each in revisions),
        created_at=min(each.created_at for each in revisions),
    )
