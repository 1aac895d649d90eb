"""What the papers of a roadmap and of a school are made of that is not text: their own templates, the emblem.

A template is looked for by its name. The school's folder is nearest, then the layers' `templates/`, the
last layer's first, then the program's own, which is not among these files.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import Loaded
from roadmap_engine.load.shipped import shipped_folder
from roadmap_engine.model import Organisation

if TYPE_CHECKING:
    from roadmap_engine.documents.word.images import Image

__all__ = ["LARGEST_TEMPLATE", "TEMPLATES", "OwnFiles", "add_belongings", "gather_templates"]

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
    """The Word files of a folder, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        # Word leaves «~$plan.docx» beside a file that is open.
        found = sorted(folder.glob("*.docx")) if folder.is_dir() else ()
        self._paths = {path.name: path for path in found if path.is_file() and not path.name.startswith("~$")}

    def __getitem__(self, name: str) -> bytes:
        """Read a file; of one that is too large, enough to be refused as that."""
        with self._paths[name].open("rb") as file:
            return file.read(LARGEST_TEMPLATE + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def origins(self) -> dict[str, str]:
        """Where each file lies."""
        return {name: str(path) for name, path in self._paths.items()}


def gather_templates(texts: Iterable[Loaded[Any]]) -> OwnFiles:
    """Gather the templates that lie beside the texts of a roadmap, base first."""
    own = OwnFiles()
    for text in texts:
        folder = Path(text.file).parent
        if folder.absolute() != shipped_folder("roadmaps"):
            own = _with_folder(own, folder / TEMPLATES)
    return own


def add_belongings(own: OwnFiles, organisation: Loaded[Organisation]) -> tuple[OwnFiles, tuple[Problem, ...]]:
    """Add what an organisation's text names: its folder of templates, its emblem."""
    value, beside = organisation.value, Path(organisation.file).parent
    problems: list[Problem] = []
    if value is not None and value.templates is not None:
        folder = beside / value.templates
        if folder.is_dir():
            own = _with_folder(own, folder)
        else:
            place = organisation.places.of_value(("templates",))
            problems.append(Problem.of("RM644", location=place, folder=value.templates))
    if value is not None and value.emblem is not None:
        place = organisation.places.of_value(("emblem",))
        words = f"Эмблема: {value.name.short}"
        emblem, found = _read_emblem(beside / value.emblem, value.emblem, words, place)
        own = replace(own, emblem=emblem)
        problems += found
    return own, tuple(problems)


def _with_folder(own: OwnFiles, folder: Path) -> OwnFiles:
    found = _Folder(folder)
    return own.nearer(found, found.origins()) if found else own


def _read_emblem(
    path: Path, name: str, words: str, place: Location
) -> tuple[Image | None, tuple[Problem, ...]]:
    # Reading a text asks for no Word; only a school that has an emblem waits for it.
    from roadmap_engine.documents.word.images import MAX_BYTES, read_image  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None, (Problem.of("RM101", location=place, file=name, near=""),)
    except OSError as fault:
        return None, (Problem.of("RM103", location=place, file=name, reason=fault.strerror or str(fault)),)
    image, problems = read_image(data, name, words, _EMBLEM_BOX)
    return image, tuple(problem.at(place) for problem in problems)
