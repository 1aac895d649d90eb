"""Problems → what a page says of them: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.showing import hint_of, message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.portal.citing import cite
from roadmap_engine.portal.speech import spoken

__all__ = ["Told", "tell_all", "tell_errors"]

Told = tuple[str, str]
"""What is wrong, and what to do about it; the latter may be empty."""


def tell_all(problems: Iterable[Problem]) -> tuple[Told, ...]:
    """Say everything that is told."""
    translate = translator(spoken())
    return tuple(
        (cite(message_of(each, translate)), cite(hint_of(each, translate) or "")) for each in problems
    )


def tell_errors(problems: Iterable[Problem]) -> tuple[Told, ...]:
    """Say what stands in the way of something."""
    return tell_all(each for each in problems if each.severity is Severity.ERROR)
