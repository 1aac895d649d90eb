"""Documents and templates come together: the nearest template of a name fills the document.

The program's own templates are filled here. All others are strangers', whoever brought them, and are
filled where they can do no harm; a copy that is byte for byte the program's is no stranger's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.documents.word.sandbox import Sandbox
from roadmap_engine.load.files import read_bytes, shipped_folder
from roadmap_engine.pipeline.own_files import LARGEST_TEMPLATE, OwnFiles

if TYPE_CHECKING:
    from roadmap_engine.documents.template_kinds import TemplateKind
    from roadmap_engine.documents.word.images import Image

__all__ = [
    "TemplateShelf",
    "check_template",
    "check_template_file",
    "check_templates",
    "find_kind",
    "shipped_templates",
]


class TemplateShelf:
    """The templates at hand; to be used in a `with` block, at whose end no process of theirs is left.

    Args:
        own: the templates of the roadmap and of the school.
        pictures: those that any document may show, by name.
        tries: whether documents are filled only to see what is wrong with them; nothing is wrong with the
            program's own templates, so these are not.
    """

    def __init__(
        self, own: OwnFiles, pictures: Mapping[str, Image] | None = None, *, tries: bool = False
    ) -> None:
        self._own = own
        self._tries = tries
        self._pictures = pictures or {}
        self._sandbox = Sandbox()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.close()

    def fill(self, filling: Filling) -> tuple[bytes | None, tuple[Problem, ...]]:
        """Draw a document by the nearest template of its name.

        Returns:
            The file, or nothing and the reasons.
        """
        name = filling.template
        own, shipped = self._own.templates.get(name), shipped_templates().get(name)
        filling = filling.with_pictures(self._pictures)
        if own is not None and own != shipped:
            label = self._own.origins.get(name, name)
            return self._sandbox.fill(replace(filling, template=label), own)
        if shipped is not None and self._tries:
            return b"", ()
        if shipped is not None:
            from roadmap_engine.documents.word.trusted import fill_template

            drawn, problems = fill_template(filling, shipped)
            # What might be meant otherwise in somebody's template is meant so in ours.
            return drawn, tuple(each for each in problems if each.severity is not Severity.NOTICE)
        near = list_names(sorted({*self._own.templates, *shipped_templates()}))
        return None, (Problem.of("RM624", template=name, near=near),)


@lru_cache(maxsize=1)
def shipped_templates() -> Mapping[str, bytes]:
    """Read the program's own templates, by name."""
    return {path.name: path.read_bytes() for path in sorted(shipped_folder("templates").glob("*.docx"))}


def find_kind(name: str) -> tuple[TemplateKind | None, tuple[Problem, ...]]:
    """Find a kind of template by its name, or by its file's."""
    from roadmap_engine.documents.template_kinds import KINDS

    stem = name.removesuffix(".docx")
    if stem in KINDS:
        return KINDS[stem], ()
    return None, (Problem.of("RM645", kind=name, near=near_names(stem, KINDS) or list_names(KINDS)),)


def check_template_file(path: Path, kind: TemplateKind) -> tuple[Problem, ...]:
    """Find everything that is wrong with the template of a kind in a file."""
    data, unread = read_bytes(path, largest=LARGEST_TEMPLATE)
    return unread if data is None else check_template(data, path.name, kind)


def check_template(data: bytes, name: str, kind: TemplateKind) -> tuple[Problem, ...]:
    """Find everything that is wrong with the template of a kind.

    Args:
        data: the file.
        name: what people call it.
        kind: what it is for.
    """
    return check_templates([(data, name, kind)])[0]


def check_templates(templates: Iterable[tuple[bytes, str, TemplateKind]]) -> list[tuple[Problem, ...]]:
    """Find everything that is wrong with templates: each its file, what people call it, what it is for."""
    with Sandbox() as sandbox:
        return [sandbox.check(data, name, kind.fitting) for data, name, kind in templates]
