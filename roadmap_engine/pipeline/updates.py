"""What bringing an adoption to a newer version comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from frozendict import frozendict

from roadmap_engine.pipeline.update_preview import Preview
from roadmap_engine.planning.merging import Conflict, Kept, Merge

__all__ = ["UNANSWERED", "Doubt", "PublishedChange", "Update"]


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """What a publisher says that a version of a text changed."""

    roadmap: str
    version: str
    words: str


Doubt = Literal["", "silent", "lone"]

UNANSWERED = frozenset({"RM806", "RM807", "RM808", "RM809", "RM810", "RM811"})
"""What is told of a source that has not said what it offers."""


@dataclass(frozen=True, slots=True)
class Update:
    """An adoption and the version it is brought to.

    Attributes:
        path: the adoption's file.
        adoption: its id.
        roadmap: id of its roadmap.
        before: the version it stands on.
        after: the version it is brought to; the same where there is no newer one.
        written: the bytes the file has now.
        data: those it is to have; None where nothing is to be written.
        files: what to write beside it first: content by path, the bundle.
        merge: what comes together.
        open: conflicts that nobody decided.
        changes: what the publishers say of the versions between.
        preview: the plan before and after, where it was asked for.
        withdrawn: why the version at hand was withdrawn, if it was.
        doubt: why nothing newer may be known where there is something: the source gave no answer, and an
            older list of it is all there is (`silent`); it is one package, which knows of no other (`lone`).
        kept: local changes that stay, as it was decided.
    """

    path: Path
    adoption: str
    roadmap: str
    before: str
    after: str
    written: bytes = field(repr=False, default=b"")
    data: bytes | None = field(repr=False, default=None)
    files: Mapping[str, bytes] = field(repr=False, default_factory=frozendict)
    merge: Merge = field(default_factory=Merge)
    open: tuple[Conflict, ...] = ()
    changes: tuple[PublishedChange, ...] = ()
    preview: Preview | None = None
    withdrawn: str | None = None
    doubt: Doubt = ""
    kept: tuple[Kept, ...] = ()

    @property
    def text(self) -> str | None:
        """The new text; None where nothing is to be written."""
        return None if self.data is None else self.data.decode("utf-8-sig")

    @property
    def is_current(self) -> bool:
        """Whether there is nothing newer."""
        return self.before == self.after
