"""A folder on a disk → what lies in it as far as it is the program's, and what could not be looked at.

No link is followed into another folder, nothing but files is opened, and a folder that the system shows
nobody is told like a file that cannot be read.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import load_file
from roadmap_engine.load.files import explain_unread, is_text
from roadmap_engine.load.signed import read_register
from roadmap_engine.load.status_logs import read_log, read_log_bytes
from roadmap_engine.model import Adoption
from roadmap_engine.model.entry import EvidenceFile, StatusLog
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.workspace import SeenBundle, SeenFolder
from roadmap_engine.pipeline.drift import is_adoption
from roadmap_engine.pipeline.identities import read_id
from roadmap_engine.pipeline.own_files import BUNDLES
from roadmap_engine.pipeline.pinning import read_bundle_file
from roadmap_engine.pipeline.strays import is_beside, is_log
from roadmap_engine.storage.at_work import is_held
from roadmap_engine.storage.leftovers import HOLDER_NAME, LOCK_NAME, is_left
from roadmap_engine.storage.opening import refuse_other_things
from roadmap_engine.storage.paper_list import LIST_NAME, load_list
from roadmap_engine.storage.roots import LeadsOutError, Root
from roadmap_engine.storage.whole_folder import SIGNED_FOLDER
from roadmap_engine.tracking.evidence import FOLDER

__all__ = ["Looked", "look_through"]

_BUNDLE = re.compile(r"(?P<roadmap>.+)-(?P<version>\d+\.\d+\.\d+)\.zip", re.ASCII)
_CONTENT = re.compile(r"[0-9a-f]{64}")
_OWN_FOLDERS = (FOLDER, BUNDLES, SIGNED_FOLDER)


@dataclass(slots=True)
class Looked:
    """What was seen of a path.

    Attributes:
        top: the path.
        root: what nothing leads out of; None where an adoption was named itself.
        folders: what lies in each folder.
        texts: that can be read, adoptions among them.
        adoptions: those that were asked about.
        logs: every status log and every copy of one, by its path.
        problems: what is wrong with signed acts.
        unknown: what could not be looked at, and why.
    """

    top: Path
    root: Root | None
    folders: dict[Path, SeenFolder] = field(default_factory=dict)
    texts: list[Path] = field(default_factory=list)
    adoptions: list[Path] = field(default_factory=list)
    logs: dict[str, StatusLog] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Problem] = field(default_factory=list)


def look_through(path: Path) -> Looked:
    """Look through a folder at any depth, or at what lies beside an adoption; nothing is changed.

    Args:
        path: of the folder, or of the adoption's text.
    """
    alone = not path.is_dir()
    top = path.parent if alone else path
    looked = Looked(path, None if alone else Root.of_folder(path))
    guard = looked.root or Root.around(path)
    held = dict(_walk(top, guard, looked, deep=not alone))
    for folder, names in held.items():
        if folder.name in _OWN_FOLDERS and folder.parent in held:
            looked.folders[folder] = SeenFolder(str(folder), tuple(filter(is_left, names)))
        else:
            looked.folders[folder] = _look_at(folder, names, held, guard, looked)
    if alone:
        looked.adoptions = [path]
    return looked


def _walk(top: Path, guard: Root, looked: Looked, *, deep: bool) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Give each folder with the names of the files in it that can be read, or need not be."""

    def refused(fault: OSError) -> None:
        looked.unknown.append(_explain(fault, Path(os.fsdecode(fault.filename or top))))

    # Folder by folder: folders may lie deeper in each other than functions may call each other.
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        _place, inside, files = next(os.walk(folder, onerror=refused), (folder, (), ()))
        found = sorted(inside)
        wanted = [name for name in found if not is_left(name)]
        if not deep:
            wanted = [name for name in wanted if folder == top and name in _OWN_FOLDERS]
        waiting += [folder / name for name in reversed(wanted) if _is_entered(folder / name, guard, looked)]
        # Whoever is at work here now, a portal that is served, has left nothing.
        at_work = {LOCK_NAME, HOLDER_NAME} if LOCK_NAME in files and is_held(folder) else set()
        names = [
            name
            for name in sorted(set(files) - at_work)
            if not _is_ours(folder, name) or _is_read(folder / name, guard, looked)
        ]
        yield folder, (*names, *filter(is_left, found))


def _is_ours(folder: Path, name: str) -> bool:
    return folder.name in (FOLDER, BUNDLES) or is_text(Path(name)) or is_beside(name) or name == LIST_NAME


def _is_entered(folder: Path, guard: Root, looked: Looked) -> bool:
    """Tell whether to look into a folder; a link to another one is told where it leads out."""
    try:
        if not folder.is_symlink():
            return True
        guard.admit(folder)
    except (LeadsOutError, OSError) as fault:
        looked.unknown.append(_explain(fault, folder))
    return False


def _is_read(path: Path, guard: Root, looked: Looked) -> bool:
    try:
        # Where somebody names a text herself, it is her affair how it is reached.
        real = refuse_other_things(path, guard if path != looked.top else None)
        if not os.access(real, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    except (LeadsOutError, OSError, ValueError) as fault:
        looked.unknown.append(_explain(fault, path))
        return False
    return True


def _explain(fault: LeadsOutError | OSError | ValueError, path: Path) -> Problem:
    return explain_unread(fault, path, Location(str(path)))


def _look_at(
    folder: Path, names: tuple[str, ...], held: Mapping[Path, tuple[str, ...]], guard: Root, looked: Looked
) -> SeenFolder:
    texts = [folder / name for name in names if is_text(Path(name))]
    looked.texts += texts
    adoptions = {path.name: read_id(path, guard) or "" for path in texts if is_adoption(path, guard)}
    if looked.top in texts:
        adoptions[looked.top.name] = read_id(looked.top) or ""
    looked.adoptions += [folder / name for name in adoptions]
    named: set[str] = set()
    for name in filter(is_log, names):
        named |= _read_log(folder / name, guard, looked)
    bundles = tuple(
        _read_bundle(folder / BUNDLES / name, guard)
        for name in held.get(folder / BUNDLES, ())
        if name.endswith(".zip")
    )
    return SeenFolder(
        str(folder),
        names,
        adoptions,
        held.get(folder / FOLDER, ()),
        frozenset(named),
        bundles,
        _find_bases(texts, guard) if bundles else (),
        _find_signed(folder, adoptions.values(), guard, looked) if folder / SIGNED_FOLDER in held else {},
        load_list(folder / LIST_NAME)[0].plan if LIST_NAME in names else "",
    )


def _read_log(path: Path, guard: Root, looked: Looked) -> set[str]:
    """Read a log or a copy of one; gives the contents of the files it names."""
    data, unread = read_log_bytes(path, guard)
    if data is None:
        looked.unknown += unread
        return set()
    log, _told = read_log(data, str(path))
    looked.logs[str(path)] = log
    named = {
        each.sha256 for entry in log.entries for each in entry.evidence if isinstance(each, EvidenceFile)
    }
    # What a newer version has written names its files in whatever way.
    return named.union(*(_CONTENT.findall(each.words) for each in log.strange))


def _read_bundle(path: Path, guard: Root) -> SeenBundle:
    bundle, _problems = read_bundle_file(path, root=guard)
    found = _BUNDLE.fullmatch(path.name)
    roadmap, version = (found["roadmap"], found["version"]) if found is not None else ("", "")
    if bundle is None:
        return SeenBundle(path.name, roadmap, version)
    return SeenBundle(path.name, bundle.manifest.roadmap, bundle.manifest.version, bundle.sha256)


def _find_bases(texts: list[Path], guard: Root) -> tuple[tuple[str, str], ...] | None:
    """Find what texts stand on; None where one of them cannot be understood."""
    bases: list[tuple[str, str]] = []
    for path in texts:
        loaded = load_file(path, root=guard)
        if loaded.kind not in ("adoption", "roadmap"):
            continue
        value = loaded.readable.value if loaded.readable is not None else None
        if not isinstance(value, Adoption | RoadmapText):
            return None
        if value.stands_on is not None:
            bases.append((value.stands_on.partition("@")[0], value.pinned.sha256 if value.pinned else ""))
    return tuple(bases)


def _find_signed(folder: Path, plans: Iterable[str], guard: Root, looked: Looked) -> dict[str, str]:
    """Find whose acts lie in `signed/`, and what is wrong with them."""
    found: dict[str, str] = {}
    for plan in list(plans) or [""]:
        register, problems = read_register(folder / "adoption.yaml", plan, guard)
        looked.problems += problems
        found |= register.others
        if register.chain.acts:
            found[plan] = next(iter(register.places.values()))
    return found
