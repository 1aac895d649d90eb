"""One part of a template is compiled: its XML becomes a Jinja text, and the guard looks at what that says.

docxtpl's own preparation makes the text, so that the result is docxtpl's.
"""

from __future__ import annotations

import re

import jinja2
from docxtpl import DocxTemplate
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.anchors import has_anchors
from roadmap_engine.documents.word.compiled import FIRST_PICTURE, JINJA, TOO_DEEP, CompiledPart
from roadmap_engine.documents.word.fields import Field, Record
from roadmap_engine.documents.word.guard import find_printed, object_to
from roadmap_engine.documents.word.tables import counts_cells
from roadmap_engine.documents.word.tag_text import TAG

__all__ = ["compile_part"]

_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_LONGEST = 80


def compile_part(
    root: etree._Element, shape: Record, template: str, part: str, first_picture: int = FIRST_PICTURE
) -> tuple[CompiledPart | None, tuple[Field, ...], tuple[Problem, ...]]:
    """Prepare, guard and compile what will really be rendered, whatever the paragraphs showed.

    Args:
        root: the part's XML.
        shape: what the template may ask for.
        template: what people call the file.
        part: its name.
        first_picture: the number of its first picture, of `MAX_PICTURES` that are its own.

    Returns:
        The part, and what it prints or goes through, as the very fields of the shape; or no part, and why.
    """
    source = DocxTemplate.patch_xml(None, etree.tostring(root, encoding="unicode"))
    # docxtpl's spelling of literal braces; put right here, it cannot touch the values.
    for spelling, braces in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        source = source.replace(spelling, "{{ '" + braces + "' }}")
    try:
        parsed = JINJA.parse(source)
        if object_to(parsed, shape):
            return None, (), (_hidden(root, template, part),)
        # A value outside a text, such as a colour, is no place for an element.
        breaks = "{{" not in _TEXT.sub("", source)
        counts = any(isinstance(e.tag, str) and e.tag.endswith("}docPr") for e in root.iter())
        counts = counts or counts_cells(root)
        compiled = CompiledPart(source, counts, breaks, first_picture, has_anchors(root))
        _ = compiled.code
    except (jinja2.TemplateError, *TOO_DEEP):
        return None, (), (_hidden(root, template, part),)
    return compiled, find_printed(parsed, shape), ()


def _hidden(root: etree._Element, template: str, part: str) -> Problem:
    """Tell of tags that no paragraph shows, and name one that stands in what describes the text."""
    described = (value for element in root.iter(etree.Element) for value in element.attrib.values())
    found = next((tag for value in described for tag in TAG.finditer(value)), None)
    if found is None:
        return Problem.of("RM619", template=template, part=part)
    return Problem.of("RM619", template=template, part=part, tag=" ".join(found[0].split())[:_LONGEST])
