"""What a new text can be made of: roadmaps, procedures, organisations and terms that are at hand.

`read_base` reads the roadmap that was chosen, `locate_schema` finds what an editor needs beside a text.
The texts themselves are written in `load`, the questions asked in the cli.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.load import load_file, load_organisation
from roadmap_engine.load.files import YAML_ENDINGS, read_bytes
from roadmap_engine.load.loaded import TextKind, compose_text
from roadmap_engine.model import Assembly, Locations, Output, Roadmap, Role
from roadmap_engine.model.formats import split_format
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.pinning import bundle_library
from roadmap_engine.pipeline.plans import read_roadmap, shipped_library
from roadmap_engine.pipeline.schemas import draw_schema
from roadmap_engine.planning.drawing.gaps import gap_values
from roadmap_engine.planning.drawing.open_questions import OpenQuestions, find_open_questions
from roadmap_engine.storage.roots import Root

if TYPE_CHECKING:
    # Bundles bring the Word templates with them, which a new organisation has no use for.
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = [
    "KnownThings",
    "Offer",
    "SchemaFile",
    "known_things",
    "locate_schema",
    "offer_organisations",
    "offer_procedures",
    "offer_roadmaps",
    "offer_terms",
    "read_answer_text",
    "read_base",
    "title_key",
    "title_of",
    "usual_questions",
]

_NEAR = 3
_MOST_TEXTS = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose: the name to choose it by, and what it is."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class KnownThings:
    """Roles and documents of published roadmaps, by their titles as `title_key` gives them."""

    roles: Mapping[str, tuple[str, Role]] = field(default_factory=dict)
    outputs: Mapping[str, tuple[str, Output]] = field(default_factory=dict)


def offer_roadmaps(folder: Path) -> tuple[Offer, ...]:
    """List the roadmaps of a folder and those that come with the program, with the versions they have."""
    beside = (str(path) for path in _texts_of(folder, "roadmap"))
    offers: dict[str, Offer] = {}
    for assembly in _assemble((*beside, *shipped_library().roadmap_names())):
        roadmap = assembly.roadmap
        offers.setdefault(roadmap.id, Offer(f"{roadmap.id}@{roadmap.version}", title_of(roadmap)))
    return tuple(offers.values())


def _assemble(names: Iterable[str]) -> Iterator[Assembly]:
    """Join the texts of those roadmaps that can be joined; the others are no offer."""
    library = shipped_library()
    for name in names:
        chain = library.load_chain(name)
        assembly = assemble(chain.texts)[0] if chain.complete else None
        if assembly is not None:
            yield assembly


def known_things() -> KnownThings:
    """Gather what the roadmaps that come with the program call their roles and documents."""
    roles: dict[str, tuple[str, Role]] = {}
    outputs: dict[str, tuple[str, Output]] = {}
    for assembly in _assemble(shipped_library().roadmap_names()):
        for key, role in assembly.roadmap.roles.items():
            roles.setdefault(title_key(role.title), (key, role))
        for key, output in assembly.roadmap.outputs.items():
            outputs.setdefault(title_key(output.title), (key, output))
    return KnownThings(roles, outputs)


def title_key(title: str) -> str:
    """Give what titles are compared by: their words, however they are spaced and capitalised."""
    return " ".join(title.lower().split())


def title_of(roadmap: Roadmap) -> str:
    """Name a roadmap for a list: who issued it, and its title with its own words in the gaps."""
    title = " ".join(fill_gaps(roadmap.title, gap_values(roadmap)).split())
    return f"{roadmap.issuer}: {title}" if roadmap.issuer else title


def offer_procedures() -> tuple[Offer, ...]:
    """List the procedures of the catalogue."""
    library = shipped_library()
    loaded = ((name, library.load_procedure(name).value) for name in library.procedure_names())
    return tuple(Offer(name, f"{text.name}, {text.title}") for name, text in loaded if text is not None)


def offer_organisations(folder: Path) -> tuple[Offer, ...]:
    """List the texts of organisations in a folder."""
    texts, root = _texts_of(folder, "organisation"), Root.of_folder(folder)
    loaded = ((path.name, load_organisation(path, root=root)[0].value) for path in texts)
    return tuple(Offer(name, found.name.short) for name, found in loaded if found is not None)


def offer_terms(folder: Path) -> tuple[str, ...]:
    """List the texts of terms in a folder."""
    return tuple(path.name for path in _texts_of(folder, "terms"))


def _texts_of(folder: Path, kind: str) -> Iterator[Path]:
    try:
        entries = sorted(path for path in folder.iterdir() if path.suffix in YAML_ENDINGS and path.is_file())
    except OSError:
        return
    root = Root.of_folder(folder)
    for path in entries[:_MOST_TEXTS]:
        if load_file(path, root=root).kind == kind:
            yield path


def read_base(name: str, folder: Path, pinned: PinnedBundle | None = None) -> Outcome[Assembly]:
    """Read the roadmap that a new text is to stand on, as the text will find it.

    Args:
        name: id with or without version, or path.
        folder: where the new text will lie.
        pinned: the bundle it is taken from, if it is.
    """
    if pinned is not None:
        read = read_roadmap(pinned.name, bundle_library(pinned.bundle, folder))
    else:
        stem = name.partition("@")[0]
        root = Root.of_folder(folder)
        found = (path for path in _beside(folder, stem) if load_file(path, root=root).kind == "roadmap")
        beside = next(found, None)
        read = read_roadmap(str(beside), root=root) if beside else read_roadmap(name)
    errors = tuple(problem for problem in read.problems if has_errors((problem,)))
    assembly = read.value.assembly if read.value is not None and not errors else None
    return Outcome(assembly, errors, read.sources)


def _beside(folder: Path, stem: str) -> Iterator[Path]:
    paths = (folder / f"{stem}{ending}" for ending in YAML_ENDINGS)
    return (path for path in paths if path.is_file())


def read_answer_text(path: Path) -> Outcome[tuple[Mapping[str, Any], Locations]]:
    """Read a file of answers, which is laid out as the text to be made and may lack any of it."""
    data, problems = read_bytes(path)
    if data is None:
        return Outcome(None, problems)
    text, composed, problems = compose_text(data, str(path))
    sources = {str(path): text} if text is not None else {}
    if composed is None or not composed.whole or has_errors(problems):
        return Outcome(None, problems, sources)
    if not isinstance(composed.value, dict):
        return Outcome(None, (Problem.of("RM132", location=Location(str(path))),), sources)
    answers, _ = split_format(composed.value)
    return Outcome((answers, composed.locations), problems, sources)


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """Where an editor finds the schema of a text, seen from it, and the file to write if there is none."""

    reference: str
    missing: tuple[Path, bytes] | None = None


def locate_schema(kind: TextKind, text: Path) -> SchemaFile:
    """Find the folder `schemas/` beside a text or in one of the folders around it."""
    name = f"schemas/{kind}.schema.json"
    folder = text.absolute().parent
    for around in (folder, *list(folder.parents)[:_NEAR]):
        if (around / name).is_file():
            return SchemaFile(PurePath(os.path.relpath(around / name, folder)).as_posix())
    content = json.dumps(draw_schema(kind), ensure_ascii=False, indent=2) + "\n"
    return SchemaFile(name, (text.parent / name, content.encode()))


def usual_questions() -> OpenQuestions:
    """Gather the units that the roadmaps that come with the program speak of."""
    units: dict[str, str] = {}
    for assembly in _assemble(shipped_library().roadmap_names()):
        units = {**find_open_questions(assembly).units, **units}
    return OpenQuestions(units=units)
