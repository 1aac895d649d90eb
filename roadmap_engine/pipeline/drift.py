"""A folder of adoptions → which school runs which version, and what it has otherwise than the roadmap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model.drift import Drift, SchoolDrift
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.checking import texts_under
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.publishing import list_offers
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.pipeline.source_names import split_source
from roadmap_engine.planning.comparing.drift import describe_drift
from roadmap_engine.storage.roots import Root

__all__ = [
    "Found",
    "drift_of",
    "find_adoptions",
    "find_drift",
    "find_organisations",
    "is_adoption",
    "newest_used",
]

_KEY_OF_ADOPTION = re.compile(rb"""^[{\s]*["']?adoption["']?\s*:""", re.MULTILINE)

_KEY_OF_ORGANISATION = re.compile(rb"""^[{\s]*["']?organisation["']?\s*:""", re.MULTILINE)

_REFUSED = "RM240"
"""A value that a layer may not change; of stages and measures the change itself says so."""

Found = tuple[Path, Root | None]
"""An adoption, and the root of the folder it was found in; none where its reader named it."""


def find_adoptions(folder: Path) -> tuple[Found, ...]:
    """Find every adoption under a folder, the damaged ones too."""
    return tuple((path, root) for path, root in texts_under(folder) if is_adoption(path, root))


def find_organisations(folder: Path) -> tuple[Found, ...]:
    """Find the text of every organisation under a folder, also of those that have adopted nothing yet."""
    return tuple(
        (path, root)
        for path, root in texts_under(folder)
        if not is_adoption(path, root) and _has_key(path, root, _KEY_OF_ORGANISATION)
    )


def _has_key(path: Path, root: Root | None, key: re.Pattern[bytes]) -> bool:
    data, _ = read_bytes(path, root=root)
    return data is not None and key.search(data) is not None


def is_adoption(path: Path, root: Root | None) -> bool:
    """Tell an adoption by its key alone, so that one that is damaged elsewhere is found as well."""
    return _has_key(path, root, _KEY_OF_ADOPTION)


Track = Callable[[Sequence[Found]], Iterable[Found]]
"""Goes through adoptions, and shows somebody how far it has come."""


def find_drift(folder: Path, against: str | None = None, track: Track = iter) -> Outcome[Drift]:
    """Tell what the schools of a folder run and changed; one that cannot be read is told as such.

    Args:
        folder: adoptions lie in it at any depth.
        against: a folder of bundles, an index or a web host that knows the newest versions; the highest
            that any of the schools runs unless given.
        track: goes through the adoptions.
    """
    newest, problems = _newest_offered(against) if against is not None else ({}, ())
    if newest is None:
        return Outcome(None, problems)
    found = find_adoptions(folder)
    if not found:
        return Outcome(None, (*problems, Problem.of("RM849", folder=folder)))
    sources: dict[str, str] = {}
    shared = Shared()
    schools = [_read(path, root, folder, sources, shared) for path, root in track(found)]
    if against is None:
        newest = newest_used(schools)
    known = [replace(school, newest=newest.get(school.roadmap, "")) for school in schools]
    return Outcome(Drift(tuple(known)), problems, sources)


def _read(
    path: Path, root: Root | None, folder: Path, sources: dict[str, str], shared: Shared
) -> SchoolDrift:
    name = path.relative_to(folder).as_posix() if path != folder else path.name
    outcome = read_adoption(path, root=root, shared=shared)
    if outcome.problems:
        # A text that nothing is wrong with needs no excerpts.
        sources.update(outcome.sources)
    read = outcome.value
    if read is None:
        return SchoolDrift(path=name, problems=outcome.problems, is_readable=False)
    return drift_of(name, read, outcome.problems)


def drift_of(path: str, read: ReadAdoption, problems: tuple[Problem, ...]) -> SchoolDrift:
    """Tell what one school runs and changed.

    Args:
        path: how its text is named.
        read: what was read.
        problems: what is wrong with it.
    """
    roadmap = read.assembly.roadmap
    return SchoolDrift(
        path=path,
        adoption=read.adoption.adoption,
        organisation=read.organisation.name.short,
        roadmap=roadmap.id,
        version=roadmap.version,
        changes=describe_drift(
            read.assembly,
            read.adoption,
            read.organisation,
            read.plan,
            published=[text.value for text in read.chain.texts if text.value is not None],
            refused={found.location for found in problems if found.code == _REFUSED},
        ),
        settled=tuple(read.adoption.settled.items()),
        problems=problems,
    )


def _newest_offered(source: str) -> tuple[Mapping[str, str] | None, tuple[Problem, ...]]:
    address, _, _ = split_source(source)
    offers = list_offers(address)
    if offers.value is None:
        return None, offers.problems
    standing = {
        name: [version for version, release in releases.items() if release.withdrawn is None]
        for name, releases in offers.value.items()
    }
    newest = {name: max(versions, key=version_key) for name, versions in standing.items() if versions}
    return newest, offers.problems


def newest_used(schools: Iterable[SchoolDrift]) -> Mapping[str, str]:
    """Give the highest version that any school runs, by roadmap."""
    newest: dict[str, str] = {}
    for school in schools:
        known = newest.get(school.roadmap)
        if school.version and (known is None or version_key(school.version) > version_key(known)):
            newest[school.roadmap] = school.version
    return newest
