"""Small bundles for tests, and zips that no honest publisher writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from frozendict import frozendict

from roadmap_engine.publishing.bundle import Bundle, build_bundle
from roadmap_engine.publishing.index import INDEX_NAME, Index, Release, write_index
from roadmap_engine.publishing.manifest import FileEntry, Manifest, digest

__all__ = ["TEXT", "bundle_of", "lay_out_folder", "manifest_of", "text_of", "zip_of"]

TEXT = """roadmap: tiny
version: 1.0.0
title: План
roles: {teachers: учителя, head: руководитель}
columns: [number, title, deadline, responsible]
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-pupil
        title: Анализ результатов
        deadline: до 1 октября 2026 г.
        responsible: [teachers]
      - id: council
        title: Педсовет
        deadline: до 2 ноября 2026 г.
        responsible: [head]
"""


def text_of(version: str = "1.0.0", *, name: str = "tiny", changes: str = "") -> str:
    """A roadmap of two measures in some version, that says what the version changes if it is told so."""
    text = TEXT.replace("roadmap: tiny", f"roadmap: {name}").replace("version: 1.0.0", f"version: {version}")
    return text + (f"changes: {{{version}: {changes}}}\n" if changes else "")


def manifest_of(files: Mapping[str, bytes], *, name: str = "tiny", version: str = "1.0.0") -> Manifest:
    """The manifest that fits some files."""
    entries = {key: FileEntry(sha256=digest(content), size=len(content)) for key, content in files.items()}
    return Manifest(
        roadmap=name,
        version=version,
        title="План",
        lineage=(f"{name}@{version}",),
        engine="0",
        files=frozendict(entries),
    )


def bundle_of(version: str = "1.0.0", *, name: str = "tiny", text: str | None = None) -> Bundle:
    """A bundle with one text in it."""
    files = {f"roadmaps/{name}.yaml": (text or text_of(version, name=name)).encode()}
    return build_bundle(manifest_of(files, name=name, version=version), files)


def zip_of(entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]], *, deflated: bool = False) -> bytes:
    """Any zip at all, its names and contents as they are given."""
    stream = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


def lay_out_folder(folder: Path, *bundles: Bundle) -> Index:
    """Write bundles and the index that lists them."""
    index = Index()
    folder.mkdir(parents=True, exist_ok=True)
    for bundle in bundles:
        (folder / bundle.file_name).write_bytes(bundle.data)
        index = index.add(bundle.manifest.roadmap, bundle.manifest.version, Release.of(bundle))
    (folder / INDEX_NAME).write_bytes(write_index(index))
    return index
