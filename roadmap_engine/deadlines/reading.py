"""What reading a phrase gives."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.deadlines.rule import Rule
from roadmap_engine.diagnostics import Problem

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The rule a phrase says, or none, and what is wrong with the phrase.

    A problem's `span` counts characters of the phrase.
    """

    rule: Rule | None
    problems: tuple[Problem, ...] = ()
