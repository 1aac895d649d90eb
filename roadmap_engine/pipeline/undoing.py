"""A signing that was a mistake → the record that says so; the papers stay as they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.load import Loaded, load_file
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.signed import read_register, render_record
from roadmap_engine.model import Adoption
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.signed_act import SignedAct, Undone
from roadmap_engine.model.signed_chain import refuse_undoing
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.signed_state import lessen_all
from roadmap_engine.storage.whole_folder import RECORD_NAME

__all__ = ["Undoing", "undo"]


@dataclass(frozen=True, slots=True)
class Undoing:
    """A record to be replaced.

    Attributes:
        act: as it is from now on.
        path: of the record.
        read: what it holds.
        content: what it is to hold.
    """

    act: SignedAct
    path: Path
    read: bytes
    content: bytes


def undo(path: Path, name: str, reason: str, today: dt.date) -> Outcome[Undoing]:
    """Undo the signing of an act on which no other rests.

    Whatever else is wrong with the acts is no reason to refuse: undoing one may be how it is put right.

    Args:
        path: of the adoption.
        name: of the act, or its number.
        reason: why; it stays on record.
        today: since when it counts for nothing.
    """
    text: Loaded[Adoption] = load_file(path, "adoption")
    if text.value is None:
        return Outcome(None, text.problems, {text.file: text.text} if text.text is not None else {})
    register, problems = read_register(path, text.value.adoption)
    told = lessen_all(problems)
    act, refused = refuse_undoing(register.chain, name)
    if act is None:
        return Outcome(None, (*told, *refused))
    record = register.folder / register.places[act.id] / RECORD_NAME
    read, unread = read_bytes(record)
    if read is None:
        return Outcome(None, (*told, *unread))
    now = with_fields(act, undone=Undone(on=today, reason=reason))
    return Outcome(Undoing(now, record, read, render_record(now)), told)
