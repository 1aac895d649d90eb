"""The sentences that reasons are put into, in Russian and in English; one place for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from roadmap_engine.deadlines.values import Length
from roadmap_engine.diagnostics.languages import Bilingual, Language, word

__all__ = ["SENTENCES", "Part", "Says", "say"]

Part = str | int | dt.date | Length | Bilingual
Says = Literal[
    "day-named", "by-day", "from-day", "through", "days", "days-lessons-unknown", "before-start", "by-middle",
    "event", "event-days", "counted", "not-before", "eve", "working-day", "day-off-kept", "moved-back", "moved-on",
    "each", "each-day", "each-year", "standing", "decided", "decided-known", "undecided", "undecided-from", "without",
]  # fmt: skip

SENTENCES: Mapping[Says, tuple[str, str]] = MappingProxyType(
    {
        "day-named": ("{day}: день назван", "{day}: the day is named"),
        "by-day": ("{day}: до этого дня включительно", "{day}: by this day, itself included"),
        "from-day": ("{day}: с этого дня", "{day}: from this day on"),
        "through": ("с {first} по {last} включительно", "from {first} through {last}"),
        "days": ("{first} – {last}", "{first} – {last}"),
        "days-lessons-unknown": ("{first} – {last}; последний день уроков не указан", "{first} – {last}; the last day of lessons is not stated"),
        "before-start": ("начало: {first}; последний день перед ним — {last}", "the start: {first}; the last day before it is {last}"),
        "by-middle": ("середина: {last}", "the middle: {last}"),
        "event": ("{title}: {day}", "{title}: {day}"),
        "event-days": ("{title}: {first} – {last}", "{title}: {first} – {last}"),
        "counted": ("{sign}{length} → {day}", "{sign}{length} → {day}"),
        "not-before": ("не раньше {day}, крайний срок не назван", "not before {day}; no last day is named"),
        "eve": ("до начала: последний день перед ним — {day}", "before the start: the last day before it is {day}"),
        "working-day": ("{day} — рабочий день", "{day} is a working day"),
        "day-off-kept": ("{day} — выходной день, срок оставлен", "{day} is a day off, the date is kept"),
        "moved-back": ("{day} — выходной день, срок перенесён на предыдущий рабочий день", "{day} is a day off, the date is moved to the working day before"),
        "moved-on": ("{day} — выходной день, срок перенесён на следующий рабочий день", "{day} is a day off, the date is moved to the next working day"),
        "each": ("{cycle}: сроков в плане — {count}", "{cycle_en}: {count} in the plan"),
        "each-day": ("каждый день: отдельных сроков нет", "every day: there are no separate dates"),
        "each-year": ("каждый год", "every year"),
        "standing": ("постоянная обязанность: дат нет", "a standing duty: no dates"),
        "decided": ("срок установлен решением: {day}", "the date is set by a decision: {day}"),
        "decided-known": ("срок установлен решением от {decision}: {day}", "the date is set by the decision of {decision}: {day}"),
        "undecided": ("{title}: {day}", "{title}: {day}"),
        "undecided-from": ("не раньше {day}, крайний срок решением не назван", "not before {day}; the decision names no last day"),
        "without": ("без дней: {but}", "except: {but}"),
    }
)  # fmt: skip


def say(says: Says, parts: tuple[tuple[str, Part], ...], language: Language) -> str:
    """Fill a sentence."""
    words = {name: _part(part, language) for name, part in parts}
    return SENTENCES[says][0 if language == "ru" else 1].format_map(words)


def _part(part: Part, language: Language) -> str:
    if isinstance(part, int):
        return str(part)
    return word(part.said() if isinstance(part, Length) else part, language)
