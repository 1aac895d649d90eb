"""What a run of several stages gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from roadmap_engine.diagnostics import Problem

__all__ = ["Outcome"]

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a run of stages gives.

    Attributes:
        value: None where an error stood in the way.
        problems: of all stages, in the order they were met.
        sources: text by file, of everything that was read.
        templates: Word templates that came along with the texts, by file name; the nearest ones.
    """

    value: T_co | None
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, bytes] = field(default_factory=dict)
