"""What a roadmap lets the levels below change: `allow:` of its text → a form, and back.

The questions are the fields that `model.permissions` knows and the roadmap's own columns, of all measures and
stages and of those that are treated otherwise; the answers are those that each of them takes, a closed list,
and the day or the version from which on nothing may be done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadmap_engine.model.edit import Edit, Remove, SetValue, find_value
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.model.granting import LockStart, Permit
from roadmap_engine.model.permission_words import PERMITS, UNSAID, WHOLE, name_permission
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.editing import change_text
from roadmap_engine.portal.drafts.reading import DraftText
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import numeric_date

__all__ = [
    "NEW",
    "SINCE",
    "PermissionRow",
    "SingleRow",
    "change_permissions",
    "check_permissions",
    "list_permissions",
    "list_singles",
    "name_fields",
    "version_of_permissions",
]

_KINDS = ("measures", "stages")
_DEEDS = ("add", "move", "remove")
SINCE = "-since"
"""What the name of a field ends with that says from when on nothing may be done."""
NEW = ("new-thing", "new-field", "new-choice", f"new{SINCE}")
"""What a form asks of a measure or a stage that is to be treated otherwise: which, what of it, how."""


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One thing that may be permitted.

    Attributes:
        path: to it from `allow:`.
        label: in words.
        choices: what can be said of it, and in words.
        said: what the text says; empty where nothing.
        since: the day or the version from which on nothing may be done, as people write it.
        locked: whether the text says more than a form can.
    """

    path: tuple[str, ...]
    label: str
    choices: tuple[tuple[str, str], ...]
    said: str
    since: str = ""
    locked: bool = False

    @property
    def name(self) -> str:
        """What the form calls it."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class SingleRow:
    """A measure or a stage that is treated otherwise than the rest.

    Attributes:
        id: as the text has it.
        title: what people call it.
        rows: what is said of it.
    """

    id: str
    title: str
    rows: tuple[PermissionRow, ...]


def list_permissions(draft: DraftText) -> tuple[PermissionRow, ...]:
    """List everything that may be permitted of all, with what the text says of it."""
    known = _allow(draft)
    names = [field.name for field in FIELDS if field.kind is not FieldKind.PRINTS]
    own = [name for name in _captions(draft) if name not in names]
    more = [name for name in known if name not in {*names, *own, *WHOLE, *_KINDS}]
    return tuple(_describe(draft, (name,)) for name in (*names, *own, *WHOLE, *more))


def list_singles(draft: DraftText, titles: Mapping[str, str]) -> tuple[SingleRow, ...]:
    """List the measures and stages that the text treats otherwise than the rest.

    Args:
        draft: the text.
        titles: of measures and stages, by «measures/<id>» and «stages/<id>».
    """
    return tuple(
        SingleRow(
            name,
            titles.get(f"{kind}/{name}", name),
            tuple(_describe(draft, (kind, name, field)) for field in said),
        )
        for kind in _KINDS
        if isinstance(things := _allow(draft).get(kind), dict)
        for name, said in things.items()
        if isinstance(said, dict) and said
    )


def name_fields(draft: DraftText) -> tuple[tuple[str, str], ...]:
    """Give what can be said of a single measure or stage, and what people call it."""
    names = [field.name for field in FIELDS if field.kind is not FieldKind.PRINTS]
    return tuple((name, _label(draft, name)) for name in (*names, *_captions(draft), *_DEEDS))


def _allow(draft: DraftText) -> Mapping[str, Any]:
    found = draft.tree.get("allow")
    return found if isinstance(found, dict) else {}


def _captions(draft: DraftText) -> dict[str, str]:
    """Give the words over the roadmap's own columns, by their names."""
    columns = draft.tree.get("columns")
    return {
        str(each["field"]): str(each.get("caption") or each["field"])
        for each in (columns if isinstance(columns, list) else ())
        if isinstance(each, dict) and "field" in each and "kind" in each
    }


def _label(draft: DraftText, name: str) -> str:
    return name_permission(name, _captions(draft)).said(spoken())


def _permits(name: str) -> Sequence[Permit]:
    kind = next((field.kind for field in FIELDS if field.name == name), None)
    if kind is FieldKind.DEADLINE:
        return (Permit.FREE, Permit.EARLIER, Permit.LOCKED)
    is_list = kind is not None and kind.is_list
    return (Permit.FREE, Permit.ADDED, Permit.LOCKED) if is_list else (Permit.FREE, Permit.LOCKED)


def _describe(draft: DraftText, path: tuple[str, ...]) -> PermissionRow:
    said = _read(find_value(_allow(draft), path))
    choices = (
        ("", UNSAID.said(spoken()) if len(path) == 1 else _("как у всех")),
        *((each.value, PERMITS[each].said(spoken())) for each in _permits(path[-1])),
    )
    locked = said is None or said[0] not in dict(choices)
    permit, since = said if said is not None else ("", "")
    return PermissionRow(path, _label(draft, path[-1]), choices, permit, since, locked)


def _read(value: Any) -> tuple[str, str] | None:
    """Give what is said of one thing, and when a lock begins; None for more than a form can say."""
    match value:
        case None:
            return "", ""
        case str():
            return value, ""
        case {"adjustable": str(way), **rest} if not rest:
            return way, ""
        case {"adjustable": str(way), "locked": {"from": start, **other}, **rest} if not (rest or other):
            return _with_start(way, start)
        case {"locked": {"from": start, **other}, **rest} if not (rest or other):
            return _with_start(Permit.FREE.value, start)
    return None


def _with_start(way: str, start: object) -> tuple[str, str] | None:
    try:
        found = LockStart.parse(str(start))
    except ValueError:
        return None
    return way, found.version if found.day is None else numeric_date(found.day)


def version_of_permissions(draft: DraftText) -> str:
    """Name what the text says of permissions."""
    said = json.dumps(draft.tree.get("allow"), sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def check_permissions(draft: DraftText, typed: Mapping[str, str]) -> dict[str, str]:
    """Tell what is wrong with what was typed; a message by the name of the field in the form."""
    errors: dict[str, str] = {}
    for row in _all_rows(draft):
        name = f"{row.name}{SINCE}"
        if not row.locked and typed.get(name, row.since).strip() != row.since:
            told = _check_start(typed[name], typed.get(row.name, row.said))
            errors |= {name: told} if told else {}
    thing, field, choice, since = (typed.get(name, "").strip() for name in NEW)
    if not any((thing, field, choice, since)):
        return errors
    if not thing:
        errors["new-thing"] = _("Выберите мероприятие или этап.")
    if field not in dict(name_fields(draft)):
        errors["new-field"] = _("Выберите, о чём сказать.")
    elif field == "add" and thing.startswith("measures/"):
        errors["new-field"] = _("Добавлять можно в этап: выберите этап.")
    elif not choice and not since:
        errors["new-choice"] = _("Выберите, можно ли это менять.")
    elif choice and choice not in {each.value for each in _permits(field)}:
        words = ", ".join(f"«{PERMITS[each].said(spoken())}»" for each in _permits(field))
        errors["new-choice"] = _("Об этом можно сказать только: {choices}.").format(choices=words)
    if since and (told := _check_start(since, choice)):
        errors[f"new{SINCE}"] = told
    return errors


def _check_start(since: str, choice: str) -> str:
    """Tell what is wrong with the start of a lock."""
    if not since.strip():
        return ""
    if choice == Permit.LOCKED.value:
        return _("«Нельзя» действует сразу. Чтобы запретить с дня, выберите, что можно до него.")
    try:
        LockStart.parse(since)
    except ValueError:
        return _("Напишите день или версию: 01.09.2027 или 2.0.0.")
    return ""


def change_permissions(draft: DraftText, typed: Mapping[str, str]) -> Outcome[str]:
    """Put other permissions into the text; what is as it was stays letter by letter.

    Args:
        draft: the text.
        typed: by the name of the field in the form; a choice that a thing has not is none.
    """
    return change_text(draft, tuple(_edit(draft, typed)))


def _all_rows(draft: DraftText) -> Iterator[PermissionRow]:
    yield from list_permissions(draft)
    yield from (row for single in list_singles(draft, {}) for row in single.rows)


def _edit(draft: DraftText, typed: Mapping[str, str]) -> Iterator[Edit]:
    for row in _all_rows(draft):
        said = typed.get(row.name, row.said)
        since = typed.get(f"{row.name}{SINCE}", row.since).strip()
        if row.locked or (said, since) == (row.said, row.since) or said not in dict(row.choices):
            continue
        if not said and not since:
            yield Remove(("allow", *row.path))
        else:
            yield SetValue(("allow", *row.path), _write(said, since))
    thing, field, choice, since = (typed.get(name, "").strip() for name in NEW)
    if thing and field and (choice or since):
        kind, _slash, name = thing.partition("/")
        yield SetValue(("allow", kind, name, field), _write(choice, since))


def _write(said: str, since: str) -> Any:
    """Write what a form says of one thing, as a text has it."""
    adjustable = {"adjustable": said} if said in (Permit.ADDED.value, Permit.EARLIER.value) else {}
    if said != Permit.LOCKED.value and since:
        return {**adjustable, "locked": {"from": str(LockStart.parse(since))}}
    return adjustable or said
