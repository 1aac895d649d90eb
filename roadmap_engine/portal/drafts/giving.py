"""A file that is given out, to be kept and never shown by the browser as a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header  # type: ignore[attr-defined]

__all__ = ["give_file"]


def give_file(content: bytes, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """Give a file.

    Args:
        content: of the file.
        name: that it is kept under; any letters will do.
        kind: its media type.
    """
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox; default-src 'none'"}
    return HttpResponse(content, content_type=kind, headers=headers)
