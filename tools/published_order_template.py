"""The template of a published order: letterhead in one or two languages, points, mark, appendices."""

from __future__ import annotations

from tools.template_lines import TALL, Cell, draw_file, line, repeat, row, section_break, table, tag_row, when
from tools.template_parts import signature

__all__ = ["draw_published_order"]

_NUMBERED = "{% if line.number %}{{ line.number }} {% endif %}{{ line.text }}"
_TITLE = '<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before="200" w:after="80"/><w:jc w:val="center"/>'
_WHOLE = '<w:suppressAutoHyphens/><w:jc w:val="center"/>'


def _lines(source: str) -> str:
    """Lines of text: titles of sections in bold, everything else as paragraphs."""
    return repeat(
        f"line in {source}",
        when(
            "line.heading",
            line(f"**{_NUMBERED}**", extra=_TITLE),
        ),
        when("not line.heading and not line.is_table", line(_NUMBERED, "BodyText")),
        when("line.is_table", _table()),
    )


def _table() -> str:
    """A table of any columns: two rows of heads, the lower one under what has several columns."""
    heads = (
        _cell("{{ line.table.first }}", merge="restart")
        + _loop("tc", "for head in line.table.heads")
        + _loop("tc", "if head.single")
        + _cell("{{ head.title }}", merge="restart")
        + _loop("tc", "endif")
        + _loop("tc", "if not head.single")
        + _cell("{% colspan head.span %}{{ head.title }}")
        + _loop("tc", "endif")
        + _loop("tc", "endfor")
    )
    captions = (
        _cell("", merge="continue")
        + _loop("tc", "for caption in line.table.captions")
        + _loop("tc", "if caption.single")
        + _cell("", merge="continue")
        + _loop("tc", "endif")
        + _loop("tc", "if not caption.single")
        + _cell("{{ caption.title }}", turned=True)
        + _loop("tc", "endif")
        + _loop("tc", "endfor")
    )
    cells = (
        _cell("{{ row.first }}")
        + _loop("tc", "for cell in row.cells")
        + _cell("{{ cell }}")
        + _loop("tc", "endfor")
    )
    rows = (
        _row(heads, head=True)
        + _tag_row("{%tr if line.table.grouped %}")
        + _row(captions, head=True)
        + _tag_row("{%tr endif %}")
        + _tag_row("{%tr for row in line.table.rows %}")
        + _row(cells)
        + _tag_row("{%tr endfor %}")
    )
    drawn = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{TALL}" w:type="dxa"/>'
        '<w:tblLayout w:type="autofit"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{TALL // 2}"/><w:gridCol w:w="{TALL - TALL // 2}"/></w:tblGrid>'
        f"{rows}</w:tbl>"
    )
    return (
        when("line.table.label", line("{{ line.table.label }}", "Line", '<w:keepNext/><w:jc w:val="right"/>'))
        + when(
            "line.table.title", line("{{ line.table.title }}", "Line", '<w:keepNext/><w:jc w:val="center"/>')
        )
        + drawn
        + line(style="Cell")
    )


def _cell(text: str, *, merge: str = "", turned: bool = False) -> str:
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    direction = '<w:textDirection w:val="btLr"/>' if turned else ""
    # A tag that spans columns puts the span first, and only the width may stand before it.
    width = '<w:vAlign w:val="top"/>' if "colspan" in text else '<w:tcW w:w="0" w:type="auto"/>'
    small = f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>{small if text else ""}</w:p>'
    return f"<w:tc><w:tcPr>{width}{merged}{direction}</w:tcPr>{paragraph}</w:tc>"


def _loop(level: str, text: str) -> str:
    return f"<w:tc><w:tcPr/>{line(f'{{%{level} {text} %}}', 'Tag')}</w:tc>"


def _row(cells: str, *, head: bool = False) -> str:
    look = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{look}</w:trPr>{cells}</w:tr>"


def _tag_row(text: str) -> str:
    return _row(f"<w:tc><w:tcPr/>{line(text, 'Tag')}</w:tc>")


def _letterhead() -> str:
    """Who issues, in one language across the page or in two beside each other; kind, date, number, place."""
    half = TALL // 2
    both = table(
        (half, TALL - half),
        row(
            Cell(line("**{{ letterhead }}**", extra=_WHOLE)),
            Cell(line("**{{ second_letterhead }}**", extra=_WHOLE)),
        ),
        ruled=False,
    )
    return (
        when("second_letterhead", both)
        + when("not second_letterhead", line("**{{ letterhead }}**", extra=_WHOLE))
        + line()
        + line("**{{ kind }}**", "Centre")
        + line()
        + table(
            (half, TALL - half),
            row(Cell(line("{{ date }}")), Cell(line("{{ number }}", extra='<w:jc w:val="right"/>'))),
            ruled=False,
        )
        + when("place", line("{{ place }}", "Centre"))
    )


def _frame() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="3" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:pBdr>{sides}</w:pBdr>"


def _electronic_signature() -> str:
    """Post, mark in its frame, name (ГОСТ Р 7.0.97: the mark stands where the signature would)."""
    mark = repeat(
        "mark in e_signature",
        line(
            "{{ mark }}",
            "Note",
            f"<w:keepNext/>{_frame()}<w:suppressAutoHyphens/>"
            '<w:ind w:left="160" w:right="160"/><w:jc w:val="center"/>',
        ),
    )
    return line(extra="<w:keepNext/>") * 2 + table(
        (2500, 4904, 1950),
        row(
            Cell(line("{{ signature.post }}")),
            Cell(mark),
            Cell(line("{{ signature.name }}", extra='<w:jc w:val="right"/>'), bottom=True),
        ),
        ruled=False,
    )


def _acknowledged() -> str:
    return table(
        (2600, 4554, 2200),
        tag_row("{%tr for person in acknowledged %}", 3),
        row(
            Cell(line("______________", "Line"), bottom=True),
            Cell(line("{{ person }}", "Line"), bottom=True),
            Cell(line("___.___.20___", "Line", '<w:jc w:val="right"/>'), bottom=True),
        ),
        tag_row("{%tr endfor %}", 3),
        row(Cell(line(style="Tail"), 3)),
        ruled=False,
    )


def draw_published_order() -> bytes:
    """Draw the template: the order, then every appendix from a new page in a section of its own."""
    appendix = (
        section_break()
        + repeat("mark in appendix.stamp", line("{{ mark }}", "StampTall"))
        + line("{{ appendix.title }}", "Heading")
        + _lines("appendix.lines")
    )
    body = (
        _letterhead()
        + line("{{ heading }}", "Subject")
        + _lines("preamble")
        + line("{{ imperative }}", "Imperative")
        + _lines("points")
        + when("enclosure", line("{{ enclosure }}", "BodyText"))
        + when("e_signature", _electronic_signature())
        + when("not e_signature", signature())
        + when("executors", line(), repeat("person in executors", line("{{ person }}", "Note")))
        + when("acknowledged", line(), line("{{ acknowledged_heading }}", "Section"), _acknowledged())
        + repeat("appendix in appendices", appendix)
        + line(style="Tail")
    )
    return draw_file(body, "Изданный приказ")
