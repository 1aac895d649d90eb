"""What is merged: an adoption between two versions of its roadmap; how its values are told and written."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Argument
from roadmap_engine.model import Adoption, Assembly, Deadline, Locations, Measure, Roadmap, Stage
from roadmap_engine.model.dependencies import find_needs
from roadmap_engine.model.fields import FIELDS, Field, FieldKind, Kinds, walk
from roadmap_engine.model.provenance import Path
from roadmap_engine.model.standing import Standing, keep_order
from roadmap_engine.planning.merging.meaning import Meanings, rule_tree
from roadmap_engine.planning.merging.succession import Succession, trace_succession

__all__ = ["Merging", "Transition", "Version", "in_words", "index_version", "shorten", "to_tree"]

NOTHING = "—"
_UNWRITTEN = frozenset({"was", *(field.name for field in FIELDS if field.kind is FieldKind.PRINTS)})


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a roadmap, its things by id.

    Attributes:
        assembly: the published texts joined, without any school's changes.
        measures, stages: by id.
        homes: the stage of each measure.
        waited_for: measures and stages that another measure comes after.
        kinds: what the cells of its own columns hold.
    """

    assembly: Assembly
    measures: Mapping[str, Measure]
    stages: Mapping[str, Stage]
    homes: Mapping[str, str]
    waited_for: frozenset[str]
    kinds: Kinds

    @property
    def number(self) -> str:
        """The version itself, «1.1.0»."""
        return self.assembly.roadmap.version

    def thing(self, name: str) -> Measure | Stage | None:
        """Give a measure or a stage."""
        return self.measures.get(name) or self.stages.get(name)

    def title_of(self, name: str) -> str:
        """Give the title of a measure or a stage, on one line; its id where there is none."""
        thing = self.thing(name)
        return in_words(thing.title) if thing is not None else name

    def standing(self, name: str) -> Standing:
        """Say where a measure or a stage stands."""
        home = self.homes.get(name, "")
        siblings = self.siblings(home)
        place = siblings.index(name)
        return Standing(home, siblings[place - 1] if place else "")

    def siblings(self, home: str) -> tuple[str, ...]:
        """Give the ids of a stage's measures, or of all stages for "", in their order."""
        return tuple(each.id for each in self.stages[home].measures) if home else tuple(self.stages)

    def place(self, thing: str, field: str = "") -> Location | None:
        """Give the place of a value in the published texts."""
        return self.assembly.location(thing, field)


def index_version(assembly: Assembly) -> Version:
    """Index the things of a version; done once, however many schools adopted it."""
    stages = assembly.roadmap.stages
    named = {need for measure in assembly.roadmap.measures() for need in measure.after}
    needed = {need for needs in find_needs(assembly.roadmap).values() for need in needs}
    return Version(
        assembly,
        {measure.id: measure for stage in stages for measure in stage.measures},
        {stage.id: stage for stage in stages},
        {measure.id: stage.id for stage in stages for measure in stage.measures},
        frozenset(named | needed),
        assembly.roadmap.kinds,
    )


@dataclass(frozen=True, slots=True)
class Transition:
    """The way from one version to another, the same for all who adopted the earlier one.

    Attributes:
        before: the earlier version.
        after: the newer one.
        succession: what became of every id.
        meanings: when two values say the same.
        moved: things of the newer version that stand in another stage, or elsewhere among those that have
            stayed in theirs.
    """

    before: Version
    after: Version
    succession: Succession
    meanings: Meanings
    moved: frozenset[str]

    @classmethod
    def between(cls, before: Version, after: Version, middle: Sequence[Roadmap] = ()) -> Transition:
        """Find the way.

        Args:
            before: the earlier version.
            after: the newer one.
            middle: versions between them, oldest first, as far as they are known.
        """
        succession = trace_succession((before.assembly.roadmap, *middle, after.assembly.roadmap))
        moved = frozenset(_find_moved(before, after, succession))
        return cls(before, after, succession, Meanings(before.assembly.vocabulary, succession), moved)

    @property
    def kinds(self) -> Kinds:
        """What the cells of own columns hold, of either version."""
        return {**self.before.kinds, **self.after.kinds}

    def differences(
        self, earlier: Measure | Stage | None, later: Measure | Stage
    ) -> Iterator[tuple[Field, Any, Any]]:
        """Give the fields that mean something else in the newer version, with what both say."""
        for field, (before, after) in walk(self.kinds, earlier, later):
            if field.kind is not FieldKind.PRINTS and self.meanings.earlier(
                field, before
            ) != self.meanings.later(field, after):
                yield field, before, after


def _find_moved(before: Version, after: Version, succession: Succession) -> Iterator[str]:
    """Find what stands elsewhere: of several that changed their order, as few as will do."""
    sources: dict[str, list[tuple[int, str]]] = {}
    for heirs in (succession.stages, succession.measures):
        for place, (source, now) in enumerate(heirs.items()):
            for heir in now:
                sources.setdefault(heir, []).append((place, source))
    for home in ("", *after.stages):
        siblings = after.siblings(home)
        was = [sources.get(name, ()) for name in siblings]
        stayed = [
            min((place for place, name in each if _is_heir(before, succession, name, home)), default=None)
            for each in was
        ]
        kept = keep_order(stayed)
        yield from (name for place, name in enumerate(siblings) if was[place] and place not in kept)


def _is_heir(before: Version, succession: Succession, name: str, home: str) -> bool:
    """Tell whether a stage continues the one that a measure stood in."""
    return not home or home in succession.stages[before.homes[name]]


@dataclass(frozen=True, slots=True)
class Merging:
    """One adoption between two versions.

    Attributes:
        transition: from the version it stands on to the one it is brought to.
        adoption: what its text says.
        written: the tree of the text, as its author wrote it.
        locations: where its values stand.
    """

    transition: Transition
    adoption: Adoption
    written: Mapping[str, Any]
    locations: Locations

    @property
    def before(self) -> Version:
        """The version it stands on."""
        return self.transition.before

    @property
    def after(self) -> Version:
        """The version it is brought to."""
        return self.transition.after

    @property
    def succession(self) -> Succession:
        """What became of every id."""
        return self.transition.succession

    @property
    def meanings(self) -> Meanings:
        """When two values say the same, in the year of the school's plan."""
        return replace(self.transition.meanings, year=self.adoption.school_year)

    def heirs(self, name: str) -> tuple[str, ...] | None:
        """Give what continues a measure or stage; None for one that the school added itself."""
        return self.succession.things(name)

    def place(self, path: Path) -> Location:
        """Give the place of a value of the adoption's text."""
        return self.locations.of_value(path)

    def notice(
        self, code: str, place: Location | None, *, there: Location | None = None, **words: Argument
    ) -> Problem:
        """Tell what the school should know of a version; it stops nothing."""
        return Problem.of(
            code,
            location=place,
            related=(there,) if there is not None else (),
            basis=None,
            version=self.after.number,
            **dict[str, Any](words),
        )

    def own_things(self) -> Iterator[tuple[Path, Measure | Stage]]:
        """Give the measures and stages the school added, each with the way to it."""
        for position, addition in enumerate(self.adoption.add):
            yield from addition.things(("add", position))


def in_words(value: Any) -> str:
    """Say a value as a text writes it, on one line."""
    if isinstance(value, Deadline):
        return in_words(value.phrase or value.text or to_tree(value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {in_words(each)}" for key, each in value.items()) or NOTHING
    if isinstance(value, Iterable) and not isinstance(value, str | BaseModel):
        return ", ".join(map(in_words, value)) or NOTHING
    return " ".join(str(value).split()) if value is not None else NOTHING


def to_tree(value: Any) -> Any:
    """Give a value the way a person would write it: what need not be said is left out."""
    if isinstance(value, Deadline):
        return value.phrase or _structure(value)
    if isinstance(value, BaseModel):
        unsaid = type(value).model_fields
        return {
            name: to_tree(each)
            for name, each in value
            if name not in _UNWRITTEN and each != unsaid[name].get_default(call_default_factory=True)
        }
    if isinstance(value, Mapping):
        return {key: shorten(to_tree(each)) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [to_tree(each) for each in value]
    return value.value if isinstance(value, enum.Enum) else value


def shorten(value: Any) -> Any:
    """Write a list of one as the one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _structure(deadline: Deadline) -> Any:
    if deadline.text:
        return {"text": deadline.text}
    return rule_tree(deadline.rule) if deadline.rule is not None else None
