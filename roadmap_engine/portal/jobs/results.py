"""What a work is told, and what it gives. Nothing here knows Django: works run in processes without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frozendict import frozendict

from roadmap_engine.pipeline.outcome import Outcome

__all__ = ["Asked", "Does", "Kept", "Onward", "Progress", "Result", "Step"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a work is told.

    Attributes:
        workspace: the folder that names count from.
        arguments: plain data.
        files: what somebody handed in, by the names it was handed in under: where each lies.
        who: key of the account that asked.
        again: whether it was begun before and broken off: what is done already is not to be done twice.
    """

    workspace: Path
    arguments: Mapping[str, Any]
    files: Mapping[str, Path] = field(default_factory=frozendict)
    who: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What comes out of a work.

    Attributes:
        name: of the file, «school-7.zip»; empty where there is none.
        content: of the file, piece by piece.
        told: plain data, for the page that shows it.
    """

    name: str = ""
    content: Iterable[bytes] = ()
    told: Mapping[str, Any] = field(default_factory=frozendict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came out, its file laid down."""

    name: str
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody may go from here: what the link says, and its address."""

    words: str
    address: str


Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""
Does = Callable[[Asked, Progress], Outcome[Result]]
"""Does a work; no value where it could not be done, and then why."""
Onward = Callable[[Any], tuple[Step, ...]]
"""Gives what comes next of a job that is done."""
