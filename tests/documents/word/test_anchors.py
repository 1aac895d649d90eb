"""Whatever a loop repeats, a filled document stays one that Word opens: ids are its own, nothing is half."""

from __future__ import annotations

import io
import itertools
import zipfile
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import has_errors
from roadmap_engine.documents.word.compiling import compile_template
from roadmap_engine.documents.word.fields import trial_values
from roadmap_engine.documents.word.properties import Properties
from tests.documents.word.anchored import (
    PIECES,
    SITES,
    SPACES,
    anchored_template,
    find_disorder,
    find_repeated,
    schema_findings,
)
from tests.documents.word.small_files import SHAPE

CARD = Properties("План")
PLACED = tuple(itertools.product(SITES, PIECES))


def values(names: int, stages: int, *, known: bool) -> dict[str, Any]:
    """Values with so many names and stages."""
    stage = {"heading": "Этап", "rows": [{"title": "Мероприятие"}] * 2}
    some = {"names": ["Тен"] * names, "stages": [stage] * stages, "known": known}
    return {**trial_values(SHAPE, full=True), **some}


def filled(template: bytes, given_values: dict[str, Any]) -> bytes:
    """Fill a template that may be told of, but is not refused."""
    word, problems = compile_template(template, "own.docx", SHAPE)
    assert not has_errors(problems), problems
    assert word is not None
    return word.render(given_values, CARD)


def once(placed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each piece at one site only: a template in which an id stands twice is damaged already."""
    return list({piece: (site, piece) for site, piece in placed}.values())


@settings(max_examples=80, deadline=None)
@given(
    placed=st.lists(st.sampled_from(PLACED), min_size=1, max_size=8).map(once),
    names=st.integers(0, 3),
    stages=st.integers(0, 2),
    known=st.booleans(),
)
def test_no_two_places_are_called_alike(
    placed: list[tuple[str, str]], names: int, stages: int, known: bool
) -> None:
    """A law, whatever stands in a loop, however often it goes round, whether or not a condition holds."""
    template = anchored_template(placed)
    assert find_repeated(template) == [] or "paraId" in find_repeated(template)[0]
    data = filled(template, values(names, stages, known=known))
    assert find_repeated(data) == []
    assert find_disorder(data) == []


@pytest.mark.parametrize("site", SITES)
def test_the_schemas_find_nothing_new(site: str) -> None:
    """Everything at once in one place: filled, the schemas of the Open XML SDK find no more than before."""
    template = anchored_template((site, piece) for piece in PIECES)
    for names in (0, 3):
        data = filled(template, values(names, names, known=bool(names)))
        assert schema_findings(data) - schema_findings(template) == frozenset()


@pytest.mark.parametrize("number", ["1", "1001", "101001", "1073741825"])
def test_a_picture_of_a_part_without_tags_keeps_its_number(number: str) -> None:
    """Those of the text go round it."""
    picture = PIECES["picture"].replace('docPr id="1"', f'docPr id="{number}"')
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    template = anchored_template(
        [("in rows", "picture")], header=f"<w:hdr {spaces}><w:p>{picture}</w:p></w:hdr>"
    )
    data = filled(template, values(3, 0, known=True))
    assert find_repeated(data) == []
    assert f'docPr id="{number}"' in _xml_of(data, "word/header1.xml")


def test_what_is_repeated_keeps_its_words() -> None:
    """Only what nobody may have twice goes: the words around it are there in every round."""
    for piece in ("bookmark", "permission", "comment", "control", "change"):
        data = filled(anchored_template([("in paragraphs", piece)]), values(3, 0, known=True))
        assert _text_of(data, "word/document.xml").count("Тенслово ") == 3, piece


def test_a_note_stands_at_the_first_round() -> None:
    """Its number leads to the one note there is; the values in it are filled."""
    data = filled(anchored_template([("in rows", "footnote")]), values(3, 0, known=True))
    body = docx.Document(_file(data))
    assert len(body.element.xpath("//w:footnoteReference")) == 1
    assert "Сноска: План" in _text_of(data, "word/footnotes.xml")


def test_the_notes_at_the_end_are_filled() -> None:
    """A tag in an endnote is a tag."""
    data = filled(anchored_template([("nowhere", "endnote")]), values(1, 1, known=True))
    assert "Сноска: План" in _text_of(data, "word/endnotes.xml")


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def _xml_of(data: bytes, part: str) -> str:
    with zipfile.ZipFile(_file(data)) as archive:
        return archive.read(part).decode()


def _text_of(data: bytes, part: str) -> str:
    with zipfile.ZipFile(_file(data)) as archive:
        return "".join(etree.fromstring(archive.read(part)).itertext())
