"""The days of a letter as one calendar file; its events are those of the plans' own calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from roadmap_engine.documents.calendar_events import list_events
from roadmap_engine.documents.calendar_identity import told_identity
from roadmap_engine.documents.content_lines import ContentLines
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.model import CalendarHistory, OccurrenceDays, Plan, PlanMeasure
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.digest import CALLING, Digest, DigestRow

__all__ = ["draw_days"]


def draw_days(digest: Digest, histories: Mapping[str, CalendarHistory]) -> bytes | None:
    """Draw the calendar of a letter's rows.

    An event has the UID it has in the calendar of its plan: whoever imports the file and subscribes to the
    calendar, too, sees it once.

    Args:
        digest: the letter.
        histories: by the name of a plan, what its calendar events have been through.

    Returns:
        The file; None where no row has a day.
    """
    zones: dict[bytes, None] = {}
    events: list[bytes] = []
    rows: dict[str, list[DigestRow]] = {}
    for each in digest.rows_of(*CALLING):
        rows.setdefault(each.followed.name, []).append(each)
    for name, found in rows.items():
        history = histories.get(name)
        plan = _leave_rows(found[0].followed.plan, found)
        known = told_identity(history, plan)
        # Cancelled ones, and the note of a calendar without dates, are none of the letter's.
        own = {
            f"UID:{event.uid(known)}\r\n".encode() for event in list_events(plan) if event.day >= digest.today
        }
        for component in _list_components(render_calendar(plan, history=history)):
            if component.startswith(b"BEGIN:VTIMEZONE"):
                zones[component] = None
            elif any(uid in component for uid in own):
                events.append(component)
    if not events:
        return None
    head, end = ContentLines(), ContentLines()
    head.add("BEGIN", "VCALENDAR")
    head.add("VERSION", "2.0")
    head.add("PRODID", "-//roadmap-engine//letter//RU")
    head.add("CALSCALE", "GREGORIAN")
    end.add("END", "VCALENDAR")
    return head.encode() + b"".join((*zones, *events)) + end.encode()


def _leave_rows(plan: Plan, rows: Sequence[DigestRow]) -> Plan:
    """Leave of a plan what rows are of, on the days they are due now; regular work stays whole."""
    own: dict[str, dict[str, DigestRow]] = {}
    for each in rows:
        own.setdefault(each.row.measure, {})[each.row.row.key] = each
    stages = (
        with_fields(
            stage,
            measures=tuple(
                _leave_days(each, own[each.goes_by]) for each in stage.measures if each.goes_by in own
            ),
        )
        for stage in plan.stages
    )
    return with_fields(plan, stages=tuple(stage for stage in stages if stage.measures))


def _leave_days(measure: PlanMeasure, rows: Mapping[str, DigestRow]) -> PlanMeasure:
    covered = {key for each in rows.values() if each.row.row.covers for key in each.row.row.covers}
    number = {key.partition(".")[0] for key in covered}
    kept: list[OccurrenceDays] = []
    for days in measure.deadline.occurrences:
        row = rows.get(days.key)
        if row is not None:
            due = row.row.due
            moved = {"due": due, "start": min(days.start, due) if days.start and due else days.start}
            kept.append(with_fields(days, **moved) if due != days.due else days)
        elif covered and (days.key in covered or days.key.partition(".")[0] in number):
            kept.append(days)
    return with_fields(measure, deadline=with_fields(measure.deadline, occurrences=tuple(kept)))


def _list_components(data: bytes) -> Iterator[bytes]:
    """Give the components of a calendar of ours, each with its lines; what is in them stays in them."""
    found: list[bytes] = []
    kind = b""
    for line in data.splitlines(keepends=True):
        if not kind and line.startswith(b"BEGIN:") and line != b"BEGIN:VCALENDAR\r\n":
            kind = line.removeprefix(b"BEGIN:")
        if kind:
            found.append(line)
        if kind and line == b"END:" + kind:
            yield b"".join(found)
            found, kind = [], b""
