"""The words of a calendar event: its title, and what its description says."""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from roadmap_engine.documents.calendar_events import CalendarEvent
from roadmap_engine.documents.phrases import join_roles, shorten, write_days, write_heading
from roadmap_engine.model import Assignee
from roadmap_engine.russian import Case, count_phrase

__all__ = ["describe_event", "summarise_event"]

_TITLE_LIMIT = 120


def summarise_event(event: CalendarEvent) -> str:
    """Give the title of an event."""
    match event.edge:
        case "start":
            label = "Начало"
        case "due" | "series":
            label = f"Срок {event.days.time}" if event.days.time else "Срок"
        case "ahead":
            ahead = (event.days.due - event.day).days if event.days.due is not None else event.ahead
            label = f"Через {count_phrase(ahead, 'день', Case.ACCUSATIVE)} срок"
        case _:
            assert_never(event.edge)
    title = f"{label}: {shorten(write_heading(event.measure), _TITLE_LIMIT)}"
    return f"✓ {title}" if event.measure.is_done else title


def describe_event(event: CalendarEvent, *, with_people: bool) -> str:
    """Give the description of an event, a fact a line.

    Args:
        event: the event.
        with_people: name the people behind the roles.
    """
    measure = event.measure
    responsible = (
        _name_assignees(measure.responsible, event.day) if with_people else join_roles(measure.responsible)
    )
    facts = (
        ("Мероприятие", write_heading(measure)),
        ("Этап", event.stage.title),
        ("Когда", _say_when(event)),
        ("Срок в плане", measure.deadline.text),
        ("Отвечают", responsible),
        ("Состояние", measure.settled.in_words() if measure.settled and measure.is_done else None),
        ("Результат", measure.result),
        ("Документ", measure.output),
        ("Почему эта дата", "; ".join(event.reasons)),
    )
    return "\n".join(f"{caption}: {' '.join(text.split())}" for caption, text in facts if text)


def _say_when(event: CalendarEvent) -> str:
    if len(event.series) <= 1:
        return write_days(event.days)
    return f"{write_days(event.days)}, {count_phrase(len(event.series), 'день')}"


def _name_assignees(assignees: tuple[Assignee, ...], day: dt.date) -> str:
    return ", ".join(
        f"{assignee.title} ({', '.join(person.name for person in assignee.people_on(day))})"
        if assignee.people
        else assignee.title
        for assignee in assignees
    )
