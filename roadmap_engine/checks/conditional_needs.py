"""What a deadline counts from is in every plan that has the deadline.

A measure that only some schools have cannot be waited for by those that do not have it. To come `after` such
a measure does no harm: where it is left out, nothing is waited for.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.deadlines import events_of
from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.condition import And, Expression, Facts, Not
from roadmap_engine.model.condition_reading import read_condition
from roadmap_engine.model.condition_truth import find_verdicts
from roadmap_engine.model.dependencies import MEASURE_END

__all__ = ["check_conditional_needs"]


def check_conditional_needs(assembly: Assembly) -> Iterator[Problem]:
    """Find deadlines that count from a measure which may be left out where they are not."""
    if assembly.local is not None:
        return
    conditions = dict(_conditions(assembly))
    for measure in assembly.roadmap.measures():
        rule = measure.deadline.rule if measure.deadline else None
        for event in dict.fromkeys(events_of(rule)) if rule is not None else ():
            need = event.removeprefix(MEASURE_END)
            condition = conditions.get(need)
            if need == event or condition is None:
                continue
            alone = _without(conditions[measure.id], condition)
            verdicts = find_verdicts(alone, Facts(), assembly.roadmap.parameters)
            if verdicts is not None and True in verdicts:
                there = assembly.location(need, "when")
                yield Problem.of(
                    "RM256",
                    severity=Severity.WARNING,
                    location=assembly.location(measure.id, "deadline"),
                    related=(there,) if there else (),
                    measure=measure.id,
                    need=need,
                )


def _without(own: Expression | None, need: Expression) -> Expression:
    """Give the condition of schools that have a measure and not what its deadline counts from."""
    return Not(need) if own is None else And((own, Not(need)))


def _conditions(assembly: Assembly) -> Iterator[tuple[str, Expression | None]]:
    parameters = assembly.roadmap.parameters
    for stage in assembly.roadmap.stages:
        for measure in stage.measures:
            read = [read_condition(words, parameters)[0] for words in (stage.when, measure.when) if words]
            parts = tuple(part for part in read if part is not None)
            yield measure.id, And(parts) if parts else None
