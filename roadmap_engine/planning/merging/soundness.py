"""Whether a merged adoption can have an error that only joining it with the newer version would show.

A merge leaves no id that leads nowhere. What is left is what depends on the whole: permissions, conditions,
the words of a deadline that name an event, and what waits for something the school has taken out. Where a
school's changes touch none of these, a thousand schools need not be joined to know that they are sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.deadlines import parse
from roadmap_engine.model import Adoption, Change, Measure, Stage
from roadmap_engine.model.fields import given_values
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
        # Whether moves go in a circle, only making them tells.
        bool(adoption.move)
        or any(field in touched for _, field in transition.after.assembly.allowances)
        or "when" in touched
        or any(_reads_otherwise(transition, row) for row in _own_rows(adoption))
        or _is_waited_for(transition, adoption)
    )


def _touched_fields(adoption: Adoption) -> Iterator[str]:
    for change in adoption.replace.values():
        yield from (field.name for field in given_values(change))
    if adoption.remove:
        yield "remove"
    if adoption.add:
        yield "add"
    if any(each.when is not None for each in (*adoption.add, *_own_things(adoption))):
        yield "when"


def _own_things(adoption: Adoption) -> Iterator[Measure | Stage]:
    return (thing for addition in adoption.add for _, thing in addition.things(()))


def _own_rows(adoption: Adoption) -> Iterator[Measure | Change]:
    """Give whatever of the school's own says something of a measure."""
    yield from adoption.replace.values()
    yield from (thing for thing in _own_things(adoption) if isinstance(thing, Measure))
    for settled in adoption.settled.values():
        if settled.kept is not None:
            yield settled.kept
        if settled.stays is not None:
            yield settled.stays.measure


def _reads_otherwise(transition: Transition, row: Measure | Change) -> bool:
    """Tell whether a row's cells may fit no more, or the words of its deadline name other events or none."""
    if any(transition.before.kinds.get(cell) != transition.after.kinds.get(cell) for cell in row.cells):
        return True
    deadline = row.deadline
    if deadline is None or deadline.phrase is None or deadline.rule is not None:
        return False
    before, after = transition.before.assembly.vocabulary, transition.after.assembly.vocabulary
    return parse(deadline.phrase, events=before).rule != parse(deadline.phrase, events=after).rule


def _is_waited_for(transition: Transition, adoption: Adoption) -> bool:
    """Tell whether anything comes after what the school took out."""
    gone = set(adoption.remove)
    for name in adoption.remove:
        stage = transition.after.stages.get(name)
        gone |= {measure.id for measure in stage.measures} if stage is not None else set()
    own = {need for row in _own_rows(adoption) for need in row.after or ()}
    return bool(gone & (transition.after.waited_for | own))
