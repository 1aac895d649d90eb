"""Addresses that nothing is drawn for any more: a calendar ends with an event that says so.

A file that is gone tells nobody anything: clients go on showing what they had. Which addresses people may
have subscribed to, the folder of the calendars knows; that one has ended, and since when, the history does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from roadmap_engine.documents.calendar_history import STEP
from roadmap_engine.documents.calendar_identity import Identity, Revision
from roadmap_engine.documents.calendar_lines import add_identity, add_whole_day
from roadmap_engine.documents.content_lines import ContentLines
from roadmap_engine.documents.phrases import shorten
from roadmap_engine.model import CalendarHistory, HistoryRevision, Plan

__all__ = ["draw_ending", "ending_uid", "keep_addresses", "tell_ended"]

_TITLE_LIMIT = 400


def tell_ended(history: CalendarHistory | None) -> Mapping[str, dt.datetime]:
    """Tell which calendars have ended, by their addresses, and when each did."""
    ended: dict[str, dt.datetime] = {}
    for step in history.revisions if history is not None else ():
        ended = {name: at for name, at in ended.items() if name not in step.resumed}
        ended |= {name: step.at for name in step.ended if name not in ended}
    return ended


def keep_addresses(
    history: CalendarHistory, plan: Plan, drawn: Collection[str], known: Collection[str], now: dt.datetime
) -> CalendarHistory:
    """Append which calendars have ended, and which go on again; the same history where none has.

    Args:
        history: of the plan as it is now.
        plan: the plan.
        drawn: the addresses that the plan has calendars for.
        known: the addresses that people may have subscribed to.
        now: the present instant.
    """
    before = tell_ended(history)
    ended = sorted(set(known) - set(drawn) - before.keys())
    resumed = sorted(before.keys() & set(drawn))
    if not ended and not resumed:
        return history
    at = now.astimezone(dt.UTC).replace(microsecond=0)
    if history.revisions:
        at = max(at, history.revisions[-1].at + STEP)
    # Of a plan without a date yet the history begins with this.
    begins = "" if history.revisions else Identity.of(plan).plan
    revision = HistoryRevision(at=at, ended=tuple(ended), resumed=tuple(resumed), plan=begins)
    return CalendarHistory(revisions=(*history.revisions, revision))


def ending_uid(known: Identity, address: str, day: dt.date) -> str:
    """Give the UID of the last event of a calendar: one that ends again on another day has another."""
    return known.uid("ended", address, day.isoformat())


def draw_ending(plan: Plan, known: Identity, address: str, at: dt.datetime) -> bytes:
    """Write the last event of a calendar, on the day that it ended."""
    day = at.astimezone(dt.UTC).date()
    lines = ContentLines()
    lines.add("BEGIN", "VEVENT")
    add_identity(lines, ending_uid(known, address, day), Revision(0, at, at))
    add_whole_day(lines, day)
    lines.add_text("SUMMARY", "Календарь больше не ведётся")
    title = shorten(plan.title, _TITLE_LIMIT)
    lines.add_text(
        "DESCRIPTION",
        "Подписку можно удалить: новых сроков здесь не будет.\n"
        f"Все сроки плана – в общем календаре, файле deadlines.ics: {title}",
    )
    lines.add("STATUS", "CONFIRMED")
    lines.add("TRANSP", "TRANSPARENT")
    lines.add("END", "VEVENT")
    return lines.encode()
