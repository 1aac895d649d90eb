"""Everything that is wrong with a template is told in one run, each fault at its place."""

from __future__ import annotations

import pytest

from roadmap_engine.documents.word.compiling import compile_template
from tests.documents.word.small_files import SHAPE, R, W, cell, paragraph, table_row, word_file


def codes(*lines: str) -> list[str]:
    """Compile a template of paragraphs and list what is wrong, in order."""
    word, problems = compile_template(word_file("".join(map(paragraph, lines))), "own.docx", SHAPE)
    assert (word is None) == bool(problems)
    return [problem.code for problem in problems]


class TestNothingHides:
    """A person corrects a template once, not fault by fault."""

    def test_a_broken_tag_does_not_hide_an_unknown_value(self) -> None:
        assert codes("{{ title|join( }}", "{{ titel }}", "{{ 7*7 }}") == ["RM618", "RM615", "RM611"]

    def test_a_missing_end_does_not_hide_what_is_inside(self) -> None:
        assert codes("{%p for s in stages %}", "{{ s.headnig }}") == ["RM612", "RM615"]

    def test_a_stray_end_does_not_hide_what_follows(self) -> None:
        assert codes("{%p endif %}", "{{ titel }}", "{%p for n in names %}", "{{ n }}") == [
            "RM613",
            "RM612",
            "RM615",
        ]

    def test_crossed_blocks_are_told_and_the_rest_is_read(self) -> None:
        """The inner block was not ended; the outer one ends where it says."""
        assert codes("{% for n in names %}{% if known %}{% endfor %}{% endif %}{{ titel }}") == [
            "RM612",
            "RM613",
            "RM615",
        ]

    def test_a_loop_over_something_unknown_is_told_once(self) -> None:
        """Its variable is not unknown a second time; what else stands inside is looked at."""
        assert codes("{% for s in stagse %}{{ s.heading }}{{ titel }}{% endfor %}") == ["RM615", "RM615"]

    def test_a_loop_that_is_not_understood_keeps_its_end(self) -> None:
        assert codes("{% for in stages %}a{% endfor %}{{ titel }}") == ["RM618", "RM615"]

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("{% else %}", "RM613"),
            ("{% elif known %}", "RM613"),
            ("{% for n in names %}{% elif known %}{% endfor %}", "RM613"),
            ("{% if known %}{% else %}{% else %}{% endif %}", "RM618"),
            ("{% if known %}{% elif %}{% endif %}", "RM618"),
            ("{% if %}a{% endif %}", "RM618"),
        ],
    )
    def test_a_branch_needs_its_block(self, line: str, code: str) -> None:
        assert codes(line) == [code]

    def test_every_part_is_read(self) -> None:
        header = f'<w:hdr xmlns:w="{W}">{paragraph("{{ titel }}")}</w:hdr>'
        relation = f'<Relationship Id="rId9" Type="{R}/header" Target="header1.xml"/>'
        data = word_file(paragraph("{{ titel }}"), relations=relation, parts={"word/header1.xml": header})
        problems = compile_template(data, "own.docx", SHAPE)[1]
        parts = [problem.words["part"] for problem in problems]
        assert parts == ["word/document.xml", "word/header1.xml"]

    def test_a_block_torn_over_rows_names_its_ends(self) -> None:
        table = (
            '<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
            + table_row(cell(paragraph("{%tr for s in stages %}")))
            + "</w:tbl>"
            + '<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
            + table_row(cell(paragraph("{%tr endfor %}")))
            + "</w:tbl>"
        )
        (problem,) = compile_template(word_file(table), "own.docx", SHAPE)[1]
        words = problem.words
        assert (problem.code, words["tag"], words["ending"]) == (
            "RM614",
            "{%tr for s in stages %}",
            "{%tr endfor %}",
        )


class TestWhatMayBeMissing:
    """A value that may be missing is printed only where the template makes sure of it: never a gap."""

    @pytest.mark.parametrize(
        "line",
        [
            "{% if note %}{{ note }}{% endif %}",
            "{% if note %}{{ note|upper }}{% endif %}",
            "{% if known and note %}{{ note }}{% endif %}",
            "{% if not note %}нет{% else %}{{ note }}{% endif %}",
            "{% if not (not note or known) %}{{ note }}{% endif %}",
            "{% if known %}а{% elif note %}{{ note }}{% endif %}",
            "{% if not note %}а{% elif known %}{{ note }}{% endif %}",
            "{% if note != '' %}{{ note }}{% endif %}",
            "{% if '' != note %}{{ note }}{% endif %}",
            "{% if note == '' %}нет{% else %}{{ note }}{% endif %}",
            "{% if note == 'да' %}{{ note }}{% endif %}",
            "{% if note|trim %}{{ note }}{% endif %}",
            "{{ note if note else 'нет' }}",
            "{{ 'нет' if not note else note }}",
            "{% if note %}{% for n in names %}{{ note }}{{ n }}{% endfor %}{% endif %}",
            "{% for n in names if note %}{{ note }}{% endfor %}",
            "{% if names|length > 0 %}{{ names|join(', ') }}{% endif %}",
        ],
    )
    def test_it_may_be_printed_where_it_is_sure_to_be_there(self, line: str) -> None:
        assert codes(line) == []

    @pytest.mark.parametrize(
        "line",
        [
            "{{ note }}",
            "{{ note|trim }}",
            "{% if known %}{{ note }}{% endif %}",
            "{% if known or note %}{{ note }}{% endif %}",
            "{% if not note %}{{ note }}{% endif %}",
            "{% if note == '' %}{{ note }}{% endif %}",
            "{% if note != 'да' %}{{ note }}{% endif %}",
            "{% if note == title %}{{ note }}{% endif %}",
            "{% if note == true %}{{ note }}{% endif %}",
            "{% if count < 3 %}{{ note }}{% endif %}",
            "{% if note %}а{% else %}{{ note }}{% endif %}",
            "{{ note if known else title }}",
            "{% if note %}{% endif %}{{ note }}",
        ],
    )
    def test_anywhere_else_it_is_a_fault(self, line: str) -> None:
        assert codes(line) == ["RM640"]

    def test_a_loops_variable_hides_what_was_sure(self) -> None:
        """`note` inside the loop is another `note`."""
        inside = "{% for note in names %}{{ note }}{% endfor %}"
        assert codes("{% if note %}" + inside + "{% endif %}") == []
        assert codes(inside + "{{ note }}") == ["RM640"]
