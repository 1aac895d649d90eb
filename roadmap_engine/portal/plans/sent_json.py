"""What a plan says to a department, as the index keeps it."""

from __future__ import annotations

import functools

from pydantic import TypeAdapter

from roadmap_engine.model.collected import Sent

__all__ = ["read_sent", "write_sent"]

_MOST_KEPT = 2_000


def write_sent(sent: Sent) -> str:
    """Write it as JSON."""
    return _adapter().dump_json(sent).decode()


@functools.lru_cache(maxsize=_MOST_KEPT)
def read_sent(words: str) -> Sent:
    """Read it again; the same words give the same value."""
    return _adapter().validate_json(words)


@functools.cache
def _adapter() -> TypeAdapter[Sent]:
    return TypeAdapter(Sent)
