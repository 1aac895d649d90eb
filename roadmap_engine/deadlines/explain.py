"""A phrase explained: what it was read as, what it means in dates, and why; as JSON and as steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.grammar import parse
from roadmap_engine.deadlines.kinds import During, External, Relative
from roadmap_engine.deadlines.periods import Edge, EventPeriod
from roadmap_engine.deadlines.resolve import edge_id
from roadmap_engine.deadlines.results import Occurrence, Schedule
from roadmap_engine.deadlines.rule import Composite, Rule
from roadmap_engine.deadlines.schedule import schedule
from roadmap_engine.deadlines.settle import format_day
from roadmap_engine.deadlines.values import Length
from roadmap_engine.deadlines.wording import wording
from roadmap_engine.diagnostics import Problem

__all__ = ["Explanation", "explain", "offset_text"]

# ISO 8601 has no working days: the day stands for them and `wording` says which.
_OFFSETS = {"day": "D", "working-day": "D", "school-day": "D", "week": "W", "month": "M", "year": "Y"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A phrase, its rule if it was understood, and the rule's dates."""

    phrase: str
    rule: Rule | None
    schedule: Schedule
    wording: str | None
    problems: tuple[Problem, ...]

    @property
    def understood(self) -> bool:
        """Tell whether the phrase was read."""
        return self.rule is not None

    def to_json(self) -> dict[str, Any]:
        """Give the answer of `roadmap explain --json`."""
        found = self.schedule
        return {
            "phrase": self.phrase,
            "understood": self.understood,
            "kind": self.rule.kind if self.rule else None,
            "occurrences": [_dates(each) for each in found.occurrences],
            "rrule": found.rrule,
            "event": _event(self.rule),
            "offset": _offset(self.rule),
            "awaiting": [{"event": each.event_id, "title": each.title} for each in found.awaiting],
            "standing": found.standing,
            "wording": self.wording,
            "problems": [_problem(each) for each in self.problems],
            "reasons": [
                {
                    "text": each.text,
                    "date": each.date.isoformat() if each.date else None,
                    "basis": each.basis,
                }
                for each in found.reasons
            ],
        }

    def as_steps(self) -> tuple[str, ...]:
        """Give the explanation as numbered Russian lines."""
        if self.rule is None:
            return ("1. Фраза не понята.",)
        steps = [f"прочитано как: {self.wording}"]
        steps += [
            f"{each.text} [{each.basis}]" if each.basis else each.text for each in self.schedule.reasons
        ]
        steps += [f"ждём: {each.title}" for each in self.schedule.awaiting]
        bounds = self.schedule.bounds
        if bounds and bounds.earliest:
            steps.append(f"не раньше {format_day(bounds.earliest)}")
        if bounds and bounds.latest:
            steps.append(f"не позже {format_day(bounds.latest)}")
        return tuple(f"{number}. {step}" for number, step in enumerate(steps, 1))


def explain(phrase: str, context: Context, events: EventVocabulary = STANDARD_EVENTS) -> Explanation:
    """Read a phrase and date it."""
    reading = parse(phrase, events=events)
    if reading.rule is None:
        return Explanation(phrase, None, Schedule(), None, reading.problems)
    found = schedule(reading.rule, context, events)
    known = {(each.code, each.arguments) for each in found.problems}
    own = tuple(each for each in reading.problems if (each.code, each.arguments) not in known)
    return Explanation(phrase, reading.rule, found, wording(reading.rule, events), (*own, *found.problems))


def _dates(occurrence: Occurrence) -> dict[str, str | None]:
    start, due = occurrence.start, occurrence.due
    dates = {"start": start.isoformat() if start else None, "due": due.isoformat() if due else None}
    return dates if occurrence.time is None else {**dates, "time": occurrence.time, "zone": occurrence.zone}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "span": list(problem.span) if problem.span else None,
        "arguments": dict(problem.arguments),
    }


def _parts(rule: Rule | None) -> tuple[Rule, ...]:
    if rule is None:
        return ()
    return rule.parts if isinstance(rule, Composite) else (rule,)


def _event(rule: Rule | None) -> str | None:
    """Name the event the first part that has one is counted from or waits for."""
    for part in _parts(rule):
        if isinstance(part, Relative):
            if isinstance(part.moment, Edge):
                return edge_id(part.moment)
            return part.event or part.words or (str(part.moment) if part.moment else None)
        if isinstance(part, External) and part.event:
            return part.event
        if isinstance(part, During) and isinstance(part.period, EventPeriod):
            return part.period.event or part.period.words
    return None


def _offset(rule: Rule | None) -> str | None:
    for part in _parts(rule):
        if isinstance(part, Relative) and part.length is not None:
            return offset_text(part.length, before=part.direction == "before")
    return None


def offset_text(length: Length, *, before: bool) -> str:
    """Print a length as an ISO 8601 duration, negative before the event.

    >>> offset_text(Length(2, "week"), before=True)
    '-P2W'
    """
    return f"{'-' if before else ''}P{length.count}{_OFFSETS[length.unit]}"
