"""What a school keeps of settled measures, verified against the versions it names, where they are at hand.

They lie in `bundles/` beside the adoption, where an update has left them. The network is never asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from roadmap_engine.deadlines import Context
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import Chain, Loaded
from roadmap_engine.model import Adoption, Assembly, Measure, Permit, Stage
from roadmap_engine.model.breaches import find_breaches
from roadmap_engine.model.fields import MOVE
from roadmap_engine.model.judging import judge_change
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.overlays import assemble
from roadmap_engine.overlays.former import remember_exchanged, remember_names
from roadmap_engine.planning.merging import Transition, Version, index_version
from roadmap_engine.planning.merging.case import in_words
from roadmap_engine.planning.merging.keeping import Altered, find_altered, judge_as_of
from roadmap_engine.years.moved import Moving

__all__ = ["verify_kept"]


def verify_kept(
    text: Loaded[Adoption], chain: Chain, assembly: Assembly, folder: Path
) -> tuple[Problem, ...]:
    """Find what is kept or changed otherwise than the version it names allows, and what cannot be verified.

    Args:
        text: the adoption's.
        chain: the texts it stands on.
        assembly: the roadmap as the school has it.
        folder: the adoption's own.
    """
    adoption = text.value
    named = {} if adoption is None else _named_versions(adoption, assembly)
    if adoption is None or not named:
        return ()
    published = assemble(chain.texts, moving=adoption.moving)[0]
    if published is None:
        return ()
    known = remember_names(published.roadmap, adoption.former)
    known = remember_exchanged(known, adoption.known_as)
    now = index_version(replace(published, roadmap=known))
    found: list[Problem] = []
    for version, names in named.items():
        changes = [each for each in _changes_as_of(assembly) if each.as_of == version]
        then = now if version == now.number else _read_version(text, chain, folder, version, now, adoption)
        if then is None:
            found += (_unverified(text, name, version) for name in names)
            found += find_breaches(_judged_now(changes, now, adoption))
            continue
        transition = Transition.between(then, now)
        for altered in find_altered(transition, adoption, version):
            found.append(_tell(text, altered, version, locked=_is_restricted(now, altered, adoption)))
        homes = {measure.id: stage.id for stage in assembly.roadmap.stages for measure in stage.measures}
        for change in changes:
            allowed = judge_as_of(transition, change, homes.get(change.thing, ""), adoption)
            found += _tell_change(change, now, adoption, allowed=allowed)
    return tuple(found)


def _named_versions(adoption: Adoption, assembly: Assembly) -> Mapping[str, list[str]]:
    changed = {each.thing for each in _changes_as_of(assembly)}
    named: dict[str, list[str]] = {}
    for name, settled in adoption.settled.items():
        kept = any(each is not None for each in (settled.kept, settled.stands, settled.stays))
        if settled.as_of is not None and (kept or name in changed):
            named.setdefault(settled.as_of, []).append(name)
    return named


def _changes_as_of(assembly: Assembly) -> Iterator[LocalChange]:
    """Give the school's changes that the version it stands on does not judge."""
    version = assembly.roadmap.version
    return (each for each in assembly.changes if each.as_of not in (None, version) and each.permission)


def _year(adoption: Adoption) -> Context:
    return Context(year=adoption.school_year)


def _judged_now(changes: Iterable[LocalChange], now: Version, adoption: Adoption) -> Iterator[LocalChange]:
    """Give changes with the verdict of the version the school stands on."""
    for each in changes:
        if each.permission is not None:
            yield judge_change(each, each.permission.permit, now.assembly.vocabulary, _year(adoption))


def _tell_change(
    change: LocalChange, now: Version, adoption: Adoption, *, allowed: bool | None
) -> Iterator[Problem]:
    """Say that a change was not allowed, or that only an earlier version allowed it."""
    field = MOVE.name if change.kind == "moved" else change.field
    for breach in find_breaches(_judged_now((change,), now, adoption)):
        value = change.after.title if isinstance(change.after, (Measure, Stage)) else change.after
        yield Problem.of(
            "RM758" if allowed is False else "RM757",
            location=change.place,
            related=breach.related,
            key=f"{change.thing}.{field}" if field else change.thing,
            value=dict(breach.arguments).get("after") or in_words(value),
            version=change.as_of or "",
            now=now.number,
        )


def _read_version(
    text: Loaded[Adoption], chain: Chain, folder: Path, version: str, now: Version, adoption: Adoption
) -> Version | None:
    """Read the version that something stands as of, if its bundle is at hand.

    One of another year than the plan may have been moved: what is kept tells in which year's words it was.
    """
    from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- only bundles ask for archives and keys

    roadmap = chain.texts[-1].value
    if roadmap is None:
        return None
    bundle = next(pinning.bundles_beside(folder, f"{roadmap.roadmap}@{version}", text.root), (None,))[0]
    if bundle is None:
        return None
    earlier = pinning.bundle_library(bundle, folder).load_chain(f"{roadmap.roadmap}@{version}")
    assembly = assemble(earlier.texts)[0] if earlier.complete else None
    if assembly is None:
        return None
    versions, year = [index_version(assembly)], adoption.school_year
    for written in {assembly.written, *assembly.years} - {None, year}:
        moved = assemble(earlier.texts, moving=Moving(written, year))[0] if written is not None else None
        versions += [index_version(moved)] if moved is not None else []

    def altered(each: Version) -> int:
        return len(tuple(find_altered(Transition.between(each, now), adoption, version)))

    return min(versions, key=altered)


def _is_restricted(now: Version, altered: Altered, adoption: Adoption) -> bool:
    """Tell whether the publishers let a school change it as it likes."""
    day, assembly = adoption.dated_on, now.assembly
    if altered.part == "kept":
        return assembly.permit(altered.thing, altered.field, day) is not Permit.FREE
    deeds = (each for each in assembly.allowances if each[1] in {"add", "move", "remove"})
    return any(assembly.permit(*each, day) is not Permit.FREE for each in deeds)


def _location(text: Loaded[Adoption], altered: Altered) -> Location:
    inner = (altered.part, "measure") if altered.part == "stays" else (altered.part,)
    return text.locations.of_value(("settled", altered.thing, *inner, altered.field))


def _tell(text: Loaded[Adoption], altered: Altered, version: str, *, locked: bool) -> Problem:
    key = f"settled.{altered.thing}.{altered.part}"
    return Problem.of(
        "RM750" if locked else "RM751",
        location=_location(text, altered),
        key=f"{key}.{altered.field}" if altered.field else key,
        version=version,
        then=altered.then,
        kept=altered.kept,
    )


def _unverified(text: Loaded[Adoption], name: str, version: str) -> Problem:
    roadmap = text.value.roadmap.partition("@")[0] if text.value is not None else ""
    file = f"bundles/{roadmap}-{version}.zip"
    return Problem.of(
        "RM752", location=text.locations.of_key(("settled", name)), name=name, version=version, file=file
    )
