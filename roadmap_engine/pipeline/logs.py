"""Copies of a status log joined, and the one thing that may be taken out of an entry."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.load.status_logs import join_logs, read_log, read_log_bytes, write_entry
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Entry, EvidenceFile, Redaction, StrangeEntry
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.tracking.recording import tell_unfit

__all__ = ["Merged", "Redacted", "merge_logs", "redact_entry"]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A log without note and evidence of one of its entries.

    Attributes:
        read: what the file held when it was read.
        data: what it is to hold.
        gone: contents of files that no entry names any more.
    """

    read: bytes
    data: bytes
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What the copies of a log have and the log has not.

    Attributes:
        lines: to be added to it.
        count: how many.
        emptied: what a copy has taken out of entries that the log still has in full, to be done here too.
    """

    lines: bytes
    count: int
    emptied: Redacted | None = None


def merge_logs(path: Path, copies: Iterable[Path]) -> Outcome[Merged]:
    """Find what copies of a log have that the log has not; an entry whose note was taken out comes again so.

    Args:
        path: of the log; it need not be there.
        copies: to be joined with it.
    """
    own, problems = _read(path) if path.exists() else ((), ())
    theirs: list[Entry | StrangeEntry] = []
    for copy in copies:
        read, unread = _read(copy)
        theirs += read
        problems += unread
    joined, doubled = join_logs((*own, *theirs))
    problems += tuple(Problem.of("RM558", location=Location(str(path)), id=name) for name in doubled)
    known = set(own)
    everything: tuple[Entry | StrangeEntry, ...] = (*joined.entries, *joined.strange)
    fresh = [each for each in everything if each not in known]
    ids = {each.id for each in own}
    bare = {each.id: each for each in fresh if isinstance(each, Entry) and each.redacted and each.id in ids}
    added = [each for each in fresh if each.id not in ids]
    data = read_log_bytes(path)[0] if bare else None
    emptied = _put_in_place(data, bare) if data is not None else None
    return Outcome(Merged("".join(map(_write, added)).encode(), len(added), emptied), problems)


def _write(entry: Entry | StrangeEntry) -> str:
    return f"{entry.words}\n" if isinstance(entry, StrangeEntry) else write_entry(entry)


def _read(path: Path) -> tuple[tuple[Entry | StrangeEntry, ...], tuple[Problem, ...]]:
    data, unread = read_log_bytes(path)
    if data is None:
        return (), unread
    log, problems = read_log(data, str(path))
    # What one copy misses another may have.
    told = tuple(each for each in problems if each.code != "RM559")
    return (*log.entries, *log.strange), told


def redact_entry(path: Path, entry: str, *, who: str, why: str, at: dt.datetime) -> Outcome[Redacted]:
    """Empty note and evidence of an entry; its id, its place and all other lines stay byte by byte.

    Args:
        path: of the log.
        entry: its id, or the beginning of it.
        who: whoever takes them out.
        why: the reason, which stays.
        at: the instant.
    """
    data, unread = read_log_bytes(path)
    if data is None:
        return Outcome(None, unread)
    log, _told = read_log(data, str(path))
    found = [each for each in log.entries if each.id == entry]
    found = found or [each for each in log.entries if entry and each.id.startswith(entry)]
    if len(found) != 1:
        near = near_names(entry, (each.id for each in log.entries))
        place = Location(str(path))
        told = Problem.of("RM540", location=place, id=entry)
        return Outcome(None, (Problem.of("RM540", location=place, id=entry, near=near) if near else told,))
    (old,) = found
    try:
        redaction = Redaction(who=who, at=at, why=why)
    except ValidationError as unfit:
        return Outcome(None, (tell_unfit(old.id, unfit),))
    new = with_fields(old, note=None, evidence=(), cells={}, redacted=redaction)
    return Outcome(_put_in_place(data, {new.id: new}))


def _put_in_place(data: bytes, bare: Mapping[str, Entry]) -> Redacted:
    """Put emptied entries in the place of those that were; all other lines stay byte by byte."""
    lines: list[bytes] = []
    gone: dict[str, None] = {}
    left: set[str] = set()
    for line in io.BytesIO(data):
        log, _told = read_log(line.rstrip(b"\r\n") + b"\n", "")
        emptied = next((bare[each.id] for each in log.entries if each.id in bare), None)
        names = [name for each in log.entries for name in _files(each)]
        if emptied is None:
            lines.append(line)
            left.update(names)
        else:
            lines.append(write_entry(emptied).encode())
            gone |= dict.fromkeys(names)
    return Redacted(data, b"".join(lines), tuple(name for name in gone if name not in left))


def _files(entry: Entry) -> tuple[str, ...]:
    return tuple(each.sha256 for each in entry.evidence if isinstance(each, EvidenceFile))
