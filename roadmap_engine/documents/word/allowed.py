"""What may be in a template, by what it means to Word: parts, relationships, elements, fields, links.

Everything here is a list of what may be. What is on none is refused, or left out of the papers where no paper
needs it. Names are compared without their namespace and in small letters: the same thing spelt in another
namespace, or in a newer one, is the same thing.
"""

from __future__ import annotations

import functools
import re

__all__ = [
    "ACTIVE_ELEMENTS",
    "ACTIVE_RELATIONS",
    "ACTIVE_TYPES",
    "COMMENT_RELATIONS",
    "FIELDS",
    "KEPT_RELATIONS",
    "LEFT_ELEMENTS",
    "PARTS_BY_RELATION",
    "PASSIVE_FILES",
    "QUIET_RELATIONS",
    "TOLD_ELEMENTS",
    "WEB_LINK",
    "XML_FILES",
    "is_picture",
    "kind_of",
    "leads_out",
    "local_name",
]

XML_FILES = (".xml", ".rels", ".svg")
"""How a part's name ends that is read as XML; a picture of lines is XML too, and can do what a page can."""
PASSIVE_FILES = (
    *XML_FILES, ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf",
    ".ttf", ".otf", ".bin",
)  # fmt: skip
"""How a part's name may end; fonts, and a printer's settings, which are a `.bin`, are left out."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PLAIN_XML = frozenset(("application/xml", "text/xml"))
_PICTURES = frozenset(
    f"image/{kind}"
    for kind in ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "tif", "x-emf", "emf", "x-wmf", "wmf", "svg+xml")
)
PARTS_BY_RELATION = {
    "officedocument": frozenset((_WORD + "document.main+xml", _WORD + "template.main+xml")),
    "core-properties": frozenset(("application/vnd.openxmlformats-package.core-properties+xml",)),
    "extended-properties": frozenset(
        ("application/vnd.openxmlformats-officedocument.extended-properties+xml",)
    ),
    "custom-properties": frozenset(("application/vnd.openxmlformats-officedocument.custom-properties+xml",)),
    "theme": frozenset(("application/vnd.openxmlformats-officedocument.theme+xml",)),
    "image": _PICTURES,
    **{
        kind.lower(): frozenset((f"{_WORD}{kind}+xml",))
        for kind in (
            "styles",
            "settings",
            "fontTable",
            "numbering",
            "header",
            "footer",
            "footnotes",
            "endnotes",
        )
    },
}
"""The content types a part may have that a relationship of a kind leads to; plain XML is any of Word's."""
PARTS_BY_RELATION = {
    kind: types if kind in ("image", "officedocument") else types | _PLAIN_XML
    for kind, types in PARTS_BY_RELATION.items()
}
KEPT_RELATIONS = frozenset((*PARTS_BY_RELATION, "hyperlink"))
COMMENT_RELATIONS = frozenset(
    ("comments", "commentsextended", "commentsids", "commentsextensible", "commentex", "people")
)
QUIET_RELATIONS = frozenset(
    (
        "websettings",
        "styleswitheffects",
        "thumbnail",
        "printersettings",
        "intelligence",
        "classificationlabels",
    )
)
"""What a paper does without and nobody misses: settings of a browser or printer, a small picture."""
ACTIVE_RELATIONS = frozenset(
    (
        "vbaproject", "wordvbadata", "vbadata", "oleobject", "package", "control", "activexcontrolbinary",
        "activexcontrol", "afchunk", "subdocument", "frame", "attachedtoolbars", "externallink", "video",
        "audio", "media", "chart", "chartex", "diagramdata",
    )
)  # fmt: skip
"""What may run, fetch or hold a file of another program; what needs one of these is refused."""
ACTIVE_TYPES = re.compile(
    r"macroenabled|vba|oleobject|activex|x-msdownload|executable|javascript|text/html|message/rfc822"
    r"|application/(rtf|msword)",
    re.IGNORECASE,
)

ACTIVE_ELEMENTS = frozenset(
    (
        "altchunk", "subdoc", "object", "oleobject", "oleobj", "control", "ocx", "contentpart", "movie",
        "frameset", "externaldata", "webvideopr", "videofile", "audiofile", "quicktimefile", "wavaudiofile",
        "script", "foreignobject", "chart", "relids", "embed",
    )
)  # fmt: skip
"""Elements that run, fetch or hold something: an embedded object, a chart's workbook, a picture's script."""
TOLD_ELEMENTS = frozenset(
    (
        "attachedschema", "entrymacro", "exitmacro", "mailmerge", "savethroughxslt", "schemalibrary",
    )
)  # fmt: skip
"""Settings that reach outside the document: the papers have none, and it is told."""
LEFT_ELEMENTS = TOLD_ELEMENTS | frozenset(
    (
        "attachedtemplate", "linkstyles", "smarttagtype", "embedregular", "embedbold", "embeditalic",
        "embedbolditalic", "embedtruetypefonts", "embedsystemfonts", "savesubsetfonts", "printersettings",
        "databinding", "docvars", "commentrangestart", "commentrangeend", "commentreference",
    )
)  # fmt: skip
"""Elements that go with what is left out.

A binding to data goes too: Word would put the bound value, such as the template's own title, over what was
filled in.
"""

FIELDS = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "TC", "REF", "PAGEREF", "NOTEREF", "STYLEREF",
    "SEQ", "SYMBOL", "QUOTE", "TITLE", "SUBJECT", "AUTHOR", "DATE", "TIME", "CREATEDATE", "SAVEDATE",
    "PRINTDATE", "FILENAME", "NUMWORDS", "NUMCHARS", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
    "LISTNUM", "ADVANCE", "EQ", "DOCPROPERTY", "XE", "INDEX", "TA", "TOA", "KEYWORDS",
))  # fmt: skip
"""Fields that count, date and refer inside the document."""

WEB_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_LEADS_OUT = re.compile(
    r"\s*(\\\\|//|[a-z]:[\\/]|(file|javascript|vbscript|data(?!:image/)|ftps?|smb|ldaps?|mhtml|jar|its|ms-[a-z-]+|res|about|"
    r"search-ms|shell|cid|tel|ssh|telnet|gopher|webdav|dav|view-source|blob):)|.*url\s*\(\s*[\"']?(?!#)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*",
    b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00",
)  # fmt: skip


@functools.lru_cache(maxsize=4_096)
def local_name(qualified: object) -> str:
    """Name an element or attribute without its namespace, in small letters; «» for what is no element.

    >>> local_name("{http://example.org}altChunk")
    'altchunk'
    """
    return qualified.rpartition("}")[2].lower() if isinstance(qualified, str) else ""


def kind_of(relation_type: str) -> str:
    """Name a kind of relationship, whichever version of the standard its type is taken from."""
    return relation_type.strip().rpartition("/")[2].lower()


def leads_out(value: str) -> bool:
    r"""Tell whether a value addresses a file, a script or another machine.

    >>> leads_out("file:///etc/passwd"), leads_out("\\\\server\\share"), leads_out("position:absolute")
    (True, True, False)
    """
    return _LEADS_OUT.match(value) is not None


def is_picture(content: bytes) -> bool:
    """Tell whether a file begins as a picture of dots or lines does that Word shows."""
    return content.startswith(_SIGNS)
