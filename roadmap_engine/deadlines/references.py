"""Which events a rule counts from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from roadmap_engine.deadlines.rule import Rule

__all__ = ["events_of"]


def events_of(rule: Rule) -> tuple[str, ...]:
    """Give the ids of all events a rule names anywhere in it, each once, in the order of the rule."""
    return tuple(dict.fromkeys(_events_in(rule)))


def _events_in(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for part in value:
            yield from _events_in(part)
    elif isinstance(value, BaseModel):
        event = getattr(value, "event", None)
        if isinstance(event, str):
            yield event
        for name in type(value).model_fields:
            part = getattr(value, name)
            if isinstance(part, BaseModel | tuple):
                yield from _events_in(part)
