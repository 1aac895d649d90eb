"""Lines, rows and tables become a Word file: one style sheet, one paper, one way of writing blanks.

Lengths are in twentieths of a point, as Word counts them. The same lines give the same bytes.
"""

# ruff: noqa: E501  (an element of XML reads better on one line)

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from roadmap_engine.storage.packing import join_parts, pack_once
from tools.template_styles import (
    MM,
    OFFICE,
    PACKAGE,
    ROOT,
    TALL,
    WORD_TYPE,
    XML,
    draw_fonts,
    draw_styles,
    draw_theme,
)

__all__ = [
    "FIRST_CORNER",
    "KEPT",
    "TALL",
    "WIDE",
    "Cell",
    "blanks",
    "draw_file",
    "keep_end",
    "line",
    "repeat",
    "row",
    "section_break",
    "table",
    "tag",
    "tag_row",
    "when",
]

KEPT = "<w:keepNext/>"
"""On the page of what follows."""
WIDE = 14570
"""Width of the text on a landscape page."""


def line(text: str = "", style: str = "", extra: str = "") -> str:
    """A paragraph; a tab in the text is a tab, a line end a line end, `**words**` are bold."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    runs = "".join(
        _run(piece, "<w:b/>" if index % 2 else "") for index, piece in enumerate(text.split("**")) if piece
    )
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def _run(text: str, look: str) -> str:
    inside = (
        f'<w:t xml:space="preserve">{escape(text)}</w:t>'.replace(
            "\t", '</w:t><w:tab/><w:t xml:space="preserve">'
        )
        .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        .replace('<w:t xml:space="preserve"></w:t>', "")
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def blanks(count: int) -> str:
    """Ruled lines to write on."""
    return line("\t", "Blank") * count


def keep_end(body: str) -> str:
    """Keep the last paragraph of a body, or the last row of its last table, on the page of what follows."""
    start = max(body.rfind("<w:tr>"), 0) if body.endswith("</w:tbl>") else body.rfind("<w:p>")
    end = re.sub(r"<w:p>(<w:pPr>(?:<w:pStyle [^>]*/>)?)?(?!<w:keepNext/>)", _keep, body[start:])
    return body[:start] + end


def _keep(found: re.Match[str]) -> str:
    return f"{found[0]}{KEPT}" if found[1] else f"<w:p><w:pPr>{KEPT}</w:pPr>"


def tag(text: str) -> str:
    """A paragraph that holds a tag alone and is gone once the template is filled."""
    return line(text, "Tag")


def repeat(loop: str, *inside: str) -> str:
    """Paragraphs repeated for each thing of a list."""
    return "".join((tag(f"{{%p for {loop} %}}"), *inside, tag("{%p endfor %}")))


def when(condition: str, *inside: str) -> str:
    """Paragraphs that stand only where a condition holds."""
    return "".join((tag(f"{{%p if {condition} %}}"), *inside, tag("{%p endif %}")))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        inside: its paragraphs.
        span: how many columns it spans.
        bottom: whether its words stand at its foot.
        merge: «restart» where a cell spans the rows below, «continue» in those.
        turned: whether its words run upwards.
    """

    inside: str
    span: int = 1
    bottom: bool = False
    merge: str = ""
    turned: bool = False


def row(
    *cells: Cell, head: bool = False, height: int = 0, torn: bool = False
) -> tuple[tuple[Cell, ...], str]:
    """A row that is not torn between pages unless it may be; a head row stands on every page.

    A row that may be torn leaves two lines of each cell on either page, as Word does with any paragraph:
    a row of three lines stays whole.
    """
    tall = f'<w:trHeight w:val="{height}"/>' if height else ""
    return cells, ("" if torn else "<w:cantSplit/>") + tall + ("<w:tblHeader/>" if head else "")


def tag_row(text: str, span: int) -> tuple[tuple[Cell, ...], str]:
    """A row that holds a tag alone and is gone once the template is filled."""
    return (Cell(tag(text), span),), "<w:cantSplit/>"


def table(widths: tuple[int, ...], *rows: tuple[tuple[Cell, ...], str], ruled: bool = True) -> str:
    """A table of fixed column widths, in twentieths of a point."""
    style = '<w:tblStyle w:val="TableGrid"/>' if ruled else ""
    flush = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    margins = "" if ruled else flush
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(_row(widths, *each) for each in rows)}</w:tbl>"
    )


def _row(widths: tuple[int, ...], cells: tuple[Cell, ...], look: str) -> str:
    drawn, column = "", 0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
        place = '<w:textDirection w:val="btLr"/>' if cell.turned else ""
        place += '<w:vAlign w:val="bottom"/>' if cell.bottom else ""
        drawn += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{place}</w:tcPr>{cell.inside}</w:tc>'
        column += cell.span
    return f"<w:tr><w:trPr>{look}</w:trPr>{drawn}</w:tr>"


def section_break(*, corner: str = "") -> str:
    """The end of a portrait section: what follows stands on a new page.

    Args:
        corner: `FIRST_CORNER` where the file has one and this is its first section.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="Tail"/>{_section(landscape=False, corner=corner)}</w:pPr></w:p>'


FIRST_CORNER = '<w:footerReference w:type="first" r:id="rId7"/>'
"""The foot of the first page, where ГОСТ Р 7.0.97-2025 has the QR code: bottom right of the first sheet."""
_NO_CORNER = '<w:footerReference w:type="first" r:id="rId8"/>'


def _section(*, landscape: bool, corner: str = "", continued: bool = False) -> str:
    # ГОСТ Р 7.0.97: left at least 20 mm, and 30 mm for what is kept longer than ten years, as orders on
    # core activity and their appendices are; right 10, top and bottom 20 mm at least.
    long, short = round(297 * MM), round(210 * MM)
    width, height = (long, short) if landscape else (short, long)
    turn = ' w:orient="landscape"' if landscape else ""
    right = round((10 if landscape else 15) * MM)
    edge, left = round(20 * MM), round(30 * MM)
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f"{corner}"
        f'<w:pgSz w:w="{width}" w:h="{height}"{turn}/><w:pgMar w:top="{edge}" w:right="{right}" w:bottom="{edge}"'
        f' w:left="{left}" w:header="{round(10 * MM)}" w:footer="{round(10 * MM)}" w:gutter="0"/>{"" if continued else "<w:titlePg/>"}</w:sectPr>'
    )


def _document(body: str, *, landscape: bool, corner: bool, continued: bool) -> str:
    # A section without a foot of its own takes that of the section before it.
    foot = "" if not corner else _NO_CORNER if FIRST_CORNER in body else FIRST_CORNER
    section = _section(landscape=landscape, corner=foot, continued=continued)
    return f"{XML}<w:document {ROOT}><w:body>{body}{section}</w:body></w:document>"


def _header(*, numbered: bool) -> str:
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inside = f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr>{number if numbered else ""}</w:p>'
    return f"{XML}<w:hdr {ROOT}>{inside}</w:hdr>"


def _footer(inside: str) -> str:
    return f"{XML}<w:ftr {ROOT}>{inside}{line(style='Tail')}</w:ftr>"


def _settings() -> str:
    return (
        f'{XML}<w:settings {ROOT}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation w:val="true"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="ru-RU"/></w:settings>'
    )


def draw_file(
    body: str, title: str, *, landscape: bool = False, corner: bool = False, continued: bool = False
) -> bytes:
    """Make the file of a template from its body.

    Args:
        body: its paragraphs and tables.
        title: what the file's card calls it.
        landscape: how the pages lie, or those of its last section.
        corner: whether the first page has a QR code in its corner.
        continued: whether the last section goes on counting pages, its first one numbered too.
    """
    parts = {
        "word/document.xml": (
            _document(body, landscape=landscape, corner=corner, continued=continued),
            "document.main",
        ),
        "word/styles.xml": (draw_styles(), "styles"),
        "word/settings.xml": (_settings(), "settings"),
        "word/fontTable.xml": (draw_fonts(), "fontTable"),
        "word/header1.xml": (_header(numbered=True), "header"),
        "word/header2.xml": (_header(numbered=False), "header"),
    }
    if corner:
        code = when("qr", line("{{ qr }}", extra='<w:jc w:val="right"/>'))
        parts |= {"word/footer1.xml": (_footer(code), "footer"), "word/footer2.xml": (_footer(""), "footer")}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for name, (_, kind) in parts.items()
    )
    types = (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/word/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    relations = _relations(
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    feet = ("footer1", "footer2") if corner else ()
    targets = ("styles", "settings", "header1", "header2", "fontTable", "theme/theme1", *feet)
    own = _relations(
        *((f"{OFFICE}/{name.partition('/')[0].rstrip('12')}", f"{name}.xml") for name in targets)
    )
    card = (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    texts = {"[Content_Types].xml": types, "_rels/.rels": relations, "docProps/core.xml": card}
    texts["word/theme/theme1.xml"] = draw_theme()
    texts |= {"word/_rels/document.xml.rels": own} | {name: text for name, (text, _) in parts.items()}
    return join_parts({name: pack_once(text.encode()) for name, text in texts.items()})


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
