"""One part of a template: its XML becomes a Jinja text and code, once; to fill it is to call the code.

docxtpl's own preparation makes the text, so that the result is docxtpl's. Values are plain data; an image
among them has been drawn already and passes as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from markupsafe import Markup, escape

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.anchors import has_anchors, settle_anchors
from roadmap_engine.documents.word.column_widths import fit_columns
from roadmap_engine.documents.word.fields import Field, Record
from roadmap_engine.documents.word.guard import FILTERS, find_printed, object_to
from roadmap_engine.documents.word.tables import counts_cells
from roadmap_engine.documents.word.tag_text import TAG

__all__ = ["FIRST_PICTURE", "JINJA", "MAX_PICTURES", "TOO_DEEP", "CompiledPart", "compile_part"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_LONGEST = 80
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


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part with tags.

    Attributes:
        counts_cells: whether tags decide how many cells a row has, or number pictures: then the
            result is counted again, as docxtpl does.
        breaks_lines: whether the code itself writes line ends; else they are sought in the result.
        first_picture: the number of its first picture; no two of a document have the same.
        has_anchors: whether there is something that only one place may be called by.
        printed: what it prints or goes through, as the very fields of the shape.
    """

    code: jinja2.Template
    counts_cells: bool
    breaks_lines: bool
    first_picture: int = FIRST_PICTURE
    has_anchors: bool = False
    printed: tuple[Field, ...] = ()

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
            xml = DocxTemplate.resolve_listing(None, xml)
        if self.counts_cells or (draws and "<wp:docPr" in xml):
            tree = DocxTemplate.fix_tables(None, xml)
            fit_columns(tree)
            _number_pictures(tree, self.first_picture)
            xml = etree.tostring(tree, encoding="unicode")
        if self.has_anchors:
            xml = settle_anchors(xml)
        return _DECLARATION + xml


def compile_part(
    root: etree._Element, shape: Record, template: str, part: str, first_picture: int = FIRST_PICTURE
) -> tuple[CompiledPart | None, tuple[Problem, ...]]:
    """Prepare, guard and compile what will really be rendered, whatever the paragraphs showed.

    Args:
        root: the part's XML.
        shape: what the template may ask for.
        template: what people call the file.
        part: its name.
        first_picture: the number of its first picture, of `MAX_PICTURES` that are its own.
    """
    source = DocxTemplate.patch_xml(None, etree.tostring(root, encoding="unicode"))
    # docxtpl's spelling of literal braces; put right here, it cannot touch the values.
    for spelling, braces in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        source = source.replace(spelling, "{{ '" + braces + "' }}")
    try:
        parsed = JINJA.parse(source)
        if object_to(parsed, shape):
            return None, (_hidden(root, template, part),)
        # A value outside a text, such as a colour, is no place for an element.
        breaks = "{{" not in _TEXT.sub("", source)
        code = (_BREAKING_JINJA if breaks else JINJA).from_string(source)
    except (jinja2.TemplateError, *TOO_DEEP):
        return None, (_hidden(root, template, part),)
    counts = any(isinstance(e.tag, str) and e.tag.endswith("}docPr") for e in root.iter())
    counts = counts or counts_cells(root)
    printed = find_printed(parsed, shape)
    return CompiledPart(code, counts, breaks, first_picture, has_anchors(root), printed), ()


def _hidden(root: etree._Element, template: str, part: str) -> Problem:
    """Tell of tags that no paragraph shows, and name one that stands in what describes the text."""
    described = (value for element in root.iter(etree.Element) for value in element.attrib.values())
    found = next((tag for value in described for tag in TAG.finditer(value)), None)
    if found is None:
        return Problem.of("RM619", template=template, part=part)
    return Problem.of("RM619", template=template, part=part, tag=" ".join(found[0].split())[:_LONGEST])


def _number_pictures(tree: etree._Element, first: int) -> None:
    """Number the pictures, as docxtpl does: two pictures of one number upset Word."""
    pictures = [e for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith("}docPr")]
    for number, picture in enumerate(pictures, first):
        picture.set("id", str(number))


def _join_within_limit(pieces: Iterator[str]) -> str:
    joined, written = [], 0
    while batch := list(islice(pieces, _BATCH)):
        written += sum(map(len, batch))
        if written > MAX_WRITTEN:
            raise ValueError("a filled part grows beyond any document")
        joined.append("".join(batch))
    return "".join(joined)
