"""Bundles that are kept deflated, given back as they were published: the same entries, stored."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

__all__ = ["restore_bundle"]


def restore_bundle(path: Path) -> bytes:
    """Give the bytes of a bundle as it was published."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as kept, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as bundle:
        for entry in kept.infolist():
            stored = zipfile.ZipInfo(entry.filename, entry.date_time)
            stored.create_system, stored.external_attr = entry.create_system, entry.external_attr
            bundle.writestr(stored, kept.read(entry))
    return stream.getvalue()
