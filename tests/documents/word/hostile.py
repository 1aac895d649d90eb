"""Templates of strangers that would run, fetch or carry something: what becomes of each.

Every one of them says «evil» where it would do harm, so that a paper of which nothing harmful is left does
not say it anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.documents.word.small_files import PACKAGE, R, W, cell, document, paragraph, table_row, word_file

__all__ = ["HOSTILE_TEMPLATES", "Hostile"]

_MS = "http://schemas.microsoft.com/office"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument"
_VML = "urn:schemas-microsoft-com:vml"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0evil"
_PNG = b"\x89PNG\r\n\x1a\n"
_GOOD = paragraph("{{ title }}")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A template, and the code of what is said of it.

    Attributes:
        is_refused: whether nothing is filled; else the harm is left out of the paper.
    """

    data: bytes
    code: str
    is_refused: bool = True


def _relation(kind: str, target: str, mode: str = "", base: str = R) -> str:
    said = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId9" Type="{base}/{kind}" Target="{target}"{said}/>'


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def _default(extension: str, kind: str) -> str:
    return f'<Default Extension="{extension}" ContentType="{kind}"/>'


def _link(target: str, mode: str = "External") -> Hostile:
    return Hostile(word_file(_GOOD, relations=_relation("hyperlink", target, mode)), "RM608")


def _picture(target: str, mode: str = "External", base: str = R, code: str = "RM608") -> Hostile:
    return Hostile(word_file(_GOOD, relations=_relation("image", target, mode, base)), code)


def _element(xml: str, code: str) -> Hostile:
    return Hostile(word_file(_GOOD + f"<w:p><w:r>{xml}</w:r></w:p>"), code)


def _simple_field(code: str) -> Hostile:
    inside = f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    return Hostile(word_file(_GOOD + inside), "RM609")


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def _field(*pieces: str) -> str:
    return _char("begin") + "".join(map(_instruction, pieces)) + _char("end")


def _in_body(body: str, code: str) -> Hostile:
    return Hostile(word_file(_GOOD + body), code)


def _part(kind: str, root: str, inside: str, code: str = "RM609") -> Hostile:
    """The same in another part of the text."""
    part = f"word/{kind}1.xml"
    xml = f'<w:{root} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{root}>'
    return Hostile(word_file(_GOOD, relations=_relation(kind, f"{kind}1.xml"), parts={part: xml}), code)


def _note(kind: str, inside: str) -> str:
    return f'<w:{kind} w:id="1">{inside}</w:{kind}>'


def _media(name: str, content: bytes | str, kind: str, code: str) -> Hostile:
    data = word_file(
        _GOOD,
        relations=_relation("image", f"media/{name}"),
        parts={f"word/media/{name}": content},
        types=_default(name.rpartition(".")[2], kind),
    )
    return Hostile(data, code)


def _svg(inside: str) -> str:
    ns = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {ns}>{inside}</svg>"


def _settings(inside: str, relations: str = "") -> Hostile:
    parts = {
        "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{R}">{inside}</w:settings>',
        "word/_rels/settings.xml.rels": _relations(relations),
    }
    data = word_file(_GOOD, relations=_relation("settings", "settings.xml"), parts=parts)
    return Hostile(data, "RM636", is_refused=False)


def _left(kind: str, part: str, content: bytes | str, base: str = R, code: str = "RM636") -> Hostile:
    """A part beside the text that no paper needs."""
    relation = _relation(kind, part, base=base)
    data = word_file(_GOOD, relations=relation, parts={f"word/{part}": content})
    return Hostile(data, code, is_refused=False)


def _active_parts() -> Iterator[tuple[str, Hostile]]:
    vba = "application/vnd.ms-office.vbaProject"
    macros = _relation("vbaProject", "vbaProject.bin", base=f"{_MS}/2006/relationships")
    for words, relations in (("macros", macros), ("macros that nothing leads to", "")):
        data = word_file(
            _GOOD,
            relations=relations,
            parts={"word/vbaProject.bin": _OLE},
            types=_override("word/vbaProject.bin", vba),
        )
        yield words, Hostile(data, "RM605")
    called_xml = {"word/evil.xml": "<evil/>"}
    types = _override("word/evil.xml", vba)
    yield "macros called XML", Hostile(word_file(_GOOD, parts=called_xml, types=types), "RM605")
    for words, kind in (
        ("a document with macros", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("the same in other letters", "application/vnd.ms-word.document.MACROENABLED.main+xml"),
    ):
        yield words, Hostile(word_file(_GOOD, types=_override("word/evil.xml", kind)), "RM605")
    yield "an object nothing leads to", Hostile(word_file(_GOOD, parts={"word/evil.bin": _OLE}), "RM605")
    yield "a program called XML", Hostile(word_file(_GOOD, parts={"word/evil.xml": b"MZevil"}), "RM606")
    for kind in (
        "oleObject",
        "package",
        "control",
        "aFChunk",
        "subDocument",
        "chart",
        "diagramData",
        "frame",
    ):
        relation = _relation(kind, "evil.xml")
        yield (
            f"a relation of {kind}",
            Hostile(word_file(_GOOD, relations=relation, parts=called_xml), "RM605"),
        )
    outside = _relation("oleObject", "file:///evil.xlsx", "External")
    yield "a linked object", Hostile(word_file(_GOOD, relations=outside), "RM605")
    strict = _relation("oleObject", "evil.xml", base=f"{_STRICT}/relationships")
    yield (
        "an object of the strict form",
        Hostile(word_file(_GOOD, relations=strict, parts=called_xml), "RM629"),
    )


def _elements() -> Iterator[tuple[str, Hostile]]:
    yield "a foreign chunk", _in_body('<w:altChunk r:id="rId9"/>', "RM605")
    yield "a chunk of another namespace", _in_body('<x:altChunk xmlns:x="urn:evil" r:id="rId9"/>', "RM605")
    yield "a part of a master document", _in_body('<w:p><w:subDoc r:id="rId9"/></w:p>', "RM605")
    yield "an object in the text", _element("<w:object/>", "RM605")
    yield "a control in the text", _element('<w:control r:id="rId9" w:name="evil"/>', "RM605")
    yield "handwriting", _element('<w:contentPart r:id="rId9"/>', "RM605")
    yield "a film", _element(f'<a:videoFile xmlns:a="{_A}" r:link="rId9"/>', "RM605")
    web = '<x:webVideoPr xmlns:x="urn:wp15" embeddedHtml="evil"/>'
    yield "a film of the web", _element(web, "RM605")
    for words, xml in (
        ("a shape's picture", '<v:imagedata src="https://evil.example/a.png"/>'),
        ("a shape's filling", '<v:fill src="//evil.example/a"/>'),
        ("a shape's link", '<v:shape href="file:///evil"/>'),
        ("a shape's style", '<v:shape style="background:url(https://evil.example)"/>'),
        ("a path to another machine", '<v:shape o:x="\\\\evil\\share" xmlns:o="urn:o"/>'),
    ):
        yield words, _element(f'<w:pict xmlns:v="{_VML}">{xml}</w:pict>', "RM608")
    action = f'<a:hlinkClick xmlns:a="{_A}" action="ppaction://program?evil"/>'
    yield "a program behind a click", _element(action, "RM608")
    unknown = word_file(
        _GOOD + '<w:p><w:r><w:t r:id="rId9"/></w:r></w:p>', relations=_relation("evilThing", "evil.xml")
    )
    yield "something unknown that the text needs", Hostile(unknown, "RM605")


def _links() -> Iterator[tuple[str, Hostile]]:
    yield "a link to a file", _link("file:///etc/evil")
    yield "a link to a script", _link("javascript:evil()")
    yield "a link to another machine", _link("\\\\evil\\share\\a.docx")
    yield "a link to a file beside", _link("evil.docx")
    yield "a link in capitals", _link("FILE:///evil")
    yield "a link inside that leads out", _link("file:///evil", "")
    yield "a linked picture", _picture("https://evil.example/a.png")
    for mode in ("external", "EXTERNAL", " External "):
        yield f"a linked picture, «{mode}»", _picture("https://evil.example/a.png", mode)
    yield "a picture inside that leads out", _picture("file:///evil.png", "")
    yield "a picture of another machine", _picture("\\\\evil\\a.png", "")
    strict = _picture("https://evil.example/a.png", base=f"{_STRICT}/relationships", code="RM629")
    yield "a linked picture of the strict form", strict
    link = _relation("hyperlink", "https://evil.example/a.png", "External")
    for words, xml in (
        ("a picture that takes a link for itself", f'<a:blip xmlns:a="{_A}" r:embed="rId9"/>'),
        ("a picture linked through a link", f'<a:blip xmlns:a="{_A}" r:link="rId9"/>'),
        ("a shape that takes a link for itself", f'<v:imagedata xmlns:v="{_VML}" r:id="rId9"/>'),
        ("a shape linked through a link", f'<v:imagedata xmlns:v="{_VML}" r:href="rId9"/>'),
    ):
        yield words, Hostile(word_file(f"{_GOOD}<w:p><w:r>{xml}</w:r></w:p>", relations=link), "RM608")


def _fields() -> Iterator[tuple[str, Hostile]]:
    for code in (
        "DDEAUTO evil",
        "dde evil",
        "INCLUDEPICTURE &quot;https://evil.example/a.png&quot;",
        "IncludeText evil",
        "LINK Excel.Sheet evil",
        "IMPORT evil",
        "DATABASE evil",
        "MACROBUTTON evil",
        "EMBED evil",
        "HYPERLINK &quot;file:///evil&quot;",
        "HYPERLINK \\o &quot;tip&quot; &quot;file:///evil&quot;",
        "HYPERLINK \\\\evil\\share",
        "HYPERLINK «file:///evil»",
        "evilBookmark",
    ):
        yield f"a field {code.replace('&quot;', chr(34))}", _simple_field(code)
    yield "a code in pieces", _in_body(f"<w:p>{_field('DD', 'EA', 'UTO evil')}</w:p>", "RM609")
    link = _field("HYPER", "LINK &quot;fi", "le:///evil&quot;")
    yield "a link in pieces", _in_body(f"<w:p>{link}</w:p>", "RM609")
    halves = (_char("begin") + _instruction("DDE"), _instruction("AUTO evil") + _char("end"))
    torn = "".join(f"<w:p>{half}</w:p>" for half in halves)
    yield "a code over two paragraphs", _in_body(torn, "RM609")
    plain = f"<w:p>{_char('begin')}<w:r><w:t>DDEAUTO evil</w:t></w:r>{_char('separate')}{_char('end')}</w:p>"
    yield "a code as plain text", _in_body(plain, "RM609")
    nested = f"<w:p>{_char('begin')}{_instruction('PAGE')}{_field('QUOTE evil')}{_char('end')}</w:p>"
    yield "a field inside a field's code", _in_body(nested, "RM609")
    yield "a code of no field", _in_body(f"<w:p>{_instruction('DDEAUTO evil')}</w:p>", "RM609")
    text = f"<w:txbxContent><w:p>{_field('DDE evil')}</w:p></w:txbxContent>"
    box = f"<w:p><w:r><w:pict>{text}</w:pict></w:r></w:p>"
    yield "a field in a text box", _in_body(box, "RM609")
    strange = '<x:fldSimple xmlns:x="urn:evil" x:instr="DDE evil"/>'
    yield "a field of another namespace", _in_body(f"<w:p>{strange}</w:p>", "RM609")
    line = f"<w:p>{_field('DDEAUTO evil')}</w:p>"
    yield "a field in a header", _part("header", "hdr", line)
    yield "a field in a footer", _part("footer", "ftr", line)
    yield (
        "a field in the footnotes",
        _part("footnotes", "footnotes", f'<w:footnote w:id="1">{line}</w:footnote>'),
    )
    yield "a field in the endnotes", _part("endnotes", "endnotes", _note("endnote", line))
    table = f"<w:tbl><w:tblGrid/>{table_row(cell(line))}</w:tbl>"
    yield "a field in a table", _in_body(table, "RM609")


def _pictures() -> Iterator[tuple[str, Hostile]]:
    yield "a program called a picture", _media("evil.png", b"MZevil", "image/png", "RM605")
    yield "a page called a picture", _media("evil.png", b"<html>evil</html>", "image/png", "RM605")
    yield "a picture said to be a page", _media("evil.png", _PNG + b"evil", "text/html", "RM605")
    for words, inside in (
        ("a script", "<script>evil()</script>"),
        ("an answer to an event", '<rect onload="evil()"/>'),
        ("a page inside", "<foreignObject/>"),
    ):
        code = "RM608" if "event" in words else "RM605"
        yield f"a picture of lines with {words}", _media("evil.svg", _svg(inside), "image/svg+xml", code)
    linked = '<image xlink:href="https-evil:x"/>'
    yield "a picture of lines that fetches", _media("evil.svg", _svg(linked), "image/svg+xml", "RM608")
    bomb = '<!DOCTYPE svg [<!ENTITY evil "e">]><svg/>'
    yield "a picture of lines with entities", _media("evil.svg", bomb, "image/svg+xml", "RM607")


def _strict() -> Iterator[tuple[str, Hostile]]:
    strict = document(_GOOD).replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    yield "the strict form", Hostile(word_file(main=strict), "RM629")
    said = document(_GOOD).replace("<w:document", '<w:document w:conformance="strict"')
    yield "a text that says it is strict", Hostile(word_file(main=said), "RM629")
    header = f'<w:hdr xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">{_GOOD}</w:hdr>'
    mixed = word_file(_GOOD, relations=_relation("header", "header1.xml"), parts={"word/header1.xml": header})
    yield "a header of the strict form", Hostile(mixed, "RM629")


def _texts() -> Iterator[tuple[str, Hostile]]:
    second = '<Relationship Id="rId2" Target="word/evil.xml" Type="'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    yield (
        "two texts",
        Hostile(
            word_file(
                _GOOD,
                parts={"word/evil.xml": document(_GOOD)},
                types=_override("word/evil.xml", kind),
                root_relations=f'{second}{R}/officeDocument"/>',
            ),
            "RM601",
        ),
    )


def _left_out() -> Iterator[tuple[str, Hostile]]:
    merge = '<w:mailMerge><w:connectString w:val="evil"/><w:query w:val="evil"/></w:mailMerge>'
    yield "a mail merge", _settings(merge)
    source = _relation("mailMergeSource", "file:///evil.mdb", "External")
    yield (
        "a mail merge with its source",
        _settings('<w:mailMerge><w:dataSource r:id="rId9"/></w:mailMerge>', source),
    )
    yield "a schema", _settings('<w:attachedSchema w:val="urn:evil"/>')
    yield "a transformation", _settings('<w:saveThroughXslt w:solutionID="evil"/>')
    library = '<s:schemaLibrary xmlns:s="urn:s"><s:schema s:manifestLocation="evil"/></s:schemaLibrary>'
    yield "a library of schemas", _settings(library)
    attached = _settings(
        '<w:attachedTemplate r:id="rId9"/>', _relation("attachedTemplate", "file:///evil.dotm", "External")
    )
    yield "a template of the template", Hostile(attached.data, "RM634", is_refused=False)
    lower = _settings(
        '<w:attachedTemplate r:id="rId9"/>', _relation("attachedTemplate", "\\\\evil\\a.dotm", "external")
    )
    yield "the same in small letters", Hostile(lower.data, "RM634", is_refused=False)
    yield "comments", _left("comments", "comments.xml", "<evil/>", code="RM635")
    yield "data of another program", _left("customXml", "item1.xml", "<evil><a>=cmd|evil</a></evil>")
    yield "building blocks", _left("glossaryDocument", "glossary/document.xml", "<evil/>")
    yield "an embedded font", _left("font", "fonts/font1.odttf", b"MZevil")
    yield "a font as it is", _left("font", "fonts/evil.ttf", b"\0\1\0\0evil")
    variables = '<w:docVars><w:docVar w:name="a" w:val="C:\\evil"/></w:docVars>'
    yield "variables beside a mail merge", _settings(variables + merge)
    yield (
        "keys of macros",
        _left("keyMapCustomizations", "customizations.xml", "<evil/>", f"{_MS}/2006/relationships"),
    )
    yield "something unknown", _left("evilThing", "evil.xml", "<evil/>", "urn:evil")
    yield (
        "something nothing leads to",
        Hostile(word_file(_GOOD, parts={"word/evil.xml": "<evil/>"}), "RM636", is_refused=False),
    )
    for words, kind in (
        ("buttons", f"{_MS}/2006/relationships/ui/extensibility"),
        ("a panel of the web", f"{_MS}/2011/relationships/webextensiontaskpanes"),
        ("a signature", f"{PACKAGE}/relationships/digital-signature/origin"),
    ):
        relation = f'<Relationship Id="rId9" Type="{kind}" Target="evil/evil.xml"/>'
        data = word_file(_GOOD, root_relations=relation, parts={"evil/evil.xml": "<evil/>"})
        yield words, Hostile(data, "RM636", is_refused=False)


HOSTILE_TEMPLATES: Mapping[str, Hostile] = {
    words: hostile
    for group in (_active_parts, _elements, _links, _fields, _pictures, _strict, _texts, _left_out)
    for words, hostile in group()
}
"""By what is wrong, in words."""
