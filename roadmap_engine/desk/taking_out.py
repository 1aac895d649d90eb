"""Adoptions in a workspace → all that is theirs, by names under which the command line opens it elsewhere.

Nothing is looked for: a file is taken because a text that was read names it, the log names it, a list of
papers does, or because it belongs beside the adoption by its name. So what lies around, of whoever, stays.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.desk.holding import hold_beside
from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.histories import history_path
from roadmap_engine.load.letters import CONTACTS_NAME, load_contacts
from roadmap_engine.load.signed import read_register
from roadmap_engine.load.status_logs import load_log, status_path
from roadmap_engine.model.entry import EvidenceFile
from roadmap_engine.pipeline.laid_papers import list_laid
from roadmap_engine.pipeline.own_files import BUNDLES
from roadmap_engine.pipeline.plans import ReadAdoption
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.roots import LeadsOutError, Root
from roadmap_engine.storage.whole_folder import RECORD_NAME, SIGNED_FOLDER
from roadmap_engine.tracking.evidence import FOLDER, KINDS

__all__ = ["Taken", "TakenOut", "pack", "take_out"]

_LARGEST = 200 * 1_048_576
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 65_536
_LAST = (FOLDER, SIGNED_FOLDER, BUNDLES)
"""Folders of files that never change once they are there; they are read after the texts, one by one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An adoption that is taken out, with the texts that were read for it.

    Attributes:
        path: of its text.
        read: what it comes to.
        files: that it was made of, folders among them.
    """

    path: Path
    read: ReadAdoption
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What is taken out.

    Attributes:
        held: texts and logs by name, as they stood together.
        later: files that never change, by name, each read when its turn comes.
        told: why nothing is taken.
    """

    held: Mapping[str, bytes]
    later: Mapping[str, Path]
    told: tuple[Problem, ...] = ()


def take_out(
    workspace: Path, adoptions: Iterable[Taken], others: Collection[Path], *, contacts: bool
) -> TakenOut:
    """Gather all that belongs to adoptions.

    Args:
        workspace: the folder that names count from.
        adoptions: those that are taken.
        others: folders of other schools; nothing in them is taken, whoever names it.
        contacts: whether addresses of people go along.
    """
    held: dict[str, bytes] = {}
    later: dict[str, Path] = {}
    for each in adoptions:
        with hold_beside(each.path) as refused:
            if refused:
                return TakenOut({}, {}, refused)
            for path in _list_files(each, contacts=contacts):
                name = _name(workspace, path, others)
                if name is None:
                    continue
                inside = path.relative_to(workspace)
                if inside.parent.name in _LAST or SIGNED_FOLDER in inside.parts:
                    later[name] = path
                else:
                    held[name] = _read(path, workspace) or b""
    return TakenOut(held, later)


def _list_files(taken: Taken, *, contacts: bool) -> Iterator[Path]:
    """List what belongs to an adoption: texts, what happened and shows it, what was signed and filled in."""
    path, beside, plan = taken.path, taken.path.parent, taken.read.plan.plan
    origins = [Path(each) for each in taken.read.own.origins.values()]
    own = (*taken.files, path, status_path(path), history_path(path), *origins)
    yield from (each for each in own if each.is_file())
    yield from sorted((beside / BUNDLES).glob("*.zip"))
    # The log as it goes along, not as it was when somebody read the plan.
    log, _unread = load_log(status_path(path))
    for entry in log.entries:
        for each in entry.evidence:
            if isinstance(each, EvidenceFile):
                found = (beside / FOLDER / f"{each.sha256}.{kind}" for kind in KINDS)
                yield from (file for file in found if file.is_file())
    register, _told = read_register(path, plan)
    for act in register.chain.acts:
        folder = register.folder / register.places[act.id]
        yield from (folder / name for name in (*act.files, RECORD_NAME) if (folder / name).is_file())
    yield from (beside / each.folder / each.name for each in list_laid(path, plan) if each.filled)
    addresses = beside / CONTACTS_NAME
    if contacts and _is_own(addresses, taken.read.organisation.organisation):
        yield addresses


def _is_own(addresses: Path, organisation: str) -> bool:
    """Tell whether a file has addresses of one organisation alone."""
    if not addresses.is_file():
        return False
    known = load_contacts(addresses).value
    return known is not None and known.contacts == organisation and not known.organisations


def _name(workspace: Path, path: Path, others: Collection[Path]) -> str | None:
    """Give the name of a file that may be taken; None of one that is hidden, elsewhere, or of others."""
    real = Path(os.path.realpath(path))
    root = Path(os.path.realpath(workspace))
    if not path.is_relative_to(workspace) or not real.is_relative_to(root):
        return None
    name = path.relative_to(workspace)
    hidden = any(part.startswith(".") for part in (*name.parts, *real.relative_to(root).parts))
    strange = any(real.is_relative_to(os.path.realpath(other)) for other in others)
    return None if hidden or strange else name.as_posix()


def _read(path: Path, workspace: Path) -> bytes | None:
    try:
        return read_file(path, _LARGEST, Root.of_folder(workspace))
    except (LeadsOutError, OSError):
        return None


class _Pipe(io.RawIOBase):
    """Takes in what an archive writes, and gives it away again."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        found, self._parts = b"".join(self._parts), []
        return found


def pack(taken: TakenOut, workspace: Path) -> Iterator[bytes]:
    """Write an archive piece by piece, in the order of names, so that the same files give the same bytes.

    Args:
        taken: what goes in.
        workspace: what no file leads out of.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted({*taken.held, *taken.later}):
            content = taken.held.get(name)
            if content is None:
                content = _read(taken.later[name], workspace)
            if content is None:
                continue
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            with archive.open(entry, "w") as file:
                for begin in range(0, len(content), _CHUNK):
                    file.write(content[begin : begin + _CHUNK])
                    if part := pipe.take():
                        yield part
    yield pipe.take()
