"""One part of a template that was compiled: a Jinja text and its code; to fill it is to call the code.

Values are plain data; an image among them has been drawn already and passes as markup. What few parts need –
tabs, tables whose cells are counted – is brought in by those: docxtpl takes longer to load than a document to
fill.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from roadmap_engine.documents.word.guard import FILTERS

__all__ = ["FIRST_PICTURE", "JINJA", "MAX_PICTURES", "TOO_DEEP", "CompiledPart"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
TOO_DEEP = (ValueError, RecursionError, SyntaxError, MemoryError)
"""What Jinja and Python raise at a text nested deeper than they can follow."""
FIRST_PICTURE = 1_001
MAX_PICTURES = 100_000
"""Of one part, as its pictures are numbered."""
MAX_WRITTEN = 64_000_000
"""Characters one part may come to."""
_BATCH = 32
"""Pieces that are counted together."""


class _PlainDataEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for plain data: `a.b` means the item «b» of «a», whatever methods a dict may have."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _write_breaks(value: Any) -> Any:
    """Write the line ends of a printed value as docxtpl does, once it is escaped."""
    if isinstance(value, str) and "\n" in value:
        return Markup(escape(value).replace("\n", _BREAK))  # noqa: S704  (escaped on this line)
    return value


def _environment(finalize: Callable[[Any], Any] | None = None) -> jinja2.Environment:
    environment = _PlainDataEnvironment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=finalize)
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {}
    environment.globals = {}
    return environment


JINJA = _environment()
_BREAKING_JINJA = _environment(_write_breaks)


@dataclass(frozen=True)
class CompiledPart:
    """One part with tags.

    Attributes:
        source: the Jinja text, which the guard has passed.
        counts_cells: whether tags decide how many cells a row has, or number pictures: then the
            result is counted again, as docxtpl does.
        breaks_lines: whether the code itself writes line ends; else they are sought in the result.
        first_picture: the number of its first picture; no two of a document have the same.
        has_anchors: whether there is something that only one place may be called by.
    """

    source: str
    counts_cells: bool
    breaks_lines: bool
    first_picture: int = FIRST_PICTURE
    has_anchors: bool = False

    @cached_property
    def code(self) -> jinja2.Template:
        """The code, made when the part is first filled."""
        return (_BREAKING_JINJA if self.breaks_lines else JINJA).from_string(self.source)

    def fill(
        self, values: Mapping[str, Any], *, marks: frozenset[str] = frozenset(), draws: bool = False
    ) -> str:
        """Fill the part.

        Args:
            values: plain data.
            marks: which of tab and line end the values hold.
            draws: whether there are images among the values.
        """
        pieces = self.code.root_render_func(self.code.new_context(dict(values)))
        xml = _join_within_limit(pieces)
        if "\t" in marks or (marks and not self.breaks_lines):
            from docxtpl import DocxTemplate  # noqa: PLC0415 -- most parts are filled without it

            xml = DocxTemplate.resolve_listing(None, xml)
        if self.counts_cells or (draws and "<wp:docPr" in xml):
            from roadmap_engine.documents.word.counting import count_again  # noqa: PLC0415 -- as above

            xml = count_again(xml, self.first_picture)
        if self.has_anchors:
            from roadmap_engine.documents.word.anchors import settle_anchors  # noqa: PLC0415 -- as above

            xml = settle_anchors(xml)
        return _DECLARATION + xml


def _join_within_limit(pieces: Iterator[str]) -> str:
    joined, written = [], 0
    while batch := list(islice(pieces, _BATCH)):
        written += sum(map(len, batch))
        if written > MAX_WRITTEN:
            raise ValueError("a filled part grows beyond any document")
        joined.append("".join(batch))
    return "".join(joined)
