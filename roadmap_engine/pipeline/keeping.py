"""What a school keeps of settled measures, verified against the versions it names, where they are at hand.

They lie in `bundles/` beside the adoption, where an update has left them. The network is never asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import Chain, Library, Loaded
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.model import Adoption
from roadmap_engine.overlays import assemble
from roadmap_engine.planning.merging import Transition, Version, index_version
from roadmap_engine.planning.merging.keeping import Altered, find_altered

__all__ = ["verify_kept"]


def verify_kept(text: Loaded[Adoption], chain: Chain, folder: Path) -> tuple[Problem, ...]:
    """Find what is kept otherwise than the version it names said it, and what cannot be verified.

    Args:
        text: the adoption's.
        chain: the texts it stands on.
        folder: the adoption's own.
    """
    adoption = text.value
    named = {} if adoption is None else _named_versions(adoption)
    published = assemble(chain.texts)[0] if named else None
    if adoption is None or published is None:
        return ()
    now = index_version(published)
    found: list[Problem] = []
    for version, names in named.items():
        then = now if version == now.number else _read_version(text, chain, folder, version)
        if then is None:
            found += (_unverified(text, name, version) for name in names)
            continue
        for altered in find_altered(Transition.between(then, now), adoption, version):
            found.append(_tell(text, altered, version, locked=_is_restricted(now, altered)))
    return tuple(found)


def _named_versions(adoption: Adoption) -> Mapping[str, list[str]]:
    named: dict[str, list[str]] = {}
    for name, settled in adoption.settled.items():
        if settled.as_of is not None and (settled.kept is not None or settled.stays is not None):
            named.setdefault(settled.as_of, []).append(name)
    return named


def _read_version(text: Loaded[Adoption], chain: Chain, folder: Path, version: str) -> Version | None:
    from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- only bundles ask for archives and keys

    roadmap = chain.texts[-1].value
    if roadmap is None:
        return None
    shelf, _ = pinning.find_shelf(folder, roadmap.roadmap, version, text.root)
    if not shelf:
        return None
    library = Library((shipped_folder("roadmaps"),), shelf)
    earlier = library.load_chain(f"{roadmap.roadmap}@{version}", beside=folder)
    assembly = assemble(earlier.texts)[0] if earlier.complete else None
    return None if assembly is None else index_version(assembly)


def _is_restricted(now: Version, altered: Altered) -> bool:
    """Tell whether the publishers let a school change it as it likes."""
    allowances = now.assembly.allowances
    if altered.part == "kept":
        return (altered.thing, altered.field) in allowances
    return any(deed in {"add", "remove"} for _, deed in allowances)


def _location(text: Loaded[Adoption], altered: Altered) -> Location:
    inner = ("kept",) if altered.part == "kept" else ("stays", "measure")
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
