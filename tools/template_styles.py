"""How the shipped templates look: paragraph styles, the one font and its twin, the plain theme."""

# ruff: noqa: E501  (an element of XML reads better on one line)

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "MM",
    "OFFICE",
    "PACKAGE",
    "ROOT",
    "TALL",
    "WORD_TYPE",
    "XML",
    "draw_fonts",
    "draw_styles",
    "draw_theme",
]

TALL = 9354
"""Width of the text on a portrait page."""

MM = 1440 / 25.4
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT = f'xmlns:w="{_WORD}" xmlns:r="{OFFICE}"'


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
    Style("Note", "Примечание", f'{_spacing(80, 0)}<w:jc w:val="both"/>', '<w:sz w:val="20"/>'),
    Style("Cell", "Ячейка", "", '<w:sz w:val="20"/>'),
    Style("Corner", "Угловой бланк", '<w:suppressAutoHyphens/><w:jc w:val="center"/>', '<w:sz w:val="22"/>'),
    Style("CellCentre", "Ячейка по центру", '<w:jc w:val="center"/>', '<w:sz w:val="20"/>'),
    Style("CellHead", "Шапка таблицы", '<w:keepNext/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="20"/>'),
    Style(
        "CellStage",
        "Этап в таблице",
        f'<w:keepNext/>{_spacing(40, 40)}<w:jc w:val="center"/>',
        '<w:b/><w:sz w:val="21"/>',
    ),
    Style(
        "Tail",
        "Конец после таблицы",
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
        '<w:sz w:val="2"/>',
    ),
    Style("PageNumber", "Номер страницы", '<w:jc w:val="center"/>', '<w:sz w:val="24"/>'),
    Style("Tag", "Метка шаблона", "<w:keepNext/>", '<w:color w:val="7F7F7F"/><w:sz w:val="16"/>'),
)


def draw_styles() -> str:
    """Draw the style sheet: Times New Roman 14, single spacing, and the styles of this list."""
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
    return f"{XML}<w:styles {ROOT}>{defaults}{plain}{grid}{own}</w:styles>"


def draw_fonts() -> str:
    """Draw the table of fonts: one, and its metric twin."""
    # The panose and signature of Times New Roman let Word and its kin find a metric twin.
    return (
        f'{XML}<w:fonts {ROOT}><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/>'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="CC"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def draw_theme() -> str:
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
        f'{XML}<a:theme xmlns:a="{_DRAWING}" name="Школа"><a:themeElements><a:clrScheme name="Школа">{colours}'
        f'</a:clrScheme><a:fontScheme name="Школа"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Школа">{look}</a:fmtScheme></a:themeElements></a:theme>'
    )
