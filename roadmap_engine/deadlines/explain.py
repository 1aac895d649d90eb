"""A phrase explained: what it means, its dates, what it waits for, and every step, for people and for scripts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.answer import Answer, AnswerAwaited, AnswerDays, AnswerProblem, AnswerReason
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.doubts import doubt_problems, has_two_summers, read_cell
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.grammar import parse
from roadmap_engine.deadlines.results import Occurrence, Schedule
from roadmap_engine.deadlines.rule import Rule
from roadmap_engine.deadlines.schedule import schedule
from roadmap_engine.deadlines.view import event_of, kind_of, offset_of
from roadmap_engine.deadlines.wording import wording
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Language, format_day

__all__ = ["Explanation", "explain"]

_LINES: dict[Language, tuple[str, str, str, str, str]] = {
    "ru": ("Фраза не понята.", "прочитано как: {}", "ждём: {}", "не раньше {}", "не позже {}"),
    "en": ("The phrase is not understood.", "read as: «{}»", "awaited: {}", "not before {}", "not after {}"),
}


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

    def to_json(self, language: Language = "ru") -> dict[str, Any]:
        """Give the answer of `roadmap explain --json`, of one phrase and of each line of `--file` alike."""
        found = self.schedule
        offset = offset_of(self.rule) if self.rule else None
        return Answer(
            phrase=self.phrase,
            understood=self.understood,
            kind=kind_of(self.rule) if self.rule else None,
            occurrences=tuple(map(_days, found.occurrences)),
            rrule=found.rrule,
            event=event_of(self.rule) if self.rule else None,
            offset=offset[0] if offset else None,
            days=offset[1] if offset else None,
            awaiting=tuple(AnswerAwaited(each.event_id, each.title) for each in found.awaiting),
            standing=found.standing,
            wording=self.wording,
            problems=tuple(map(_problem, self.problems)),
            reasons=tuple(
                AnswerReason(
                    each.said(language),
                    each.date.isoformat() if each.date else None,
                    each.basis_said(language),
                )
                for each in found.reasons
            ),
        ).to_json()

    def as_steps(self, language: Language = "ru") -> tuple[str, ...]:
        """Give the explanation as numbered lines."""
        unknown, read, awaited, earliest, latest = _LINES[language]
        if self.rule is None:
            return (f"1. {unknown}",)
        steps = [read.format(self.wording)]
        steps += [each.with_basis(language) for each in self.schedule.reasons]
        steps += [awaited.format(each.said().said(language)) for each in self.schedule.awaiting]
        bounds = self.schedule.bounds
        if bounds and bounds.earliest:
            steps.append(earliest.format(format_day(bounds.earliest, language)))
        if bounds and bounds.latest:
            steps.append(latest.format(format_day(bounds.latest, language)))
        return tuple(f"{number}. {step}" for number, step in enumerate(steps, 1))


def explain(phrase: str, context: Context, events: EventVocabulary = STANDARD_EVENTS) -> Explanation:
    """Read a phrase and date it."""
    reading = parse(phrase, events=events)
    if reading.rule is None:
        return Explanation(phrase, None, Schedule(), None, reading.problems)
    context, doubts = _in_its_summer(reading.rule, context, events)
    found = schedule(reading.rule, context, events)
    known = {(each.code, each.arguments) for each in found.problems}
    own = tuple(each for each in reading.problems if (each.code, each.arguments) not in known)
    return Explanation(
        phrase, reading.rule, found, wording(reading.rule, events), (*own, *found.problems, *doubts)
    )


def _in_its_summer(
    rule: Rule, context: Context, events: EventVocabulary
) -> tuple[Context, tuple[Problem, ...]]:
    """Take the summer that the phrase itself decides; of a school year, notice where it does not.

    Without a plan nothing tells whether it opens before 1 September; of a span the schedule itself warns.
    """
    if context.summer is not None or not has_two_summers(rule, context):
        return context, ()
    cell = read_cell(rule, context, events)
    found = doubt_problems(cell.doubts, "closing") if isinstance(context.year, SchoolYear) else ()
    return replace(context, summer=cell.summer), tuple(each.lessen() for each in found)


def _days(occurrence: Occurrence) -> AnswerDays:
    start, due = occurrence.start, occurrence.due
    return AnswerDays(
        start.isoformat() if start else None,
        due.isoformat() if due else None,
        occurrence.time,
        occurrence.zone,
        occurrence.until,
    )


def _problem(problem: Problem) -> AnswerProblem:
    return AnswerProblem(problem.code, problem.severity.value, problem.span, problem.words)
