"""What each layer changed of the layers below it, judged by their permissions.

    Assembly.changes: tuple[LocalChange, ...]      all of them, in the order of the layers
    judge_changes(changes, vocabulary, context) -> the same changes with their verdicts
    model.breaches.find_breaches(changes) -> problems    what was not allowed, and what cannot be told

A change of a field to the value it has already is none. Whether a deadline is earlier is told from the rules
where they tell it; where they do not, `planning.permitted` asks the dates of a school's plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from roadmap_engine.deadlines import Context, EventVocabulary, parse
from roadmap_engine.deadlines.comparing import is_no_later
from roadmap_engine.model.breaches import missing_items
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.permissions import Permit

__all__ = ["judge_changes"]


def judge_changes(
    changes: Iterable[LocalChange], vocabulary: EventVocabulary, context: Context | None
) -> tuple[LocalChange, ...]:
    """Give changes with the verdict of the permissions they meet, their deadlines read.

    Args:
        changes: as the layers make them.
        vocabulary: the events that deadlines can name.
        context: the plan's year and what else is known; None where not even the year is.
    """
    return tuple(_judge(_read(change, vocabulary), vocabulary, context) for change in changes)


def _judge(change: LocalChange, vocabulary: EventVocabulary, context: Context | None) -> LocalChange:
    permission = change.permission
    if permission is None:
        return change
    allowed: bool | None = False
    if permission.permit is Permit.ADDED and change.field != "as_printed":
        allowed = not missing_items(change)
    elif permission.permit is Permit.EARLIER and change.field != "as_printed":
        allowed = _is_earlier(change, vocabulary, context)
    elif permission.permit is not Permit.LOCKED:
        # What is printed in place of a value that may move one way says nothing of the way.
        allowed = None
    return replace(change, allowed=allowed)


def _is_earlier(change: LocalChange, vocabulary: EventVocabulary, context: Context | None) -> bool | None:
    before, after = change.before, change.after
    if before is None:
        # Where there was no deadline any is earlier.
        return True
    if not isinstance(before, Deadline) or not isinstance(after, Deadline):
        return None
    if before.rule is None or after.rule is None:
        return None
    return is_no_later(after.rule, before.rule, context, vocabulary)


def _read(change: LocalChange, vocabulary: EventVocabulary) -> LocalChange:
    """Give a change of a deadline with the rules of its phrases."""
    if change.field != "deadline":
        return change
    before, after = (_with_rule(each, vocabulary) for each in (change.before, change.after))
    return replace(change, before=before, after=after)


def _with_rule(deadline: object, vocabulary: EventVocabulary) -> object:
    if not isinstance(deadline, Deadline) or deadline.phrase is None or deadline.rule is not None:
        return deadline
    return deadline.model_copy(update={"rule": parse(deadline.phrase, events=vocabulary).rule})
