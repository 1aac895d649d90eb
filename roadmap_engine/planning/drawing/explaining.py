"""Why a measure is due when it is: the plan's own reasons, as numbered lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roadmap_engine.deadlines import wording
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model import OccurrenceDays, Plan, PlanMeasure
from roadmap_engine.russian import date_in_words, range_in_words

__all__ = ["MeasureExplanation", "explain_measure"]


@dataclass(frozen=True, slots=True)
class MeasureExplanation:
    """A measure's deadline with everything the plan knows of it."""

    measure: PlanMeasure

    def as_steps(self) -> tuple[str, ...]:
        """Give lines for a reader: the measure, its deadline, numbered reasons, and what comes out."""
        measure = self.measure
        deadline = measure.deadline
        lines = [f"{measure.number} {measure.title}", f"Срок: {deadline.text}"]
        if deadline.rule is not None:
            lines.append(f"Прочитано как: {wording(deadline.rule)}")
        if measure.condition is not None:
            lines.append(f"В плане, потому что: {measure.condition}")
        lines += [f"{place}. {reason}" for place, reason in enumerate(deadline.reasons, 1)]
        lines += [f"Ждёт: {event.title}" for event in deadline.awaiting]
        if deadline.bounds and deadline.bounds.earliest:
            lines.append(f"Не раньше: {date_in_words(deadline.bounds.earliest)}")
        if deadline.bounds and deadline.bounds.latest:
            lines.append(f"Не позже: {date_in_words(deadline.bounds.latest)}")
        lines += [f"Итог: {_say_days(days)}" for days in deadline.occurrences]
        origin = measure.provenance.get("deadline")
        if origin is not None:
            lines.append(f"Срок задан: {origin.layer} ({origin.file}:{origin.line})")
        return tuple(lines)

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


def explain_measure(plan: Plan, name: str) -> tuple[MeasureExplanation | None, tuple[Problem, ...]]:
    """Find a measure of a plan by its id or number and explain its deadline."""
    for measure in plan.measures():
        if name in (measure.id, measure.number, measure.number.rstrip(".")):
            return MeasureExplanation(measure), ()
    for left in plan.left_out:
        if name == left.id:
            return None, (Problem.of("RM265", measure=name, condition=left.condition),)
    known = [measure.id for measure in plan.measures()]
    near = near_names(name, known) or list_names(known)
    return None, (Problem.of("RM510", measure=name, near=near),)


def _say_days(days: OccurrenceDays) -> str:
    hour = f", {days.time}" if days.time else ""
    if days.start is not None and days.due is not None:
        if days.start == days.due:
            return date_in_words(days.due) + hour
        return range_in_words(days.start, days.due) + hour
    if days.due is not None:
        return f"до {date_in_words(days.due)}{hour}"
    return f"с {date_in_words(days.start)}{hour}" if days.start is not None else ""
