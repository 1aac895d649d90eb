"""What papers, calendars and trackers know a school's things by, where an id has come to mean another.

A tracker's row, a calendar's event, a blank and a role's calendar are known by an id. Where things exchange
their ids, or a new one takes the id of the school's own, everything that was made before would be taken for
another's. So the update that knows writes down which id each goes by from then on, once and for all.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

from roadmap_engine.model.base import Slug
from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.planning.merging.anchors import is_gone
from roadmap_engine.planning.merging.case import Merging
from roadmap_engine.planning.merging.succession import Heirs

__all__ = ["kept_id", "number_id", "remember_known", "tell_apart"]

_Names = Mapping[Slug, Slug]


def remember_known(case: Merging) -> Iterator[Edit]:
    """Write down what goes by another id than its own, and let go of what does not any more."""
    known, traced, after = case.adoption.known_as, case.succession, case.after.assembly.roadmap
    own = [thing for _, thing in case.own_things()]
    rows = [each.id for each in own if not each.is_stage]
    settled = case.adoption.settled.items()
    stays = [kept_id(case, name) for name, each in settled if each.stays is not None or is_gone(case, name)]
    defines = case.adoption.defines
    groups = [each.id for each in own if each.is_stage]
    kinds: tuple[tuple[str, Iterable[str], Heirs, _Names, Iterable[str]], ...] = (
        ("measures", case.after.measures, traced.measures, known.measures, (*rows, *stays)),
        ("stages", case.after.stages, traced.stages, known.stages, groups),
        ("roles", after.roles, traced.roles, known.roles, defines.roles),
        ("outputs", after.outputs, traced.outputs, known.outputs, defines.outputs),
    )
    for kind, now, heirs, said, mine in kinds:
        # Of a document no paper says which ids it had.
        wanted = _name_all(now, heirs, said, tuple(mine), follows_all=kind == "outputs")
        yield from (Remove(("known_as", kind, name)) for name in said if name not in wanted)
        for name, goes_by in wanted.items():
            if said.get(name) != goes_by:
                yield SetValue(("known_as", kind, name), goes_by)


def kept_id(case: Merging, name: str) -> str:
    """Give the id of what stays whole because it is done: its own, unless something else has that by now."""
    if name not in case.after.measures or not is_gone(case, name):
        return name
    taken = {*case.after.measures, *case.after.stages, *case.before.measures, *case.adoption.settled}
    return number_id(name, taken.union(thing.id for _, thing in case.own_things()))


def tell_apart(case: Merging, name: str, fresh: str, *, is_stage: bool) -> Iterator[Edit]:
    """Let the school's own thing go by its id still, though it gets another beside a publisher's of that id.

    Args:
        case: the merge.
        name: the id that both have.
        fresh: the school's thing's from now on.
        is_stage: whether it is a stage; a stage and a measure are no two of a kind.
    """
    kind = "stages" if is_stage else "measures"
    said = case.adoption.known_as.stages if is_stage else case.adoption.known_as.measures
    yield SetValue(("known_as", kind, fresh), said.get(name, name))
    if name in (case.after.stages if is_stage else case.after.measures):
        taken = {*case.after.stages, *case.after.measures, *said, *said.values(), fresh}
        taken |= {thing.id for _, thing in case.own_things()}
        yield SetValue(("known_as", kind, name), number_id(name, taken))


def number_id(name: str, taken: Container[str]) -> str:
    """Give an id that is not taken: a number behind another."""
    return next(each for number in itertools.count(2) if (each := f"{name}-{number}") not in taken)


def _name_all(
    now: Iterable[str], heirs: Heirs, said: _Names, own: Collection[str], *, follows_all: bool
) -> _Names:
    """Give what everything goes by, as far as it is not its id."""
    published = [name for name in now if name not in own]
    sources = {name: source for name in published if (source := _source(name, heirs)) is not None}
    keys = {name: said.get(source, source) for name, source in sources.items()}
    in_use = {*published, *own}
    # What papers know by an id that was another's, or is another's name still, is not the thing of that id.
    former = {*said.values(), *(name for name, now in heirs.items() if name in in_use and name not in now)}
    goes_by = {name: said.get(name, name) for name in own}
    owners = {key: name for name, key in goes_by.items()}
    # What papers find by `was:` need not be told, unless another goes by its id.
    first = {
        name: keys[name]
        for name, source in sources.items()
        if follows_all or source == name or source in said or source in in_use or name in former
    }
    plain = {name: name for name in published if name not in former}
    for wanted in (first, plain, keys):
        for name, key in wanted.items():
            if name not in goes_by and owners.setdefault(key, name) == name:
                goes_by[name] = key
    for name in published:
        if name not in goes_by:
            goes_by[name] = number_id(name, {*owners, *former, *in_use})
            owners[goes_by[name]] = name
    return {name: each for name, each in goes_by.items() if each != name}


def _source(name: str, heirs: Heirs) -> str | None:
    """Give what a thing was: itself, else the first that it is the first heir of; None where it is new."""
    if name in heirs.get(name, ()):
        return name
    return next((each for each, now in heirs.items() if now[:1] == (name,)), None)
