"""Archives: the same bytes from the same parts, whoever deflates them a file that every program reads."""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Iterator
from typing import get_args

import pytest

from roadmap_engine.storage import packing
from roadmap_engine.storage.packing import (
    AS_ZIPFILE,
    DEFLATERS,
    Deflater,
    PackedPart,
    chosen_deflater,
    is_installed,
    join_parts,
    pack_once,
    pack_part,
    use_deflater,
)
from tests.roadmaps.published import ROOT

TEXT = (ROOT / "roadmaps/federal-results-method.yaml").read_bytes()
NAMES = ("a.xml", "папка/б.xml")


@pytest.fixture(autouse=True)
def _back() -> Iterator[None]:
    yield
    use_deflater("zlib")


@pytest.mark.parametrize("name", DEFLATERS)
def test_what_is_deflated_comes_out_again(name: Deflater) -> None:
    """Twice the same bytes, and no more than two fifths larger than the standard library's."""
    if not is_installed(name):
        pytest.skip(f"{name} is not installed")
    use_deflater(name)
    assert chosen_deflater() == name
    parts = {each: pack_part(TEXT) for each in NAMES}
    assert parts == {each: pack_part(TEXT) for each in NAMES}
    with zipfile.ZipFile(io.BytesIO(join_parts(parts))) as archive:
        assert archive.testzip() is None
        assert [archive.read(each) for each in NAMES] == [TEXT, TEXT]
    assert len(pack_part(TEXT).deflated) <= 1.4 * len(pack_once(TEXT).deflated)


def test_nobody_has_to_ask_for_the_standard_library() -> None:
    """Without a word the bytes are its own, and what is kept has them whatever was chosen."""
    assert chosen_deflater() == "zlib" == get_args(Deflater)[0]
    plain = pack_once(TEXT)
    assert pack_part(TEXT) == plain
    for name in DEFLATERS:
        if is_installed(name):
            use_deflater(name)
            assert pack_once(TEXT) == plain


def test_what_is_not_installed_is_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was chosen before stays."""

    def missing(name: str) -> None:
        raise ImportError(name)

    packing._load.cache_clear()  # noqa: SLF001 -- it may be loaded already
    monkeypatch.setattr(importlib, "import_module", missing)
    assert [is_installed(name) for name in DEFLATERS] == [True, False, False]
    with pytest.raises(ImportError):
        use_deflater("isal")
    assert chosen_deflater() == "zlib"
    packing._load.cache_clear()  # noqa: SLF001


def test_an_archive_may_be_that_of_zipfile() -> None:
    """Byte for byte, with the memory that it takes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in NAMES:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, TEXT)
    parts: dict[str, PackedPart] = {name: pack_once(TEXT, 8) for name in NAMES}
    assert join_parts(parts, AS_ZIPFILE) == stream.getvalue()
    assert join_parts(parts) != stream.getvalue()
