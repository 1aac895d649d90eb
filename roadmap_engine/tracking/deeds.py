"""What comes of a row of a tracker, by names that are the same wherever the same file is read."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import Did, Entry, EvidenceLink
from roadmap_engine.tracking.recording import Intent

__all__ = ["Deeds", "is_recorded", "name_entry"]

VIA = "tracker"

_DIGITS = 31


@dataclass(frozen=True, slots=True)
class Deeds:
    """What comes of a row.

    Attributes:
        drafts: in their order; without ids.
        days: of each the day that stood in the file; none where the day of reading was taken.
        taken: the names of the cells that they say.
        problems: what cannot be taken, and how what is taken was understood.
    """

    drafts: tuple[Intent, ...] = ()
    days: tuple[dt.date | None, ...] = ()
    taken: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def name_entry(export: str, row: str, draft: Intent, day: dt.date | None, after: Collection[str]) -> str:
    """Name the entry of a draft by what it says: the same file gives the same entry wherever it is read.

    Args:
        export: the id of the workbook's export.
        row: the id of the row.
        draft: what is to be recorded.
        day: that stood in the file.
        after: the entries it comes after.
    """
    said = [
        export,
        row,
        draft.did.value,
        day.isoformat() if day is not None else None,
        draft.to,
        draft.note,
        sorted(draft.cells.items()),
        [each.link for each in draft.evidence if isinstance(each, EvidenceLink)],
        sorted(after),
    ]
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return f"t{digest[:_DIGITS]}"


def is_recorded(deeds: Deeds, export: str, row: str, history: Iterable[Entry]) -> bool:
    """Tell whether the log has everything that a row says already, recorded from the same workbook."""
    entries = [entry for entry in history if entry.via == VIA]
    pairs = [
        (draft, day)
        for draft, day in zip(deeds.drafts, deeds.days, strict=True)
        if draft.did is not Did.REOPENED or len(deeds.drafts) == 1
    ]
    return bool(pairs) and all(
        any(entry.id == name_entry(export, row, draft, day, entry.after) for entry in entries)
        for draft, day in pairs
    )
