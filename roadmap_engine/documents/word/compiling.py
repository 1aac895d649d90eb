"""A Word template is compiled, once, to be filled many times.

The tags are docxtpl's (`{{ value }}`, `{% if %}`, `{%p for %}`, `{%tr for %}` …) and so is the result:
docxtpl's own preparation turns the XML of a part into a Jinja text, once, and Jinja compiles it, once.
Filling a template is then a call of that code and the deflating of the parts that changed.

Order matters: the gate opens the file (`package`), tags are found and paired (`tags`), the guard walks
what they say (`guard`), and only what the guard passed is compiled. A trial with everything said and
another with everything left out come last: a template whose result Word could not open is refused
before anything is written.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

import jinja2
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.documents.word.compiled import FIRST_PICTURE, MAX_PICTURES, CompiledPart
from roadmap_engine.documents.word.compiling_parts import compile_part
from roadmap_engine.documents.word.drawings import draw_inline
from roadmap_engine.documents.word.field_codes import is_balanced
from roadmap_engine.documents.word.fields import Field, Record, needed_fields, plain_values, trial_values
from roadmap_engine.documents.word.inspection import inspect_part
from roadmap_engine.documents.word.layouts import apply_layout
from roadmap_engine.documents.word.package import Package, parse_part, read_package
from roadmap_engine.documents.word.part_names import CONTENT_TYPES, relations_name
from roadmap_engine.documents.word.properties import CORE_PART
from roadmap_engine.documents.word.template import WordTemplate
from roadmap_engine.documents.word.xml_parts import whole_number
from roadmap_engine.storage.packing import pack_once

__all__ = ["compile_package", "compile_template", "find_damage"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    word, found = compile_package(apply_layout(package, layout) if layout else package, shape)
    return word, (*problems, *found)


def compile_package(package: Package, shape: Record) -> tuple[WordTemplate | None, tuple[Problem, ...]]:
    """Compile an opened package for values of a shape.

    Returns:
        The template and what may not be as it was meant, or nothing and the reasons.
    """
    package, card = _with_card(package)
    compiled: dict[str, CompiledPart] = {}
    printed: list[Field] = []
    problems: list[Problem] = []
    numbers = itertools.count(_find_free_numbers(package), MAX_PICTURES)
    for name, first in zip(package.filled_parts(), numbers, strict=False):
        root = parse_part(package.parts[name])
        has_tags, found = inspect_part(root, name, package.name, shape)
        problems += found
        if has_tags and not has_errors(found):
            compiled_part, shown, found = compile_part(root, shape, package.name, name, first)
            printed += shown
            if compiled_part is not None:
                compiled[name] = compiled_part
            problems += found
    if not has_errors(problems):
        problems += _miss(printed, shape, package.name)
        problems += _try_out(compiled, shape, package.name)
    if has_errors(problems):
        return None, tuple(dict.fromkeys(problems))
    packed = {
        name: None if name in compiled or name == card else pack_once(content)
        for name, content in package.parts.items()
    }
    growing = {
        name: content
        for name, content in package.parts.items()
        if name == CONTENT_TYPES or name in map(relations_name, compiled)
    }
    return WordTemplate(package.main, card, compiled, packed, growing), tuple(dict.fromkeys(problems))


def _find_free_numbers(package: Package) -> int:
    """Find where the numbers begin that pictures of the filled parts get: above those of parts that stay."""
    filled = package.filled_parts()
    staying = (
        content
        for name, content in package.parts.items()
        if name.lower().endswith(".xml")
        and (name not in filled or (b"{{" not in content and b"{%" not in content))
    )
    taken = [
        whole_number(picture.get("id"), 0)
        for content in staying
        if b"docPr" in content
        for picture in parse_part(content).iter("{*}docPr")
    ]
    size = MAX_PICTURES * len(filled)
    return next(
        first
        for first in itertools.count(FIRST_PICTURE, size)
        if not any(first <= number < first + size for number in taken)
    )


def _miss(printed: Iterable[Field], shape: Record, template: str) -> Iterator[Problem]:
    """Tell of what a paper of this kind has to have and no part prints."""
    known = {id(field) for field in printed}
    for path, field in needed_fields(shape):
        if id(field) not in known:
            yield Problem.of("RM663", template=template, name=path, about=field.about)


def _try_out(compiled: Mapping[str, CompiledPart], shape: Record, template: str) -> Iterator[Problem]:
    """Fill the template with everything said and with everything left out, and look at the result."""
    for part, code in compiled.items():
        for full in (True, False):
            try:
                values = plain_values(trial_values(shape, full=full), draw_inline)
                damage = find_damage(code.fill(values, draws=full))
            except (jinja2.TemplateError, TypeError, ValueError):
                damage = "RM621"
            if damage:
                yield Problem.of(damage, template=template, part=part)
                break


def find_damage(xml: str) -> str | None:
    """Tell by its code what Word would call corrupt in a filled part."""
    try:
        root = parse_part(xml.encode())
    except (etree.XMLSyntaxError, ValueError):
        return "RM621"
    if not is_balanced(root):
        return "RM621"
    # A table has rows, and a cell ends in a paragraph.
    empty = any(table.find(_W + "tr") is None for table in root.iter(_W + "tbl"))
    bare = any(not len(cell) or cell[-1].tag != _W + "p" for cell in root.iter(_W + "tc"))
    return "RM622" if empty or bare else None


_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def _with_card(package: Package) -> tuple[Package, str]:
    """Give the package and the name of its card; one without a card gets the two entries that make it one."""
    relations = parse_part(package.parts["_rels/.rels"])
    for relation in relations:
        if relation.get("Type") == _CORE_RELATION and relation.get("Target", "").lstrip("/") in package.parts:
            return package, relation.get("Target").lstrip("/")
    types = parse_part(package.parts[CONTENT_TYPES])
    tag = types.tag.replace("Types", "Override")
    etree.SubElement(types, tag, PartName="/" + CORE_PART, ContentType=_CORE_TYPE)
    tag = relations.tag.replace("Relationships", "Relationship")
    etree.SubElement(relations, tag, Id="rIdCard", Type=_CORE_RELATION, Target=CORE_PART)
    for name, root in ((CONTENT_TYPES, types), ("_rels/.rels", relations)):
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = package.with_part(name, content)
    return package.with_part(CORE_PART, b""), CORE_PART
