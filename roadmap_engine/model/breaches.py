"""Changes that a layer was not allowed to make, as problems that name both places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from roadmap_engine.deadlines import Context, EventVocabulary, kind_of
from roadmap_engine.deadlines.comparing import is_no_later
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Argument
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.local_change import AppliedPermission, LocalChange
from roadmap_engine.model.standing import Standing

__all__ = ["find_breaches", "is_earlier", "missing_items"]


def find_breaches(changes: Iterable[LocalChange]) -> Iterator[Problem]:
    """Find changes that are not allowed, and those of which it cannot be told; each names both places."""
    for change in changes:
        permission = change.permission
        if permission is None:
            continue
        if change.allowed:
            yield from _locks_to_come(change, permission.later)
            continue
        words: dict[str, Argument] = {
            "thing": _call(change),
            "field": change.field,
            "layer": permission.layer,
            "before": _print(change.before),
            "after": _print(change.after),
            **permission.words(change.layer),
        }
        if permission.permit is Permit.ADDED and change.field != "as_printed":
            words["missing"] = ", ".join(f"«{each}»" for each in missing_items(change))
        yield Problem(
            code=_code_of(change, permission.permit),
            arguments=tuple(words.items()),
            location=change.place,
            related=(permission.location,),
        )


def _locks_to_come(change: LocalChange, later: AppliedPermission | None) -> Iterator[Problem]:
    """Say of a change that stands when it will not any more."""
    if later is not None:
        words = {"thing": _call(change), "layer": later.layer, **later.words(change.layer)}
        yield Problem(
            code="RM773",
            arguments=tuple(words.items()),
            location=change.place,
            related=(later.location,),
        )


def _call(change: LocalChange) -> str:
    return f"{'stage' if change.is_stage else 'measure'} {change.thing}"


def _code_of(change: LocalChange, permit: Permit) -> str:
    match change.kind:
        case "added":
            return "RM244"
        case "moved":
            return "RM763"
        case "removed":
            return "RM245"
        case "replaced":
            return "RM242" if change.allowed is None else _code_of_permit(permit)
        case _:
            assert_never(change.kind)


def _code_of_permit(permit: Permit) -> str:
    match permit:
        case Permit.EARLIER:
            return "RM241"
        case Permit.ADDED:
            return "RM243"
        case Permit.LOCKED | Permit.FREE:
            return "RM240"
        case _:
            assert_never(permit)


def missing_items(change: LocalChange) -> tuple[str, ...]:
    """Give what a list had below and has no more."""
    before = change.before if isinstance(change.before, tuple) else ()
    after = change.after if isinstance(change.after, tuple) else ()
    return tuple(each for each in before if each not in after)


def is_earlier(change: LocalChange, context: Context | None, vocabulary: EventVocabulary) -> bool | None:
    """Tell whether a deadline was changed to one that is nowhere later; None where that cannot be told.

    Args:
        change: of a deadline, its phrases read.
        context: what is known of the plan's year and its dates.
        vocabulary: the events that the deadlines name.
    """
    before, after = change.before, change.after
    if before is None:
        # Where there was no deadline, any is earlier.
        return True
    rules = [each.rule for each in (after, before) if isinstance(each, Deadline) and each.rule is not None]
    if len(rules) < 2:  # noqa: PLR2004 -- a rule for each of the two
        return None
    return is_no_later(rules[0], rules[1], context, vocabulary)


def _print(value: object) -> str:
    if isinstance(value, Deadline):
        return value.phrase or value.text or (kind_of(value.rule) if value.rule else "")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Standing):
        return ": ".join(filter(None, (value.stage, value.after)))
    return value if isinstance(value, str) else ""
