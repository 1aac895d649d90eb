"""The timeline as a metafile: a file whose records are whole, and a picture that fits a page."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from roadmap_engine.documents.emf import Metafile, measure_text
from roadmap_engine.documents.timeline_picture import HEIGHT, draw_timeline
from roadmap_engine.documents.word.images import MILLIMETRE
from roadmap_engine.model.base import with_fields
from tests.documents.plans import published_plan, sakha_like_plan

_TEXT, _HEADER, _END = 84, 1, 14


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk a metafile: the kind and the content of each record."""
    place = 0
    while place < len(data):
        kind, size = struct.unpack_from("<2L", data, place)
        assert size % 4 == 0
        assert size >= 8
        yield kind, data[place + 8 : place + size]
        place += size
    assert place == len(data)


def written(data: bytes) -> list[str]:
    """The words of a metafile."""
    found = []
    for kind, content in records(data):
        if kind == _TEXT:
            letters, start = struct.unpack_from("<2L", content, 36)
            found.append(content[start - 8 : start - 8 + 2 * letters].decode("utf-16-le"))
    return found


def test_the_header_tells_what_there_is() -> None:
    """[MS-EMF] 2.3.4.2: bytes, records, handles."""
    picture = Metafile(1000, 500, 100)
    picture.rectangle((0, 0, 10, 10), fill=0xFF0000, edge=0)
    picture.rectangle((5, 5, 10, 10), fill=0xFF0000, edge=None, dashed=True)
    picture.polygon([(0, 0), (5, 5), (0, 5)], fill=0x00FF00)
    picture.text((1, 2), "Ёж 😀", 12)
    data = picture.finish()
    every = list(records(data))
    assert [every[0][0], every[-1][0]] == [_HEADER, _END]
    signature, _, size, count, handles = struct.unpack_from("<4LH", every[0][1], 32)
    assert (signature, size, count) == (0x464D4520, len(data), len(every))
    made = [content for kind, content in every if kind in (38, 39, 82)]
    assert handles == len(made) + 1
    assert written(data) == ["Ёж 😀"]
    across, down = struct.unpack_from("<2l", every[0][1], 24)
    assert (across, down) == (10_000, 5_000)


def test_every_letter_advances() -> None:
    """An unknown letter is as wide as most are."""
    assert measure_text("м.☃", 1000) == [632, 250, 500]


def test_the_timeline_has_every_measure_and_month() -> None:
    """The same rows and words as the page has."""
    image = draw_timeline(sakha_like_plan())
    assert image is not None
    assert image.kind == "emf"
    words = written(image.data)
    assert "1.1" in words
    assert "окт" in words
    assert any(word.startswith("ждёт") for word in words)
    assert image == draw_timeline(sakha_like_plan())
    assert image.width == 165 * MILLIMETRE


def test_a_long_plan_stays_on_its_page() -> None:
    """The picture becomes smaller, its sides in proportion."""
    plan = sakha_like_plan()
    long = with_fields(plan, stages=plan.stages * 6)
    image = draw_timeline(long)
    assert image is not None
    assert image.height == HEIGHT * MILLIMETRE
    assert image.width < 165 * MILLIMETRE


def test_a_plan_without_a_day_has_no_picture() -> None:
    """A published text knows no year."""
    plan = published_plan()
    bare = with_fields(plan, stages=(), academic_year=None)
    assert draw_timeline(bare) is None
