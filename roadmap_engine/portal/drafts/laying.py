"""A draft, laid out as the command line has a roadmap: its text, `templates/` and `bundles/` beside it.

So everything that reads a roadmap from a folder reads a draft in the same way, and what the portal publishes
is what `roadmap publish` would.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.desk.publishing import PUBLISHED, read_published_index
from roadmap_engine.diagnostics.limits import BUNDLE_BYTES
from roadmap_engine.load.files import read_bytes
from roadmap_engine.pipeline.own_files import BUNDLES, TEMPLATES
from roadmap_engine.portal.drafts.keeping import read
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.publishing.index import Release
from roadmap_engine.publishing.signing import write_signature
from roadmap_engine.publishing.sources import SIGNATURE_ENDING
from roadmap_engine.storage.writing import replace_file

__all__ = ["Laid", "lay_out", "published_folder"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A draft in a folder of its own.

    Attributes:
        folder: that goes when the block ends.
        text: path of the text.
    """

    folder: Path
    text: Path

    def shorten(self, words: str) -> str:
        """Take the folder out of words that name a file in it."""
        return words.replace(f"{self.folder}/", "").replace(str(self.folder), "")


def published_folder() -> Path:
    """Give the folder that this portal publishes into."""
    return options().workspace / PUBLISHED


@contextlib.contextmanager
def lay_out(draft: RoadmapDraft) -> Iterator[Laid]:
    """Lay a draft out until the block ends."""
    with tempfile.TemporaryDirectory(prefix="roadmap-draft-") as place:
        folder = Path(place)
        laid = Laid(folder, folder / f"{draft.name}.yaml")
        replace_file(laid.text, draft.text.encode("utf-8", errors="replace"))
        for each in draft.templates.all():
            replace_file(folder / TEMPLATES / each.name, bytes(each.content))
        base = read(draft).word("extends").partition("@")[0]
        for release in _releases_of(base) if base else ():
            _lay_bundle(release, folder / BUNDLES)
        yield laid


def _releases_of(name: str) -> Iterator[Release]:
    """Give what is published here of a roadmap that a draft stands on."""
    index = read_published_index(published_folder()).value
    yield from index.releases(name).values() if index is not None else ()


def _lay_bundle(release: Release, place: Path) -> None:
    data, _unread = read_bytes(published_folder() / release.file, largest=BUNDLE_BYTES.most)
    if data is not None:
        replace_file(place / release.file, data)
        if release.signed is not None:
            replace_file(place / f"{release.file}{SIGNATURE_ENDING}", write_signature(release.signed))
