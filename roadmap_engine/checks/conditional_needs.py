"""What a deadline counts from is in every plan that has the deadline.

A measure that only some schools have cannot be waited for by those that do not have it. To come `after` such
a measure does no harm: where it is left out, nothing is waited for.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Final, cast

from roadmap_engine.deadlines import events_of
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.condition import And, Expression, Facts, Not
from roadmap_engine.model.condition_reading import read_condition
from roadmap_engine.model.condition_truth import find_verdicts
from roadmap_engine.model.dependencies import MEASURE_END

__all__ = ["check_conditional_needs"]

# Schools of every kind are tried for each; a text with more is nobody's plan.
_MOST_COMPARED: Final = 100


def check_conditional_needs(assembly: Assembly) -> Iterator[Problem]:
    """Find deadlines that count from a measure which may be left out where they are not."""
    if assembly.local is not None:
        return
    conditions = dict(_conditions(assembly))
    for measure, need in itertools.islice(_counted_from(assembly, conditions), _MOST_COMPARED):
        alone = _without(conditions[measure], cast("Expression", conditions[need]))
        verdicts = find_verdicts(alone, Facts(), assembly.roadmap.parameters)
        if verdicts is not None and True in verdicts:
            there = assembly.location(need, "when")
            yield Problem.of(
                "RM256",
                location=assembly.location(measure, "deadline"),
                related=(there,) if there else (),
                measure=measure,
                need=need,
            )


def _counted_from(
    assembly: Assembly, conditions: Mapping[str, Expression | None]
) -> Iterator[tuple[str, str]]:
    """Give each measure whose deadline counts from the end of a measure that has a condition."""
    for measure in assembly.roadmap.measures():
        rule = measure.deadline.rule if measure.deadline else None
        for event in dict.fromkeys(events_of(rule)) if rule is not None else ():
            need = event.removeprefix(MEASURE_END)
            if need != event and conditions.get(need) is not None:
                yield measure.id, need


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
