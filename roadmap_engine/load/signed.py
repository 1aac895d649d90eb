"""The folder `signed/` beside an adoption → the acts in it, each with its files verified.

It lies on a disk that several people share, so it is read as a stranger's: nothing inside is reached over a
link, a record names no paths, and what it says of a file is believed where the file's hash agrees. A folder
that cannot be understood is told, and the others are read all the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import SIGNED_ACTS, SIGNED_BYTES, SIGNED_FILE
from roadmap_engine.model.formats import FORMAT_KEY, FORMATS, FileKind, is_format, refuse_newer, split_format
from roadmap_engine.model.json_text import read_json
from roadmap_engine.model.signed_act import PLAN_FILE, DraftAct, SignedAct, SignedFile
from roadmap_engine.model.signed_chain import Chain, Unclear, fold_acts
from roadmap_engine.storage.opening import explain_refusal
from roadmap_engine.storage.paper_list import digest
from roadmap_engine.storage.roots import LeadsOutError, Root
from roadmap_engine.storage.standing import Kind, look_at
from roadmap_engine.storage.whole_folder import RECORD_NAME, SIGNED_FOLDER

__all__ = ["Register", "read_draft", "read_register", "register_of", "render_record"]

_SEAL = "seal"
_UNREAD = frozenset({"RM108", "RM910", "RM911"})
Record = TypeVar("Record", SignedAct, DraftAct)


@dataclass(frozen=True, slots=True)
class Register:
    """What was signed of one adoption.

    Attributes:
        folder: `signed/`; it may be missing.
        chain: the acts.
        places: the name of each act's folder, by the act's id.
        plans: plan.json as it was signed, by the act's id, where it still is what was signed.
        taken: the names of all folders there, whoever's, without capitals.
        others: ids of the other plans whose acts lie there, each with the first of their folders.
    """

    folder: Path
    chain: Chain = Chain()  # noqa: RUF009 -- frozen
    places: Mapping[str, str] = frozendict()
    plans: Mapping[str, bytes] = field(default=frozendict(), repr=False)
    taken: frozenset[str] = frozenset()
    others: Mapping[str, str] = frozendict()


def register_of(adoption: Path) -> Path:
    """Give the folder that the signed papers of an adoption lie in."""
    return adoption.parent / SIGNED_FOLDER


def read_register(
    path: Path, adoption: str, root: Root | None = None
) -> tuple[Register, tuple[Problem, ...]]:
    """Read what was signed of an adoption.

    Args:
        path: of the adoption's text.
        adoption: its id; acts of others in the same folder are passed over.
        root: what the folder must not lead out of; none where its reader named the adoption.
    """
    folder = register_of(path)
    try:
        if root is not None:
            root.admit(folder)
    except LeadsOutError as fault:
        return Register(folder, Chain(state=Unclear())), (explain_refusal(fault, folder),)
    names = sorted(_list_folders(folder))
    taken = frozenset(name.casefold() for name in names)
    if len(names) > SIGNED_ACTS.most:
        told = Problem.of("RM918", folder=folder, found=len(names), limit=SIGNED_ACTS.most)
        return Register(folder, Chain(state=Unclear()), taken=taken), (told,)
    problems: list[Problem] = []
    acts: list[SignedAct] = []
    places: dict[str, str] = {}
    others: dict[str, str] = {}
    plans: dict[str, bytes] = {}
    for name in names:
        act, found = _read_act(folder, name)
        problems += found
        if act is None or act.adoption != adoption:
            if act is not None:
                others.setdefault(act.adoption, name)
            continue
        acts.append(act)
        places.setdefault(act.id, name)
        plan, found = _verify(folder, name, act)
        problems += found
        if plan is not None:
            plans[act.id] = plan
    chain, found = fold_acts(acts)
    if any(problem.code in _UNREAD for problem in problems):
        # What cannot be read may be the act that counts.
        chain = Chain(chain.acts, Unclear())
    register = Register(folder, chain, frozendict(places), frozendict(plans), taken, frozendict(others))
    return register, (*problems, *found)


def _list_folders(folder: Path) -> Iterator[str]:
    """Give the folders of the register; a file beside them, and what a killed run left, are none."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    yield entry.name
    except OSError:
        return


def _read_act(folder: Path, name: str) -> tuple[SignedAct | None, tuple[Problem, ...]]:
    standing = look_at(folder, f"{name}/{RECORD_NAME}", SIGNED_BYTES.most)
    if standing.kind is Kind.NOTHING:
        # A folder without any paper of an act is somebody's own.
        told = Problem.of("RM911", folder=folder / name, name=RECORD_NAME)
        return None, (told,) if _has_papers(folder / name) else ()
    return _read_record(standing.content, "signed", SignedAct, str(folder / name / RECORD_NAME))


def _has_papers(folder: Path) -> bool:
    return any(os.path.lexists(folder / file) for file in get_args(SignedFile))


def read_draft(folder: Path, name: str) -> tuple[DraftAct | None, tuple[Problem, ...]]:
    """Read what an order in a folder was drawn from."""
    content = look_at(folder, name, SIGNED_BYTES.most).content
    return _read_record(content, "draft", DraftAct, str(folder / name))


def _read_record(
    content: bytes, kind: FileKind, record: type[Record], file: str
) -> tuple[Record | None, tuple[Problem, ...]]:
    unreadable = Problem.of("RM910", file=file)
    try:
        tree, number = split_format(read_json(content.decode("utf-8-sig"), most=SIGNED_BYTES.most))
        if newer := refuse_newer(kind, number, file=file):
            return None, (newer,)
        if not is_format(kind, number) or not isinstance(tree, dict):
            return None, (unreadable,)
        if tree.pop(_SEAL, None) != _seal(tree):
            return None, (unreadable,)
        return record.model_validate_json(json.dumps(tree)), ()
    except ValueError:
        return None, (unreadable,)


def render_record(record: SignedAct | DraftAct) -> bytes:
    """Write a record of ours."""
    kind: FileKind = "signed" if isinstance(record, SignedAct) else "draft"
    tree = record.model_dump(mode="json", exclude_defaults=True)
    said = {FORMAT_KEY: FORMATS[kind], **tree, _SEAL: _seal(tree)}
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _seal(tree: dict[str, Any]) -> str:
    """Give the SHA-256 of what a record says, so that a number corrected in an editor is told too."""
    return digest(json.dumps(tree, sort_keys=True).encode())


def _verify(folder: Path, name: str, act: SignedAct) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Compare the files of an act with their hashes; gives its plan where that is as it was signed."""
    plan: bytes | None = None
    problems = []
    for file, signed in act.files.items():
        standing = look_at(folder, f"{name}/{file}", SIGNED_FILE.most)
        if standing.kind is Kind.FILE and standing.digest == signed:
            plan = standing.content if file == PLAN_FILE else plan
            continue
        code = "RM913" if standing.kind is Kind.NOTHING else "RM912"
        problem = Problem.of(code, file=folder / name / file)
        # Whatever was done to a paper, the chain stands; without the plan nothing can be compared with it.
        needed = file == PLAN_FILE and act.undone is None
        problems.append(problem if needed else problem.lessen())
    return plan, tuple(problems)
