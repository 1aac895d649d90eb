"""What is to become of one file of a folder of papers."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.paper_list import Entry

__all__ = ["Act", "Leave", "Put", "Remove", "Stay"]


@dataclass(frozen=True, slots=True)
class Stay:
    """A file is what it is to be."""

    name: str
    content: bytes
    entry: Entry


@dataclass(frozen=True, slots=True)
class Put:
    """A file is to be written.

    Attributes:
        drawn: the SHA-256 of the paper as drawn, without what was carried over.
        over: the SHA-256 of what stands there and gives way; empty where nothing does.
        kept: what stands there and is a person's, to be kept under another name first.
        keeping: the code of what is said then.
        told: said when it is done.
    """

    name: str
    content: bytes
    drawn: str
    about: str = ""
    over: str = ""
    kept: bytes | None = None
    keeping: str = "RM736"
    told: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Leave:
    """A file is not touched.

    Attributes:
        content: what stands there; empty where that is no plain file.
        entry: what the list goes on saying of it.
        problem: why; None where a person changed it and it would be no different now.
    """

    name: str
    content: bytes
    entry: Entry | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Remove:
    """A file of the program's is none of the papers any more."""

    name: str
    over: str
    entry: Entry


Act = Stay | Put | Leave | Remove
