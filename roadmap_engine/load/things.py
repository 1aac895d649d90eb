"""The name by which a problem calls the thing a value belongs to: by id, «measure results-by-class».

A thing is written «kind id», which `diagnostics.showing` puts into the reader's language. A thing whose
id is missing is counted: «nth-measure 3».
"""

from __future__ import annotations

from typing import Any

from roadmap_engine.model.provenance import Path

__all__ = ["name_thing"]

_IN_LISTS = {"stages": "stage", "measures": "measure", "columns": "column", "add": "addition"}
_UNDER_KEYS = {
    "roles": "role",
    "events": "event",
    "outputs": "output",
    "parameters": "parameter",
    "people": "person",
    "replace": "change",
    "move": "move",
}
_BY_FIELD = {"measure": "measure", "stage": "stage"}


def name_thing(kind: str, value: Any, path: Path) -> tuple[str, str]:
    """Name the thing that a path leads into, and the field inside it.

    Args:
        kind: what the whole text is, «roadmap».
        value: the text's value.
        path: the way to the value that is spoken of.

    Returns:
        the thing, and the rest of the way, «deadline.until»; empty when the path leads to the thing itself.
    """
    thing, rest = _of_text(kind, value), 0
    cursor = value
    for index, step in enumerate(path):
        before = path[index - 1] if index else None
        cursor = _enter(cursor, step)
        if isinstance(step, int) and before in _IN_LISTS:
            thing, rest = _of_item(_IN_LISTS[str(before)], cursor, step), index + 1
        elif isinstance(step, str) and before in _UNDER_KEYS and index == 1:
            thing, rest = f"{_UNDER_KEYS[str(before)]} {step}", index + 1
        elif step in _BY_FIELD and isinstance(cursor, dict) and isinstance(cursor.get("id"), str):
            thing, rest = f"{_BY_FIELD[str(step)]} {cursor['id']}", index + 1
    return thing, ".".join(step for step in path[rest:] if isinstance(step, str))


def _of_text(kind: str, value: Any) -> str:
    own = value.get(kind) if isinstance(value, dict) else None
    return f"{kind} {own}" if isinstance(own, str) else f"this-{kind}"


def _of_item(kind: str, item: Any, index: int) -> str:
    own = item.get("id") if isinstance(item, dict) else None
    return f"{kind} {own}" if isinstance(own, str) else f"nth-{kind} {index + 1}"


def _enter(cursor: Any, step: str | int) -> Any:
    try:
        return cursor[step]
    except (KeyError, IndexError, TypeError):
        return None
