"""The words of a calendar event: its title, and what its description says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from roadmap_engine.documents.calendar_events import CalendarEvent
from roadmap_engine.documents.phrases import join_roles, shorten, write_days, write_heading
from roadmap_engine.model import Assignee, OccurrenceDays
from roadmap_engine.russian import Case, count_phrase, numeric_date

__all__ = ["describe_event", "summarise_event"]

_TITLE_LIMIT = 120


def summarise_event(event: CalendarEvent) -> str:
    """Give the title of an event."""
    match event.edge:
        case "start":
            label = "Начало"
        case "due":
            label = f"Срок {event.days.time}" if event.days.time else "Срок"
        case "ahead":
            label = f"Через {count_phrase(event.ahead, 'день', Case.ACCUSATIVE)} срок"
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
    responsible = _name_assignees(measure.responsible) if with_people else join_roles(measure.responsible)
    facts = (
        ("Мероприятие", write_heading(measure)),
        ("Этап", event.stage.title),
        ("Когда", write_days(event.days)),
        ("Срок в плане", measure.deadline.text),
        ("Отвечают", responsible),
        ("Состояние", measure.settled.in_words() if measure.settled and measure.is_done else None),
        ("Результат", measure.result),
        ("Документ", measure.output),
        ("Почему эта дата", "; ".join(_reasons_of(event))),
    )
    return "\n".join(f"{caption}: {' '.join(text.split())}" for caption, text in facts if text)


def _name_assignees(assignees: tuple[Assignee, ...]) -> str:
    return ", ".join(
        f"{assignee.title} ({', '.join(person.name for person in assignee.people)})"
        if assignee.people
        else assignee.title
        for assignee in assignees
    )


def _reasons_of(event: CalendarEvent) -> tuple[str, ...]:
    """Give the reasons of an event's own days: a deadline tells those of all its days together."""

    def speaks_of(reason: str, days: Iterable[OccurrenceDays]) -> bool:
        return any(numeric_date(each.due) in reason for each in days if each.due is not None)

    deadline = event.measure.deadline
    return tuple(
        reason
        for reason in dict.fromkeys(deadline.reasons)
        if speaks_of(reason, [event.days]) or not speaks_of(reason, deadline.occurrences)
    )
