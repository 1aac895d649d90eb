"""What papers, calendars and trackers know a school's things by, where an id has come to mean another.

A tracker's row, a calendar's event, a blank and a role's calendar are known by an id. Where things exchange
their ids, or a new one takes the id of the school's own, everything that was made before would be taken for
another's. So the update that knows writes down which id each goes by from then on, once and for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from roadmap_engine.model import Measure, Stage
from roadmap_engine.model.base import Slug
from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.planning.merging.case import Merging
from roadmap_engine.planning.merging.gone import is_gone, kept_id, list_lost, number_id
from roadmap_engine.planning.merging.succession import Heirs

__all__ = ["forget_known", "remember_known", "tell_apart"]

_Names = Mapping[Slug, Slug]


class _Named(Protocol):
    @property
    def was(self) -> tuple[str, ...]:
        """Ids in earlier versions."""


_Things = Mapping[str, _Named]


def remember_known(case: Merging) -> Iterator[Edit]:
    """Write down what goes by another id than its own, and let go of what does not any more."""
    known, traced, after = case.adoption.known_as, case.succession, case.after.assembly.roadmap
    own, defines = [*(thing for _, thing in case.own_things()), *list_lost(case)], case.adoption.defines
    settled = case.adoption.settled.items()
    rows = [name for name, each in settled if each.stays is not None or is_gone(case, name)]
    rows += [each.id for each in own if not each.is_stage]
    groups = [each.id for each in own if each.is_stage]
    kinds: tuple[tuple[str, _Things, Heirs, _Names, _Names], ...] = (
        ("measures", case.after.measures, traced.measures, known.measures, _name_kept(case, rows)),
        ("stages", case.after.stages, traced.stages, known.stages, _name_kept(case, groups)),
        ("roles", after.roles, traced.roles, known.roles, {name: name for name in defines.roles}),
        ("outputs", after.outputs, traced.outputs, known.outputs, {name: name for name in defines.outputs}),
    )
    for kind, now, heirs, said, kept in kinds:
        mine = {name: said.get(then, then) for name, then in kept.items()}
        # Of a document no paper says which ids it had.
        wanted = _name_all(now, heirs, said, mine, follows_all=kind == "outputs")
        yield from (Remove(("known_as", kind, name)) for name in said if name not in wanted)
        for name, goes_by in wanted.items():
            if said.get(name) != goes_by:
                yield SetValue(("known_as", kind, name), goes_by)


def _name_kept(case: Merging, names: Iterable[str]) -> _Names:
    return {kept_id(case, name): name for name in names}


def forget_known(case: Merging, lost: Measure | Stage) -> Iterator[Edit]:
    """Let go of what papers know something by that was the school's work and is let go."""
    kind = "stages" if lost.is_stage else "measures"
    yield Remove(("known_as", kind, kept_id(case, lost.id)))


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


def _name_all(now: _Things, heirs: Heirs, said: _Names, own: _Names, *, follows_all: bool) -> _Names:
    """Give what everything goes by, as far as it is not its id; what the school's own goes by is given."""
    published = [name for name in now if name not in own]
    sources = {name: source for name in published if (source := _source(name, heirs)) is not None}
    keys = {name: said.get(source, source) for name, source in sources.items()}
    in_use = {*published, *own}
    # What papers know by an id that was another's, or is another's name still, is not the thing of that id.
    former = {*said.values(), *(name for name, now in heirs.items() if name in in_use and name not in now)}
    goes_by = dict(own)
    owners = {key: name for name, key in goes_by.items()}
    # An id that something had in a version that was skipped may be what papers know another thing by.
    misread = {
        name: {was for was in each.was if name not in heirs.get(was, (name,))} for name, each in now.items()
    }
    claimed = set[str]().union(*misread.values())
    # What papers find by `was:` need not be told, unless another goes by its id, or is said to have had it.
    first = {
        name: keys[name]
        for name, source in sources.items()
        if follows_all
        or source == name
        or source in said
        or source in in_use
        or name in former
        or source in claimed
        or misread[name]
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
