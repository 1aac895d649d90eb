"""What each layer changed of the layers below it, judged by their permissions.

    Assembly.changes: tuple[LocalChange, ...]      all of them, in the order of the layers
    judge_changes(changes, version, vocabulary, context) -> the same changes with their verdicts
    judge_change(change, permit, vocabulary, context) -> one, by one permit
    model.breaches.find_breaches(changes) -> problems    what was not allowed, and what cannot be told

A change of a field to the value it has already is none. Whether a deadline is earlier is told from the rules
where they tell it; where they do not, `planning.permitted` asks the dates of a school's plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from roadmap_engine.deadlines import Context, EventVocabulary, parse
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.breaches import is_earlier, missing_items
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.local_change import LocalChange

__all__ = ["judge_change", "judge_changes"]


def judge_changes(
    changes: Iterable[LocalChange], version: str, vocabulary: EventVocabulary, context: Context | None
) -> tuple[LocalChange, ...]:
    """Give changes with the verdict of the permissions they meet.

    Args:
        changes: as the layers make them.
        version: of the published roadmap; what was done under an earlier one is not judged by it.
        vocabulary: the events that deadlines can name.
        context: the plan's year and what else is known; None where not even the year is.
    """
    return tuple(
        change
        if change.permission is None or change.as_of not in (None, version)
        else judge_change(change, change.permission.permit, vocabulary, context)
        for change in changes
    )


def judge_change(
    change: LocalChange, permit: Permit, vocabulary: EventVocabulary, context: Context | None
) -> LocalChange:
    """Give a change with the verdict of one permit; None as the verdict where the rules do not tell."""
    match permit:
        case Permit.LOCKED:
            return replace(change, allowed=False)
        case Permit.FREE:
            return replace(change, allowed=True)
        case Permit.ADDED | Permit.EARLIER if change.field == "as_printed":
            # What is printed in place of a value that may move one way says nothing of the way.
            return replace(change, allowed=None)
        case Permit.ADDED:
            return replace(change, allowed=not missing_items(change))
        case Permit.EARLIER:
            before, after = (_with_rule(each, vocabulary) for each in (change.before, change.after))
            read = replace(change, before=before, after=after)
            return replace(read, allowed=is_earlier(read, context, vocabulary))
        case _:
            assert_never(permit)


def _with_rule(deadline: object, vocabulary: EventVocabulary) -> object:
    if not isinstance(deadline, Deadline) or deadline.phrase is None or deadline.rule is not None:
        return deadline
    return with_fields(deadline, rule=parse(deadline.phrase, events=vocabulary).rule)
