"""A part of a template is read by its tags: everything that is wrong with them, each fault at its place.

No fault hides another. A tag that Jinja does not understand is told and left out of the skeleton; the
guard then walks the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.blocks import pair_blocks
from roadmap_engine.documents.word.compiled import JINJA, TOO_DEEP
from roadmap_engine.documents.word.fields import Record
from roadmap_engine.documents.word.guard import object_to
from roadmap_engine.documents.word.tags import PlacedTag, find_tags, plain_tag, shorten

__all__ = ["inspect_part"]

_KEYWORDS = frozenset(("", "for", "endfor", "if", "elif", "else", "endif", "colspan", "cellbg", "vm", "hm"))
_ALONE = {"for": "{}{{% endfor %}}", "if": "{}{{% endif %}}", "elif": "{{% if true %}}{}{{% endif %}}"}
_OF_CELLS = frozenset(("colspan", "cellbg", "vm", "hm"))
_WITH_OTHERS = frozenset(("endfor", "endif", "else", "vm", "hm"))


def inspect_part(
    root: etree._Element, part: str, template: str, shape: Record
) -> tuple[bool, tuple[Problem, ...]]:
    """Tell whether a part has tags, and everything that is wrong with them.

    Args:
        root: the part's XML.
        part: its name.
        template: what people call the file.
        shape: what the template may ask for.
    """
    tags, found = find_tags(root, part, template)
    problems = list(found)
    if tags:
        unsound = dict(_judge_each(tags, template))
        lines, unpaired = pair_blocks(tags, template, frozenset(unsound))
        problems += (*unsound.values(), *unpaired, *_question(tags, lines, shape, template))
        problems += _remark_on(tags, template)
    return bool(tags), tuple(problems)


def _remark_on(tags: tuple[PlacedTag, ...], template: str) -> Iterator[Problem]:
    """Tell of what is no fault, and may not be what was meant."""
    for tag in tags:
        if tag.mark == "#":
            yield tag.problem("RM639", template)
        if tag.hangs and not tag.beside:
            yield tag.problem("RM665", template)


def _judge_each(tags: tuple[PlacedTag, ...], template: str) -> Iterator[tuple[int, Problem]]:
    """Find the tags that are wrong by themselves, whatever stands around them."""
    for place, tag in enumerate(tags):
        if tag.looks_latin is not None and tag.mark != "#":
            word, letter, latin = tag.looks_latin
            yield place, tag.problem("RM662", template, word=word, letter=letter, latin=latin)
        elif (tag.mark == "{" and tag.level) or tag.keyword not in _KEYWORDS:
            yield place, tag.problem("RM611", template)
        elif (tag.level in ("tr", "tc") and tag.container is None) or (
            tag.cell is None and tag.inside.partition(" ")[0] in _OF_CELLS
        ):
            yield place, tag.problem("RM626", template)
        elif tag.beside:
            yield place, tag.problem("RM625", template, beside=shorten(tag.beside))
        elif tag.keyword not in _WITH_OTHERS:
            try:
                JINJA.parse(_ALONE.get(tag.keyword, "{}").format(plain_tag(tag)))
            except jinja2.TemplateSyntaxError:
                yield place, tag.problem("RM618", template)
            except TOO_DEEP:
                yield place, tag.problem("RM611", template)


def _question(
    tags: tuple[PlacedTag, ...], lines: list[str], shape: Record, template: str
) -> Iterator[Problem]:
    """Let the guard walk the skeleton, where each line is a tag."""
    try:
        parsed = JINJA.parse("\n".join(lines))
    except jinja2.TemplateSyntaxError as fault:
        # Each tag is sound and has its pair: what is left is an «else» too many.
        yield tags[min(max(fault.lineno, 1), len(tags)) - 1].problem("RM618", template)
        return
    except TOO_DEEP:
        yield Problem.of("RM620", template=template, part=tags[0].part, found=len(tags), limit=len(tags))
        return
    for objection in object_to(parsed, shape):
        tag = tags[min(max(objection.line, 1), len(tags)) - 1]
        yield tag.problem(objection.code, template, **objection.words)
