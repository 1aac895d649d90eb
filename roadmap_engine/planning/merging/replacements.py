"""The fields a school changed, beside those the newer version changed: field by field, never text by text.

A change follows its measure through a rename, into every part of a split, and into what measures were
merged to. Whatever says the same on both sides is no longer the school's own and leaves its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model.edit import Remove, Rename, SetValue, find_value
from roadmap_engine.model.fields import Field, walk
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.case import Merging, in_words
from roadmap_engine.planning.merging.meaning import Heard, weigh
from roadmap_engine.planning.merging.references import carry_field, define_needed, rewrite
from roadmap_engine.planning.merging.result import Choice, Conflict, Found, Kept

__all__ = ["merge_replacements"]


@dataclass(frozen=True, slots=True)
class _Own:
    """A field that the school gives anew, on its way to one measure or stage of the newer version.

    Attributes:
        source: id of the thing whose change it stands in.
        field: the field.
        base, theirs: what the two versions say.
        value: what the school says.
        verdict: whose value is heard, as far as this one change is concerned.
    """

    source: str
    field: Field
    value: Any
    base: Any
    theirs: Any
    verdict: Heard

    @property
    def path(self) -> Path:
        """Where it is written."""
        return ("replace", self.source, *self.field.path)


def merge_replacements(case: Merging) -> Iterator[Found]:
    """Weigh every change of the school's; those of settled measures are not touched by any version."""
    arriving: dict[str, list[str]] = {}
    for source in case.adoption.replace:
        if source in case.adoption.settled:
            continue
        for heir in case.heirs(source) or ():
            arriving.setdefault(heir, []).append(source)
    carriers: dict[str, str] = {}
    for heir, sources in arriving.items():
        carrier = next((each for each in sources if (case.heirs(each) or ())[0] == heir), None)
        if carrier is not None:
            carriers[heir] = carrier
            if carrier != heir:
                yield Rename(("replace", carrier), heir)
    for source in dict.fromkeys(source for sources in arriving.values() for source in sources):
        if source not in carriers.values():
            yield Remove(("replace", source))
    for heir, sources in arriving.items():
        target: Path = ("replace", carriers.get(heir, heir))
        yield from _merge_thing(case, heir, sources, target)


def _merge_thing(case: Merging, heir: str, sources: list[str], target: Path) -> Iterator[Found]:
    """Merge the changes that arrive at one thing; `target` is where they are to be written."""
    own: dict[Field, list[_Own]] = {}
    meanings, later = case.meanings, case.after.thing(heir)
    for source in sources:
        rows = (case.adoption.replace[source], case.before.thing(source), later)
        for field, (ours, base, theirs) in walk(case.transition.kinds, *rows):
            if ours is None or (field.own and field.name not in case.after.kinds):
                continue
            was, own_words = meanings.earlier(field, base), meanings.earlier(field, ours)
            verdict = weigh(was, own_words, meanings.later(field, theirs))
            own.setdefault(field, []).append(_Own(source, field, ours, base, theirs, verdict))
    for field, changes in own.items():
        yield from _merge_field(case, heir, changes, (*target, *field.path))


def _merge_field(case: Merging, heir: str, changes: list[_Own], target: Path) -> Iterator[Found]:
    field = changes[0].field
    meant = {verdict: [each for each in changes if each.verdict is verdict] for verdict in Heard}
    rivals = {
        repr(case.meanings.earlier(field, each.value)) for each in changes if each.verdict is not Heard.THEIRS
    }
    if len(rivals) > 1 or (meant[Heard.CONFLICT] and not meant[Heard.OURS]):
        yield _conflict(case, heir, changes, target)
    elif meant[Heard.OURS]:
        chosen = meant[Heard.OURS][0]
        yield from _write(case, chosen, target)
        yield Kept(heir, field.name, in_words(chosen.value), case.place(chosen.path), (Remove(target),))
    else:
        if find_value(case.written, target) is not None:
            yield Remove(target)
        yield from (_unneeded(case, heir, each) for each in changes)


def _write(case: Merging, own: _Own, target: Path) -> Iterator[Found]:
    """Write a value of the school's at its place in the newer version."""
    if own.path == target:
        yield from carry_field(case, target, own.field, own.value)
        return
    yield SetValue(target, rewrite(case, own.field, find_value(case.written, own.path)))
    yield from define_needed(case, own.path, own.field, own.value)


def _unneeded(case: Merging, heir: str, own: _Own) -> Problem:
    same = own.verdict is Heard.SAME
    return case.notice(
        "RM823" if same else "RM824",
        case.place(own.path),
        there=case.after.place(heir, own.field.name),
        key=f"{heir}.{own.field.name}",
        value=in_words(own.value),
    )


def _conflict(case: Merging, heir: str, changes: list[_Own], target: Path) -> Conflict:
    field, base, theirs = changes[0].field.name, in_words(changes[0].base), in_words(changes[0].theirs)
    key = f"{heir}.{field}"
    there = case.after.place(heir, field)
    choices = []
    for own in changes:
        name = "ours" if len(changes) == 1 else f"ours:{own.source}"
        found = tuple(_write(case, own, target))
        edits = tuple(each for each in found if isinstance(each, SetValue))
        choices.append(Choice(name, in_words(own.value), case.place(own.path), edits))
    dropped = (Remove(target),) if find_value(case.written, target) is not None else ()
    choices.append(Choice("theirs", theirs, there, dropped))
    problem = Problem.of(
        "RM820",
        location=case.place(changes[0].path),
        related=_places(*(case.place(each.path) for each in changes[1:]), there),
        key=key,
        base=base,
        ours=" / ".join(in_words(each.value) for each in changes),
        theirs=theirs,
        version=case.after.number,
        choices=" | ".join(f"--take {key}={each.name}" for each in choices),
    )
    return Conflict(key, heir, field, base, problem, tuple(choices))


def _places(*places: Location | None) -> tuple[Location, ...]:
    return tuple(place for place in places if place is not None)
