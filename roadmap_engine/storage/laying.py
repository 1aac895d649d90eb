"""Papers laid into a folder as was settled: each whole or not at all, none over what changed meanwhile.

The list goes first, with what may lie there while the run is under way, and again last. A run that is
killed in between leaves under each name the old file or the new one, and the next run knows both for the
program's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.storage.acts import Leave, Put, Remove, Stay
from roadmap_engine.storage.aside import kept_names
from roadmap_engine.storage.paper_list import Entry, PaperList, digest, render_list
from roadmap_engine.storage.settling import Settlement, settle
from roadmap_engine.storage.standing import Kind, look_at
from roadmap_engine.storage.terms import Terms
from roadmap_engine.storage.writing import replace_file, sweep_leftovers

__all__ = ["lay", "write_folder"]

_REFUSED = (PermissionError, FileExistsError, IsADirectoryError, NotADirectoryError)
"""What the system says of one file that is held, or of what else is in its place."""


def write_folder(folder: Path, papers: Mapping[str, bytes], terms: Terms) -> tuple[Problem, ...]:
    """Settle what becomes of the papers of one run, and lay them.

    Args:
        folder: made if it is missing; whoever calls holds it.
        papers: content by name; a name may hold a folder, `forms/1.1-analytic-note.docx`.
        terms: on what terms.

    Returns:
        Why nothing was written; or, as notices, what was left and why, and what was kept.
    """
    settlement, problems = settle(folder, papers, terms)
    return problems if settlement is None else lay(settlement)


def lay(settlement: Settlement) -> tuple[Problem, ...]:
    """Do what was settled; gives what was left and why, and what was kept.

    Raises:
        OSError: the disk is full, or the folder cannot be written; what is written till then is whole.
    """
    folder = settlement.folder
    _sweep(settlement)
    path, plan = folder / settlement.terms.list_name, settlement.terms.plan
    _write_list(path, PaperList(plan, dict(_begin(settlement))))
    layer = _Layer(settlement)
    entries: dict[str, Entry] = {}
    for act in settlement.acts:
        entry = layer.do(act)
        if entry is not None:
            entries[act.name] = entry
    _write_list(path, PaperList(plan, entries))
    return (*settlement.told, *layer.told, *_say_unchanged(folder, layer.unchanged))


def _begin(settlement: Settlement) -> Iterable[tuple[str, Entry]]:
    """Give what the list says while the run is under way: all that may have been left under each name."""
    for act in settlement.acts:
        match act:
            case Stay() | Remove():
                yield act.name, act.entry
            case Leave():
                if act.entry is not None:
                    yield act.name, act.entry
            case Put():
                former = settlement.known.entries.get(act.name)
                written = dict(former.written) if former else {}
                yield act.name, Entry({**written, digest(act.content): act.drawn}, act.about)
            case _:
                assert_never(act)


def _write_list(path: Path, papers: PaperList) -> None:
    content = render_list(papers)
    if look_at(path.parent, path.name).content != content:
        replace_file(path, content)


def _sweep(settlement: Settlement) -> None:
    """Remove the parts that a killed run left behind, where the program writes and nowhere else."""
    folders = {Path(act.name).parent for act in settlement.acts if _is_within(settlement.folder, act.name)}
    for inside in {Path(), *folders}:
        sweep_leftovers(settlement.folder / inside, deep=False)


def _is_within(folder: Path, name: str) -> bool:
    return look_at(folder, name).kind is not Kind.OTHER


def _say_unchanged(folder: Path, names: list[str]) -> tuple[Problem, ...]:
    return (Problem.of("RM706", files=list_names(str(folder / name) for name in names)),) if names else ()


class _Layer:
    """Does act after act, and keeps what is to be told."""

    def __init__(self, settlement: Settlement) -> None:
        self.folder, self.known = settlement.folder, settlement.known
        self.today = settlement.terms.today
        self.told: list[Problem] = []
        self.unchanged: list[str] = []

    def do(self, act: Stay | Put | Leave | Remove) -> Entry | None:
        """Do one act; gives what the list is to say of the file."""
        match act:
            case Stay():
                return act.entry
            case Leave():
                if act.problem is None:
                    self.unchanged.append(act.name)
                else:
                    self.told.append(act.problem)
                return act.entry
            case Put():
                return self._put(act)
            case Remove():
                return self._remove(act)
            case _:
                assert_never(act)

    def _put(self, act: Put) -> Entry | None:
        try:
            done = self._replace(act)
        except _REFUSED:
            self._tell("RM730", act.name)
            done = False
        return (
            Entry({digest(act.content): act.drawn}, act.about) if done else self.known.entries.get(act.name)
        )

    def _replace(self, act: Put) -> bool:
        if look_at(self.folder, act.name).digest != act.over:
            # Somebody has saved it since it was looked at.
            self._tell("RM738", act.name)
            return False
        kept = self._keep(act, act.kept) if act.kept is not None else ""
        replace_file(self.folder / act.name, act.content)
        if kept:
            self._tell(act.keeping, act.name, kept=kept)
        self.told += act.told
        return True

    def _keep(self, act: Put, content: bytes) -> str:
        """Keep what gives way under another name, unless it is kept already; gives the name."""
        for name in kept_names(act.name, self.today):
            standing = look_at(self.folder, name)
            if standing.kind is Kind.NOTHING:
                replace_file(self.folder / name, content)
                return name
            if standing.kind is Kind.FILE and standing.content == content:
                return name
        raise AssertionError(act.name)  # names never end

    def _remove(self, act: Remove) -> Entry | None:
        if look_at(self.folder, act.name).digest != act.over:
            self._tell("RM738", act.name)
            return act.entry
        try:
            (self.folder / act.name).unlink()
        except _REFUSED:
            self._tell("RM730", act.name)
            return act.entry
        return None

    def _tell(self, code: str, name: str, **more: Any) -> None:
        self.told.append(Problem.of(code, file=self.folder / name, **more))
