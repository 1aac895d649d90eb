"""A line of a status log → an entry; one that a newer version has written is kept, and never guessed at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from roadmap_engine.diagnostics.limits import STATUS_LINE
from roadmap_engine.model.entry import About, Did, Entry, EntryId, StrangeEntry, Thing

__all__ = ["read_line"]

_DEEDS = frozenset(Did)
_ID: TypeAdapter[str] = TypeAdapter(EntryId)
_SHORTEST = len('{"v":2,"id":"12345678"}')


def read_line(line: bytes) -> Entry | StrangeEntry | None:
    """Read a line; None where it is no entry."""
    # A file of millions of lines that are none is gone through in time.
    if not _SHORTEST <= len(line) <= STATUS_LINE.most:
        return None
    try:
        return Entry.model_validate_json(line)
    except ValidationError:
        return _read_strange(line)


def _read_strange(line: bytes) -> StrangeEntry | None:
    """Read what a newer version has written, as far as it can be: its id, what it is about, what it saw."""
    try:
        words = line.decode().strip()
        found: Any = json.loads(words)
        if not isinstance(found, Mapping) or not (_is_newer(found) or _is_unknown(found)):
            return None
        adoption = found.get("adoption")
        return StrangeEntry(
            id=_ID.validate_python(found.get("id")),
            adoption=adoption if isinstance(adoption, str) else None,
            thing=_thing(found.get("about")),
            after=tuple(each for each in found.get("after") or () if isinstance(each, str)),
            words=words,
        )
    except (ValueError, TypeError, RecursionError):
        return None


def _is_newer(found: Mapping[str, Any]) -> bool:
    version = found.get("v")
    return isinstance(version, int) and version > 1


def _is_unknown(found: Mapping[str, Any]) -> bool:
    return isinstance(found.get("did"), str) and found["did"] not in _DEEDS


def _thing(about: Any) -> Thing | None:
    known = (
        {key: value for key, value in about.items() if key in About.model_fields}
        if isinstance(about, Mapping)
        else {}
    )
    try:
        return About.model_validate(known).thing
    except ValidationError:
        return None
