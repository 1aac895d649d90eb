"""What lies in a folder of adoptions → what there belongs to nothing, or was left; nothing is read here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.load.status_logs import join_logs
from roadmap_engine.model.drift import SchoolDrift
from roadmap_engine.model.entry import Entry, StatusLog, StrangeEntry
from roadmap_engine.model.workspace import SeenBundle, SeenFolder
from roadmap_engine.storage.batch_names import RECORD, SUMMARY_LIST
from roadmap_engine.storage.leftovers import is_left
from roadmap_engine.storage.paper_list import LIST_NAME
from roadmap_engine.storage.whole_folder import SIGNED_FOLDER
from roadmap_engine.tracking.evidence import FOLDER

__all__ = ["compare_logs", "find_behind", "find_strays", "find_unfinished", "is_beside", "is_log"]

_BESIDE = re.compile(r"(?P<stem>.+?)\.(?P<kind>status|history)(?P<copy>[^.].*)?\.jsonl", re.DOTALL)
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
"""What Windows puts into folders by itself, without capitals."""


def is_beside(name: str) -> bool:
    """Tell by its name whether a file belongs to an adoption beside it: a log, a history, a copy of one.

    >>> [is_beside(each) for each in ("a.status.jsonl", "a.history (1).jsonl", "a.jsonl")]
    [True, True, False]
    """
    return _BESIDE.fullmatch(name) is not None


def is_log(name: str) -> bool:
    """Tell by its name whether a file is a status log, or a copy of one.

    >>> [is_log(each) for each in ("a.status.jsonl", "a.status (копия).jsonl", "a.history.jsonl")]
    [True, True, False]
    """
    found = _BESIDE.fullmatch(name)
    return found is not None and found["kind"] == "status"


def find_strays(folder: SeenFolder, plans: frozenset[str]) -> Iterator[Problem]:
    """Find what belongs to nothing in a folder.

    Args:
        folder: as it was seen.
        plans: ids of all plans of the workspace, and of roadmaps, whose papers may lie there as well.
    """
    yield from _find_orphans(folder, plans)
    yield from _find_unnamed(folder)
    if left := [name for name in folder.names if is_left(name)]:
        yield Problem.of("RM977", folder=folder.path, names=list_names(left))


def _find_orphans(folder: SeenFolder, plans: frozenset[str]) -> Iterator[Problem]:
    stems = {PurePath(name).stem for name in folder.adoptions}
    for name in folder.names:
        found = _BESIDE.fullmatch(name)
        if found is not None and found["stem"] not in stems:
            text = f"{found['stem']}.yaml"
            owner = Bilingual(f"тексту «{text}»", f"the text «{text}»")
            yield _tell_orphan(folder, name, owner)
    own = frozenset(folder.adoptions.values())
    if "" not in own:
        for plan, act in folder.signed.items():
            if plan not in own:
                yield _tell_orphan(folder, f"{SIGNED_FOLDER}/{act}", _name_plan(plan))
    if folder.papers and folder.papers not in plans:
        yield _tell_orphan(folder, LIST_NAME, _name_plan(folder.papers))


def _tell_orphan(folder: SeenFolder, name: str, owner: Bilingual) -> Problem:
    return Problem.of("RM973", file=PurePath(folder.path) / name, owner=owner)


def _name_plan(plan: str) -> Bilingual:
    return Bilingual(f"плану «{plan}»", f"the plan «{plan}»")


def _find_unnamed(folder: SeenFolder) -> Iterator[Problem]:
    unnamed = [
        name
        for name in folder.evidence
        if PurePath(name).stem not in folder.named
        and not name.startswith(".")
        and name.lower() not in _SYSTEM
    ]
    if unnamed:
        logs = sorted(name for name in folder.names if is_log(name))
        log = logs[0] if logs else "adoption.status.jsonl"
        place = PurePath(folder.path) / FOLDER
        yield Problem.of("RM974", folder=place, names=list_names(unnamed), log=log)
    stands_on = folder.stands_on
    if stands_on is None:
        return
    unused = list_names(each.name for each in folder.bundles if not _is_used(each, stands_on))
    if unused:
        place = PurePath(folder.path) / "bundles"
        yield Problem.of("RM974", folder=place, names=unused, bundles=unused)


def _is_used(bundle: SeenBundle, stands_on: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a text stands on a bundle; one that cannot be read may be the one that is meant."""
    return any(
        roadmap == bundle.roadmap and (not pinned or not bundle.sha256 or pinned == bundle.sha256)
        for roadmap, pinned in stands_on
    )


def find_unfinished(top: str, folders: Sequence[SeenFolder]) -> Iterator[Problem]:
    """Find out whether a run over many schools was cut short: it writes its summary last.

    The folder of one school that was sent on has the record of its papers and no summary; it wants nothing.

    Args:
        top: the folder that was looked through, as messages show it.
        folders: that and all below it.
    """
    plans = [len(each.adoptions) for each in folders if each.adoptions]
    finished = {PurePath(each.path) for each in folders if SUMMARY_LIST in each.names}
    whole = [PurePath(each.path) for each in folders if RECORD in each.names]
    done = sum(finished.isdisjoint((path, *path.parents)) for path in whole)
    if done and len(plans) > 1:
        yield Problem.of("RM972", folder=top, done=done, count=sum(plans))


def compare_logs(logs: Mapping[str, StatusLog]) -> Iterator[Problem]:
    """Find entries that stand in two logs under one id and are not the same; redacted ones are.

    Args:
        logs: by what their files are called.
    """
    seen: dict[str, tuple[str, Entry | StrangeEntry]] = {}
    differing: dict[tuple[str, str], list[str]] = {}
    for name, log in logs.items():
        every: tuple[Entry | StrangeEntry, ...] = (*log.entries, *log.strange)
        for entry in every:
            first, other = seen.setdefault(entry.id, (name, entry))
            if other is not entry and join_logs((other, entry))[1]:
                differing.setdefault((first, name), []).append(entry.id)
    for (first, name), ids in differing.items():
        yield Problem.of("RM976", location=Location(name), log=name, other=first, ids=list_names(ids))


def find_behind(schools: Iterable[SchoolDrift]) -> Iterator[Problem]:
    """Find the schools that run an earlier version than the newest at hand, told once a roadmap."""
    behind: dict[tuple[str, str], list[SchoolDrift]] = {}
    for school in schools:
        if school.is_behind:
            behind.setdefault((school.roadmap, school.newest), []).append(school)
    for (roadmap, newest), those in sorted(behind.items()):
        names = list_names(school.path for school in those)
        yield Problem.of("RM978", roadmap=roadmap, newest=newest, names=names, file=those[0].path)
