"""What scheduling gives: occurrences with stable keys, what is awaited, and the reason of every date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from roadmap_engine.deadlines.values import Length
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual, Language, word

__all__ = ["SENTENCES", "Awaited", "Bounds", "Occurrence", "Reason", "Says", "Schedule"]

Part = str | int | dt.date | Length | Bilingual
Says = Literal[
    "day-named", "by-day", "from-day", "through", "days", "days-lessons-unknown", "before-start", "by-middle",
    "event", "event-days", "counted", "not-before", "eve", "working-day", "day-off-kept", "moved-back", "moved-on",
    "each", "each-day", "each-year", "teaching-days", "standing", "decided", "decided-known", "undecided", "undecided-from", "without",
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
        "teaching-days": ("без выходных, праздников и каникул: сроков в плане — {count}", "without days off, holidays and breaks: {count} in the plan"),
        "standing": ("постоянная обязанность: дат нет", "a standing duty: no dates"),
        "decided": ("срок установлен решением: {day}", "the date is set by a decision: {day}"),
        "decided-known": ("срок установлен решением от {decision}: {day}", "the date is set by the decision of {decision}: {day}"),
        "undecided": ("{title}: {day}", "{title}: {day}"),
        "undecided-from": ("не раньше {day}, крайний срок решением не назван", "not before {day}; the decision names no last day"),
        "without": ("без дней: {but}", "except: {but}"),
    }
)  # fmt: skip
"""The sentences that reasons are put into, in Russian and in English; one place for both."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time the duty is done or due.

    Attributes:
        key: names the occurrence among its rule's; stays when dates move («2027-03», «quarter-2.1»).
        start: the first day, or none when only the due day is said.
        due: the last day, itself included, or none when only the start is said.
        time: the hour, «18:00», as it was said; by which or at which.
        zone: whose hour: «Europe/Moscow», «local», or none when it was not said.
        until: the hour it ends, where one is said.
    """

    key: str
    start: dt.date | None
    due: dt.date | None
    time: str | None = None
    zone: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that must become known first.

    Attributes:
        event_id: the event's id; none when no vocabulary knows it or somebody's schedule is awaited.
        title: what is awaited, in the nominative.
        english: the same for an English reader; quoted where these are somebody's own words.
    """

    event_id: str | None
    title: str
    english: str

    @classmethod
    def of(cls, event_id: str | None, caption: Bilingual) -> Awaited:
        """Await what has a caption."""
        return cls(event_id, caption.russian, caption.english)

    def said(self) -> Bilingual:
        """Name it to a reader."""
        return Bilingual(self.title, self.english)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step on the way to a date: which sentence, and what fills it. Words are made at the edge.

    Attributes:
        says: which of the sentences.
        parts: what fills its gaps: days, lengths, names.
        date: the date after this step, if there is one.
        basis: the norm behind the step, as it is cited, or the rule.
        key: the occurrence it belongs to; none when it concerns all.
    """

    says: Says
    parts: tuple[tuple[str, Part], ...] = ()
    date: dt.date | None = None
    basis: str | Bilingual | None = None
    key: str | None = None

    @property
    def text(self) -> str:
        """The step in Russian."""
        return self.said("ru")

    def said(self, language: Language) -> str:
        """Give the step in a language."""
        return _say(self.says, self.parts, language)

    def basis_said(self, language: Language) -> str | None:
        """Give what the step stands on; a norm is cited as it is called."""
        return word(self.basis, language) if self.basis is not None else None

    def with_basis(self, language: Language) -> str:
        """Give the step, what it stands on in brackets."""
        basis = self.basis_said(language)
        return f"{self.said(language)} [{basis}]" if basis else self.said(language)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What follows from a rule while its event is awaited: no earlier than, no later than."""

    earliest: dt.date | None = None
    latest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A rule in dates."""

    occurrences: tuple[Occurrence, ...] = ()
    awaiting: tuple[Awaited, ...] = ()
    standing: bool = False
    reasons: tuple[Reason, ...] = ()
    bounds: Bounds | None = None
    rrule: str | None = None
    problems: tuple[Problem, ...] = ()


def _say(says: Says, parts: tuple[tuple[str, Part], ...], language: Language) -> str:
    """Fill a sentence."""
    words = {name: _part(part, language) for name, part in parts}
    return SENTENCES[says][0 if language == "ru" else 1].format_map(words)


def _part(part: Part, language: Language) -> str:
    if isinstance(part, int):
        return str(part)
    return word(part.said() if isinstance(part, Length) else part, language)
