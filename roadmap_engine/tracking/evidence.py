"""What kind of file is attached as evidence: told by its content, never by its name."""

from __future__ import annotations

import io
import zipfile
from typing import Literal, get_args

__all__ = ["FOLDER", "KINDS", "LARGEST", "EvidenceKind", "tell_kind"]

EvidenceKind = Literal["pdf", "docx", "xlsx", "odt", "jpg", "png"]
KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
FOLDER = "evidence"
"""Where the files lie, beside the adoption."""
LARGEST = 20
"""Megabytes of a file at most: a scan of ten pages has two."""

_BEGINNINGS: tuple[tuple[bytes, EvidenceKind], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
)
_ODT = b"application/vnd.oasis.opendocument.text"


def tell_kind(data: bytes) -> EvidenceKind | None:
    """Tell what kind of file this is.

    Returns:
        The kind; None for any other, a document with macros among them.

    >>> tell_kind(b"%PDF-1.7"), tell_kind(b"<html>")
    ('pdf', None)
    """
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    return _tell_document(data) if data.startswith(b"PK") else None


def _tell_document(data: bytes) -> EvidenceKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                return None
            if "word/document.xml" in names:
                return "docx"
            if "xl/workbook.xml" in names:
                return "xlsx"
            # The mimetype of an open document stands uncompressed at its beginning.
            return "odt" if "mimetype" in names and _ODT in data[:200] else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
