"""The list of papers in a folder: whose plan they are of, and what the program itself put under each name.

By it a file that a person changed is told from one that still is as it was written. It is written before
the papers, with what may lie there while they are being written, and again after them; so whatever kills a
run, the next one knows its own. The list lies in a folder that people work in: what it says is believed
only as far as a list can say it, and a name that leads out of the folder is nothing the program wrote.

Format 1 had names and hashes alone. Format 2 has the plan, and for each file what it was drawn from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import LIST_BYTES, LIST_VALUES
from roadmap_engine.model.formats import FIRST_FORMAT, FORMATS, refuse_newer, split_format
from roadmap_engine.model.json_text import read_json
from roadmap_engine.storage.opening import read_file

__all__ = ["LIST_NAME", "Entry", "PaperList", "digest", "load_list", "render_list"]

LIST_NAME = ".roadmap-build.json"
LARGEST_LIST = LIST_BYTES.most

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the program put under one name.

    Attributes:
        written: for the SHA-256 of each file that the program may have left there, the SHA-256 of the paper
            as drawn. They differ where work of a person was carried over into the paper. One pair, or two
            where a run did not come to its end.
        about: the document the paper is a blank of, by its measure, «results-by-pupil/analytic-note».
    """

    written: Mapping[str, str]
    about: str = ""

    def drawn_only(self, drawn: str) -> bool:
        """Tell whether all that the program may have left there was this paper as drawn."""
        return set(self.written.values()) == {drawn}


@dataclass(frozen=True, slots=True)
class PaperList:
    """The list of one folder.

    Attributes:
        plan: the id of the plan whose papers they are; empty where the list does not say.
        format: what the list was written in.
    """

    plan: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    format: int = FORMATS["papers"]

    def of_file(self, name: str, content_digest: str) -> Entry | None:
        """Give the entry of a file that is as the program left it."""
        entry = self.entries.get(name)
        return entry if entry is not None and content_digest in entry.written else None


def digest(content: bytes) -> str:
    """The SHA-256 of a content, as the list writes it."""
    return hashlib.sha256(content).hexdigest()


def load_list(path: Path) -> tuple[PaperList, Problem | None]:
    """Read a list; an empty one where there is none, or none that can be read.

    Returns:
        The list, and a problem where a newer program wrote it: what is whose work there is not known here.
    """
    content, found = _load(path)
    if newer := refuse_newer("papers", found, file=str(path)):
        return PaperList(), newer
    if not isinstance(content, Mapping):
        return PaperList(), None
    if found == FIRST_FORMAT:
        return PaperList("", dict(_read_first(content)), FIRST_FORMAT), None
    plan, papers = content.get("plan"), content.get("papers")
    entries = dict(_read_entries(papers)) if isinstance(papers, Mapping) else {}
    return PaperList(plan if isinstance(plan, str) else "", entries), None


def render_list(papers: PaperList) -> bytes:
    """Write a list, in the highest format."""
    entries = {
        name: {
            "written": dict(sorted(entry.written.items())),
            **({"about": entry.about} if entry.about else {}),
        }
        for name, entry in sorted(papers.entries.items())
    }
    tree = {"format": FORMATS["papers"], "plan": papers.plan, "papers": entries}
    return json.dumps(tree, indent=1, ensure_ascii=False).encode() + b"\n"


def _load(path: Path) -> tuple[Any, Any]:
    try:
        content = b"" if path.is_symlink() else read_file(path, LARGEST_LIST)
        text = content.decode() if len(content) <= LARGEST_LIST else ""
        return split_format(read_json(text, most=LIST_VALUES.most))
    except (OSError, ValueError):
        return {}, FIRST_FORMAT


def _read_first(content: Mapping[Any, Any]) -> Iterable[tuple[str, Entry]]:
    for name, found in content.items():
        if _is_inside(name) and _is_digest(found):
            yield name, Entry({found: found})


def _read_entries(papers: Mapping[Any, Any]) -> Iterable[tuple[str, Entry]]:
    for name, found in papers.items():
        if not _is_inside(name) or not isinstance(found, Mapping):
            continue
        written, about = found.get("written"), found.get("about", "")
        if not isinstance(written, Mapping) or not isinstance(about, str):
            continue
        pairs = {key: value for key, value in written.items() if _is_digest(key) and _is_digest(value)}
        if pairs:
            yield name, Entry(pairs, about)


def _is_digest(found: object) -> bool:
    return isinstance(found, str) and _DIGEST.fullmatch(found) is not None


def _is_inside(name: object) -> bool:
    r"""Tell whether a name of the list is one of a file in the folder, on any system.

    >>> [_is_inside(name) for name in ("forms/1.1-note.docx", "../a", "/a", "c:a", r"a\..\b", "", "a/.")]
    [True, False, False, False, False, False, False]
    """
    if not isinstance(name, str) or not name or not name.isprintable():
        return False
    path = PurePosixPath(name)
    windows = PureWindowsPath(name)
    plain = path.as_posix() == name and not path.is_absolute() and ".." not in windows.parts
    return plain and not windows.drive and not windows.root and name != "."
