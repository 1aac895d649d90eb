"""Files that somebody takes along: always an attachment, which no browser opens as a page of the portal."""

from __future__ import annotations

import io
from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header  # type: ignore[attr-defined]

__all__ = ["send_file", "send_open_file"]

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def send_file(content: bytes, name: str) -> HttpResponse:
    """Give a file.

    Args:
        content: of the file.
        name: under which it is kept.
    """
    return HttpResponse(content, content_type=_type(name), headers=_heads(name))


def send_open_file(file: BinaryIO, name: str) -> FileResponse:
    """Give a file piece by piece; it is closed at the end."""
    response = FileResponse(file, content_type=_type(name), headers=_heads(name))
    response["Content-Length"] = str(file.seek(0, io.SEEK_END))
    file.seek(0)
    return response


def _heads(name: str) -> dict[str, str]:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox; default-src 'none'"}


def _type(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
