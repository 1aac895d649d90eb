"""Files to a bundle: one zip whose bytes depend on the files alone.

Nothing in it is deflated: two builds of zlib may deflate the same bytes differently, Word templates are
deflated already, and a text is small. Entries stand in the order of their names, on the first day a zip
knows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from frozendict import frozendict

from roadmap_engine.publishing.manifest import MANIFEST_NAME, Manifest, digest, write_manifest
from roadmap_engine.publishing.signing import Signature

__all__ = ["Bundle", "build_bundle", "bundle_name"]

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def bundle_name(roadmap: str, version: str) -> str:
    """Give the file name of a bundle.

    >>> bundle_name("tiny", "1.0.0")
    'tiny-1.0.0.zip'
    """
    return f"{roadmap}-{version}.zip"


@dataclass(frozen=True, slots=True)
class Bundle:
    """One version of a published roadmap, complete and checked against its manifest.

    Attributes:
        manifest: what it says of itself.
        sha256: of the manifest's bytes; it stands for the whole bundle.
        manifest_data: the manifest's bytes, which a signature is over.
        files: content by name, without the manifest.
        data: the zip itself.
        signature: the publisher's, where one came along; not yet verified against anybody's key.
    """

    manifest: Manifest
    sha256: str
    manifest_data: bytes = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    data: bytes = field(repr=False)
    signature: Signature | None = None

    @property
    def file_name(self) -> str:
        """The name of its file wherever it lies."""
        return bundle_name(self.manifest.roadmap, self.manifest.version)

    @property
    def texts(self) -> Mapping[str, bytes]:
        """The roadmap's text and those it stands on, by id."""
        return _under("roadmaps/", ".yaml", self.files)

    def templates(self, standing: Container[str] = ()) -> Mapping[str, bytes]:
        """Give the Word templates its documents are made from, by file name.

        Args:
            standing: names of templates that the program has: of those, only the publisher's own are given,
                because what the engine of then added may lack what the engine of now must fill in.
        """
        listed = self.manifest.files
        return {
            name: content
            for name, content in _under("templates/", "", self.files).items()
            if name not in standing or listed[f"templates/{name}"].written_by == "publisher"
        }


def build_bundle(manifest: Manifest, files: Mapping[str, bytes]) -> Bundle:
    """Pack files that a manifest describes.

    Args:
        manifest: lists exactly these files.
        files: content by name.
    """
    data = write_manifest(manifest)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted({**files, MANIFEST_NAME: data}.items()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, content)
    return Bundle(manifest, digest(data), data, frozendict(files), stream.getvalue())


def _under(folder: str, ending: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return frozendict(
        {
            name.removeprefix(folder).removesuffix(ending): content
            for name, content in files.items()
            if name.startswith(folder)
        }
    )
