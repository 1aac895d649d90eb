"""Small Word files to try: the least a .docx can be, with a body of one's own and anything beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from roadmap_engine.documents.word.fields import Flag, Listing, Number, Picture, Record, Text

__all__ = ["SHAPE", "cell", "document", "paragraph", "table_row", "word_file"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

SHAPE = Record.of(
    "a document",
    title=Text("title", "План"),
    count=Number("number"),
    known=Flag("flag"),
    note=Text("note", "Примечание", optional=True),
    emblem=Picture("emblem"),
    names=Listing("names", Text("name", "Тен")),
    stages=Listing(
        "stages",
        Record.of(
            "stage",
            heading=Text("heading", "Этап"),
            rows=Listing("rows", Record.of("row", title=Text("title", "Мероприятие"))),
        ),
    ),
)
"""What the documents of the tests have."""


def paragraph(*runs: str) -> str:
    """A paragraph whose text Word has cut into runs."""
    inside = "".join(f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in runs)
    return f"<w:p>{inside}</w:p>"


def cell(*paragraphs: str) -> str:
    """A cell of paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def table_row(*cells: str) -> str:
    """A row of cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def document(body: str) -> str:
    """The main part."""
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr/></w:body></w:document>'


def word_file(
    body: str = "",
    *,
    relations: str = "",
    root_relations: str = "",
    types: str = "",
    parts: Mapping[str, bytes | str] | None = None,
    main: str | None = None,
) -> bytes:
    """A .docx with a body, further relations of its main part and of the package, types and parts."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    contents: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{R}/officeDocument" Target="word/document.xml"/>{root_relations}</Relationships>'
        ),
        "word/document.xml": document(body) if main is None else main,
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
        ),
        **(parts or {}),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return target.getvalue()
