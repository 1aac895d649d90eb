"""What people type into fields → days; what is none is told at its field, and stays as it was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import MutableMapping

from roadmap_engine.calendars import Span, parse_day
from roadmap_engine.model.entry import LONGEST_NOTE, Did
from roadmap_engine.portal.citing import fill
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.russian import numeric_date
from roadmap_engine.tracking.recording import lies_ahead

__all__ = ["check_note", "check_past", "read_day", "read_span"]

_SHOWN = 40


def read_day(words: str, name: str, errors: MutableMapping[str, str]) -> dt.date | None:
    """Read a day.

    Args:
        words: as they were typed.
        name: of the field.
        errors: takes in what is wrong with it.
    """
    try:
        return parse_day(words)
    except ValueError:
        errors[name] = fill(_("«{words}» не день. Наберите так: 15.06.2027."), words=words[:_SHOWN])
        return None


def read_span(words: str, name: str, errors: MutableMapping[str, str]) -> Span | None:
    """Read a day, or the days from one to another, both included.

    Args:
        words: as they were typed.
        name: of the field.
        errors: takes in what is wrong with them.
    """
    try:
        return Span.parse(words)
    except ValueError:
        errors[name] = fill(
            _("«{words}» не дни. Наберите день или так: 01.09.2027 – 28.12.2027."), words=words[:_SHOWN]
        )
        return None


def check_note(words: str, name: str, errors: MutableMapping[str, str]) -> None:
    """Tell where words are too long for an entry."""
    if len(words) > LONGEST_NOTE:
        errors[name] = _("Слишком длинно, знаков: {count}. Помещается {most}.").format(
            count=len(words), most=LONGEST_NOTE
        )


def check_past(
    did: Did, day: dt.date | None, today: dt.date | None, name: str, errors: MutableMapping[str, str]
) -> None:
    """Say at its field that a day is still to come, where recording would refuse it (RM544)."""
    if day is not None and today is not None and lies_ahead(did, day, today):
        errors[name] = _("Этот день ещё не наступил, сегодня {day}.").format(day=numeric_date(today))
