"""What each layer changed of the layers below it, judged by their permissions.

    Assembly.changes: tuple[LocalChange, ...]      all of them, in the order of the layers
    judge_changes(changes, vocabulary, context) -> the same changes with their verdicts
    find_breaches(changes) -> problems             what was not allowed, and what cannot be told

A change of a field to the value it has already is none. Whether a deadline is earlier is told from the rules
where they tell it; `planning.permitted` asks the dates of a school's plan where they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from roadmap_engine.deadlines import Context, EventVocabulary, parse
from roadmap_engine.deadlines.comparing import is_no_later
from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.permissions import Permit

__all__ = ["find_breaches", "judge_changes"]


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


def find_breaches(changes: Iterable[LocalChange]) -> Iterator[Problem]:
    """Find changes that are not allowed, and those of which it cannot be told; each names both places."""
    for change in changes:
        permission = change.permission
        if permission is None or change.allowed:
            continue
        words = {
            "thing": f"{'stage' if change.is_stage else 'measure'} {change.thing}",
            "field": change.field,
            "layer": permission.layer,
            "before": _print(change.before),
            "after": _print(change.after),
        }
        code, severity = _code_of(change), Severity.ERROR
        if change.allowed is None:
            severity = Severity.WARNING
        if permission.permit is Permit.ADDED and change.field != "as_printed":
            words["missing"] = ", ".join(f"«{each}»" for each in _missing(change))
        yield Problem(
            code=code,
            severity=severity,
            arguments=tuple(words.items()),
            location=change.place,
            related=(permission.location,),
        )


def _code_of(change: LocalChange) -> str:
    if change.kind != "replaced":
        return "RM244" if change.kind == "added" else "RM245"
    if change.allowed is None:
        return "RM242"
    permit = change.permission.permit if change.permission else Permit.FREE
    return {Permit.EARLIER: "RM241", Permit.ADDED: "RM243"}.get(permit, "RM240")


def _judge(change: LocalChange, vocabulary: EventVocabulary, context: Context | None) -> LocalChange:
    permission = change.permission
    if permission is None:
        return change
    allowed: bool | None = False
    if permission.permit is Permit.ADDED and change.field != "as_printed":
        allowed = not _missing(change)
    elif permission.permit is Permit.EARLIER and change.field != "as_printed":
        allowed = _is_earlier(change, vocabulary, context)
    elif permission.permit is not Permit.LOCKED:
        # What is printed in place of a value that may move one way says nothing of the way.
        allowed = None
    return replace(change, allowed=allowed)


def _missing(change: LocalChange) -> tuple[str, ...]:
    before = change.before if isinstance(change.before, tuple) else ()
    after = change.after if isinstance(change.after, tuple) else ()
    return tuple(each for each in before if each not in after)


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


def _print(value: object) -> str:
    if isinstance(value, Deadline):
        return value.phrase or value.text or (value.rule.kind if value.rule else "")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else ""
