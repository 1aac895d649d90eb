"""Adoptions and folders of them → all that is torn, stray, doubled, left or old; nothing is changed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.codes.tracking import TRACKING_CODES
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.load.histories import find_copies, history_path, load_history
from roadmap_engine.load.status_logs import load_log, status_path
from roadmap_engine.model.drift import SchoolDrift
from roadmap_engine.model.versions import version_key
from roadmap_engine.model.workspace import Examined
from roadmap_engine.pipeline.drift import Track, newest_used
from roadmap_engine.pipeline.duplicates import Checked, find_duplicates
from roadmap_engine.pipeline.histories import keep_history, recall_history
from roadmap_engine.pipeline.identities import read_id
from roadmap_engine.pipeline.libraries import shipped_library
from roadmap_engine.pipeline.migrating import migrate
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.reading import Findings, Shared
from roadmap_engine.pipeline.strays import compare_logs, find_behind, find_strays, find_unfinished
from roadmap_engine.pipeline.workspaces import Looked, look_through
from roadmap_engine.storage.terms import Terms

__all__ = ["examine"]

_SIDES = Bilingual("обе его стороны, не соединённые в Git", "both of its sides that Git left unmerged")
_OF_LOGS = frozenset(code.id for code in TRACKING_CODES)


@dataclass(slots=True)
class _Examination:
    """What was found so far."""

    now: dt.datetime
    reading: Findings = field(default_factory=Findings)
    shared: Shared = field(default_factory=Shared)
    checked: list[Checked] = field(default_factory=list)
    schools: list[SchoolDrift] = field(default_factory=list)


def examine(paths: Iterable[Path], now: dt.datetime, track: Track = iter) -> Outcome[Examined]:
    """Find what is torn, stray, doubled, left behind or of an earlier version; nothing is written.

    What else is wrong with texts, short of errors, `check` tells.

    Args:
        paths: of adoptions, and of folders of them at any depth.
        now: the present instant; calendars are compared with their history as of it.
        track: goes through the adoptions, and shows somebody how far it has come.
    """
    looked = [look_through(path) for path in paths]
    run = _Examination(now)
    of_path = {path: each for each in reversed(looked) for path in each.adoptions}
    found = [(path, each.root) for path, each in sorted(of_path.items())]
    for path, _root in track(found):
        run.schools.append(_examine_adoption(path, of_path[path], run))
    problems = run.reading.problems
    problems += find_duplicates(run.checked)
    folders = {folder: seen for each in looked for folder, seen in each.folders.items()}
    plans = frozenset(_list_plans(looked))
    for seen in folders.values():
        problems += find_strays(seen, plans)
    for each in looked:
        problems += find_unfinished(str(each.top), tuple(each.folders.values()))
    problems += (told for each in looked for told in each.problems)
    problems += compare_logs({name: log for each in looked for name, log in sorted(each.logs.items())})
    schools = _with_newest(run.schools, looked)
    problems += find_behind(schools)
    problems += _find_earlier({text for each in looked for text in each.texts})
    unknown = tuple(told for each in looked for told in each.unknown)
    told_apart = {(told.code, told.location) for told in unknown}
    problems[:] = [told for told in problems if (told.code, told.location) not in told_apart]
    problems += (Problem.of("RM849", folder=each.top) for each in looked if not each.adoptions)
    return run.reading.outcome(Examined(tuple(schools), unknown))


def _examine_adoption(path: Path, looked: Looked, run: _Examination) -> SchoolDrift:
    """Read an adoption with its log and its history; of its problems those are kept that matter here."""
    outcome = read_adoption(path, root=looked.root, shared=run.shared)
    read = outcome.value
    told = [each for each in outcome.problems if each.severity is Severity.ERROR or each.code in _OF_LOGS]
    if read is None:
        # The log of a text that comes to no plan is looked at all the same.
        told += load_log(status_path(path))[1]
    else:
        told += _examine_history(path, read, looked, run)
    run.reading.problems += told
    if told:
        run.reading.sources.update(outcome.sources)
    if read is None:
        return SchoolDrift(path=str(path), problems=tuple(told), is_readable=False)
    roadmap = read.assembly.roadmap
    return SchoolDrift(
        path=str(path),
        adoption=read.adoption.adoption,
        organisation=read.organisation.name.short,
        roadmap=roadmap.id,
        version=roadmap.version,
        problems=tuple(told),
    )


def _examine_history(path: Path, read: ReadAdoption, looked: Looked, run: _Examination) -> Iterator[Problem]:
    """Compare the history of an adoption's calendars with its copies, and with the calendars at hand."""
    history = history_path(path)
    copies, damaged = load_history(history)
    run.checked.append(Checked.of(path, read, copies))
    yield from damaged
    kept = keep_history(path, read.plan, run.now).value if copies else None
    if kept is None:
        return
    beside = find_copies(history)
    if kept.read != copies[0]:
        others = list_names(each.name for each in beside) or _SIDES
        yield Problem.of("RM975", file=history, others=others)
    elif beside:
        names = list_names(each.name for each in beside)
        yield Problem.of("RM974", folder=path.parent, names=names, copies=names, history=history.name)
    for folder, seen in looked.folders.items():
        if seen.papers == read.plan.plan:
            # As the next build would; nothing of it is written.
            terms = Terms(read.plan.plan, run.now.date())
            if recall_history(kept, read.plan, folder, terms)[1]:
                yield Problem.of("RM975", file=history, others=str(folder))


def _list_plans(looked: Sequence[Looked]) -> Iterator[str]:
    """Give the ids of all adoptions, and of the roadmaps that are shipped or lie there."""
    yield from shipped_library().roadmap_names()
    for each in looked:
        for seen in each.folders.values():
            yield from filter(None, seen.adoptions.values())
            yield from (bundle.roadmap for bundle in seen.bundles)
        yield from filter(None, (read_id(path, each.root, "roadmap") for path in each.texts))


def _with_newest(schools: Sequence[SchoolDrift], looked: Sequence[Looked]) -> tuple[SchoolDrift, ...]:
    """Give with each adoption the highest version of its roadmap that is used, lies there or is shipped."""
    newest = dict(newest_used(schools))
    bundles = [
        (each.roadmap, each.version)
        for one in looked
        for seen in one.folders.values()
        for each in seen.bundles
        if each.version
    ]
    for roadmap, version in (*bundles, *_list_shipped(newest)):
        if roadmap in newest and version_key(version) > version_key(newest[roadmap]):
            newest[roadmap] = version
    return tuple(replace(school, newest=newest.get(school.roadmap, "")) for school in schools)


def _list_shipped(wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    library = shipped_library()
    for name in sorted(set(wanted) & set(library.roadmap_names())):
        value = library.load_roadmap(name).value
        if value is not None and value.version:
            yield name, value.version


def _find_earlier(texts: Iterable[Path]) -> Iterator[Problem]:
    """Find the texts that `migrate` would write otherwise."""
    earlier = [str(each.path) for each in migrate(sorted(texts)).value or () if each.fate == "migrated"]
    if earlier:
        folder = os.path.commonpath([Path(each).parent for each in earlier])
        yield Problem.of("RM979", names=list_names(earlier), folder=folder or ".")
