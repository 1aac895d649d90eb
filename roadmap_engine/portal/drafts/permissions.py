"""What a roadmap lets the levels below change: `allow:` of its text → a form, and back.

The questions are the fields that `model.permissions` knows, and the answers those that each of them takes: a
closed list. What is said of single measures and stages, and of locks to come, is changed in the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.permission_words import PERMITS, UNSAID, WHOLE, name_permission
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.editing import change_text
from roadmap_engine.portal.drafts.reading import DraftText
from roadmap_engine.portal.speech import spoken

__all__ = ["PermissionRow", "change_permissions", "list_permissions", "version_of_permissions"]

_SINGLE = ("measures", "stages")


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One thing that may be permitted.

    Attributes:
        name: in the text.
        label: in words.
        choices: what can be said of it, and in words.
        said: what the text says; empty where nothing.
        locked: whether the text says more than a form can.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    said: str
    locked: bool = False


def list_permissions(draft: DraftText) -> tuple[PermissionRow, ...]:
    """List everything that may be permitted, with what the text says of it."""
    allow = draft.tree.get("allow")
    known: Mapping[str, Any] = allow if isinstance(allow, dict) else {}
    return tuple(_describe(name, label, permits, known) for name, label, permits in _list_things(known))


def _list_things(known: Mapping[str, Any]) -> Iterator[tuple[str, str, Sequence[Permit]]]:
    for field in FIELDS:
        if field.kind is not FieldKind.PRINTS:
            yield field.name, name_permission(field.name, {}).said(spoken()), _permits(field.kind)
    names = {field.name for field in FIELDS}
    for name in WHOLE:
        yield name, WHOLE[name].said(spoken()), (Permit.FREE, Permit.LOCKED)
    for name in known:
        if name not in {*names, *WHOLE, *_SINGLE}:
            yield name, name, (Permit.FREE, Permit.LOCKED)


def _permits(kind: FieldKind) -> Sequence[Permit]:
    if kind is FieldKind.DEADLINE:
        return (Permit.FREE, Permit.EARLIER, Permit.LOCKED)
    return (Permit.FREE, Permit.ADDED, Permit.LOCKED) if kind.is_list else (Permit.FREE, Permit.LOCKED)


def _describe(name: str, label: str, permits: Sequence[Permit], known: Mapping[str, Any]) -> PermissionRow:
    said = _read(known.get(name))
    choices = (("", UNSAID.said(spoken())), *((each.value, PERMITS[each].said(spoken())) for each in permits))
    locked = said is None or said not in {value for value, _words in choices}
    return PermissionRow(name, label, choices, said or "", locked)


def _read(value: Any) -> str | None:
    """Give what is said of one thing; None where that is more than a form can say."""
    match value:
        case None:
            return ""
        case str():
            return value
        case {"adjustable": str(way), **rest} if not rest:
            return way
    return None


def version_of_permissions(draft: DraftText) -> str:
    """Name what the text says of permissions."""
    said = json.dumps(draft.tree.get("allow"), sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def change_permissions(draft: DraftText, typed: Mapping[str, str]) -> Outcome[str]:
    """Put other permissions into the text; what is as it was stays letter by letter.

    Args:
        draft: the text.
        typed: by name; a choice that a thing has not is none.
    """
    return change_text(draft, tuple(_edit(draft, typed)))


def _edit(draft: DraftText, typed: Mapping[str, str]) -> Iterator[Edit]:
    for row in list_permissions(draft):
        said = typed.get(row.name, row.said)
        if row.locked or said == row.said or said not in dict(row.choices):
            continue
        if not said:
            yield Remove(("allow", row.name))
        else:
            adjustable = said in (Permit.ADDED.value, Permit.EARLIER.value)
            yield SetValue(("allow", row.name), {"adjustable": said} if adjustable else said)
