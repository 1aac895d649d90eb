"""What an input made to do harm is, and the small school and roadmap that most of them spoil."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.builders import ROADMAP, SCHOOL

__all__ = ["ADOPTION", "Hostile", "adopted", "checked", "files", "in_year", "measures", "with_deadline"]

Content = str | bytes
Make = Callable[[], Mapping[str, Content]]

ADOPTION = (
    "adoption: school-7-vpr\nroadmap: tiny@1\norganisation: organisation.yaml\n"
    "procedure: vpr\nschool_year: 2026/2027\n"
)
USES_TERMS = "calendar: {terms: terms.yaml}\n"


@dataclass(frozen=True, slots=True)
class Hostile:
    """An input, the command line it is given to, and what must be said of it.

    Attributes:
        name: what it tries.
        make: gives its files by name; called when it is needed, since some take megabytes.
        arguments: of the program, run in the folder of the files.
        told: the code of the problem that must be among those told; none where the input is harmless if it
            is read as it should be.
    """

    name: str
    make: Make
    arguments: tuple[str, ...]
    told: str | None = None

    def write(self, folder: Path) -> tuple[str, ...]:
        """Write the files into a folder; gives the arguments."""
        for name, content in self.make().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self.arguments


def files(
    name: str, told: str | None, *arguments: str, **content: Content | Callable[[], Content]
) -> Hostile:
    """Make an input of files; `a__yaml` is called «a.yaml», what is a function is called for its content."""

    def make() -> Mapping[str, Content]:
        return {key.replace("__", "."): each() if callable(each) else each for key, each in content.items()}

    return Hostile(name, make, arguments, told)


def checked(name: str, told: str | None, text: Content | Callable[[], Content]) -> Hostile:
    """Make an input of one text, for `roadmap check`."""
    return files(name, told, "check", "tiny.yaml", tiny__yaml=text)


def adopted(
    name: str,
    told: str | None,
    *arguments: str,
    adoption: str = ADOPTION,
    roadmap: str | Callable[[], str] = ROADMAP,
    organisation: str = SCHOOL,
    terms: str | None = None,
    beside: Mapping[str, Content] = MappingProxyType({}),
) -> Hostile:
    """Make an input of a school with its plan, for `roadmap build` unless another command is given."""

    def make() -> Mapping[str, Content]:
        return {
            "adoption.yaml": adoption,
            "tiny.yaml": (roadmap() if callable(roadmap) else roadmap).lstrip(),
            "organisation.yaml": organisation.lstrip() + ("" if terms is None else USES_TERMS),
            **({"terms.yaml": terms} if terms is not None else {}),
            **beside,
        }

    return Hostile(name, make, arguments or ("build", "adoption.yaml", "-o", "out"), told)


def with_deadline(words: str) -> str:
    """Give the roadmap with another deadline of its first measure."""
    return ROADMAP.replace("deadline: После получения результатов в течение 2 недель", f"deadline: {words}")


def in_year(terms: str) -> str:
    """Give the text of a school's terms."""
    return f"school_year: 2026/2027\n{terms}"


def measures(number: int, row: str = "title: Дело {n}, deadline: до 1 октября, responsible: [head]") -> str:
    """Give the roadmap with more measures."""
    rows = "".join(f"      - {{id: m{n}, {row.format(n=n)}}}\n" for n in range(number))
    return f"{ROADMAP}  - id: many\n    title: Много\n    measures:\n{rows}"
