"""The words of a calendar event: its title, what its description says, how it is said that it is off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import assert_never

from roadmap_engine.documents.calendar_events import CalendarEvent
from roadmap_engine.documents.calendar_happened import Off
from roadmap_engine.documents.phrases import join_roles, shorten, write_days, write_heading
from roadmap_engine.model import Assignee
from roadmap_engine.model.progress import SIGN_WORDS, Happened, Sign, State
from roadmap_engine.russian import Case, count_phrase, month_name, numeric_date

__all__ = ["DONE_MARK", "OFF_WORDS", "describe_event", "explain_off", "summarise_event"]

_TITLE_LIMIT = 120
_WHY_LIMIT = 500

DONE_MARK = f"{SIGN_WORDS[Sign.REPORTED].mark} "
"""Opens the title of an event that is done."""

OFF_WORDS: Mapping[Off, str] = {"cancelled": "ОТМЕНЕНО: ", "not-applicable": "НЕ ПРИМЕНИМО: "}
"""Opens the title of an event that nobody has to do any more, by how that was said."""

_WITH_REASON = frozenset({State.CANCELLED, State.NOT_APPLICABLE})
"""States of which the reason is told. A remark is for whoever gets the work back, and may name people."""


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
        case "check":
            label = "Проверить"
        case _:
            assert_never(event.edge)
    title = f"{label}: {shorten(write_heading(event.measure), _TITLE_LIMIT)}"
    if event.stands_in:
        title += f" (замещение: {', '.join(dict.fromkeys(each.person.post for each in event.stands_in))})"
    return f"{DONE_MARK}{title}" if event.is_done and event.edge != "check" else title


def describe_event(event: CalendarEvent, *, with_people: bool, with_remark: bool = False) -> str:
    """Give the description of an event, a fact a line.

    Args:
        event: the event.
        with_people: name the people behind the roles.
        with_remark: say what was remarked on work that came back; it may name people.
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
        ("Замещение", _say_stand_in(event, with_people=with_people)),
        ("Состояние", _say_state(event, with_remark=with_remark)),
        ("Срок перенесён", _say_put_off(event)),
        ("Результат", measure.result),
        ("Документ", measure.output),
        ("Почему эта дата", "; ".join(event.reasons)),
    )
    return "\n".join(f"{caption}: {' '.join(text.split())}" for caption, text in facts if text)


def explain_off(event: CalendarEvent) -> str:
    """Say since when an event is off, and why."""
    return f"Состояние: {' '.join(_say_state(event, with_remark=False).split())}"


def _say_stand_in(event: CalendarEvent, *, with_people: bool) -> str:
    """Say for whom and when the calendar's reader stands in."""
    return "; ".join(
        f"{each.person.post}{f' {each.person.name}' if with_people else ''}, "
        f"с {numeric_date(each.since)} по {numeric_date(each.until)}"
        for each in event.stands_in
    )


def _say_state(event: CalendarEvent, *, with_remark: bool) -> str:
    """Say what has become of an event: as the plan's own text says it, else the log."""
    settled = event.measure.settled
    if settled is not None and not settled.logged and event.became is not None:
        return settled.in_words()
    if not event.series:
        return _say_happened(event.happened, with_remark=with_remark)
    said = (
        (f"{month_name(day.month)} {day.year}", _say_happened(happened, with_remark=with_remark))
        for day, happened in event.months
    )
    return "; ".join(f"{month} – {words}" for month, words in said if words)


def _say_happened(happened: Happened, *, with_remark: bool) -> str:
    if happened.state is State.OPEN:
        return ""
    word = SIGN_WORDS[Sign(happened.state.value)].word.russian
    day = f" {numeric_date(happened.on)}" if happened.on is not None else ""
    tells = happened.state in _WITH_REASON or (with_remark and happened.state is State.RETURNED)
    reason = f" ({shorten(happened.note, _WHY_LIMIT)})" if tells and happened.note else ""
    return f"{word}{day}{reason}"


def _say_put_off(event: CalendarEvent) -> str:
    """Say of which day a due day was before, and why it is another."""
    if event.series:
        said = (
            f"{month_name(day.month)} {day.year} – {_say_new_day(happened, None)}"
            for day, happened in event.months
            if happened.extended_to is not None
        )
        return "; ".join(said)
    put_off = event.planned is not None or event.happened.extended_to == event.days.due
    return _say_new_day(event.happened, event.planned) if put_off else ""


def _say_new_day(happened: Happened, planned: dt.date | None) -> str:
    if happened.extended_to is None:
        return ""
    since = f"с {numeric_date(planned)} " if planned is not None else ""
    why = f" ({shorten(happened.extended_why, _WHY_LIMIT)})" if happened.extended_why else ""
    return f"{since}на {numeric_date(happened.extended_to)}{why}"


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
