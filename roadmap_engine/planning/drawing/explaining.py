"""Why a measure is due when it is: the plan's own reasons, as numbered lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from roadmap_engine.deadlines import STANDARD_EVENTS, EventVocabulary, wording
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual, Language, format_day, format_days
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model import OccurrenceDays, Plan, PlanMeasure

__all__ = ["MeasureExplanation", "explain_measure"]

_LINES: Mapping[str, Bilingual] = MappingProxyType(
    {
        "deadline": Bilingual("Срок: {}", "Deadline: «{}»"),
        "read": Bilingual("Прочитано как: {}", "Read as: «{}»"),
        "condition": Bilingual("В плане, потому что: {}", "In the plan because: {}"),
        "awaiting": Bilingual("Ждёт: {}", "Waits for: {}"),
        "earliest": Bilingual("Не раньше: {}", "Not before: {}"),
        "latest": Bilingual("Не позже: {}", "Not after: {}"),
        "days": Bilingual("Итог: {}", "In the end: {}"),
        "origin": Bilingual("Срок задан: {}", "The deadline is set by: {}"),
    }
)


@dataclass(frozen=True, slots=True)
class MeasureExplanation:
    """A measure's deadline with everything the plan knows of it.

    Attributes:
        measure: of a plan that was drawn in the reader's language.
        events: the words of the roadmap's events.
    """

    measure: PlanMeasure
    events: EventVocabulary

    def as_steps(self, language: Language = "ru") -> tuple[str, ...]:
        """Give lines for a reader: the measure, its deadline, numbered reasons, and what comes out."""
        measure = self.measure
        title = measure.title if language == "ru" else f"«{measure.title}»"
        steps = (f"{place}. {reason}" for place, reason in enumerate(measure.deadline.reasons, 1))
        return (
            f"{measure.number} {title}",
            *_say(self._before(), language),
            *steps,
            *_say(self._after(language), language),
        )

    def _before(self) -> Iterator[tuple[str, str]]:
        deadline = self.measure.deadline
        yield "deadline", deadline.text
        if deadline.rule is not None:
            yield "read", wording(deadline.rule, self.events)
        if self.measure.condition is not None:
            yield "condition", self.measure.condition

    def _after(self, language: Language) -> Iterator[tuple[str, str]]:
        deadline = self.measure.deadline
        for event in deadline.awaiting:
            yield "awaiting", event.title
        if deadline.bounds and deadline.bounds.earliest:
            yield "earliest", format_day(deadline.bounds.earliest, language)
        if deadline.bounds and deadline.bounds.latest:
            yield "latest", format_day(deadline.bounds.latest, language)
        for days in deadline.occurrences:
            yield "days", _say_days(days, language)
        origin = self.measure.provenance.get("deadline")
        if origin is not None:
            yield "origin", f"{origin.layer} ({origin.file}:{origin.line})"

    def to_json(self) -> dict[str, Any]:
        """Give the same for a script."""
        measure = self.measure
        return {
            "id": measure.id,
            "number": measure.number,
            "title": measure.title,
            "condition": measure.condition,
            "deadline": measure.deadline.model_dump(mode="json"),
            "provenance": {
                name: origin.model_dump(mode="json") for name, origin in measure.provenance.items()
            },
        }


def _say(lines: Iterable[tuple[str, str]], language: Language) -> Iterator[str]:
    return (_LINES[name].said(language).format(words) for name, words in lines)


def explain_measure(
    plan: Plan, name: str, events: EventVocabulary = STANDARD_EVENTS
) -> tuple[MeasureExplanation | None, tuple[Problem, ...]]:
    """Find a measure of a plan by its id or number and explain its deadline.

    Args:
        plan: drawn in the reader's language.
        name: an id or a number.
        events: of the plan's roadmap, so that its deadlines are worded by their names.
    """
    for measure in plan.measures():
        if name in (measure.id, measure.number, measure.number.rstrip(".")):
            return MeasureExplanation(measure, events), ()
    for left in plan.left_out:
        if name == left.id:
            return None, (Problem.of("RM265", measure=name, condition=left.condition),)
    known = [measure.id for measure in plan.measures()]
    near = near_names(name, known) or list_names(known)
    return None, (Problem.of("RM510", measure=name, near=near),)


def _say_days(days: OccurrenceDays, language: Language) -> str:
    hour = f", {days.time}" if days.time else ""
    if days.start is not None and days.due is not None:
        return format_days(days.start, days.due, language) + hour
    edge = Bilingual("до {}", "by {}") if days.due is not None else Bilingual("с {}", "from {}")
    day = days.due or days.start
    return edge.said(language).format(format_day(day, language)) + hour if day is not None else ""
