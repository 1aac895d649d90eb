"""From the path of a text to a plan: the texts are read, joined, checked, and the plan is drawn."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, assert_never

from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.load import Chain, Library, Loaded, load_file, load_named_organisation, load_organisation
from roadmap_engine.load.files import YAML_ENDINGS
from roadmap_engine.model import Adoption, Assembly, Locations, Organisation, Plan, ProcedureForms
from roadmap_engine.model.published_order import PublishedOrder
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.known import Known, add_known
from roadmap_engine.pipeline.labels import label_files
from roadmap_engine.pipeline.libraries import gather_own_templates, shipped_library
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import add_belongings
from roadmap_engine.pipeline.reading import Reading, read_procedure
from roadmap_engine.planning.drawing import draw_plan, draw_published, weigh_plan, weigh_published
from roadmap_engine.planning.ordering.published import draw_published_order
from roadmap_engine.storage.roots import Root

__all__ = [
    "Published",
    "ReadAdoption",
    "ReadRoadmap",
    "adopt",
    "check_texts",
    "print_roadmap",
    "read_adoption",
    "read_roadmap",
    "shipped_library",
    "texts_under",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Adopted:
    """An adoption with everything it refers to."""

    adoption: Adoption
    organisation: Organisation
    procedure: ProcedureForms
    assembly: Assembly
    locations: Locations
    chain: Chain


@dataclass(frozen=True, slots=True)
class Published:
    """A published text as it stands: its plan, and the order it was issued with, where that is written."""

    plan: Plan
    order: PublishedOrder | None = None


def print_roadmap(name: str, root: Root | None = None) -> Outcome[Published]:
    """Show a published roadmap itself.

    Args:
        name: of a roadmap that comes with the program, or the path of a file.
        root: of the folder it was found in; none where its reader named it.
    """
    reading = Reading()
    read = _read_roadmap(name, reading, root=root)
    if read is None:
        return reading.outcome(None)
    plan, problems = draw_published(read.assembly, labels=label_files(reading.sources, None))
    reading.problems += problems
    published = Published(plan, draw_published_order(read.assembly.roadmap, plan))
    return reading.outcome(None if has_errors(reading.problems) else published)


@dataclass(frozen=True, slots=True)
class ReadRoadmap:
    """A published roadmap with the texts it stands on.

    Attributes:
        chain: the texts, base first.
        assembly: what they come to.
    """

    chain: Chain
    assembly: Assembly


def read_roadmap(name: str, library: Library | None = None, root: Root | None = None) -> Outcome[ReadRoadmap]:
    """Read a published roadmap and check it; it stands even beside errors of sense.

    Args:
        name: of a roadmap of the library, the path of a text, or of a bundle.
        library: where it is looked for; what comes with the program unless given.
        root: of the folder it was found in; none where its reader named it.
    """
    reading = Reading()
    return reading.outcome(_read_roadmap(name, reading, library, root))


def _read_roadmap(
    name: str, reading: Reading, library: Library | None = None, root: Root | None = None
) -> ReadRoadmap | None:
    bundled: Mapping[str, bytes] | None = None
    if library is None and name.endswith(".zip"):
        from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- only bundles ask for archives and keys

        bundle, problems = pinning.read_bundle_file(Path(name), root=root)
        reading.problems += problems
        if bundle is None:
            return None
        bundled = pinning.bundle_templates(bundle)
        name, library = bundle.manifest.roadmap, pinning.bundle_library(bundle, Path(name).parent)
    chain = (library or shipped_library()).load_chain(name, root=root)
    reading.own, unread = gather_own_templates(chain.texts, bundled)
    reading.problems += unread
    for text in chain.texts:
        reading.remember(text)
    reading.problems += chain.problems
    if not chain.complete:
        return None
    assembly, found = assemble(chain.texts)
    reading.problems += found
    if assembly is None:
        return None
    reading.problems += run_checks(assembly)
    too_much = weigh_published(assembly)
    reading.problems += too_much
    return None if too_much else ReadRoadmap(chain, assembly)


@dataclass(frozen=True, slots=True)
class ReadAdoption:
    """An adoption, what it and the roadmap's layers come to, and its plan.

    Attributes:
        chain: the texts it stands on, base first.
        assembly: all layers with its own changes.
        plan: the school's.
    """

    adoption: Adoption
    organisation: Organisation
    chain: Chain
    assembly: Assembly
    plan: Plan


def adopt(path: Path, known: Known | None = None, root: Root | None = None) -> Outcome[Plan]:
    """Make the plan of an adoption; it stands even beside errors, so that it can be shown with them.

    Args:
        path: of the adoption's text.
        known: dates that the text does not have yet.
        root: of the folder it was found in; none where its reader named it.
    """
    read = read_adoption(path, known, root)
    return Outcome(read.value.plan if read.value else None, read.problems, read.sources, read.own)


def read_adoption(path: Path, known: Known | None = None, root: Root | None = None) -> Outcome[ReadAdoption]:
    """Make the plan of an adoption and give it with what it was made of.

    Args:
        path: of the adoption's text.
        known: dates that the text does not have yet.
        root: of the folder it was found in; none where its reader named it.
    """
    reading = Reading()
    adopted = _read_adoption(path, reading, root)
    if adopted is None:
        return reading.outcome(None)
    adoption = adopted.adoption
    if known is not None:
        adoption, unnamed = add_known(adoption, known, adopted.assembly.roadmap)
        reading.problems += unnamed
    too_much = weigh_plan(
        adopted.assembly, adoption, adopted.organisation, adopted.procedure, locations=adopted.locations
    )
    reading.problems += too_much
    if too_much:
        return reading.outcome(None)
    plan, problems = draw_plan(
        adopted.assembly,
        adoption,
        adopted.organisation,
        adopted.procedure,
        labels=label_files(reading.sources, path.parent),
        locations=adopted.locations,
    )
    reading.problems += problems
    return reading.outcome(
        ReadAdoption(adoption, adopted.organisation, adopted.chain, adopted.assembly, plan)
    )


def _read_adoption(path: Path, reading: Reading, root: Root | None) -> _Adopted | None:
    """Read an adoption and all it refers to, so that every fault of any of them is told in one run."""
    text: Loaded[Adoption] = load_file(path, "adoption", root=root)
    reading.take(text)
    adoption = text.value
    if adoption is None:
        return None
    library, chain = _read_chain(text, adoption, path.parent, reading)
    organisations = load_named_organisation(
        path, adoption.organisation, text.locations.of_value(("organisation",)), text.root
    )
    reading.take(*organisations)
    reading.own, missing = add_belongings(reading.own, organisations[0])
    reading.problems += missing
    procedure = read_procedure(text, adoption, library, reading)
    assembly = None
    if chain.complete:
        assembly, problems = assemble(chain.texts, text)
        reading.problems += problems
        if assembly is not None:
            reading.problems += run_checks(assembly)
    organisation = organisations[0].value
    if assembly is None or organisation is None or procedure is None:
        return None
    return _Adopted(adoption, organisation, procedure, assembly, text.locations, chain)


def _read_chain(
    text: Loaded[Adoption], adoption: Adoption, folder: Path, reading: Reading
) -> tuple[Library, Chain]:
    """Read the roadmap an adoption stands on: from the bundle it is pinned to, if it is, and only from it."""
    library = shipped_library()
    bundled: Mapping[str, bytes] | None = None
    if adoption.pinned is not None:
        from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- only bundles ask for archives and keys

        bundle, problems = pinning.read_pinned_bundle(text, folder)
        reading.problems += problems
        if bundle is None:
            return library, Chain((), problems)
        bundled = pinning.bundle_templates(bundle)
        library = pinning.bundle_library(bundle, folder)
    asked_at = text.locations.of_value(("roadmap",))
    chain = library.load_chain(adoption.roadmap, beside=folder, asked_at=asked_at, root=text.root)
    reading.own, unread = gather_own_templates(chain.texts, bundled)
    reading.problems += unread
    for each in chain.texts:
        reading.remember(each)
    reading.problems += chain.problems
    return library, chain


def check_texts(paths: Iterable[Path]) -> Outcome[None]:
    """Find every problem of texts, of folders of texts, and of published roadmaps by name."""
    reading = Reading()
    for path in paths:
        for each, root in texts_under(path):
            _check_text(each, reading, root)
    return reading.outcome(None)


def texts_under(path: Path) -> Iterator[tuple[Path, Root | None]]:
    """Give every text of a folder with the folder's root, or the one that is named."""
    if path.is_dir():
        root = Root.of_folder(path)
        found = sorted(each for each in path.rglob("*") if each.suffix in YAML_ENDINGS)
        yield from ((each, root) for each in found)
    else:
        yield path, None


def _check_text(path: Path, reading: Reading, root: Root | None) -> None:
    """Check one text the way its kind asks for: an adoption and a roadmap with all they stand on."""
    if path.suffix == ".zip" or (not os.path.lexists(path) and not path.suffix):
        _assemble_published(str(path), reading)
        return
    loaded = load_file(path, root=root)
    outcome: Outcome[Any]
    match loaded.kind:
        case "adoption" if loaded.value is not None:
            outcome = adopt(path, root=root)
        case "roadmap" if loaded.value is not None:
            outcome = print_roadmap(str(path), root)
        case "organisation":
            organisation, *others = load_organisation(path, root=root)
            reading.take(organisation, *others)
            reading.problems += add_belongings(reading.own, organisation)[1]
            return
        case "adoption" | "roadmap" | "procedure" | "terms" | "plan" | None:
            reading.take(loaded)
            return
        case _:
            assert_never(loaded.kind)
    reading.problems += outcome.problems
    reading.sources |= outcome.sources


def _assemble_published(name: str, reading: Reading) -> None:
    outcome = print_roadmap(name)
    reading.problems += outcome.problems
    reading.sources |= outcome.sources
