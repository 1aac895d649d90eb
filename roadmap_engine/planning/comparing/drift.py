"""An adoption and the plan it came to → what the school has otherwise than the roadmap, in words.

Answers are no drift: dates, people who fill roles and the words of parameters are what a school is asked
for. A change to the value that the roadmap has anyway is none either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from roadmap_engine.deadlines import kind_of
from roadmap_engine.diagnostics import Location
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model import (
    Adoption,
    Assembly,
    Deadline,
    LocalChange,
    Measure,
    Organisation,
    Plan,
    Roadmap,
    RoadmapText,
    Stage,
    StageKind,
)
from roadmap_engine.model.definitions import definitions_of
from roadmap_engine.model.drift import DriftedChange, Verdict
from roadmap_engine.model.measure import RowYear
from roadmap_engine.model.standing import Standing, say_standing
from roadmap_engine.planning.drawing.permitted import judge_local_changes

__all__ = ["describe_drift"]

_YEARS: Mapping[RowYear, Bilingual] = {
    RowYear.THIS: Bilingual("год плана", "the plan's own"),
    RowYear.NEXT: Bilingual("следующий за годом плана", "the one after the plan's"),
}


def describe_drift(
    assembly: Assembly,
    adoption: Adoption,
    organisation: Organisation,
    plan: Plan,
    published: Sequence[RoadmapText] = (),
    refused: Collection[Location | None] = (),
) -> tuple[DriftedChange, ...]:
    """Describe what a school changed.

    Args:
        assembly: the roadmap's layers with the school's own changes.
        adoption: the school's answers.
        organisation: the school, by whose days changed deadlines are judged.
        plan: what they come to.
        published: the texts it adopted, base first, for what it defines otherwise than they do.
        refused: places of changes that the layers' checks refused.
    """
    numbers = {measure.id: measure.number.rstrip(".") for measure in plan.measures()}
    titles = {stage.id: stage.title for stage in plan.stages}
    titles |= {measure.id: measure.title for measure in plan.measures()}
    own = judge_local_changes(assembly, adoption, organisation)
    roadmap = assembly.roadmap
    words = {name: role.title for name, role in roadmap.roles.items()}
    words |= {name: output.title for name, output in roadmap.outputs.items()}
    return (
        *_moved(adoption, roadmap),
        *(_describe(change, numbers, titles, words, plan.own_captions()) for change in own),
        *_redefined(assembly, adoption, published, refused),
        *_taken_over(adoption),
    )


def _describe(
    change: LocalChange,
    numbers: Mapping[str, str],
    titles: Mapping[str, str],
    words: Mapping[str, str],
    captions: Mapping[str, str],
) -> DriftedChange:
    whole = next((each for each in (change.after, change.before) if isinstance(each, Stage | Measure)), None)
    permission = change.permission
    return DriftedChange(
        kind=change.kind,
        thing=change.thing,
        number=numbers.get(change.thing, ""),
        title=titles.get(change.thing) or (whole.title if whole is not None else ""),
        field=change.field,
        before=_say_side(change, change.before, titles, words),
        after=_say_side(change, change.after, titles, words),
        verdict=_verdict(change),
        permit=permission.permit if permission is not None else None,
        permitted_by=permission.layer if permission is not None else "",
        locked_from=permission.later.since if permission is not None and permission.later else None,
        line=change.place.line if change.place.file else None,
        caption=captions.get(change.field, ""),
    )


def _say_side(
    change: LocalChange, value: object, titles: Mapping[str, str], words: Mapping[str, str]
) -> str | Bilingual:
    """Say one side of a change; a whole thing is called by its title alone."""
    if isinstance(value, Standing):
        return say_standing(value, titles)
    return _say(value, words) if change.field else ""


def _verdict(change: LocalChange) -> Verdict:
    if change.permission is None:
        return "free"
    if change.allowed is None:
        return "unknown"
    return "allowed" if change.allowed else "forbidden"


def _redefined(
    assembly: Assembly,
    adoption: Adoption,
    published: Sequence[RoadmapText],
    refused: Collection[Location | None],
) -> Iterator[DriftedChange]:
    """Roles, events and documents that mean something else at the school than in the text it adopted."""
    for kind in ("roles", "events", "outputs", "parameters"):
        for name, definition in definitions_of(adoption.defines)[kind].items():
            known = (definitions_of(text)[kind].get(name) for text in reversed(published))
            before = next((each for each in known if each is not None), None)
            if before is None or before == definition:
                continue
            place = assembly.location(f"{kind}.{name}")
            yield DriftedChange(
                kind="replaced",
                thing=f"{kind}.{name}",
                number="",
                title=before.title,
                field="definition",
                before=before.title,
                after=definition.title,
                verdict="forbidden" if place in refused else "free",
                line=place.line if place is not None else None,
            )


def _moved(adoption: Adoption, roadmap: Roadmap) -> Iterator[DriftedChange]:
    """A roadmap of another year: one fact, however many words move by it."""
    if adoption.moved_from is not None:
        years = str(adoption.moved_from), str(adoption.school_year)
        yield DriftedChange("replaced", roadmap.id, "", roadmap.title, "moved_from", *years, "free")


def _taken_over(adoption: Adoption) -> Iterator[DriftedChange]:
    """Points of a higher order that became measures: a school's own work, and free to do."""
    for point in adoption.take_over:
        yield DriftedChange("added", point.point, "", "", "take_over", "", point.point, "free")


def _say(value: object, words: Mapping[str, str]) -> str | Bilingual:
    """Put a value of a text into words; roles and documents are called by their titles.

    >>> _say(("head", "deputy"), {"head": "директор"}), _say(Deadline(phrase="до 1 июня"), {})
    ('директор, deputy', 'до 1 июня')
    """
    if value is None:
        return ""
    if isinstance(value, RowYear):
        return _YEARS[value]
    if isinstance(value, Deadline):
        return value.phrase or value.text or (kind_of(value.rule) if value.rule is not None else "")
    if isinstance(value, Stage | Measure):
        return value.title
    if isinstance(value, tuple):
        return ", ".join(words.get(str(each), str(each)) for each in value)
    return value.value if isinstance(value, StageKind) else str(value)
