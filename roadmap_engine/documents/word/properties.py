"""The file's own card, `docProps/core.xml`: title, author and date come from the plan, never from a template.

A template's card is not a template: whatever stands in it is left behind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

from roadmap_engine.documents.word.fields import plain_text

__all__ = ["CORE_PART", "Properties", "write_core"]

CORE_PART = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file manager shows of a document.

    Attributes:
        dated: the day the document is dated by; left out while it is unknown.
    """

    title: str
    creator: str = ""
    dated: dt.date | None = None


def write_core(properties: Properties) -> bytes:
    """Write the part: ISO/IEC 29500-2, core properties."""
    stamp = ""
    if properties.dated is not None:
        moment = f"{properties.dated.isoformat()}T00:00:00Z"
        stamp = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    title, creator = (
        escape(" ".join(plain_text(text).split()), quote=False)
        for text in (properties.title, properties.creator)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>{stamp}<dc:language>ru-RU</dc:language>"
        "</cp:coreProperties>"
    ).encode()
