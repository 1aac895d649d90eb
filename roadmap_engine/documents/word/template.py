"""A Word template, compiled once and filled many times.

The tags are docxtpl's (`{{ value }}`, `{% if %}`, `{%p for %}`, `{%tr for %}` …) and so is the result:
docxtpl's own preparation turns the XML of a part into a Jinja text, once, and Jinja compiles it, once.
Filling a template is then a call of that code and the deflating of the parts that changed.

Order matters: the gate opens the file (`package`), tags are found and paired (`tags`), the guard walks
what they say (`guard`), and only what the guard passed is compiled. A trial with everything said and
another with everything left out come last: a template whose result Word could not open is refused
before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from markupsafe import Markup, escape

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.fields import Record, plain_values, trial_values
from roadmap_engine.documents.word.guard import FILTERS, object_to
from roadmap_engine.documents.word.layouts import apply_layout
from roadmap_engine.documents.word.package import Package, parse_part, read_package
from roadmap_engine.documents.word.packing import PackedPart, join_parts, pack_part
from roadmap_engine.documents.word.properties import CORE_PART, Properties, write_core
from roadmap_engine.documents.word.tags import PlacedTag, find_tags, skeleton

__all__ = ["WordTemplate", "compile_package", "compile_template"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_TOO_DEEP = (ValueError, RecursionError, SyntaxError, MemoryError)
_KEYWORDS = frozenset(("", "for", "endfor", "if", "elif", "else", "endif", "colspan", "cellbg", "vm", "hm"))
MAX_WRITTEN = 64_000_000
"""Characters one part may come to."""


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


_JINJA = _environment()
_BREAKING_JINJA = _environment(_write_breaks)


@dataclass(frozen=True, slots=True)
class _CompiledPart:
    """One part with tags.

    Attributes:
        counts_cells: whether tags decide how many cells a row has, or number pictures: then the
            result is counted again, as docxtpl does.
        breaks_lines: whether the code itself writes line ends; else they are sought in the result.
    """

    code: jinja2.Template
    counts_cells: bool
    breaks_lines: bool

    def fill(self, values: Mapping[str, Any], *, marks: frozenset[str] = frozenset()) -> bytes:
        """Fill the part.

        Args:
            values: plain data.
            marks: which of tab and line end the values hold.
        """
        pieces = self.code.root_render_func(self.code.new_context(dict(values)))
        xml = "".join(_within_limit(pieces))
        if "\t" in marks or (marks and not self.breaks_lines):
            xml = DocxTemplate.resolve_listing(None, xml)
        if self.counts_cells:
            tree = DocxTemplate.fix_tables(None, xml)
            _number_pictures(tree)
            xml = etree.tostring(tree, encoding="unicode")
        return (_DECLARATION + xml).encode()


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A compiled template: values in, the bytes of a .docx out."""

    name: str
    _card: str
    _compiled: Mapping[str, _CompiledPart]
    _packed: Mapping[str, PackedPart | None]

    def render(self, values: Mapping[str, Any], properties: Properties) -> bytes:
        """Fill the template. The same values give the same bytes.

        Args:
            values: plain data of the shape the template was compiled for.
            properties: the file's own card.
        """
        plain = plain_values(values)
        marks = frozenset(_marks(plain))
        parts = {
            name: packed or pack_part(self._compiled[name].fill(plain, marks=marks))
            for name, packed in self._packed.items()
            if name != self._card
        }
        parts[self._card] = pack_part(write_core(properties))
        return join_parts(parts)


def compile_template(
    data: bytes, name: str, shape: Record, layout: str | None = None
) -> tuple[WordTemplate | None, tuple[Problem, ...]]:
    """Compile the bytes of a .docx for values of a shape.

    Args:
        data: the template file.
        name: what people call it; problems speak of it.
        shape: what the template may ask for.
        layout: the name of a layout to lay over it; as the template is where nothing is said.
    """
    package, problems = read_package(data, name)
    if package is None:
        return None, problems
    return compile_package(apply_layout(package, layout) if layout else package, shape)


def compile_package(package: Package, shape: Record) -> tuple[WordTemplate | None, tuple[Problem, ...]]:
    """Compile an opened package for values of a shape."""
    package, card = _with_card(package)
    compiled: dict[str, _CompiledPart] = {}
    problems: list[Problem] = []
    for name in package.filled_parts():
        root = parse_part(package.parts[name])
        tags, found = find_tags(root, name, package.name)
        found = found or tuple(_question(tags, shape, package.name))
        if tags and not found:
            compiled_part, found = _compile_part(root, shape, package.name, name)
            if compiled_part is not None:
                compiled[name] = compiled_part
        problems += found
    if not problems:
        problems += _try_out(compiled, shape, package.name)
    if problems:
        return None, tuple(dict.fromkeys(problems))
    packed = {
        name: None if name in compiled else pack_part(content) for name, content in package.parts.items()
    }
    return WordTemplate(package.name, card, compiled, packed), ()


def _question(tags: tuple[PlacedTag, ...], shape: Record, template: str) -> Iterator[Problem]:
    """Let the guard walk the skeleton, where each line is a tag."""
    refused = [tag for tag in tags if (tag.mark == "{" and tag.level) or tag.keyword not in _KEYWORDS]
    if refused:
        yield from (tag.problem("RM611", template) for tag in refused)
        return
    text = skeleton(tags)
    try:
        parsed = _JINJA.parse(text)
    except jinja2.TemplateSyntaxError as fault:
        yield tags[min(max(fault.lineno, 1), len(tags)) - 1].problem("RM618", template)
        return
    except _TOO_DEEP:
        yield Problem.of("RM620", template=template, part=tags[0].part, found=len(tags), limit=len(tags))
        return
    for objection in object_to(parsed, shape):
        tag = tags[min(max(objection.line, 1), len(tags)) - 1]
        yield tag.problem(objection.code, template, **objection.words)


def _compile_part(
    root: etree._Element, shape: Record, template: str, part: str
) -> tuple[_CompiledPart | None, tuple[Problem, ...]]:
    """Prepare, guard and compile what will really be rendered, whatever the paragraphs showed."""
    source = DocxTemplate.patch_xml(None, etree.tostring(root, encoding="unicode"))
    # docxtpl's spelling of literal braces; put right here, it cannot touch the values.
    for spelling, braces in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        source = source.replace(spelling, "{{ '" + braces + "' }}")
    try:
        parsed = _JINJA.parse(source)
        if object_to(parsed, shape):
            return None, (Problem.of("RM619", template=template, part=part),)
        # A value outside a text, such as a colour, is no place for an element.
        breaks = "{{" not in _TEXT.sub("", source)
        code = (_BREAKING_JINJA if breaks else _JINJA).from_string(source)
    except (jinja2.TemplateError, *_TOO_DEEP):
        return None, (Problem.of("RM619", template=template, part=part),)
    counts = any(isinstance(e.tag, str) and e.tag.endswith("}docPr") for e in root.iter())
    return _CompiledPart(code, counts or _counts_cells(root), breaks), ()


def _counts_cells(root: etree._Element) -> bool:
    text = "".join(root.itertext(_W + "t"))
    return any(mark in text.replace(" ", "") for mark in ("{%tc", "{%colspan", "{%hm", "{%-tc"))


def _number_pictures(tree: etree._Element) -> None:
    """Number pictures from 1001 on, as docxtpl does: two pictures of one number upset Word."""
    pictures = [e for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith("}docPr")]
    for number, picture in enumerate(pictures, 1001):
        picture.set("id", str(number))


def _try_out(compiled: Mapping[str, _CompiledPart], shape: Record, template: str) -> Iterator[Problem]:
    """Fill the template with everything said and with everything left out, and look at the result."""
    for part, code in compiled.items():
        for full in (True, False):
            try:
                root = parse_part(code.fill(trial_values(shape, full=full)))
            except (etree.XMLSyntaxError, jinja2.TemplateError, TypeError, ValueError):
                yield Problem.of("RM621", template=template, part=part)
                break
            # Word calls a file corrupt that has a table without rows, or a cell not ending in a paragraph.
            empty = any(table.find(_W + "tr") is None for table in root.iter(_W + "tbl"))
            bare = any(not len(cell) or cell[-1].tag != _W + "p" for cell in root.iter(_W + "tc"))
            if empty or bare:
                yield Problem.of("RM622", template=template, part=part)
                break


def _within_limit(pieces: Iterable[str]) -> Iterator[str]:
    written = 0
    for piece in pieces:
        written += len(piece)
        if written > MAX_WRITTEN:
            raise ValueError("a filled part grows beyond any document")
        yield piece


def _marks(value: Any) -> Iterator[str]:
    """Name the characters of values that are elements in Word: tab and line end."""
    if isinstance(value, str):
        yield from (mark for mark in "\n\t" if mark in value)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _marks(item)


_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def _with_card(package: Package) -> tuple[Package, str]:
    """Give the package and the name of its card; one without a card gets the two entries that make it one."""
    relations = parse_part(package.parts["_rels/.rels"])
    for relation in relations:
        if relation.get("Type") == _CORE_RELATION and relation.get("Target", "").lstrip("/") in package.parts:
            return package, relation.get("Target").lstrip("/")
    types = parse_part(package.parts["[Content_Types].xml"])
    tag = types.tag.replace("Types", "Override")
    etree.SubElement(types, tag, PartName="/" + CORE_PART, ContentType=_CORE_TYPE)
    tag = relations.tag.replace("Relationships", "Relationship")
    etree.SubElement(relations, tag, Id="rIdCard", Type=_CORE_RELATION, Target=CORE_PART)
    for name, root in (("[Content_Types].xml", types), ("_rels/.rels", relations)):
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = package.with_part(name, content)
    return package.with_part(CORE_PART, b""), CORE_PART
