"""What a newer version brings: what is new, gone, renamed, split, merged, moved, or says something else.

It is found once for all who adopted the earlier version. What a school took out, has changed itself or has
settled is not brought to it; the rest of the merge tells that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_engine.model import Adoption, Measure, Stage
from roadmap_engine.model.fields import MOVE, given_values
from roadmap_engine.planning.merging.case import Transition, in_words
from roadmap_engine.planning.merging.result import Brought
from roadmap_engine.planning.merging.succession import Heirs

__all__ = ["News", "find_news", "list_taken"]


@dataclass(frozen=True, slots=True)
class News:
    """Something a newer version brings.

    Attributes:
        taken: as it is told.
        sources: the things of the earlier version it happens to.
    """

    taken: Brought
    sources: tuple[str, ...] = ()


def find_news(transition: Transition) -> tuple[News, ...]:
    """Find everything that is otherwise in the newer version, in the order of its table."""
    return tuple(_find_news(transition))


def list_taken(news: tuple[News, ...], adoption: Adoption, transition: Transition) -> Iterator[Brought]:
    """List what of it comes to one school."""
    homes = transition.before.homes
    for each in news:
        if any(
            name in adoption.remove or homes.get(name) in adoption.remove or name in adoption.settled
            for name in each.sources
        ):
            continue
        if each.taken.kind == "moved" and each.sources[0] in adoption.move:
            continue
        if each.taken.kind == "changed":
            own = given_values(adoption.replace.get(each.sources[0]))
            if any(field.name == each.taken.field for field in own):
                continue
        yield each.taken


def _find_news(transition: Transition) -> Iterator[News]:
    succession = transition.succession
    for stage in transition.after.stages.values():
        yield from _of_thing(transition, stage, succession.stages)
        for measure in stage.measures:
            yield from _of_thing(transition, measure, succession.measures)
    for name, heirs in (*succession.stages.items(), *succession.measures.items()):
        if not heirs:
            title = transition.before.title_of(name)
            yield News(Brought("removed", name, before=title), (name,))


def _of_thing(transition: Transition, thing: Measure | Stage, heirs: Heirs) -> Iterator[News]:
    sources = tuple(name for name, now in heirs.items() if thing.id in now)
    if not sources:
        yield News(Brought("new", thing.id, after=in_words(thing.title)))
        return
    if len(sources) > 1:
        yield News(Brought("merged", thing.id, before=", ".join(sources), after=thing.id), sources)
    elif len(heirs[sources[0]]) > 1:
        parts = ", ".join(heirs[sources[0]])
        yield News(Brought("split", thing.id, before=sources[0], after=parts), sources)
    elif sources[0] != thing.id:
        yield News(Brought("renamed", thing.id, before=sources[0], after=thing.id), sources)
    yield from (News(each, sources) for each in _of_fields(transition, thing, sources[0]))


def _of_fields(transition: Transition, thing: Measure | Stage, source: str) -> Iterator[Brought]:
    earlier = transition.before.thing(source)
    home, now = transition.before.homes.get(source), transition.after.homes.get(thing.id)
    if home is not None and now is not None and now not in transition.succession.stages[home]:
        yield Brought("moved", thing.id, "stage", home, now)
    elif thing.id in transition.moved:
        before, after = (
            each.after for each in (transition.before.standing(source), transition.after.standing(thing.id))
        )
        yield Brought("moved", thing.id, MOVE.name, before, after)
    for field, before, after in transition.differences(earlier, thing):
        yield Brought("changed", thing.id, field.name, in_words(before), in_words(after))
