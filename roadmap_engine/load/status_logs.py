"""The status log beside an adoption: its lines to entries; what cannot be read is told, kept, skipped."""

from __future__ import annotations

import codecs
import glob
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import FOUND, MEGABYTE, STATUS_BYTES
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.log_lines import read_line
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Entry, StatusLog, StrangeEntry
from roadmap_engine.storage.roots import Root

__all__ = [
    "WholeLines",
    "find_log_copies",
    "join_logs",
    "load_log",
    "load_log_on",
    "read_log",
    "read_log_bytes",
    "read_log_on",
    "status_path",
    "write_entry",
]

_ENDING = ".status.jsonl"
_SHOWN = 60
_MERGE_MARK = re.compile(rb"(<{7}|\|{7}|={7}|>{7})( |\r?$)")
_REDACTED = frozenset({"note", "evidence", "redacted", "cells", "seen"})
"""What may differ between an entry and itself after something was taken out of it."""


def status_path(adoption: Path) -> Path:
    """Give the file that says what has happened to an adoption's plan."""
    return adoption.with_name(adoption.stem + _ENDING)


def find_log_copies(path: Path) -> tuple[Path, ...]:
    """Find the copies that services which keep folders alike leave, «adoption.status (копия).jsonl»."""
    stem, suffix = path.name.removesuffix(".jsonl"), ".jsonl"
    found = sorted(each for each in path.parent.glob(f"{glob.escape(stem)}*{suffix}") if each.is_file())
    # «adoption.status-2.yaml» would have a log of its own.
    return tuple(each for each in found if each != path and not each.name.endswith(_ENDING))


@dataclass(frozen=True, slots=True)
class WholeLines:
    """The whole lines that a log had when it was read: what came after them is read on.

    Attributes:
        length: in bytes.
        digest: of them.
        count: how many.
        entries: what they say, in their order.
        broken: those that say nothing.
    """

    length: int = 0
    digest: bytes = hashlib.sha256().digest()
    count: int = 0
    entries: tuple[Entry | StrangeEntry, ...] = ()
    broken: tuple[Problem, ...] = ()


def load_log(path: Path) -> tuple[StatusLog, tuple[Problem, ...]]:
    """Read the log of an adoption; where there is none, nothing has happened yet.

    Args:
        path: of the log.

    Returns:
        What it says, and what is wrong with it: broken lines (RM556), a last line that was never finished
        (RM557), two entries under one id (RM558), entries that others follow and that are missing (RM559),
        copies beside it (RM560). A file that cannot be read at all is an empty log, with the reason.
    """
    log, problems, _lines = load_log_on(path, WholeLines())
    return log, problems


def load_log_on(path: Path, before: WholeLines) -> tuple[StatusLog, tuple[Problem, ...], WholeLines]:
    """Read a log that was read before: what it says is the same, whatever became of it meanwhile.

    Args:
        path: of the log.
        before: its lines as they were then.
    """
    copies = find_log_copies(path)
    beside = (Problem.of("RM560", names=list_names(each.name for each in copies)),) if copies else ()
    if not path.exists():
        return StatusLog(), beside, WholeLines()
    data, unread = read_log_bytes(path, Root.around(path))
    if data is None:
        return StatusLog(), (*unread, *beside), WholeLines()
    log, problems, lines = read_log_on(data, str(path), before)
    return log, (*problems, *beside), lines


def read_log_bytes(path: Path, root: Root | None = None) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Read a log whole; of one that is too large nothing, as half of it would say something else (RM104).

    Args:
        path: of the log.
        root: what the path must not lead out of; none where its reader named it.
    """
    data, unread = read_bytes(path, largest=STATUS_BYTES.most, root=root)
    if data is None or len(data) <= STATUS_BYTES.most:
        return data, unread
    limit = STATUS_BYTES.most // MEGABYTE
    return None, (Problem.of(STATUS_BYTES.told, location=Location(str(path)), limit=limit),)


def read_log(data: bytes, file: str) -> tuple[StatusLog, tuple[Problem, ...]]:
    """Read the lines of a log.

    Args:
        data: the whole file.
        file: what people call it.
    """
    log, problems, _lines = read_log_on(data, file, WholeLines())
    return log, problems


def read_log_on(
    data: bytes, file: str, before: WholeLines
) -> tuple[StatusLog, tuple[Problem, ...], WholeLines]:
    """Read the lines of a log whose first ones were read before, if they still stand there.

    Args:
        data: the whole file.
        file: what people call it.
        before: the lines that were read.
    """
    known = memoryview(data)[: before.length]
    if len(known) < before.length or hashlib.sha256(known).digest() != before.digest:
        before = WholeLines()
    end = data.rfind(b"\n") + 1
    entries, broken = list(before.entries), list(before.broken)
    # Notepad puts its mark before the first line; copies put one after the other have it further down.
    lines = data[before.length : end].replace(codecs.BOM_UTF8, b"").split(b"\n")[:-1]
    for number, line in enumerate(lines, before.count + 1):
        if _says_nothing(line):
            continue
        entry = read_line(line)
        if entry is not None:
            entries.append(entry)
        elif len(broken) < FOUND.most:
            broken.append(
                Problem.of("RM556", location=Location(file, number), line=number, words=_show(line))
            )
    count = before.count + len(lines)
    digest = hashlib.sha256(memoryview(data)[:end]).digest()
    whole = WholeLines(end, digest, count, tuple(entries), tuple(broken))
    last = data[end:].replace(codecs.BOM_UTF8, b"")
    if not _says_nothing(last):
        entry = read_line(last)
        if entry is not None:
            entries.append(entry)
        else:
            broken.append(Problem.of("RM557", location=Location(file, count + 1)))
    log, told = _join(entries, file)
    return log, (*broken, *told), whole


def _says_nothing(line: bytes) -> bool:
    return not line.strip() or _MERGE_MARK.match(line) is not None


def _join(read: Sequence[Entry | StrangeEntry], file: str) -> tuple[StatusLog, list[Problem]]:
    log, doubled = join_logs(read)
    problems = [Problem.of("RM558", location=Location(file), id=name) for name in doubled]
    known = {each.id for each in read}
    missing = {one for each in log.entries for one in each.after if one not in known}
    if missing:
        problems.append(Problem.of("RM559", location=Location(file), count=len(missing)))
    return log, problems


def _show(line: bytes) -> str:
    """Give the beginning of a line, as a message can hold it."""
    words = "".join(each if each.isprintable() else " " for each in line[:_SHOWN].decode(errors="replace"))
    return f"{words.strip()}…" if len(line) > _SHOWN else words.strip()


def join_logs(entries: Iterable[Entry | StrangeEntry]) -> tuple[StatusLog, tuple[str, ...]]:
    """Join entries as a set, each once, in the order of their ids.

    An entry from which note and evidence were taken out stands for itself as it was before. What two people
    took from one tracker is one entry, whenever each of them did. Of two others
    under one id the one whose text comes first stands, in any order of the copies.

    Returns:
        The log, and the ids under which different entries stand.
    """
    kept: dict[str, Entry | StrangeEntry] = {}
    rivals: dict[str, list[Entry | StrangeEntry]] = {}
    for each in entries:
        standing = kept.setdefault(each.id, each)
        if standing is not each and standing != each:
            rivals.setdefault(each.id, [standing]).append(each)
    for name, sides in rivals.items():
        kept[name] = min(sides, key=_rank)
    doubled = (
        name
        for name, sides in rivals.items()
        if not all(_is_redacted(kept[name], each) or _is_same_import(kept[name], each) for each in sides)
    )
    ordered = [kept[name] for name in sorted(kept)]
    log = StatusLog(
        entries=tuple(each for each in ordered if isinstance(each, Entry)),
        strange=tuple(each for each in ordered if isinstance(each, StrangeEntry)),
    )
    return log, tuple(sorted(doubled))


def _rank(entry: Entry | StrangeEntry) -> tuple[bool, bool, str]:
    bare = isinstance(entry, Entry) and entry.redacted is not None
    return isinstance(entry, StrangeEntry), not bare, _words(entry)


def _words(entry: Entry | StrangeEntry) -> str:
    return entry.words if isinstance(entry, StrangeEntry) else write_entry(entry)


def _is_same_import(one: Entry | StrangeEntry, other: Entry | StrangeEntry) -> bool:
    """Tell whether two copies of a log have taken the same from one tracker, each when somebody did so.

    The id of such an entry is made of what it says, and of its day where the tracker has one.
    """
    if not isinstance(one, Entry) or not isinstance(other, Entry) or one.via != "tracker":
        return False
    return with_fields(other, at=one.at, on=one.on, who=one.who) == one


def _is_redacted(standing: Entry | StrangeEntry, other: Entry | StrangeEntry) -> bool:
    """Tell whether one entry is another, but for what was taken out of it."""
    if not (isinstance(standing, Entry) and isinstance(other, Entry) and standing.redacted is not None):
        return False
    one, two = (
        {key: value for key, value in each.to_json().items() if key not in _REDACTED}
        for each in (standing, other)
    )
    return one == two


def write_entry(entry: Entry) -> str:
    """Give the line of an entry, with its LF."""
    return json.dumps(entry.to_json(), ensure_ascii=False, separators=(", ", ": ")) + "\n"
