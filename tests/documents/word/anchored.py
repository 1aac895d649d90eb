"""Templates whose repeated parts hold things that only one place of a document may be called by."""

from __future__ import annotations

import functools
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from openxml_audit import OpenXmlValidator

from roadmap_engine.documents.word.images import TRIAL_IMAGE
from tests.documents.word.small_files import PACKAGE, R, W, cell, paragraph, table_row, word_file

__all__ = [
    "PIECES",
    "SITES",
    "SPACES",
    "anchored_template",
    "find_disorder",
    "find_repeated",
    "schema_findings",
]

_W = f"{{{W}}}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = {
    "w": W,
    "r": R,
    "wp": f"{_DRAWING}/wordprocessingDrawing",
    "a": f"{_DRAWING}/main",
    "pic": f"{_DRAWING}/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
}
_RUN = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">слово </w:t></w:r>'
_PICTURE = (
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="1" name="Герб"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rId91"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
)
_BOUND = '<w:dataBinding w:xpath="/title" w:storeItemID="{11111111-2222-3333-4444-555555555555}"/>'

PIECES: Mapping[str, str] = {
    "bookmark": f'<w:bookmarkStart w:id="3" w:name="_GoBack"/>{_RUN}<w:bookmarkEnd w:id="3"/>',
    "permission": f'<w:permStart w:id="5" w:edGrp="everyone"/>{_RUN}<w:permEnd w:id="5"/>',
    "comment": (
        f'<w:commentRangeStart w:id="7"/>{_RUN}<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
    ),
    "footnote": '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
    "endnote": '<w:r><w:endnoteReference w:id="2"/></w:r>',
    "picture": (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" wp14:anchorId="0A0B0C0D"'
        ' wp14:editId="0A0B0C0E"><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="Герб"/>'
        f"{_PICTURE}</wp:inline></w:drawing></w:r>"
    ),
    "shape": (
        '<w:r><w:pict><v:shapetype id="_x0000_t75" coordsize="21600,21600"/>'
        '<v:shape id="_x0000_s1026" o:spid="_x0000_s1026" type="#_x0000_t75" style="width:10pt;height:10pt"/>'
        "</w:pict></w:r>"
    ),
    "control": (
        f'<w:sdt><w:sdtPr><w:alias w:val="Школа"/><w:id w:val="7654321"/>{_BOUND}<w:text/></w:sdtPr>'
        f"<w:sdtContent>{_RUN}</w:sdtContent></w:sdt>"
    ),
    "change": (
        f'<w:ins w:id="11" w:author="Тен">{_RUN}</w:ins>'
        '<w:del w:id="12" w:author="Тен"><w:r><w:delText>{{ nothing }}</w:delText></w:r></w:del>'
    ),
    "field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
}
"""What stands in a paragraph, by what it is."""


def _line(*inside: str) -> str:
    """A paragraph as Word writes it, with an id of its own."""
    return (
        '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777"><w:pPr><w:jc w:val="left"/></w:pPr>'
        f"{''.join(inside)}</w:p>"
    )


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _table(*rows: str) -> str:
    properties = '<w:tblPr><w:tblW w:w="2000" w:type="dxa"/></w:tblPr>'
    return f'<w:tbl>{properties}<w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def _in_rows(inside: str) -> str:
    return _table(
        table_row(cell(paragraph("Шапка"))),
        table_row(cell(paragraph("{%tr for n in names %}"))),
        table_row(cell(_line(_words("{{ n }}"), inside))),
        table_row(cell(paragraph("{%tr endfor %}"))),
    )


SITES: Mapping[str, tuple[str, str]] = {
    "nowhere": ("", ""),
    "in a line": (f"<w:p>{_words('{% for n in names %}{{ n }}')}", f"{_words('{% endfor %}')}</w:p>"),
    "in paragraphs": (
        paragraph("{%p for n in names %}") + f"<w:p>{_words('{{ n }}')}",
        "</w:p>" + paragraph("{%p endfor %}"),
    ),
    "in two loops": (
        paragraph("{%p for s in stages %}")
        + paragraph("{%p for r in s.rows %}")
        + f"<w:p>{_words('{{ r.title }}')}",
        "</w:p>" + paragraph("{%p endfor %}") * 2,
    ),
    "under a condition": (f"<w:p>{_words('{% if known %}да')}", f"{_words('{% endif %}')}</w:p>"),
    "in rows": ("", ""),
}
"""What stands before and after the pieces, by where they are."""


def _place(site: str, inside: str) -> str:
    if site == "nowhere":
        return _line(inside)
    if site == "in rows":
        return _in_rows(inside)
    before, after = SITES[site]
    return before + inside + after


def _notes(kind: str) -> str:
    own = f"<w:p><w:r><w:{kind}Ref/></w:r>{_words('Сноска: {{ title }}')}</w:p>"
    marks = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in enumerate(("separator", "continuationSeparator"))
    )
    return f'<w:{kind}s xmlns:w="{W}">{marks}<w:{kind} w:id="2">{own}</w:{kind}></w:{kind}s>'


def anchored_template(placed: Iterable[tuple[str, str]], header: str = "") -> bytes:
    """A template with pieces at sites: every piece may stand there once.

    Args:
        placed: names of a site and a piece.
        header: the XML of a header, that shows the picture there is; none unless given.
    """
    by_site: dict[str, str] = {}
    for site, piece in placed:
        by_site[site] = by_site.get(site, "") + PIECES[piece]
    body = paragraph("{{ title }}") + "".join(_place(site, inside) for site, inside in by_site.items())
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    comment = f'<w:comment w:id="7" w:author="Тен">{paragraph("Проверить")}</w:comment>'
    beside = {
        "comments": f'<w:comments xmlns:w="{W}">{comment}</w:comments>',
        "footnotes": _notes("footnote"),
        "endnotes": _notes("endnote"),
    }
    own = {"header1": header} if header else {}
    picture = f'<Relationship Id="rId91" Type="{R}/image" Target="media/a.png"/>'
    listing = f'<Relationships xmlns="{PACKAGE}/relationships">{picture}</Relationships>'
    relations = "".join(
        f'<Relationship Id="rId8{number}" Type="{R}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(beside)
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}{name}+xml"/>' for name in beside
    )
    return word_file(
        main=f'<w:document {spaces} mc:Ignorable="w14 wp14"><w:body>{body}{page}</w:body></w:document>',
        relations=relations
        + picture
        + "".join(f'<Relationship Id="rId95" Type="{R}/header" Target="{name}.xml"/>' for name in own),
        types=f'<Default Extension="png" ContentType="image/png"/>{overrides}',
        parts={
            "word/media/a.png": TRIAL_IMAGE.data,
            "word/_rels/header1.xml.rels": listing,
            **{f"word/{name}.xml": xml for name, xml in {**beside, **own}.items()},
        },
    )


def _roots(data: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                yield etree.fromstring(archive.read(name))


_CALLED = {
    "bookmarkStart": _W + "id",
    "bookmarkEnd": _W + "id",
    "permStart": _W + "id",
    "permEnd": _W + "id",
    "footnoteReference": _W + "id",
    "endnoteReference": _W + "id",
    "commentReference": _W + "id",
    "docPr": "id",
    "shape": "id",
    "shapetype": "id",
}
_OWN = ("paraId", "anchorId", "spid")


def find_repeated(data: bytes) -> list[str]:
    """List what two places of a document are called by, and halves of what has two ends."""
    seen: Counter[str] = Counter()
    for root in _roots(data):
        for element in root.iter(etree.Element):
            name = etree.QName(element).localname
            if name in _CALLED:
                seen[f"{name} {element.get(_CALLED[name])}"] += 1
            if name == "bookmarkStart":
                seen[f"name {element.get(_W + 'name')}"] += 1
            if name == "id" and etree.QName(element.getparent()).localname == "sdtPr":
                seen[f"control {element.get(_W + 'val')}"] += 1
            for key, value in element.attrib.items():
                if etree.QName(key).localname in _OWN:
                    seen[f"{etree.QName(key).localname} {value}"] += 1
    found = [called for called, times in seen.items() if times > 1]
    for start, end in (("bookmarkStart", "bookmarkEnd"), ("permStart", "permEnd")):
        halves = [
            {each.partition(" ")[2] for each in seen if each.startswith(f"{side} ")} for side in (start, end)
        ]
        found += (f"half of {start} {each}" for each in halves[0] ^ halves[1])
    return found


_FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr", "tr": "trPr", "tbl": "tblPr", "sdt": "sdtPr"}


def find_disorder(data: bytes) -> list[str]:
    """List what is not where Word wants it: properties first, a cell's paragraph and the set-up last."""
    found = []
    for root in _roots(data):
        for element in root.iter(*(_W + name for name in _FIRST)):
            name = etree.QName(element).localname
            places = [place for place, child in enumerate(element) if child.tag == _W + _FIRST[name]]
            if places not in ([], [0]):
                found.append(f"{_FIRST[name]} in {name} at {places}")
            if name == "tc" and (not len(element) or element[-1].tag != _W + "p"):
                found.append("a cell without a last paragraph")
            if name == "tbl" and [etree.QName(child).localname for child in element][:2] != [
                "tblPr",
                "tblGrid",
            ]:
                found.append("a table without its grid")
        found += (
            "a page set up elsewhere"
            for body in root.iter(_W + "body")
            if body[-1].tag != _W + "sectPr" or len(body.findall(_W + "sectPr")) != 1
        )
    return found


@functools.lru_cache(maxsize=256)
def schema_findings(data: bytes) -> frozenset[str]:
    """What the schemas of Microsoft's Open XML SDK object to."""
    with tempfile.NamedTemporaryFile(suffix=".docx", delete=False) as file:
        file.write(data)
    try:
        result = OpenXmlValidator(max_errors=0).validate(file.name)
    finally:
        Path(file.name).unlink()
    return frozenset(f"{error.part_uri}: {error.description}" for error in result.errors)
