"""A file that shows what was done, looked at before it is laid beside the adoption."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import LONGEST_NAME, EvidenceFile
from roadmap_engine.tracking.evidence import FOLDER, KINDS, LARGEST, tell_kind

__all__ = ["LARGEST_BYTES", "LookedAt", "look_at"]

_MEGABYTE = 1_048_576
LARGEST_BYTES = LARGEST * _MEGABYTE


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file as entries name it.

    Attributes:
        evidence: its name in entries; None where it is not kept.
        place: where it is to lie.
        told: a kind of file that is not kept (RM566), one that is too large (RM567), that pupils' names do
            not belong there (RM569).
    """

    evidence: EvidenceFile | None
    place: Path
    told: tuple[Problem, ...]


def look_at(adoption: Path, name: str, data: bytes, size: int | None = None) -> LookedAt:
    """Look at a file.

    Args:
        adoption: the text it is to lie beside.
        name: what it is called where it comes from; a path is told as such, and only its end is kept.
        data: its content; of one that is too large no more than the limit need be read.
        size: of all of it in bytes, where not all of it was read.
    """
    size = len(data) if size is None else size
    folder = adoption.parent / FOLDER
    if size > LARGEST_BYTES:
        told = Problem.of("RM567", file=name, size=f"{size / _MEGABYTE:.1f}", limit=LARGEST)
        return LookedAt(None, folder, (told,))
    kind = tell_kind(data)
    if kind is None:
        return LookedAt(None, folder, (Problem.of("RM566", file=name, kinds=", ".join(KINDS)),))
    digest = hashlib.sha256(data).hexdigest()
    found = EvidenceFile(sha256=digest, name=_shorten(name), size=size)
    return LookedAt(found, folder / f"{digest}.{kind}", (Problem.of("RM569", file=name),))


def _shorten(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign if sign.isprintable() else "_" for sign in last)[-LONGEST_NAME:] or "_"
