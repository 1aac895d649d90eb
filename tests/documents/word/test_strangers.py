"""Templates that people made in Word: what Word did to them while they typed is understood, or named."""

from __future__ import annotations

import functools
import io
import zipfile
from pathlib import Path

import docx
import pytest

from roadmap_engine.diagnostics import Problem, Severity, has_errors
from roadmap_engine.documents.papers.order_docx import ORDER_SHAPE
from roadmap_engine.documents.template_kinds import KINDS
from roadmap_engine.documents.word.compiling import compile_template
from roadmap_engine.documents.word.fields import trial_values
from roadmap_engine.documents.word.fitted import check_template
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.template import WordTemplate
from tests.documents.word.anchored import find_repeated, schema_findings
from tests.documents.word.small_files import SHAPE, cell, paragraph, table_row, word_file

STRANGERS = Path(__file__).with_name("strangers")
CARD = Properties("План")
WORDS = trial_values(ORDER_SHAPE, full=True)


@functools.cache
def opened(name: str) -> tuple[WordTemplate | None, tuple[Problem, ...]]:
    """Compile an order's template of somebody's."""
    return compile_template((STRANGERS / f"{name}.docx").read_bytes(), "order.docx", ORDER_SHAPE)


def told(problems: tuple[Problem, ...]) -> dict[str, dict[str, str]]:
    """What is said, by code."""
    return {problem.code: problem.words for problem in problems}


def lines(data: bytes, shape: object = SHAPE, **given: object) -> list[str]:
    """Fill a small template, and read its paragraphs back."""
    word, problems = compile_template(data, "own.docx", SHAPE)
    assert not has_errors(problems), problems
    assert word is not None
    values = {**trial_values(SHAPE, full=True), **given}
    return [line.text for line in docx.Document(io.BytesIO(word.render(values, CARD))).paragraphs]


class TestOrders:
    """Orders' templates as they came in."""

    def test_a_loop_over_two_cells_names_both(self) -> None:
        word, problems = opened("loop-across-cells")
        words = told(problems)["RM628"]
        assert word is None
        assert words["tag"] == "{% for p in points %}"
        assert (words["first"], words["second"]) == (
            "{% for p in points %}{{ p.number }}",
            "{{ p.text }}{% endfor %}",
        )
        assert [words[name] for name in ("first_row", "first_column", "second_row", "second_column")] == [
            *("1", "1"),
            *("1", "2"),
        ]

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("comment-in-loop", "RM635"),
            ("bookmark-in-loop", None),
            ("attached-template", "RM634"),
            ("deleted-tag", "RM637"),
            ("guillemets", None),
        ],
    )
    def test_it_is_filled_and_no_schema_finds_more(self, name: str, code: str | None) -> None:
        word, problems = opened(name)
        assert set(told(problems)) == ({code} if code else set())
        assert {problem.severity for problem in problems} <= {Severity.NOTICE}
        assert word is not None
        data = word.render({**WORDS, "points": WORDS["points"] * 12}, CARD)
        assert find_repeated(data) == []
        template = (STRANGERS / f"{name}.docx").read_bytes()
        assert schema_findings(data) - schema_findings(template) == frozenset()
        with zipfile.ZipFile(io.BytesIO(data)) as paper:
            whole = b"".join(map(paper.read, paper.namelist()))
        for gone in (b"attachedTemplate", b"comment", b"w:del", b"External"):
            assert gone not in whole

    def test_the_template_of_a_template_is_named(self) -> None:
        assert str(told(opened("attached-template")[1])["RM634"]["target"]).endswith("Normal.dotm")

    def test_a_list_that_join_cannot_print_is_told_so(self) -> None:
        """The marks are read; what they part is a list of groups, which no mark makes a text."""
        assert told(opened("turned-quotes")[1]).keys() == {"RM616"}

    def test_a_russian_letter_is_named(self) -> None:
        words = told(opened("russian-letter")[1])["RM662"]
        assert (words["word"], words["letter"], words["latin"]) == ("h\u0435ading", "\u0435", "heading")


class TestSigns:
    """What Word's corrections make of a tag while it is typed."""

    @pytest.mark.parametrize(
        ("tag", "printed"),
        [
            ("{{ names|join(“; ”) }}", "Тен; Ли"),
            ("{{ names|join(”; ”) }}", "Тен; Ли"),
            ("{{ names|join(„; “) }}", "Тен; Ли"),
            ("{{ names|join(«; ») }}", "Тен; Ли"),
            ("{{ names|join(‘; ’) }}", "Тен; Ли"),
            ("{{ names|join(‚; ‘) }}", "Тен; Ли"),
            ('{{ names|join("; ”) }}', "Тен; Ли"),
            ("{{ names|join(« “и” ») }}", "Тен “и” Ли"),
            ("{{ names|join(' «и» ') }}", "Тен «и» Ли"),
            ("{{ names|join(' \"и\" ') }}", 'Тен "и" Ли'),
            ('{{ names|join(" it\'s ") }}', "Тен it's Ли"),
            ("{{ names|join(' & ') }}", "Тен & Ли"),
            ("{{ names|join(“ – ”) }}", "Тен – Ли"),
            ("{{ names|join(“ - ”) }}", "Тен - Ли"),
            ("{{ names|join(“\\”) }}", "Тен\\Ли"),
            ("{{\u00a0title\u00a0}}", "План"),
            ("{{ ti\u00adtle }}", "План"),
            ("{{ title\u200b }}", "План"),
            ("{%\u00a0if known\u00a0%}да{% endif %}", "да"),
            ("{% if title == «План» %}да{% endif %}", "да"),
            ("{% if title == „План” %}да{% endif %}", "да"),
            ("{% if title != «» %}да{% endif %}", "да"),
            ("{% if title ≠ ‘нет’ %}да{% endif %}", "да"),
            ("{% if count ≥ 1 %}да{% endif %}", "да"),
            ("{% If known %}да{% Endif %}", "да"),
            ("{% If title == “If” %}да{% Else %}нет{% ENDIF %}", "нет"),
            ("{% if names|length ≤ 2 %}да{% endif %}", "да"),
        ],
    )
    def test_it_is_read_as_it_was_meant(self, tag: str, printed: str) -> None:
        assert lines(word_file(paragraph(tag)), names=["Тен", "Ли"]) == [printed]
        assert lines(word_file(paragraph(*tag)), names=["Тен", "Ли"]) == [printed], "one run a letter"

    def test_a_capital_letter_of_a_sentence_is_none_of_the_tag(self) -> None:
        body = "".join(map(paragraph, ("{%P For n in names %}", "{{ n }}", "{%P Endfor %}")))
        assert lines(word_file(body), names=["Тен", "Ли"]) == ["Тен", "Ли"]

    def test_a_dash_beside_the_sign_is_a_dash_of_jinja(self) -> None:
        body = paragraph("а {%– if known –%} б {%– endif –%} в")
        assert lines(word_file(body)) == lines(word_file(body.replace("–", "-"))) == ["абв"]

    def test_what_stands_outside_a_tag_stays(self) -> None:
        assert lines(word_file(paragraph("«{{ title }}» – “№\u00a01”"))) == ["«План» – “№\u00a01”"]

    def test_words_cut_by_anything_are_one_tag(self) -> None:
        """Proofing, bookmarks and changes of formatting stand between the pieces."""
        pieces = (
            '<w:r><w:t>{{ ti</w:t></w:r><w:proofErr w:type="spellStart"/>'
            '<w:bookmarkStart w:id="1" w:name="a"/>'
        )
        ends = '<w:r><w:rPr><w:i/></w:rPr><w:t>tle }} и</w:t></w:r><w:bookmarkEnd w:id="1"/>'
        assert lines(word_file(f"<w:p>{pieces}{ends}</w:p>")) == ["План и"]

    @pytest.mark.parametrize(
        "tag",
        [
            "{{ titl\u0435 }}",
            "{{ n\u043et\u0435 }}",
            "{% f\u043er n in names %}{% endfor %}",
            "{% if known %}{% \u0435ndif %}",
            "{%\u0440 if known %}",
            "{{ names|j\u043ein(', ') }}",
            "{% for s in stages %}{{ s.h\u0435ading }}{% endfor %}",
        ],
    )
    def test_a_letter_of_the_other_alphabet_is_told_alone(self, tag: str) -> None:
        """Nothing that only follows from it is told beside it."""
        body = paragraph(tag) + (paragraph("{%p endif %}") if tag.startswith("{%\u0440") else "")
        problems = compile_template(word_file(body), "own.docx", SHAPE)[1]
        assert [problem.code for problem in problems] == ["RM662"]

    def test_russian_words_in_quotes_are_words(self) -> None:
        assert lines(word_file(paragraph("{{ names|join(' р ') }}")), names=["Тен", "Ли"]) == ["Тен р Ли"]


def _inserted(inside: str) -> str:
    return f'<w:ins w:id="1" w:author="Тен">{inside}</w:ins>'


def _deleted(text: str, way: str = "del") -> str:
    run = f"<w:r><w:delText>{text}</w:delText><w:t>{text}</w:t></w:r>"
    return f'<w:{way} w:id="2" w:author="Тен">{run}</w:{way}>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _joined(first: str, second: str) -> str:
    """Two paragraphs, the end between them deleted."""
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    return f"<w:p>{mark}{first}</w:p><w:p><w:pPr/>{second}</w:p>"


class TestTrackedChanges:
    """A template is read as Word shows it without markup."""

    @pytest.mark.parametrize(
        ("body", "printed"),
        [
            (f"<w:p>{_deleted('{{ nothing }}')}{_run('{{ title }}')}</w:p>", ["План"]),
            (f"<w:p>{_deleted('{% if a', 'moveFrom')}{_run('{{ title }}')}</w:p>", ["План"]),
            (f"<w:p>{_inserted(_run('{{ title }}'))}</w:p>", ["План"]),
            (f"<w:p><w:moveTo>{_run('{{ title }}')}</w:moveTo></w:p>", ["План"]),
            (f"<w:p>{_run('{{ ti')}{_deleted('x')}{_inserted(_run('tle }}'))}</w:p>", ["План"]),
            (f"<w:p>{_inserted(_deleted('{{ x }}') + _run('а'))}</w:p>", ["а"]),
            (
                _joined(_run("а "), _run("{{ title }}")),
                ["а План"],
            ),
            (f"<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{_run('а')}</w:p>{paragraph('б')}", ["а", "б"]),
            (f"<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>{_run('а')}</w:p>", ["а"]),
        ],
    )
    def test_deleted_text_is_none_and_inserted_is_text(self, body: str, printed: list[str]) -> None:
        assert lines(word_file(body)) == printed
        assert told(compile_template(word_file(body), "own.docx", SHAPE)[1]).keys() == {"RM637"}

    def test_rows_and_cells_go_too(self) -> None:
        going = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>' + cell(paragraph("{%tr for x in y %}")) + "</w:tr>"
        gone = cell(paragraph("{{ nothing }}")).replace("</w:tcPr>", '<w:cellDel w:id="2"/></w:tcPr>')
        table = f"<w:tbl><w:tblGrid/>{going}{table_row(cell(paragraph('{{ title }}')), gone)}</w:tbl>"
        word, problems = compile_template(word_file(table + paragraph("")), "own.docx", SHAPE)
        assert word is not None, problems
        xml = word.fill_parts(trial_values(SHAPE, full=True))[0]["word/document.xml"]
        assert (xml.count("<w:tr>"), xml.count("<w:tc>"), xml.count("План")) == (1, 1, 1)

    def test_a_table_that_was_deleted_leaves_no_empty_one(self) -> None:
        going = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>' + cell(paragraph("а")) + "</w:tr>"
        assert lines(word_file(f"<w:tbl><w:tblGrid/>{going}</w:tbl>" + paragraph("{{ title }}"))) == ["План"]


class TestWhatIsMissing:
    """A template from which something was deleted that no such paper is without."""

    @pytest.mark.parametrize("name", sorted(KINDS))
    def test_ours_lack_nothing(self, name: str) -> None:
        template = (Path(__file__).parents[3] / "templates" / f"{name}.docx").read_bytes()
        assert "RM663" not in told(check_template(template, f"{name}.docx", KINDS[name].fitting))

    @pytest.mark.parametrize(
        ("name", "tag", "path"),
        [
            ("order", "{{ signature.name }}", "signature.name"),
            ("order", "{{ number }}", "number"),
            ("order", "{{ date }}", "date"),
            ("order", "{{ heading }}", "heading"),
            ("order", "{{ item.number }} {{ item.text }}", "points.subpoints.text"),
            ("order", "{{ point.number }} {{ point.text }}", "points.text"),
            ("plan", "{{ title }}", "title"),
            ("plan", "{{ line }}", "stamp"),
            ("amending-order", "{{ signature.post }}", "signature.post"),
            ("order-with-plan", "№ {{ number }}", "number"),
            ("published-order", "{{ number }}", "number"),
            ("school-order", "{{ signature.name }}", "signature.name"),
            ("cover-letter", "{{ signature.post }}", "signature.post"),
        ],
    )
    def test_what_was_lost_is_named(self, name: str, tag: str, path: str) -> None:
        template = _without(name, tag)
        problems = check_template(template, f"{name}.docx", KINDS[name].fitting)
        assert path in {each.words.get("name") for each in problems if each.code == "RM663"}
        assert not has_errors(problems)

    def test_a_condition_prints_nothing(self) -> None:
        """To ask for a number is not to print it; a header prints as well as the text."""
        template = _without("order", "{{ number }}", "{% if number %}есть{% endif %}")
        found = check_template(template, "order.docx", KINDS["order"].fitting)
        assert [each.words["name"] for each in found] == ["number"]


def _without(name: str, tag: str, instead: str = "") -> bytes:
    """One of our templates with a tag taken out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(Path(__file__).parents[3] / "templates" / f"{name}.docx") as template,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for part in template.namelist():
            text = template.read(part).decode()
            if part == "word/document.xml":
                assert tag in text
                text = text.replace(tag, instead)
                # A list that is not gone through has no tags at all.
                if tag == "{{ line }}":
                    text = text.replace("{%p for line in stamp %}", "{%p if title %}", 1).replace(
                        "{%p endfor %}", "{%p endif %}", 1
                    )
            changed.writestr(part, text)
    return target.getvalue()
