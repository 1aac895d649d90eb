"""What kind of file is attached: its content says so, whatever it is called."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from roadmap_engine.tracking.evidence import KINDS, tell_kind

ODT = b"application/vnd.oasis.opendocument.text"


def packed(parts: Mapping[str, bytes], *, stored: bool = True) -> bytes:
    """Pack parts."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return found.getvalue()


DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
XLSX = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (packed(DOCX), "docx"),
        (packed(XLSX), "xlsx"),
        (packed({"mimetype": ODT, "content.xml": b""}), "odt"),
    ],
)
def test_what_is_kept(data: bytes, kind: str) -> None:
    """Each kind."""
    assert tell_kind(data) == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04" + b"\0" * 100,
        b"%PDF",
        b" %PDF-1.7",
        b"<html>%PDF-1.7</html>",
        b"MZ\x90\0",
        b"GIF89a",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<svg onload='alert(1)'/>",
        packed({"a.txt": b"x"}),
        packed({**DOCX, "word/vbaProject.bin": b"x"}),
        packed({**XLSX, "xl/VBAPROJECT.BIN": b"x"}),
        packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        packed({"mimetype": ODT * 99}, stored=False),
        packed(DOCX)[:-10],
        packed(DOCX)[10:],
        packed(DOCX)[:4] + b"\xff" * 40,
    ],
)
def test_what_is_not_kept(data: bytes) -> None:
    """Programs, pages, pictures with scripts, documents with macros, halves of archives."""
    assert tell_kind(data) is None


def test_a_bomb_is_not_unpacked() -> None:
    """Only the list of its parts is looked at."""
    assert tell_kind(packed({**DOCX, "x": b"\0" * 30_000_000}, stored=False)) == "docx"


def test_macros_behind_many_parts_are_found() -> None:
    """A list of any length is gone through to its end."""
    parts = {**DOCX, **{f"x/{number}": b"" for number in range(6_000)}, "word/vbaProject.bin": b"x"}
    assert tell_kind(packed(parts)) is None
