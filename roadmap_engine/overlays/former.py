"""Former ids that a school's updates have met on their way, put to those that the published texts list."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet

from roadmap_engine.model.adoption import FormerNames, KnownAs
from roadmap_engine.model.base import Slugs, with_fields
from roadmap_engine.model.roadmap import Roadmap

__all__ = ["remember_exchanged", "remember_names"]


def remember_names(roadmap: Roadmap, former: FormerNames, staying: Collection[str] = ()) -> Roadmap:
    """Let a roadmap list them under `was`; an id that something goes by now is nobody's former one.

    Args:
        roadmap: with the school's changes, or without.
        former: what the school remembers.
        staying: measures in it that the newest text has no more; theirs are theirs alone.
    """
    if former == FormerNames():
        return roadmap
    things = {*(each.id for each in roadmap.stages), *(each.id for each in roadmap.measures())}

    theirs = {each for name in staying for each in former.measures.get(name, ())}

    def listed(was: Slugs, more: Slugs, taken: AbstractSet[str]) -> Slugs:
        return tuple(dict.fromkeys((*was, *(each for each in more if each not in taken))))

    stages = tuple(
        with_fields(
            stage,
            was=listed(stage.was, former.stages.get(stage.id, ()), things),
            measures=tuple(
                with_fields(
                    each,
                    was=listed(
                        each.was,
                        former.measures.get(each.id, ()),
                        things if each.id in staying else things | theirs,
                    ),
                )
                for each in stage.measures
            ),
        )
        for stage in roadmap.stages
    )
    roles = {
        name: with_fields(role, was=listed(role.was, former.roles.get(name, ()), roadmap.roles.keys()))
        for name, role in roadmap.roles.items()
    }
    return with_fields(roadmap, stages=stages, roles=roles)


def remember_exchanged(roadmap: Roadmap, known: KnownAs) -> Roadmap:
    """Let the measures of a roadmap list the ids in use that they had before, where its text is silent of it.

    Args:
        roadmap: the newest, with all other former ids.
        known: what the school's papers know things by.
    """
    stages = tuple(
        with_fields(
            stage,
            measures=tuple(
                with_fields(each, was=(*each.was, known.measures[each.id]))
                if known.measures.get(each.id, each.id) not in (each.id, *each.was)
                else each
                for each in stage.measures
            ),
        )
        for stage in roadmap.stages
    )
    return with_fields(roadmap, stages=stages) if known.measures else roadmap
