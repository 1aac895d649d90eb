"""What a draft begins with, wherever it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Begun"]


@dataclass(frozen=True, slots=True)
class Begun:
    """What a draft begins with.

    Attributes:
        more: what is kept beside the text.
    """

    name: str
    text: str
    more: Mapping[str, Any] = field(default_factory=dict)
