"""What the parts of a package are called that speak of others."""

from __future__ import annotations

import posixpath

__all__ = ["CONTENT_TYPES", "relations_name"]

CONTENT_TYPES = "[Content_Types].xml"


def relations_name(part: str) -> str:
    """Name the part that holds a part's relationships.

    >>> relations_name("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")
