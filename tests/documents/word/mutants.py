"""Word files with one to four things wrong: bytes, parts, elements, attributes, texts; one seed, one file."""

from __future__ import annotations

import functools
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.template_kinds import KINDS
from roadmap_engine.documents.word.filling import Fitting
from tests.documents.word.anchored import PIECES, SITES, anchored_template
from tests.documents.word.hostile import HOSTILE_TEMPLATES
from tests.documents.word.small_files import SHAPE

__all__ = ["Mutant", "mutate"]

_TEMPLATES = Path(__file__).parents[3] / "templates"
_STRANGERS = Path(__file__).with_name("strangers")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RAW = 0.05
"""How many are changed as bytes, of which most are no archive any more."""
_ODD_VALUES = (
    *(
        "",
        "0",
        "-1",
        "99999999999999999999",
        "1.5",
        "nan",
        "abc",
        "{{ title }}",
        "{% if a %}",
        "file:///a",
        "\\\\a\\b",
    ),
    *(
        "true",
        "auto",
        "rId1",
        "#",
        "9" * 5000,
        "а",
        "\u00a0",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
)
_ODD_TEXTS = (
    *(
        "{{ title }}",
        "{{ points }}",
        "{{",
        "}}",
        "{%p for point in points %}",
        "{%p endfor %}",
        "{% else %}",
        "{#",
        "#}",
    ),
    *(
        "{%tr for row in stage.rows %}",
        "{%tr endfor %}",
        "{{ signature.name|upper }}",
        "{{ 9**9 }}",
        "{%tc if a %}",
    ),
    *(
        "{% vm %}",
        "{% hm %}",
        "{% colspan 2 %}",
        "{%- if number -%}",
        "{% cellbg title %}",
        "«{{ “a” }}»",
        "\u200b{%–",
    ),
)

Parts = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file, and the document that it is to be a template of."""

    data: bytes
    fitting: Fitting


@functools.cache
def _bases() -> tuple[tuple[Mutant, ...], ...]:
    """What is changed: our templates, people's, those with everything in them, strangers'."""
    small = Fitting(SHAPE, None)
    order = KINDS["order"].fitting
    return (
        tuple(Mutant((_TEMPLATES / kind.file).read_bytes(), kind.fitting) for kind in KINDS.values()),
        tuple(Mutant(path.read_bytes(), order) for path in sorted(_STRANGERS.glob("*.docx"))),
        tuple(Mutant(anchored_template((site, piece) for piece in PIECES), small) for site in SITES),
        tuple(Mutant(hostile.data, small) for hostile in HOSTILE_TEMPLATES.values()),
    )


def mutate(seed: int) -> Mutant:
    """Make the file of a seed."""
    dice = random.Random(seed)  # noqa: S311 -- chance that repeats itself
    base = dice.choice(dice.choices(_bases(), (5, 2, 3, 1))[0])
    if dice.random() < _RAW:
        return replace(base, data=_mutate_bytes(base.data, dice))
    with zipfile.ZipFile(io.BytesIO(base.data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.randint(1, 4)):
        dice.choice(_MUTATIONS)(parts, dice)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return replace(base, data=target.getvalue())


def _mutate_bytes(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed[: dice.choice((len(changed), dice.randrange(len(changed))))])


def _mutate_part(parts: Parts, dice: random.Random) -> None:
    name = dice.choice(list(parts))
    match dice.randrange(4):
        case 0:
            del parts[name]
        case 1:
            parts[name.swapcase()] = parts.pop(name)
        case 2:
            parts[name] = _mutate_bytes(parts[name] or b"a", dice)
        case _:
            parts[name] = parts[dice.choice(list(parts))]


def _change(work: Callable[[etree._Element, random.Random], None], parts: Parts, dice: random.Random) -> None:
    """Change one element of one part that is XML, the text rather than others."""
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = [name for name in names if name.endswith("word/document.xml")] * len(names)
    if not names:
        return
    name = dice.choice(names + main)
    try:
        root = etree.fromstring(parts[name])
    except (etree.XMLSyntaxError, ValueError):
        return
    work(dice.choice(list(root.iter(etree.Element))), dice)
    parts[name] = etree.tostring(root)


def _mutate_element(element: etree._Element, dice: random.Random) -> None:
    around = element.getparent()
    if around is None:
        return
    match dice.randrange(5):
        case 0:
            around.remove(element)
        case 1:
            around.append(element)
        case 2:
            element.tag = dice.choice(
                ("p", "r", "t", "tbl", "tr", "tc", "sectPr", "del", "ins", "altChunk", "pPr")
            ).join((_W, ""))
        case 3:
            others = list(element.getroottree().iter(etree.Element))
            other = dice.choice(others)
            if element not in (other, *other.iterancestors()):
                other.append(element)
        case _:
            around.insert(0, etree.fromstring(etree.tostring(element)))


def _mutate_attribute(element: etree._Element, dice: random.Random) -> None:
    key = dice.choice([*element.attrib, _W + "val", _W + "w", _W + "id"])
    if dice.random() < 0.2 and key in element.attrib:
        del element.attrib[key]
    else:
        element.set(key, dice.choice(_ODD_VALUES))


def _mutate_text(element: etree._Element, dice: random.Random) -> None:
    texts = list(element.getroottree().iter(_W + "t"))
    chosen = dice.choice(texts) if texts else element
    words = chosen.text or ""
    place = dice.randint(0, len(words))
    odd = dice.choice((*_ODD_TEXTS, words[::-1], ""))
    chosen.text = words[:place] + odd + words[place + dice.randint(0, 3) :]


_MUTATIONS: tuple[Callable[[Parts, random.Random], None], ...] = (
    _mutate_part,
    *[functools.partial(_change, work) for work in (_mutate_element, _mutate_attribute, _mutate_text)] * 6,
)
