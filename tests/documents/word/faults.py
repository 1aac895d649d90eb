"""A template for every fault a template can have, by the fault's code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.documents.word.small_files import PACKAGE, R, W, cell, document, paragraph, table_row, word_file

__all__ = ["FAULTY_TEMPLATES", "HOSTILE_TAGS", "TOLD_TEMPLATES"]


def _relation(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="rId9" Type="{R}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def _field(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>…</w:t></w:r></w:fldSimple></w:p>'


def _table(*rows: str) -> str:
    return f'<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def _odd_zip(name: str) -> bytes:
    target = io.BytesIO(word_file())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, "<a/>")
    return target.getvalue()


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _box(outside: str, inside: str) -> str:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(inside)}</w:txbxContent></w:pict></w:r>"
    return f"<w:p>{_run(outside)}{box}</w:p>"


_END = _run("{% endif %}")
_BLANKS = b"<a>" + b" " * 2_000_000 + b"</a>"
_DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'
_FOR = "{%p for name in names %}"

FAULTY_TEMPLATES: Mapping[str, tuple[tuple[str, bytes], ...]] = {
    "RM601": (
        ("no zip", b"PK\x03\x04 not a zip"),
        ("empty", b""),
        ("half a file", word_file()[:300]),
        ("path upwards", _odd_zip("../evil.xml")),
        ("absolute path", _odd_zip("/etc/evil.xml")),
        ("backslash", _odd_zip("word\\evil.xml")),
        ("same part twice", _odd_zip("word/DOCUMENT.xml")),
        ("no main part", word_file(main="<a/>")),
    ),
    "RM602": (("too large", b"\0" * (20 * 1024 * 1024 + 1)),),
    "RM603": (("many parts", word_file(parts={f"word/p{number}.xml": "<a/>" for number in range(2000)})),),
    "RM604": (("zip bomb", word_file(parts={"word/bomb.xml": _BLANKS})),),
    "RM605": (
        ("macros", word_file(parts={"word/vbaProject.bin": b"\xd0\xcf"})),
        ("embedded object", word_file(relations=_relation("oleObject", "embeddings/a.xml", "Internal"))),
        ("control", word_file(relations=_relation("control", "activeX/a.xml", "Internal"))),
        ("foreign chunk", word_file(relations=_relation("aFChunk", "chunk.xml", "Internal"))),
        ("executable", word_file(parts={"word/media/a.exe": b"MZ"})),
    ),
    "RM606": (
        ("broken XML", word_file(parts={"word/styles.xml": "<a>"})),
        ("UTF-16", word_file(parts={"word/styles.xml": "<a/>".encode("utf-16")})),
        (
            "other encoding",
            word_file(parts={"word/styles.xml": '<?xml version="1.0" encoding="KOI8-R"?><a/>'}),
        ),
    ),
    "RM607": (
        ("entity bomb", word_file(parts={"word/styles.xml": _DOCTYPE + "<a>&d;</a>"})),
        (
            "foreign entity",
            word_file(main='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + document("")),
        ),
    ),
    "RM608": (
        ("linked picture", word_file(relations=_relation("image", "https://example.org/a.png"))),
        ("link to a file", word_file(relations=_relation("hyperlink", "file:///etc/passwd"))),
        ("link to a script", word_file(relations=_relation("hyperlink", "javascript:alert(1)"))),
    ),
    "RM609": (
        ("DDE", word_file(_field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;"))),
        ("included text", word_file(_field("INCLUDETEXT &quot;/etc/passwd&quot;"))),
        ("included picture", word_file(_field("INCLUDEPICTURE &quot;https://example.org/a.png&quot;"))),
        ("a value inside a field", word_file(_field("HYPERLINK {{ title }}"))),
    ),
    "RM610": (
        ("no end", word_file(paragraph("{{ title"))),
        ("no end of a block", word_file(paragraph("{% if known"))),
        ("end in the next paragraph", word_file(paragraph("{{ title") + paragraph("}}"))),
    ),
    "RM611": (
        ("a sum", word_file(paragraph("{{ 7*7 }}"))),
        ("an unknown word", word_file(paragraph("{% repeat 5 %}"))),
    ),
    "RM612": (("no endfor", word_file(paragraph(_FOR) + paragraph("{{ name }}"))),),
    "RM613": (
        ("endfor alone", word_file(paragraph("{%p endfor %}"))),
        ("crossed", word_file(paragraph("{%p if known %}") + paragraph("{%p endfor %}"))),
    ),
    "RM614": (
        (
            "from the text into a cell",
            word_file(paragraph("{% if known %}a") + _table(table_row(cell(paragraph("{% endif %}"))))),
        ),
        (
            "another way in another cell",
            word_file(
                paragraph("{% if known %}")
                + _table(table_row(cell(paragraph("{% else %}"))))
                + paragraph("{% endif %}")
            ),
        ),
        ("row against paragraph", word_file(paragraph(_FOR) + paragraph("{%tr endfor %}"))),
        ("into a text box", word_file(_box("{% if known %}a", "{% endif %}"))),
    ),
    "RM615": (
        ("unknown", word_file(paragraph("{{ titel }}"))),
        ("unknown part of a group", word_file(paragraph("{% for s in stages %}{{ s.headnig }}{% endfor %}"))),
        ("loop variable outside", word_file(paragraph("{% for n in names %}{% endfor %}{{ n }}"))),
        ("loop outside a loop", word_file(paragraph("{{ loop.index }}"))),
    ),
    "RM616": (
        ("a list", word_file(paragraph("{{ names }}"))),
        ("a group", word_file(paragraph("{% for s in stages %}{{ s }}{% endfor %}"))),
    ),
    "RM617": (("a text", word_file(paragraph("{% for letter in title %}{% endfor %}"))),),
    "RM618": (
        ("no bracket", word_file(paragraph("{{ title|join( }}"))),
        ("empty", word_file(paragraph("{{ }}"))),
    ),
    "RM619": (("in an attribute", word_file('<w:p w:rsidR="{{ 9**9 }}"/>' + paragraph("{{ title }}"))),),
    "RM620": (("six thousand tags", word_file(paragraph("{{ title }}" * 6000))),),
    "RM621": (
        ("half a link", word_file(f"<w:p><w:hyperlink>{_run('{% if known %}a')}</w:hyperlink>{_END}</w:p>")),
        (
            "half a field",
            word_file(
                f"<w:p>{_char('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{_char('separate')}"
                f"{_run('{% if known %}')}{_char('end')}{_END}</w:p>"
            ),
        ),
    ),
    "RM622": (
        (
            "no row left",
            word_file(
                _table(
                    table_row(cell(paragraph("{%tr for name in names %}"))),
                    table_row(cell(paragraph("{{ name }}"))),
                    table_row(cell(paragraph("{%tr endfor %}"))),
                )
            ),
        ),
        (
            "no paragraph left",
            word_file(
                _table(
                    table_row(cell(paragraph("{%p if known %}"), paragraph("a"), paragraph("{%p endif %}"))),
                )
            ),
        ),
    ),
    "RM625": (
        (
            "a word in the paragraph",
            word_file(paragraph("Итого: {%p if known %}") + paragraph("{%p endif %}")),
        ),
        (
            "a value in the row",
            word_file(
                _table(
                    table_row(cell(paragraph("{%tr for name in names %}")), cell(paragraph("{{ title }}"))),
                    table_row(cell(paragraph("{{ name }}"))),
                    table_row(cell(paragraph("{%tr endfor %}"))),
                )
            ),
        ),
        ("two in one paragraph", word_file(paragraph("{%p if known %}{%p endif %}"))),
    ),
    "RM626": (
        ("a cell's colour of no table", word_file(paragraph("{% cellbg title %}"))),
        ("a span of no table", word_file(paragraph("{% colspan count %}"))),
        (
            "a merged cell of no table",
            word_file(paragraph("{% for n in names %}{% vm %}{{ n }}{% endfor %}")),
        ),
        ("rows of no table", word_file(paragraph("{%tr for name in names %}") + paragraph("{%tr endfor %}"))),
        (
            "cells of no table",
            word_file(paragraph("{%tc for name in names %}") + paragraph("{%tc endfor %}")),
        ),
    ),
    "RM627": (
        ("one brace", word_file(paragraph("{ title }}"))),
        ("no sign", word_file(paragraph("if known %}"))),
    ),
    "RM628": (
        (
            "over two cells",
            word_file(
                _table(
                    table_row(cell(paragraph("{% for n in names %}{{ n }}")), cell(paragraph("{% endfor %}")))
                )
            ),
        ),
        (
            "paragraphs over two cells",
            word_file(
                _table(table_row(cell(paragraph(_FOR)), cell(paragraph("a"), paragraph("{%p endfor %}"))))
            ),
        ),
        (
            "over two rows",
            word_file(
                _table(
                    table_row(cell(paragraph("{% if known %}"))),
                    table_row(cell(paragraph("{% endif %}"))),
                )
            ),
        ),
        (
            "into a table inside",
            word_file(
                _table(
                    table_row(
                        cell(
                            paragraph("{% if known %}"),
                            _table(table_row(cell(paragraph("{% endif %}")))),
                            paragraph("a"),
                        )
                    )
                )
            ),
        ),
    ),
    "RM629": (
        (
            "another namespace",
            word_file(main=document("").replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")),
        ),
    ),
    "RM662": (
        ("a value", word_file(paragraph("{{ titl\u0435 }}"))),
        ("a word of a block", word_file(paragraph("{% f\u043er n in names %}{{ n }}{% endfor %}"))),
        ("a letter of a block", word_file(paragraph("{%\u0440 if known %}") + paragraph("{%p endif %}"))),
        ("a filter", word_file(paragraph("{{ names|j\u043ein(', ') }}"))),
    ),
    "RM640": (
        ("unguarded", word_file(paragraph("Примечание: {{ note }}"))),
        ("shouted", word_file(paragraph("{{ note|upper }}"))),
        ("a picture", word_file(paragraph("{{ emblem }}"))),
        ("guarded the wrong way", word_file(paragraph("{% if not note %}{{ note }}{% endif %}"))),
        ("guarded by chance", word_file(paragraph("{% if note or known %}{{ note }}{% endif %}"))),
        ("after the guard", word_file(paragraph("{% if note %}a{% endif %}{{ note }}"))),
        ("one of two words", word_file(paragraph("{{ title if known else note }}"))),
    ),
}
"""By code: what is wrong in words, and the file."""

_COMMENT = (
    f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{paragraph("Тут {{ title }}?")}</w:comment></w:comments>'
)
_BREAK = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
_NOTE = '<w:p><w:r><w:t>{{ name }}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
_LOOP_END = paragraph("{%p endfor %}")

TOLD_TEMPLATES: Mapping[str, tuple[tuple[str, bytes], ...]] = {
    "RM634": (
        (
            "attached template",
            word_file(
                paragraph("{{ title }}"),
                relations=_relation("settings", "settings.xml", "Internal"),
                parts={
                    "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{R}">'
                    '<w:attachedTemplate r:id="rId9"/></w:settings>',
                    "word/_rels/settings.xml.rels": (
                        f'<Relationships xmlns="{PACKAGE}/relationships">'
                        f"{_relation('attachedTemplate', 'file:///C:/Шаблоны/Приказ.dotm')}</Relationships>"
                    ),
                },
            ),
        ),
    ),
    "RM635": (
        (
            "a comment",
            word_file(
                '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>{{ title }}</w:t></w:r>'
                '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>',
                relations=_relation("comments", "comments.xml", "Internal"),
                parts={"word/comments.xml": _COMMENT},
            ),
        ),
    ),
    "RM636": (
        (
            "data of another program",
            word_file(
                paragraph("{{ title }}"),
                relations=_relation("customXml", "../customXml/item1.xml", "Internal"),
                parts={"customXml/item1.xml": "<a><b/></a>"},
            ),
        ),
    ),
    "RM637": (
        (
            "deleted",
            word_file(
                "<w:p><w:r><w:t>{{ title }}</w:t></w:r>"
                "<w:del><w:r><w:delText>{{ 9**9 }}{%</w:delText></w:r></w:del></w:p>"
            ),
        ),
    ),
    "RM638": (
        (
            "in the properties",
            word_file(
                paragraph("{{ title }}"),
                parts={"docProps/core.xml": "<a>{{ title }}</a>"},
                types='<Override PartName="/docProps/core.xml" ContentType='
                '"application/vnd.openxmlformats-package.core-properties+xml"/>',
                root_relations='<Relationship Id="rId8" Target="docProps/core.xml" Type='
                f'"{PACKAGE}/relationships/metadata/core-properties"/>',
            ),
        ),
        (
            "in a comment",
            word_file(
                paragraph("{{ title }}"),
                relations=_relation("comments", "comments.xml", "Internal"),
                parts={"word/comments.xml": _COMMENT},
            ),
        ),
        (
            "in the words for who does not see a picture",
            word_file(
                paragraph("{{ title }}"),
                relations=_relation("settings", "settings.xml", "Internal"),
                parts={"word/settings.xml": '<a b="{% if known %}"/>'},
            ),
        ),
    ),
    "RM639": (("a remark", word_file(paragraph("{# спросить Тен #}{{ title }}"))),),
    "RM664": (("in a loop", word_file(paragraph(_FOR) + paragraph("{{ name }}") + _BREAK + _LOOP_END)),),
    "RM665": (
        (
            "a break",
            word_file(
                "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if known %}</w:t></w:r></w:p>"
                + paragraph("a")
                + paragraph("{%p endif %}")
            ),
        ),
        (
            "a picture",
            word_file(
                paragraph("{%p if known %}")
                + paragraph("a")
                + "<w:p><w:r><w:drawing/><w:t>{%p endif %}</w:t></w:r></w:p>"
            ),
        ),
    ),
    "RM666": (("in a loop", word_file(paragraph(_FOR) + _NOTE + _LOOP_END)),),
}
"""What is told and filled nevertheless, by code."""

HOSTILE_TAGS = (
    "{{ 9**(9**9) }}",
    "{{ 7*7 }}",
    "{{ 'a' * 400000000 }}",
    "{{ title * 1000000 }}",
    "{{ title + title }}",
    "{{ title ~ title }}",
    "{{ -count }}",
    "{{ title[0] }}",
    "{{ title[0:5] }}",
    "{{ names[0] }}",
    "{{ range(1000000000) }}",
    "{{ range(10)|list }}",
    "{{ lipsum(1000000) }}",
    "{{ cycler('a') }}",
    "{{ joiner() }}",
    "{{ namespace(a=1) }}",
    "{{ dict(a=1) }}",
    "{{ title.upper() }}",
    "{{ title.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ title.format(title) }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ config }}",
    "{{ request }}",
    "{{ title|attr('__class__') }}",
    "{{ title|format }}",
    "{{ title|replace('a', 'b') }}",
    "{{ title|safe }}",
    "{{ title|center(1000000000) }}",
    "{{ title|join(title)|join(title)|join(title) }}",
    "{{ names|join(title) }}",
    "{{ names|map('upper')|join }}",
    "{{ title|batch(1) }}",
    "{{ title is defined }}",
    "{{ title if known }}",
    "{{ 99999999999999999999 }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ 1.5 }}",
    "{{ [1, 2, 3] }}",
    "{{ {'a': 1} }}",
    "{{ " + "(" * 500 + "title" + ")" * 500 + " }}",
    "{{ " + "not " * 50 + "known }}",
    "{{r title }}",
    "{{p title }}",
    "{% set a = title %}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% from 'os' import system %}",
    "{% macro a() %}{{ a() }}{% endmacro %}",
    "{% call a() %}{% endcall %}",
    "{% block a %}{% endblock %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{% raw %}{{ title }}{% endraw %}",
    "{% do 1 %}",
    "{% for a in range(10) %}{% endfor %}",
    "{% for a in names recursive %}{{ loop(names) }}{% endfor %}",
    "{% for a in names %}{% for b in names %}{% endfor %}{% endfor %}",
    "{% for a, b in stages %}{% endfor %}",
    "{% for loop in names %}{% endfor %}",
    "{% for a in names|sort %}{% endfor %}",
    "{% for a in names %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% for a in names %}{{ loop.changed(a) }}{% endfor %}",
)
"""Tags that would count, call, import or read if they were let."""
