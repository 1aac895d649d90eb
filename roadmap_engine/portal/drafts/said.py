"""What somebody typed into a form of a draft: of a measure, of a stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody typed into the fields of a measure or a stage.

    Attributes:
        saw: the version of it that she saw.
        seen_to: which of its doubts she has seen to.
        errors: what is wrong with a field, by its name.
    """

    words: Mapping[str, str]
    saw: str = ""
    seen_to: frozenset[int] = frozenset()
    errors: Mapping[str, str] = field(default_factory=dict)
