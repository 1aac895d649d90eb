"""What the papers of a roadmap and of a school are made of that is not text: their own templates, the emblem.

A template is looked for by its name. The school's folder is nearest, then the layers' `templates/`, the
last layer's first, then the program's own, which is not among these files.
"""

from __future__ import annotations

import errno
import os
import unicodedata
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import Loaded
from roadmap_engine.load.files import explain_unread, read_bytes, shipped_folder
from roadmap_engine.model import Organisation
from roadmap_engine.storage.opening import explain_refusal, read_file, refuse_other_things
from roadmap_engine.storage.roots import NOWHERE, LeadsOutError, Root

if TYPE_CHECKING:
    from roadmap_engine.documents.word.images import Image

__all__ = ["BUNDLES", "LARGEST_TEMPLATE", "TEMPLATES", "OwnFiles", "add_belongings", "gather_templates"]

BUNDLES = "bundles"
"""The folder beside an adoption that its bundle lies in."""
TEMPLATES = "templates"
"""The folder of templates beside a text."""
LARGEST_TEMPLATE = 20 * 1024 * 1024
_EMBLEM_BOX = (40, 22)
"""Width and height in millimetres: an emblem stands above the name of its organisation."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Files of a roadmap's and of a school's own.

    Attributes:
        templates: Word templates by name, the nearest of each name.
        origins: the path of each, where it was read from a folder.
        emblem: the picture over the organisation's name.
    """

    templates: Mapping[str, bytes] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    emblem: Image | None = None

    def nearer(self, templates: Mapping[str, bytes], origins: Mapping[str, str] | None = None) -> OwnFiles:
        """The same files under nearer templates."""
        kept = {name: path for name, path in self.origins.items() if name not in templates}
        # A chain: a template in a folder is read when a document asks for it, not before.
        chain = ChainMap(cast("dict[str, bytes]", templates), cast("dict[str, bytes]", self.templates))
        return replace(self, templates=chain, origins={**kept, **(origins or {})})


class _Folder(Mapping[str, bytes]):
    """The Word files of a folder, each read when it is asked for.

    Attributes:
        problems: files that lead out of the root, or are none; they are not among the templates.
    """

    def __init__(self, folder: Path, root: Root) -> None:
        """Look what a folder has.

        Raises:
            LeadsOutError: the folder itself leads out of the root.
        """
        root.admit(folder)
        self._root = root
        self._paths: dict[str, Path] = {}
        problems: list[Problem] = []
        # Word leaves «~$plan.docx» beside a file that is open.
        found = sorted(folder.glob("*.docx")) if folder.is_dir() else ()
        for path in found:
            if path.name.startswith("~$") or path.is_dir():
                continue
            try:
                refuse_other_things(path, root)
                self._paths[unicodedata.normalize("NFC", path.name)] = path
            except (LeadsOutError, OSError) as fault:
                problems.append(explain_unread(fault, path, Location(str(path))))
        self.problems = tuple(problems)

    def __getitem__(self, name: str) -> bytes:
        """Read a file; of one that is too large, enough to be refused as that."""
        return read_file(self._paths[name], LARGEST_TEMPLATE, self._root)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def origins(self) -> dict[str, str]:
        """Where each file lies."""
        return {name: str(path) for name, path in self._paths.items()}


def gather_templates(texts: Iterable[Loaded[Any]]) -> tuple[OwnFiles, tuple[Problem, ...]]:
    """Gather the templates that lie beside the texts of a roadmap, base first."""
    own = OwnFiles()
    problems: list[Problem] = []
    for text in texts:
        folder = Path(text.file).parent
        # What lies in a bundle has its templates there.
        if text.root != NOWHERE and folder.absolute() != shipped_folder("roadmaps"):
            own, found = _with_folder(own, folder / TEMPLATES, text.root, Location(text.file))
            problems += found
    return own, tuple(problems)


def add_belongings(own: OwnFiles, organisation: Loaded[Organisation]) -> tuple[OwnFiles, tuple[Problem, ...]]:
    """Add what an organisation's text names: its folder of templates, its emblem."""
    value, beside = organisation.value, Path(organisation.file).parent
    problems: list[Problem] = []
    if value is not None and value.templates is not None:
        place = organisation.locations.of_value(("templates",))
        own, found = _with_named_folder(own, beside, value.templates, organisation.root, place)
        problems += found
    if value is not None and value.emblem is not None:
        place = organisation.locations.of_value(("emblem",))
        words = f"Эмблема: {value.name.short}"
        emblem, found = _read_emblem(beside, value.emblem, words, organisation.root, place)
        own = replace(own, emblem=emblem)
        problems += found
    return own, tuple(problems)


def _with_named_folder(
    own: OwnFiles, beside: Path, name: str, root: Root, place: Location
) -> tuple[OwnFiles, tuple[Problem, ...]]:
    try:
        folder = root.named(beside, name)
        root.admit(folder)
    except LeadsOutError as fault:
        return own, (explain_refusal(fault, name, place),)
    if not folder.is_dir():
        return own, (Problem.of("RM644", location=place, folder=name),)
    return _with_folder(own, folder, root, place)


def _with_folder(
    own: OwnFiles, folder: Path, root: Root, place: Location
) -> tuple[OwnFiles, tuple[Problem, ...]]:
    try:
        found = _Folder(folder, root)
    except LeadsOutError as fault:
        return own, (explain_refusal(fault, folder, place),)
    return own.nearer(found, found.origins()) if found else own, found.problems


def _read_emblem(
    beside: Path, name: str, words: str, root: Root, place: Location
) -> tuple[Image | None, tuple[Problem, ...]]:
    # Reading a text asks for no Word; only a school that has an emblem waits for it.
    from roadmap_engine.documents.word.images import MAX_BYTES, read_image  # noqa: PLC0415

    try:
        path = root.named(beside, name)
    except LeadsOutError as fault:
        return None, (explain_refusal(fault, name, place),)
    data, unread = read_bytes(path, asked_at=place, largest=MAX_BYTES, root=root)
    if data is None:
        folder = Problem.of("RM103", location=place, file=name, reason=os.strerror(errno.EISDIR))
        return None, tuple(folder if each.code == "RM102" else each for each in unread)
    image, problems = read_image(data, name, words, _EMBLEM_BOX)
    return image, tuple(problem.at(place) for problem in problems)
