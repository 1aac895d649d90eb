"""What the papers of a roadmap and of a school are made of that is not text: their own templates, the emblem.

A template is looked for by its name. The school's folder is nearest, then the layers' `templates/`, the
last layer's first, then the program's own, which is not among these files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        return replace(self, templates={**self.templates, **templates}, origins={**kept, **(origins or {})})


def gather_templates(texts: Iterable[Loaded[Any]]) -> OwnFiles:
    """Gather the templates that lie beside the texts of a roadmap, base first."""
    own = OwnFiles()
    for text in texts:
        folder = Path(text.file).parent
        if folder.absolute() != shipped_folder("roadmaps"):
            own = own.nearer(*_read_folder(folder / TEMPLATES))
    return own


def add_belongings(own: OwnFiles, organisation: Loaded[Organisation]) -> tuple[OwnFiles, tuple[Problem, ...]]:
    """Add what an organisation's text names: its folder of templates, its emblem."""
    value, beside = organisation.value, Path(organisation.file).parent
    problems: list[Problem] = []
    if value is not None and value.templates is not None:
        folder = beside / value.templates
        if folder.is_dir():
            own = own.nearer(*_read_folder(folder))
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


def _read_folder(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Read the Word files of a folder; of one that is too large, enough to be refused as that."""
    templates, origins = {}, {}
    for path in sorted(folder.glob("*.docx")) if folder.is_dir() else ():
        # Word leaves «~$plan.docx» beside a file that is open.
        if path.is_file() and not path.name.startswith("~$"):
            with path.open("rb") as file:
                templates[path.name] = file.read(LARGEST_TEMPLATE + 1)
            origins[path.name] = str(path)
    return templates, origins


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
