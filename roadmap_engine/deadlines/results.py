"""What scheduling gives: occurrences with stable keys, what is awaited, and the reason of every date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roadmap_engine.deadlines.reasons import Part, Says, say
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual, Language, word

__all__ = ["Awaited", "Bounds", "Occurrence", "Reason", "Schedule"]


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
        says: which of the sentences of `reasons`.
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
        return say(self.says, self.parts, language)

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
