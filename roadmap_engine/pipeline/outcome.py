"""What a run of several stages gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.own_files import OwnFiles

__all__ = ["Outcome"]

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a run of stages gives.

    Attributes:
        value: None where an error stood in the way.
        problems: of all stages, in the order they were met.
        sources: text by file, of everything that was read.
        own: the roadmap's and the school's own files that go into the papers.
    """

    value: T_co | None
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    own: OwnFiles = field(default_factory=OwnFiles)
