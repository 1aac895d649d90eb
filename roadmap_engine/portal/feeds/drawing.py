"""A plan as it stands → one of its calendars as bytes; its history is written down before they are shown."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.desk.calendars import continue_calendars, look_at_calendars
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.documents.calendar_choice import Choice, choose
from roadmap_engine.documents.calendar_feeds import WHOLE, Feed, list_feeds
from roadmap_engine.documents.papers.calendar_ics import CalendarDesk
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.pipeline.signed_state import heed_signed
from roadmap_engine.portal.feeds.models import ShownPast
from roadmap_engine.portal.feeds.tokens import list_open
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import Standing, options, path_of, read_standing
from roadmap_engine.storage.roots import Root

__all__ = ["CannotDrawError", "draw_calendar"]


class CannotDrawError(Exception):
    """The texts have errors, or the history cannot be written now."""


def draw_calendar(standing: Standing, feed: str, choice: Choice, today: dt.date) -> bytes:
    """Draw a calendar.

    Args:
        standing: the plan.
        feed: what the calendar is called in a folder; empty for that of the whole plan.
        choice: what is in it.
        today: the day it is for the school.

    Raises:
        CannotDrawError: nothing that is whole can be drawn now.
        OSError: the disk is full, or the folder cannot be written.
    """
    plan, history = _keep(standing)
    desk = CalendarDesk(plan, history, choice=choice, today=today)
    return desk.draw(_find_feed(plan, feed, history)).data


def _find_feed(plan: Plan, feed: str, history: CalendarHistory) -> Feed:
    if not feed:
        return WHOLE
    return list_feeds(choose(plan, Choice()), history).get(feed, Feed("ended", feed))


def _keep(standing: Standing) -> tuple[Plan, CalendarHistory]:
    """Give the plan that calendars are drawn from, and its history up to that, as it stands on the disk."""
    text, now = standing.text, options().clock()
    plan = _plan_of(standing)
    path, shown = path_of(text), _find_shown(text)
    subscribed = set(list_open(text).exclude(feed="").values_list("feed", flat=True))
    kept = look_at_calendars(path, plan, now, subscribed, shown).value
    if kept is not None and kept.text is not None:
        drawn: list[Plan] = []

        def read() -> Plan:
            drawn.append(_plan_of(read_standing(text)))
            return drawn[0]

        kept = continue_calendars(path, read, now, subscribed, shown).value
        plan = drawn[0] if drawn else plan
    if kept is None:
        raise CannotDrawError
    last = kept.history.revisions[-1].at if kept.history.revisions else None
    if last is not None and (shown is None or shown < last):
        ShownPast.objects.update_or_create(
            school=text.school_id, plan=text.plan, defaults={"revised_at": last}
        )
    return plan, kept.history


def _find_shown(text: PlanText) -> dt.datetime | None:
    shown = ShownPast.objects.filter(school=text.school_id, plan=text.plan).first()
    return shown.revised_at if shown is not None else None


def _plan_of(standing: Standing) -> Plan:
    """Give the plan as papers are drawn from it; what has errors would call off what it does not say."""
    if standing.read is None or has_errors(standing.problems):
        raise CannotDrawError
    return heed_signed(path_of(standing.text), standing.read, Root.of_folder(options().workspace)).plan
