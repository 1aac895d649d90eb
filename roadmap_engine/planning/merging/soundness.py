"""Whether a merged adoption can have an error that only joining it with the newer version would show.

A merge leaves no id that leads nowhere. What is left is what depends on the whole: permissions, conditions,
the words of a deadline that name an event, and what waits for something the school has taken out. Where a
school's changes touch none of these, a thousand schools need not be joined to know that they are sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.deadlines import parse
from roadmap_engine.model import Adoption, Deadline, Measure, Stage
from roadmap_engine.planning.merging.case import Transition

__all__ = ["needs_joining"]


def needs_joining(transition: Transition, adoption: Adoption) -> bool:
    """Tell whether the newer text of an adoption must be joined to know whether it is sound.

    Args:
        transition: from the version it stood on.
        adoption: as the merge leaves it.
    """
    touched = set(_touched_fields(adoption))
    return (
        any(field in touched for _, field in transition.after.assembly.allowances)
        or "when" in touched
        or any(_reads_otherwise(transition, deadline) for deadline in _deadlines(adoption))
        or _is_waited_for(transition, adoption)
    )


def _touched_fields(adoption: Adoption) -> Iterator[str]:
    for change in adoption.replace.values():
        yield from (name for name in change.model_fields_set if getattr(change, name) is not None)
    if adoption.remove:
        yield "remove"
    if adoption.add:
        yield "add"
    for addition in adoption.add:
        if addition.when is not None or any(thing.when is not None for thing in _own_things(adoption)):
            yield "when"


def _own_things(adoption: Adoption) -> Iterator[Measure | Stage]:
    for addition in adoption.add:
        if addition.measure is not None:
            yield addition.measure
        if isinstance(addition.stage, Stage):
            yield addition.stage
            yield from addition.stage.measures


def _deadlines(adoption: Adoption) -> Iterator[Deadline]:
    changes = (change.deadline for change in adoption.replace.values())
    own = (thing.deadline for thing in _own_things(adoption) if isinstance(thing, Measure))
    kept = (settled.kept.deadline for settled in adoption.settled.values() if settled.kept is not None)
    yield from (deadline for deadline in (*changes, *own, *kept) if deadline is not None)


def _reads_otherwise(transition: Transition, deadline: Deadline) -> bool:
    """Tell whether the words of a deadline name other events now, or none."""
    if deadline.phrase is None or deadline.rule is not None:
        return False
    before, after = transition.before.assembly.vocabulary, transition.after.assembly.vocabulary
    return parse(deadline.phrase, events=before).rule != parse(deadline.phrase, events=after).rule


def _is_waited_for(transition: Transition, adoption: Adoption) -> bool:
    """Tell whether anything comes after what the school took out."""
    gone = set(adoption.remove)
    for name in adoption.remove:
        stage = transition.after.stages.get(name)
        gone |= {measure.id for measure in stage.measures} if stage is not None else set()
    own = {need for thing in _own_things(adoption) if isinstance(thing, Measure) for need in thing.after}
    own |= {need for change in adoption.replace.values() for need in change.after or ()}
    return bool(gone & (transition.after.waited_for | own))
