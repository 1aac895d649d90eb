"""Lines, rows and tables become a Word file: one style sheet, one paper, one way of writing blanks.

Lengths are in twentieths of a point, as Word counts them. The same lines give the same bytes.
"""

# ruff: noqa: E501  (an element of XML reads better on one line)

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from roadmap_engine.documents.word.packing import join_parts, pack_part

__all__ = [
    "TALL",
    "WIDE",
    "Cell",
    "blanks",
    "draw_file",
    "line",
    "repeat",
    "row",
    "table",
    "tag",
    "tag_row",
    "when",
]

TALL, WIDE = 9354, 14570
"""Width of the text on a portrait and on a landscape page."""

MM = 1440 / 25.4
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOT = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name in Word's list, and how it differs from the plain text."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""


def _spacing(before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


_FIRST_LINE = round(12.5 * MM)
"""ГОСТ Р 7.0.97: the first line of a paragraph is indented by 1.25 cm."""

STYLES = (
    Style("Centre", "По центру", '<w:jc w:val="center"/>'),
    Style(
        "Heading",
        "Заголовок документа",
        f'<w:keepNext/><w:suppressAutoHyphens/>{_spacing(240, 240)}<w:jc w:val="center"/>',
        "<w:b/>",
    ),
    Style(
        "Subject",
        "Заголовок к тексту",
        f'<w:keepNext/><w:suppressAutoHyphens/>{_spacing(240, 240)}<w:ind w:right="3400"/>',
        "<w:b/>",
    ),
    Style("BodyText", "Текст", f'{_spacing(0, 60)}<w:ind w:firstLine="{_FIRST_LINE}"/><w:jc w:val="both"/>'),
    Style("Imperative", "Распоряжение", f"<w:keepNext/>{_spacing(120, 120)}"),
    Style("Stamp", "Гриф", '<w:suppressAutoHyphens/><w:ind w:left="9072"/>', '<w:sz w:val="24"/>'),
    Style(
        "StampTall", "Гриф (книжная)", '<w:suppressAutoHyphens/><w:ind w:left="4820"/>', '<w:sz w:val="24"/>'
    ),
    Style("Line", "Строка бланка", f"{_spacing(60, 60)}"),
    Style(
        "Blank",
        "Пустая строка",
        f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{TALL}"/></w:tabs>{_spacing(60, 60)}',
    ),
    Style("Section", "Раздел", f"<w:keepNext/>{_spacing(200, 80)}", "<w:b/>"),
    Style("Note", "Примечание", f'{_spacing(80, 0)}<w:jc w:val="both"/>', '<w:sz w:val="22"/>'),
    Style("Cell", "Ячейка", "", '<w:sz w:val="20"/>'),
    Style("CellCentre", "Ячейка по центру", '<w:jc w:val="center"/>', '<w:sz w:val="20"/>'),
    Style("CellHead", "Шапка таблицы", '<w:keepNext/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="20"/>'),
    Style(
        "CellStage",
        "Этап в таблице",
        f'<w:keepNext/>{_spacing(40, 40)}<w:jc w:val="center"/>',
        '<w:b/><w:sz w:val="21"/>',
    ),
    Style("PageNumber", "Номер страницы", '<w:jc w:val="center"/>', '<w:sz w:val="24"/>'),
    Style("Tag", "Метка шаблона", "<w:keepNext/>", '<w:color w:val="7F7F7F"/><w:sz w:val="16"/>'),
)


def _styles() -> str:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
        ' w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    plain = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr></w:style>"
    )
    own = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{style.paragraph}</w:pPr><w:rPr>{style.run}</w:rPr></w:style>'
        for style in STYLES
    )
    return f"{_XML}<w:styles {_ROOT}>{defaults}{plain}{grid}{own}</w:styles>"


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
    """A cell of a table: its paragraphs, and how many columns it spans."""

    inside: str
    span: int = 1
    bottom: bool = False


def row(*cells: Cell, head: bool = False, height: int = 0) -> tuple[tuple[Cell, ...], str]:
    """A row that is never torn between pages; a head row stands on every page."""
    tall = f'<w:trHeight w:val="{height}"/>' if height else ""
    return cells, "<w:cantSplit/>" + tall + ("<w:tblHeader/>" if head else "")


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
        place = '<w:vAlign w:val="bottom"/>' if cell.bottom else ""
        drawn += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{place}</w:tcPr>{cell.inside}</w:tc>'
        )
        column += cell.span
    return f"<w:tr><w:trPr>{look}</w:trPr>{drawn}</w:tr>"


def _document(body: str, *, landscape: bool) -> str:
    # ГОСТ Р 7.0.97: left at least 20 mm, and 30 mm for what is kept longer than ten years, as orders on
    # core activity and their appendices are; right 10, top and bottom 20 mm at least.
    long, short = round(297 * MM), round(210 * MM)
    width, height = (long, short) if landscape else (short, long)
    turn = ' w:orient="landscape"' if landscape else ""
    right = round((10 if landscape else 15) * MM)
    edge, left = round(20 * MM), round(30 * MM)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turn}/><w:pgMar w:top="{edge}" w:right="{right}" w:bottom="{edge}"'
        f' w:left="{left}" w:header="{round(10 * MM)}" w:footer="{round(10 * MM)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f"{_XML}<w:document {_ROOT}><w:body>{body}{section}</w:body></w:document>"


def _fonts() -> str:
    # The panose and signature of Times New Roman let Word and its kin find a metric twin.
    return (
        f'{_XML}<w:fonts {_ROOT}><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/>'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="CC"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _theme() -> str:
    """The theme every Word file has; nothing here uses it, the fonts and colours are plain."""
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    shades = ("000000", "FFFFFF", "404040", "E7E6E6", *("595959",) * 6, "0000FF", "800080")
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{shade}"/></a:{name}>' for name, shade in zip(names, shades, strict=True)
    )
    face = '<a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    look = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    return (
        f'{_XML}<a:theme xmlns:a="{_DRAWING}" name="Школа"><a:themeElements><a:clrScheme name="Школа">{colours}'
        f'</a:clrScheme><a:fontScheme name="Школа"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Школа">{look}</a:fmtScheme></a:themeElements></a:theme>'
    )


def _header(*, numbered: bool) -> str:
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inside = f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr>{number if numbered else ""}</w:p>'
    return f"{_XML}<w:hdr {_ROOT}>{inside}</w:hdr>"


def _settings() -> str:
    return (
        f'{_XML}<w:settings {_ROOT}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation w:val="true"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="ru-RU"/></w:settings>'
    )


def draw_file(body: str, title: str, *, landscape: bool = False) -> bytes:
    """Make the file of a template from its body."""
    parts = {
        "word/document.xml": (_document(body, landscape=landscape), "document.main"),
        "word/styles.xml": (_styles(), "styles"),
        "word/settings.xml": (_settings(), "settings"),
        "word/fontTable.xml": (_fonts(), "fontTable"),
        "word/header1.xml": (_header(numbered=True), "header"),
        "word/header2.xml": (_header(numbered=False), "header"),
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, (_, kind) in parts.items()
    )
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/word/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/><Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    relations = _relations(
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    targets = ("styles", "settings", "header1", "header2", "fontTable", "theme/theme1")
    own = _relations(
        *((f"{_OFFICE}/{name.partition('/')[0].rstrip('12')}", f"{name}.xml") for name in targets)
    )
    card = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    texts = {"[Content_Types].xml": types, "_rels/.rels": relations, "docProps/core.xml": card}
    texts["word/theme/theme1.xml"] = _theme()
    texts |= {"word/_rels/document.xml.rels": own} | {name: text for name, (text, _) in parts.items()}
    return join_parts({name: pack_part(text.encode()) for name, text in texts.items()})


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
