"""An adoption and the plan it came to → what the school has otherwise than the roadmap, in words.

Answers are no drift: dates, people who fill roles and the words of parameters are what a school is asked
for. A change to the value that the roadmap has anyway is none either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.model import (
    Adoption,
    Assembly,
    Deadline,
    LocalChange,
    Measure,
    Organisation,
    Plan,
    Stage,
)
from roadmap_engine.model.drift import DriftedChange, Verdict
from roadmap_engine.planning.permitted import judge_local_changes

__all__ = ["describe_drift"]


def describe_drift(
    assembly: Assembly, adoption: Adoption, organisation: Organisation, plan: Plan
) -> tuple[DriftedChange, ...]:
    """Describe what a school changed.

    Args:
        assembly: the roadmap's layers with the school's own changes.
        adoption: the school's answers.
        organisation: the school, by whose days changed deadlines are judged.
        plan: what they come to.
    """
    numbers = {measure.id: measure.number.rstrip(".") for measure in plan.measures()}
    titles = {stage.id: stage.title for stage in plan.stages}
    titles |= {measure.id: measure.title for measure in plan.measures()}
    own = judge_local_changes(assembly, adoption, organisation)
    return (*(_describe(change, numbers, titles) for change in own), *_taken_over(adoption))


def _describe(change: LocalChange, numbers: Mapping[str, str], titles: Mapping[str, str]) -> DriftedChange:
    whole = next((each for each in (change.after, change.before) if isinstance(each, Stage | Measure)), None)
    permission = change.permission
    return DriftedChange(
        kind=change.kind,
        thing=change.thing,
        number=numbers.get(change.thing, ""),
        title=titles.get(change.thing) or (whole.title if whole is not None else ""),
        field=change.field,
        before=_say(change.before) if change.field else "",
        after=_say(change.after) if change.field else "",
        verdict=_verdict(change),
        permit=permission.permit.value if permission is not None else "",
        permitted_by=permission.layer if permission is not None else "",
        line=change.place.line if change.place.file else None,
    )


def _verdict(change: LocalChange) -> Verdict:
    if change.permission is None:
        return "free"
    if change.allowed is None:
        return "unknown"
    return "allowed" if change.allowed else "forbidden"


def _taken_over(adoption: Adoption) -> Iterator[DriftedChange]:
    """Points of a higher order that became measures: a school's own work, and free to do."""
    for point in adoption.take_over:
        yield DriftedChange("added", point.point, "", "", "take_over", "", point.point, "free")


def _say(value: object) -> str:
    """Put a value of a text into words.

    >>> _say(("head", "deputy")), _say(Deadline(phrase="до 1 июня")), _say(None)
    ('head, deputy', 'до 1 июня', '')
    """
    if value is None:
        return ""
    if isinstance(value, Deadline):
        return value.phrase or value.text or (value.rule.kind if value.rule is not None else "")
    if isinstance(value, Stage | Measure):
        return value.title
    if isinstance(value, tuple):
        return ", ".join(_say(each) for each in value)
    return str(getattr(value, "value", value))
