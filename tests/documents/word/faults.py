"""A template for every fault a template can have, by the fault's code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.documents.word.small_files import R, cell, document, paragraph, table_row, word_file

__all__ = ["FAULTY_TEMPLATES", "HOSTILE_TAGS"]


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
        ("attached template", word_file(relations=_relation("attachedTemplate", "file:///a.dotm"))),
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
            "torn over cells",
            word_file(
                _table(table_row(cell(paragraph(_FOR)), cell(paragraph("a"), paragraph("{%p endfor %}"))))
            ),
        ),
        ("row against paragraph", word_file(paragraph(_FOR) + paragraph("{%tr endfor %}"))),
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
    "RM619": (
        ("in an attribute", word_file('<w:p w:rsidR="{{ 9**9 }}"/>' + paragraph("{{ title }}"))),
        (
            "in text that is deleted",
            word_file(paragraph("{{ title }}") + "<w:p><w:r><w:delText>{{ 9**9 }}</w:delText></w:r></w:p>"),
        ),
    ),
    "RM620": (("six thousand tags", word_file(paragraph("{{ title }}" * 6000))),),
    "RM621": (
        (
            "half a table",
            word_file(paragraph("{% if known %}a") + _table(table_row(cell(paragraph("{% endif %}"))))),
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
