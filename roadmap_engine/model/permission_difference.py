"""What the levels below may do under two versions of a roadmap → what they may do otherwise.

What holds is compared and not what is written: a permission that moves from one measure to all, from one text
to the text above it, or from silence to «free», lets everybody do what they could do before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.permission_words import PERMITS, UNSAID, WHOLE, name_permission, say_lock
from roadmap_engine.model.permissions import Allowance

__all__ = ["Held", "PermissionChange", "compare_permissions"]

_DEEDS = ("add", "move", "remove")
_DEFINITIONS = tuple(name for name in WHOLE if name not in _DEEDS)
_OF_ALL = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What may be done.

    Attributes:
        permit: now, or until the lock begins.
        locked_from: the day or the version of a lock that is to come; empty where there is none.
        said: whether any text says it; what nobody speaks of is free.
    """

    permit: Permit = Permit.FREE
    locked_from: str = ""
    said: bool = field(default=True, compare=False)

    def in_words(self) -> Bilingual:
        """Say it.

        >>> Held(Permit.EARLIER, "2027-09-01").in_words().russian
        'только раньше, с 01.09.2027 нельзя'
        """
        now = PERMITS[self.permit] if self.said else UNSAID
        if not self.locked_from:
            return now
        later = say_lock(self.locked_from)
        return Bilingual.of(lambda language: f"{now.said(language)}, {later.said(language)}")


@dataclass(frozen=True, slots=True)
class PermissionChange:
    """Something that the levels below may do otherwise than before, with all things where it is so.

    Attributes:
        field: a field, a column, a deed or a kind of definition, as `allow:` has it.
        name: what people call it.
        before, after: what might be done, and what may be.
        measures, stages: ids now of those where it is so; "" among the stages is one that is to be added.
        all_measures, all_stages: whether there are no others.
    """

    field: str
    name: Bilingual
    before: Held
    after: Held
    measures: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    all_measures: bool = False
    all_stages: bool = False

    def in_words(self) -> Bilingual:
        """Say what might be done, and what may be."""
        before, after = self.before.in_words(), self.after.in_words()
        return Bilingual(
            f"было «{before.russian}», стало «{after.russian}»",
            f"was «{before.english}», is «{after.english}» now",
        )

    def where(self, names: Mapping[str, str]) -> Bilingual:
        """Say at what it is so; nothing of what a roadmap has once.

        Args:
            names: of measures and stages, by their ids: a number, or a title where it has none.
        """
        parts = [
            *_list(self.measures, self.all_measures, _MEASURES, names),
            *_list(self.stages, self.all_stages, _STAGES, names),
        ]
        return Bilingual("; ".join(each.russian for each in parts), "; ".join(each.english for each in parts))


_Nouns = tuple[Bilingual, Bilingual, Bilingual]
_MEASURES: _Nouns = (
    Bilingual("мероприятие", "measure"), Bilingual("мероприятия", "measures"),
    Bilingual("все мероприятия", "all measures"),
)  # fmt: skip
_STAGES: _Nouns = (
    Bilingual("этап", "stage"), Bilingual("этапы", "stages"), Bilingual("все этапы", "all stages")
)  # fmt: skip
_NEW_STAGES = Bilingual("новые этапы", "new stages")


def _list(things: Sequence[str], every: bool, nouns: _Nouns, names: Mapping[str, str]) -> Iterator[Bilingual]:
    one, many, all_of_them = nouns
    listed = [names.get(each) or each for each in things if each != _OF_ALL]
    if listed and every:
        yield all_of_them
    elif listed:
        noun, said = one if len(listed) == 1 else many, ", ".join(listed)
        yield Bilingual(f"{noun.russian} {said}", f"{noun.english} {said}")
    if _OF_ALL in things:
        yield _NEW_STAGES


def compare_permissions(
    old: Assembly, new: Assembly, continues: Mapping[str, str]
) -> tuple[PermissionChange, ...]:
    """Find what the levels below may do otherwise with what both versions have.

    Args:
        old: the one version, with whatever stands over it.
        new: the other.
        continues: ids of measures and stages in the new one to those they had in the old one; the same
            unless said otherwise.

    Returns:
        What is different, in the order of the table of fields; nothing where all may do what they could.
    """
    captions = {name: each.caption for name, each in new.roadmap.own_columns.items()}
    own = [name for name in captions if name in old.roadmap.own_columns]
    changes: list[PermissionChange] = []
    for name in (*_FIELDS, *own, *_DEEDS):
        changes += _compare_one(name, name_permission(name, captions), old, new, continues)
    for name in _DEFINITIONS:
        before, after = _defined(old, name), _defined(new, name)
        if before != after:
            changes.append(PermissionChange(name, WHOLE[name], before, after))
    return tuple(changes)


_FIELDS = {each.name: each for each in FIELDS if each.kind is not FieldKind.PRINTS}


def _compare_one(
    name: str, called: Bilingual, old: Assembly, new: Assembly, continues: Mapping[str, str]
) -> Iterator[PermissionChange]:
    """Compare one permission at everything that has it, what changes alike together."""
    measures, stages = _things(name, old, new, continues)
    groups: dict[tuple[Held, Held], tuple[list[str], list[str]]] = {}
    for place, things in enumerate((measures, stages)):
        for thing in things:
            before, after = _held(old, continues.get(thing, thing), name), _held(new, thing, name)
            if before != after:
                groups.setdefault((before, after), ([], []))[place].append(thing)
    for (before, after), (some, headings) in groups.items():
        yield PermissionChange(
            name, called, before, after, tuple(some), tuple(headings), len(some) == len(measures),
            len(headings) == len(stages),
        )  # fmt: skip


def _things(
    name: str, old: Assembly, new: Assembly, continues: Mapping[str, str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Give the measures and the stages that both have, and that have such a field or can have it done."""
    field = _FIELDS.get(name)
    before = {each.id for each in old.roadmap.stages} | {each.id for each in old.roadmap.measures()}
    measures = [each.id for each in new.roadmap.measures() if continues.get(each.id, each.id) in before]
    stages = [each.id for each in new.roadmap.stages if continues.get(each.id, each.id) in before]
    if name == "add":
        return (), (*stages, _OF_ALL)
    if field is None:
        return measures, stages if name in _DEEDS else ()
    return measures if field.of_measures else (), stages if field.of_stages else ()


def _held(assembly: Assembly, thing: str, name: str) -> Held:
    return _say(assembly.allowances.get((thing, name)), (thing, name) in assembly.freed)


def _defined(assembly: Assembly, kind: str) -> Held:
    return _say(assembly.defining.get(kind), (_OF_ALL, kind) in assembly.freed)


def _say(allowance: Allowance | None, freed: bool) -> Held:
    if allowance is None:
        return Held(said=freed)
    return Held(allowance.permit, allowance.locked_from or "")
