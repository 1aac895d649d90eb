"""Images become inline drawings of a part: the element in the text, the relationship, the media part.

The relationship's id is made of the image's content, so that every part that shows an image may call it
the same, and the same image stands in the file once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from markupsafe import Markup

from roadmap_engine.documents.word.fields import plain_text
from roadmap_engine.documents.word.images import Image, ImageKind
from roadmap_engine.documents.word.package import parse_part

__all__ = ["allow_images", "draw_inline", "media_name", "relate", "shows"]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_TYPES: Mapping[ImageKind, str] = {"png": "image/png", "jpeg": "image/jpeg", "emf": "image/x-emf"}


# All documents of a build show the same few pictures.
@lru_cache(maxsize=8)
def draw_inline(image: Image) -> Markup:
    """Write the drawing of an image so that it may stand where a text stands inside a run."""
    words = _quoted(" ".join(plain_text(image.words).split()))
    size = f'cx="{image.width}" cy="{image.height}"'
    name = f'id="1" name="{_digest(image)}" descr={words}'
    # The element's own namespaces stand with it: the part need not know of pictures.
    return Markup(  # noqa: S704  (the words are quoted two lines up, the rest is numbers)
        "</w:t></w:r><w:r><w:drawing>"
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {name}/>"
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_OFFICE}" r:embed="{_relation_id(image)}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        '<w:r><w:t xml:space="preserve">'
    )


def _quoted(words: str) -> str:
    r"""Quote words as `xml.sax.saxutils` does, which would bring in all that fetches pages.

    >>> _quoted("a < b"), _quoted('«a» "b"')
    ('"a &lt; b"', '\'«a» "b"\'')
    """
    text = escape(words, quote=False)
    if '"' not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else '"' + text.replace('"', "&quot;") + '"'


def media_name(image: Image) -> str:
    """Name the part an image is, by its content."""
    return f"word/media/{_digest(image)}.{image.kind}"


@lru_cache(maxsize=8)
def _digest(image: Image) -> str:
    return hashlib.sha256(image.data).hexdigest()[:16]


def _relation_id(image: Image) -> str:
    return f"rIdPicture{_digest(image)}"


def shows(xml: str, image: Image) -> bool:
    """Tell whether a filled part shows an image."""
    return f'r:embed="{_relation_id(image)}"' in xml


def relate(relations: bytes | None, images: Iterable[Image]) -> bytes:
    """Write a part's relationships with those of the images it shows.

    Args:
        relations: the relationships the part has, if any.
        images: each once.
    """
    root = parse_part(relations or f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
    tag = root.tag.replace("Relationships", "Relationship")
    for image in images:
        attributes = {
            "Id": _relation_id(image),
            "Type": f"{_OFFICE}/image",
            "Target": f"/{media_name(image)}",
        }
        etree.SubElement(root, tag, attributes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def allow_images(types: bytes) -> bytes:
    """Let a package's list of content types name every kind of image there is."""
    root = parse_part(types)
    known = {entry.get("Extension", "").lower() for entry in root}
    tag = root.tag.replace("Types", "Default")
    for place, kind in enumerate(kind for kind in _TYPES if kind not in known):
        root.insert(place, root.makeelement(tag, {"Extension": kind, "ContentType": _TYPES[kind]}))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
