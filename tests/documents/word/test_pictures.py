"""Pictures stand in a document like letters: whole, of known size, known to every part that shows them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import pytest
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.images import MILLIMETRE, TRIAL_IMAGE, Image, read_image
from roadmap_engine.documents.word.properties import Properties
from tests.documents.word.small_files import R, W, cell, paragraph, table_row, word_file
from tests.documents.word.test_template import CARD, compiled, texts, values

_NUMBERS = "//*[local-name() = 'docPr']/@id"
SHOWN = word_file(paragraph("{% if emblem %}{{ emblem }}{% endif %}{{ title }}"))
EMBLEM = Image(TRIAL_IMAGE.data, "png", 20 * MILLIMETRE, 15 * MILLIMETRE, "Герб «А» & <Б>")
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc2\x00\x0b\x08\x00\x64\x00\xc8\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x37\xff\xd9"
)
"""The segments of a JPEG of 200 by 100 dots."""


def _chunk(kind: bytes, content: bytes) -> bytes:
    inside = kind + content
    return struct.pack(">L", len(content)) + inside + struct.pack(">L", zlib.crc32(inside))


def png(width: int, height: int) -> bytes:
    """A PNG that says it has so many dots."""
    header = _chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(b"\0" * 100)) + _chunk(b"IEND", b"")


class TestReading:
    """A picture that somebody brings is looked at before it is put anywhere."""

    @pytest.mark.parametrize(
        ("data", "size"), [(png(400, 200), (40, 20)), (JPEG, (40, 20)), (png(100, 400), (5.5, 22))]
    )
    def test_it_is_fitted_into_its_box(self, data: bytes, size: tuple[float, float]) -> None:
        image, problems = read_image(data, "emblem", "Эмблема", (40, 22))
        assert problems == ()
        assert image is not None
        assert (image.width, image.height) == tuple(side * MILLIMETRE for side in size)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"GIF89a",
            b"<svg/>",
            png(10, 10)[:-12],
            png(10, 10)[:60],
            png(10, 10).replace(b"IDAT", b"IDAX"),
            png(0, 10),
            png(60_000, 60_000),
            png(10, 10) + b"\0" * (2 * 1024 * 1024),
            JPEG[:-2],
            JPEG[:40],
            b"\xff\xd8\xff\xd9",
            b"\xff\xd8\xff\xff\xff\xd9",
            b"\xff\xd8\xff\xd0\xff\xd9",
            JPEG.replace(b"\x00\x64\x00\xc8", b"\x00\x00\x00\xc8"),
        ],
    )
    def test_what_is_no_whole_picture_of_ordinary_size_is_refused(self, data: bytes) -> None:
        image, problems = read_image(data, "emblem", "Эмблема", (40, 22))
        assert image is None
        assert [problem.code for problem in problems] == ["RM643"]

    def test_marks_between_segments_are_passed_over(self) -> None:
        padded = JPEG.replace(b"\xff\xc2", b"\xff\xff\xff\x01\xff\xc2")
        assert read_image(padded, "emblem", "", (40, 22))[0] is not None


class TestDrawing:
    """The picture in the document."""

    def test_word_finds_it_with_its_size_and_words(self) -> None:
        opened = docx.Document(io.BytesIO(compiled(SHOWN).render(values(title="а", emblem=EMBLEM), CARD)))
        (shape,) = opened.inline_shapes
        assert (shape.width, shape.height) == (20 * MILLIMETRE, 15 * MILLIMETRE)
        assert shape._inline.docPr.get("descr") == "Герб «А» & <Б>"  # noqa: SLF001 -- the only way to it
        (relation,) = (each for each in opened.part.rels.values() if "image" in each.reltype)
        assert relation.target_part.blob == EMBLEM.data
        assert relation.target_part.content_type == "image/png"

    def test_without_it_nothing_of_it_is_there(self) -> None:
        data = compiled(SHOWN).render(values(title="а"), CARD)
        assert texts(data) == ["а"]
        archive = zipfile.ZipFile(io.BytesIO(data))
        assert not [name for name in archive.namelist() if "media" in name]
        assert b"image/png" not in archive.read("[Content_Types].xml")

    def test_the_same_picture_gives_the_same_bytes(self) -> None:
        first, second = (compiled(SHOWN).render(values(emblem=EMBLEM), CARD) for _ in range(2))
        assert first == second

    def test_every_part_that_shows_it_is_related_to_it(self) -> None:
        """A header has relationships of its own, and the file one copy of the picture."""
        inside = paragraph("{% if emblem %}{{ emblem }}{% endif %}")
        relation = f'<Relationship Id="rId9" Type="{R}/header" Target="header1.xml"/>'
        parts = {"word/header1.xml": f'<w:hdr xmlns:w="{W}">{inside}</w:hdr>'}
        data = compiled(word_file(inside, relations=relation, parts=parts)).render(
            values(emblem=EMBLEM), CARD
        )
        archive = zipfile.ZipFile(io.BytesIO(data))
        (media,) = (name for name in archive.namelist() if name.startswith("word/media/"))
        for part in ("header1", "document"):
            related = archive.read(f"word/_rels/{part}.xml.rels").decode()
            assert related.count(f'Target="/{media}"') == 1
        numbers = [
            number
            for part in ("header1", "document")
            for number in etree.fromstring(archive.read(f"word/{part}.xml")).xpath(_NUMBERS)
        ]
        assert len(numbers) == len(set(numbers))

    def test_in_a_loop_each_has_its_number(self) -> None:
        """Two pictures of one number upset Word."""
        body = paragraph("{% for n in names %}{% if emblem %}{{ emblem }}{% endif %}{{ n }}{% endfor %}")
        data = compiled(word_file(body)).render(values(names=["а", "б\tв"], emblem=EMBLEM), CARD)
        opened = docx.Document(io.BytesIO(data))
        numbers = [shape._inline.docPr.id for shape in opened.inline_shapes]  # noqa: SLF001 -- the only way
        assert len(set(numbers)) == 2
        assert texts(data) == ["аб\tв"]

    def test_a_picture_stands_in_a_table_too(self) -> None:
        row = table_row(cell(paragraph("{% if emblem %}{{ emblem }}{% endif %}")))
        body = f'<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{row}</w:tbl>'
        opened = docx.Document(
            io.BytesIO(compiled(word_file(body)).render(values(emblem=EMBLEM), Properties("")))
        )
        assert len(opened.inline_shapes) == 1

    def test_a_known_kind_is_not_declared_twice(self) -> None:
        """A template with pictures of its own declares their kinds itself."""
        word = compiled(SHOWN).render(values(emblem=EMBLEM), CARD)
        again = compiled(_with_tag(word)).render(values(emblem=EMBLEM), CARD)
        types = zipfile.ZipFile(io.BytesIO(again)).read("[Content_Types].xml")
        assert types.count(b'Extension="png"') == 1
        assert len(docx.Document(io.BytesIO(again)).inline_shapes) == 2


def _with_tag(data: bytes) -> bytes:
    """A filled document as a template again, its pictures its own."""
    opened = docx.Document(io.BytesIO(data))
    opened.add_paragraph("{% if emblem %}{{ emblem }}{% endif %}")
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()
