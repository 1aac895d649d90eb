"""What a newer version brings: what is new, gone, renamed, split, merged, moved, or says something else.

What the school took out, has changed itself or has settled is not brought; the rest of the merge tells it.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.model import Measure, Stage
from roadmap_engine.planning.merging.case import Case, in_words
from roadmap_engine.planning.merging.result import Taken
from roadmap_engine.planning.merging.succession import Heirs

__all__ = ["list_taken"]

_UNTOLD = frozenset({"id", "was", "as_printed", "measures"})


def list_taken(case: Case) -> Iterator[Taken]:
    """List what comes from the newer version, in the order of its table."""
    for stage in case.after.stages.values():
        yield from _taken_thing(case, stage, case.succession.stages)
        for measure in stage.measures:
            yield from _taken_thing(case, measure, case.succession.measures)
    for name, heirs in (*case.succession.stages.items(), *case.succession.measures.items()):
        if not heirs and not _is_out(case, name) and name not in case.adoption.settled:
            yield Taken("removed", name, before=in_words(getattr(case.before.thing(name), "title", name)))


def _is_out(case: Case, name: str) -> bool:
    """Tell whether the school took a thing out, or the stage it stands in."""
    return name in case.adoption.remove or case.before.homes.get(name) in case.adoption.remove


def _taken_thing(case: Case, thing: Measure | Stage, heirs: Heirs) -> Iterator[Taken]:
    sources = tuple(name for name, now in heirs.items() if thing.id in now)
    if not sources:
        yield Taken("new", thing.id, after=in_words(thing.title))
        return
    if any(_is_out(case, name) or name in case.adoption.settled for name in sources):
        return
    if len(sources) > 1:
        yield Taken("merged", thing.id, before=", ".join(sources), after=thing.id)
    elif len(heirs[sources[0]]) > 1:
        yield Taken("split", thing.id, before=sources[0], after=", ".join(heirs[sources[0]]))
    elif sources[0] != thing.id:
        yield Taken("renamed", thing.id, before=sources[0], after=thing.id)
    yield from _taken_fields(case, thing, sources[0])


def _taken_fields(case: Case, thing: Measure | Stage, source: str) -> Iterator[Taken]:
    earlier = case.before.thing(source)
    home, now = case.before.homes.get(source), case.after.homes.get(thing.id)
    if home is not None and now is not None and now not in case.succession.stages[home]:
        yield Taken("moved", thing.id, "stage", home, now)
    local = case.adoption.replace.get(source)
    for field in type(thing).model_fields:
        if field in _UNTOLD or getattr(local, field, None) is not None:
            continue
        before, after = getattr(earlier, field, None), getattr(thing, field)
        if case.meanings.earlier(field, before) != case.meanings.later(after):
            yield Taken("changed", thing.id, field, in_words(before), in_words(after))
