"""What calendars have been through, written down beside the adoption, whoever has drawn them."""

from __future__ import annotations

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.histories import KeptHistory
from roadmap_engine.storage.opening import holds
from roadmap_engine.storage.texts import replace_text

__all__ = ["write_down"]


def write_down(kept: KeptHistory) -> tuple[Problem, ...]:
    """Write down a history that has become more; whoever calls holds the folder of the adoption.

    Returns:
        A problem where somebody has written another one meanwhile; then that stands.
    """
    if kept.text is None or holds(kept.path, kept.text.encode()):
        return ()
    return replace_text(kept.path, kept.written, kept.text.encode())
