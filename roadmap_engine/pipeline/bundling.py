"""A published roadmap to the bundle that holds all it needs: its texts, its Word templates, the schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frozendict import frozendict

from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.load import Loaded
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.model import Roadmap
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.faults import check_own_templates
from roadmap_engine.pipeline.labels import label_files
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import BUNDLES, OwnFiles
from roadmap_engine.pipeline.pinning import bundle_library, read_below, vouch_for
from roadmap_engine.pipeline.plans import ReadRoadmap, read_roadmap
from roadmap_engine.pipeline.templates import shipped_templates
from roadmap_engine.planning.drawing import draw_published
from roadmap_engine.publishing.bundle import Bundle, build_bundle
from roadmap_engine.publishing.manifest import FileEntry, Manifest, Writer, digest
from roadmap_engine.publishing.reading import read_bundle
from roadmap_engine.publishing.sources import read_bundle_file
from roadmap_engine.storage.roots import Root
from roadmap_engine.version import __version__

__all__ = ["Bundled", "bundle_roadmap", "read_published_bundle"]

_Files = Mapping[str, tuple[bytes, Writer]]
"""Content and who answers for it, by name."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that was made of texts.

    Attributes:
        bundle: the bundle.
        version_at: where its text says the version.
    """

    bundle: Bundle
    version_at: Location


def bundle_roadmap(name: str, root: Root | None = None) -> Outcome[Bundled]:
    """Check a published roadmap and pack it with every text it stands on.

    Args:
        name: of a roadmap that comes with the program, or the path of a text.
        root: what its files must not lead out of.
    """
    read = read_roadmap(name, root=root)
    if read.value is None or has_errors(read.problems):
        return Outcome(None, read.problems, read.sources)
    plan, drawn = draw_published(read.value.assembly, labels=label_files(read.sources, None))
    texts = read.value.chain.texts
    templates, missing = _take_templates(read.value.assembly.roadmap, read.value.own)
    problems = tuple(dict.fromkeys((*read.problems, *drawn, *missing)))
    if has_errors(problems):
        return Outcome(None, problems, read.sources)
    proofs, told = _prove_bases(texts)
    files = {**_pack_texts(read.value), **proofs, **templates, **_add_schemas()}
    top = texts[-1].value
    if top is not None and top.changes:
        files["CHANGELOG.md"] = (_write_changelog(plan.title, top), "engine")
    manifest = _describe(read.value, plan.title, files)
    bundle = build_bundle(manifest, {name: content for name, (content, _) in files.items()})
    # What cannot be read back by whoever takes it is never published.
    _, unread = read_bundle(bundle.data, bundle.file_name)
    made = None if unread else Bundled(bundle, texts[-1].locations.of_value(("version",)))
    return Outcome(made, (*problems, *told, *unread), read.sources)


def read_published_bundle(path: Path, root: Root) -> Outcome[Bundle]:
    """Read a bundle that somebody else has published, and what is in it; unsound texts refuse it.

    Args:
        path: of the bundle.
        root: what the path must not lead out of.
    """
    bundle, problems = read_bundle_file(path, root=root)
    if bundle is None:
        return Outcome(None, problems)
    name = f"{bundle.manifest.roadmap}@{bundle.manifest.version}"
    read = read_roadmap(name, bundle_library(bundle, path.parent))
    # What only its author can better is no news to whoever passes it on.
    errors = tuple(found for found in read.problems if has_errors((found,)))
    return Outcome(None if errors else bundle, (*problems, *errors), read.sources)


def _describe(read: ReadRoadmap, title: str, files: _Files) -> Manifest:
    roadmap, texts = read.assembly.roadmap, read.chain.texts
    top = texts[-1].value
    entries = {
        name: FileEntry(sha256=digest(content), size=len(content), written_by=writer)
        for name, (content, writer) in files.items()
    }
    return Manifest(
        roadmap=roadmap.id,
        version=roadmap.version,
        title=title,
        issuer=roadmap.issuer,
        issued=roadmap.order.date.isoformat() if roadmap.order else None,
        lineage=tuple(f"{text.value.roadmap}@{text.value.version}" for text in texts if text.value),
        engine=__version__,
        changes=top.changes if top is not None else frozendict(),
        files=frozendict(entries),
    )


def _pack_texts(read: ReadRoadmap) -> _Files:
    """Take the texts as their authors wrote them, letter by letter, comments too."""
    return {
        f"roadmaps/{text.value.roadmap}.yaml": ((text.text or "").encode(), "publisher")
        for text in read.chain.texts
        if text.value is not None
    }


def _prove_bases(texts: Sequence[Loaded[RoadmapText]]) -> tuple[_Files, tuple[Problem, ...]]:
    """Take the proof of what pinned texts stand on; tell who could pin and has not."""
    found = read_below(texts)
    if found is None:
        return {}, ()
    bundle, text = found
    proofs: _Files = {name: (content, "publisher") for name, content in vouch_for(bundle, text).items()}
    if text.value is None or text.value.pinned is not None:
        return proofs, ()
    told = Problem.of(
        "RM772",
        location=text.locations.of_value(("extends",)),
        name=f"{bundle.manifest.roadmap}@{bundle.manifest.version}",
        file=f"{BUNDLES}/{bundle.file_name}",
        sha256=bundle.sha256,
        key=bundle.signature.key if bundle.signature is not None else "",
    )
    return proofs, (told,)


def _take_templates(roadmap: Roadmap, own: OwnFiles) -> tuple[_Files, tuple[Problem, ...]]:
    """Take the templates its documents name, and those of its own that stand for the program's."""
    shipped = shipped_templates()
    named = {output.template for output in roadmap.outputs.values() if output.template is not None}
    found: dict[str, tuple[bytes, Writer]] = {}
    for name in sorted(named | (own.templates.keys() & shipped.keys())):
        content = own.templates.get(name)
        if content is not None:
            found[f"templates/{name}"] = (content, "publisher")
        elif name in shipped:
            found[f"templates/{name}"] = (shipped[name], "engine")
    return found, tuple(check_own_templates(roadmap, own))


def _add_schemas() -> _Files:
    """Add what an editor completes the texts from."""
    paths = sorted(shipped_folder("schemas").glob("*.schema.json"))
    return {f"schemas/{path.name}": (path.read_bytes(), "engine") for path in paths}


def _write_changelog(title: str, text: RoadmapText) -> bytes:
    """Write what each version changed, the newest first, for a person who opens the bundle."""
    versions = sorted(text.changes, key=version_key, reverse=True)
    parts = (f"\n## {version}\n\n{text.changes[version]}\n" for version in versions)
    return "".join((f"# {title}\n", *parts)).encode()
