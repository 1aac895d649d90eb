"""What is kept of settled measures, against the version it names: the program writes it, and anybody could.

    find_altered(transition, adoption, version) -> what is kept otherwise than the version said it
    judge_as_of(transition, change, home, adoption) -> a change of a settled measure, judged by that version

`settled.ID.kept` and `settled.ID.stays` are heard without asking any permission, because they say what stood
when the measure was done. Where they say anything else, they are changes of the school's like all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.deadlines import Context
from roadmap_engine.model import Adoption, Measure, Position
from roadmap_engine.model.adoption import FormerNames
from roadmap_engine.model.changing import with_values
from roadmap_engine.model.fields import MOVE, Field, FieldKind, given_values, values_of
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.judging import judge_change
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.settled import Settled
from roadmap_engine.model.standing import Standing
from roadmap_engine.planning.merging.case import Transition, in_words
from roadmap_engine.planning.merging.forbidden import find_anchor
from roadmap_engine.planning.merging.meaning import letters

__all__ = ["Altered", "find_altered", "judge_as_of"]


@dataclass(frozen=True, slots=True)
class Altered:
    """Something kept that the version it names did not say.

    Attributes:
        thing: id of the settled measure.
        field: what of it; empty where the whole measure, or what is left out instead of it, is another.
        part: `kept`, `stands` or `stays`.
        then, kept: what the version said, and what is kept, in words.
    """

    thing: str
    field: str
    part: str
    then: str
    kept: str


def find_altered(transition: Transition, adoption: Adoption, version: str) -> Iterator[Altered]:
    """Find what of the settled measures is kept otherwise than a version said it.

    Args:
        transition: from that version to the one the adoption stands on.
        adoption: the school's text.
        version: what `as_of` names.
    """
    for name, settled in adoption.settled.items():
        if settled.as_of != version:
            continue
        if settled.stands is not None:
            yield from _compare_place(transition, name, settled.stands, adoption)
        if settled.kept is None and settled.stays is None:
            continue
        # What stays whole stays as it was published: the school's changes of it stand where they stood.
        own = given_values(adoption.replace.get(name)) if settled.stays is None else {}
        before = _as_of(transition, name, adoption.former)
        if before is None:
            yield Altered(name, "", "kept" if settled.stays is None else "stays", "", name)
            continue
        was = values_of(with_values(before, own), transition.kinds)
        yield from _compare(transition, name, settled, was)
        if settled.stays is not None:
            yield from _compare_parts(transition, before.id, settled)


def judge_as_of(transition: Transition, change: LocalChange, home: str, adoption: Adoption) -> bool | None:
    """Tell whether a version let a school change what it changed; None where the rules alone do not tell.

    Args:
        transition: from that version to the one the adoption stands on.
        change: of a measure that is settled, or was added and is settled.
        home: id of the stage the measure stands in now.
        adoption: the school's text, whose day and year count.
    """
    version = transition.before
    measure = _as_of(transition, change.thing, adoption.former)
    if change.kind == "added" or measure is None:
        homes = (home, *_sources(transition, home))
        stage = "" if change.is_stage else next(filter(version.stages.get, homes), "")
        return version.assembly.permit(stage, "add", adoption.dated_on) is Permit.FREE
    if isinstance(change.after, Standing):
        return _let_move(transition, measure.id, change.after.stage, adoption)
    before = {field.name: value for field, value in values_of(measure, transition.kinds).items()}
    then = replace(change, before=before.get(change.field) or None)
    permit = version.assembly.permit(measure.id, change.field, adoption.dated_on)
    context = Context(year=adoption.school_year)
    return judge_change(then, permit, version.assembly.vocabulary, context).allowed


def _let_move(transition: Transition, name: str, home: str, adoption: Adoption) -> bool:
    """Tell whether the version let a school move a measure of its own to the stage it stands in now."""
    version, day = transition.before, adoption.dated_on
    stage = next(filter(version.stages.get, (home, *_sources(transition, home))), "")
    enters = version.assembly.permit(stage, "add", day) if stage != version.homes[name] else Permit.FREE
    return {version.assembly.permit(name, MOVE.name, day), enters} == {Permit.FREE}


def _sources(transition: Transition, stage: str) -> tuple[str, ...]:
    return tuple(then for then, now in transition.succession.stages.items() if stage in now)


def _as_of(transition: Transition, name: str, former: FormerNames) -> Measure | None:
    """Give the measure as the version had it, under whatever id."""
    before = transition.before.measures
    remembered = (each for each in former.measures.get(name, ()) if each not in transition.after.measures)
    sources = transition.succession.sources(name)
    # What has another's id was not what went by that id then.
    names = (name, *sources, *remembered) if name in sources or not sources else (*sources, *remembered)
    return next((before[each] for each in names if each in before), None)


def _compare(transition: Transition, name: str, settled: Settled, was: dict[Field, Any]) -> Iterator[Altered]:
    stays = settled.stays
    kept = settled.kept_values() if stays is None else values_of(stays.measure, transition.kinds)
    for field, value in kept.items():
        if field.kind is FieldKind.PRINTS:
            continue
        then = transition.meanings.rename(field, was.get(field))
        if letters(value) != letters(then) and (value or then):
            part = "kept" if settled.stays is None else "stays"
            yield Altered(name, field.name, part, in_words(then), in_words(value))


def _compare_place(
    transition: Transition, name: str, stands: Position, adoption: Adoption
) -> Iterator[Altered]:
    """It stands in the stage in which the version had it."""
    before, anchor = _as_of(transition, name, adoption.former), find_anchor(adoption, stands, is_settled=True)
    kept = transition.after.homes.get(anchor, anchor)
    then = transition.before.homes[before.id] if before is not None else ""
    if kept not in transition.succession.stages.get(then, ()):
        yield Altered(name, "", "stands", then, kept)


def _compare_parts(transition: Transition, name: str, settled: Settled) -> Iterator[Altered]:
    """What is left out came instead of the measure, and of nothing else that the school has."""
    heirs = transition.succession.measures.get(name) or ()
    left_out = settled.stays.instead_of if settled.stays is not None else ()
    strange = [part for part in left_out if part not in heirs]
    if strange:
        yield Altered(name, "", "stays", ", ".join(heirs), ", ".join(strange))
