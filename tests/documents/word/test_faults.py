"""A faulty or hostile template is refused, with the place and the reason, before anything is written."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import CODES
from roadmap_engine.documents.word.compiling import compile_template
from tests.documents.word.faults import FAULTY_TEMPLATES, HOSTILE_TAGS, TOLD_TEMPLATES
from tests.documents.word.small_files import SHAPE, R, W, paragraph, word_file

_CASES = [
    pytest.param(code, data, id=f"{code}-{words}")
    for code, cases in FAULTY_TEMPLATES.items()
    for words, data in cases
]
_REFUSALS = {"RM610", "RM611", "RM613", "RM615", "RM616", "RM618", "RM619", "RM620"}


@pytest.mark.parametrize(("code", "data"), _CASES)
def test_a_fault_is_told_by_its_code(code: str, data: bytes) -> None:
    """Each fault gives its own code, and no template."""
    word, problems = compile_template(data, "plan.docx", SHAPE)
    assert word is None
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("code", "data"),
    [
        pytest.param(code, data, id=f"{code}-{words}")
        for code, cases in TOLD_TEMPLATES.items()
        for words, data in cases
    ],
)
def test_what_is_no_fault_is_told_and_filled(code: str, data: bytes) -> None:
    """A warning or notice of its own code, and a paper."""
    word, problems = compile_template(data, "plan.docx", SHAPE)
    assert word is not None
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize("tag", HOSTILE_TAGS)
def test_a_tag_that_would_do_something_is_refused(tag: str) -> None:
    """Whatever is not a value, a loop or a condition is refused without being tried."""
    word, problems = compile_template(word_file(paragraph(tag)), "plan.docx", SHAPE)
    assert word is None
    assert {problem.code for problem in problems} <= _REFUSALS


@pytest.mark.parametrize("tag", HOSTILE_TAGS[:30])
def test_a_hostile_tag_hides_nowhere(tag: str) -> None:
    """Runs that cut the tag into letters, and a header, are looked at as the text is."""
    cut = word_file(paragraph(*tag))
    assert compile_template(cut, "plan.docx", SHAPE)[0] is None
    header = f'<w:hdr xmlns:w="{W}">{paragraph(tag)}</w:hdr>'
    relation = f'<Relationship Id="rId9" Type="{R}/header" Target="header1.xml"/>'
    headed = word_file(paragraph("{{ title }}"), relations=relation, parts={"word/header1.xml": header})
    assert compile_template(headed, "plan.docx", SHAPE)[0] is None


def test_many_nested_loops_are_refused() -> None:
    """Python itself would refuse to compile them."""
    loops = "{% if known %}" * 40 + "{% endif %}" * 40
    word, problems = compile_template(word_file(paragraph(loops)), "plan.docx", SHAPE)
    assert word is None
    assert problems[0].code == "RM611"


def test_a_problem_names_part_paragraph_tag_and_near_name() -> None:
    """Everything a person needs to find the tag in Word and put it right."""
    data = word_file(
        paragraph("Первый абзац {{ title }}") + paragraph("Название: ", "{{ ti", "tel }}", " школы")
    )
    _, problems = compile_template(data, "plan.docx", SHAPE)
    assert [problem.code for problem in problems] == ["RM615"]
    words = problems[0].words
    assert words["template"] == "plan.docx"
    assert words["part"] == "word/document.xml"
    assert words["paragraph"] == "Название: {{ titel }} школы"
    assert words["tag"] == "{{ titel }}"
    assert words["near"] == "«title»"


def test_all_problems_are_told_at_once() -> None:
    """Nobody corrects one tag to learn of the next."""
    data = word_file(paragraph("{{ one }}") + paragraph("{{ two }} {{ 7*7 }}"))
    _, problems = compile_template(data, "plan.docx", SHAPE)
    assert [problem.code for problem in problems] == ["RM615", "RM615", "RM611"]


def test_every_message_has_the_words_it_needs() -> None:
    """No gap of a message is left open."""
    for cases in (*FAULTY_TEMPLATES.values(), *TOLD_TEMPLATES.values()):
        for _, data in cases:
            for problem in compile_template(data, "plan.docx", SHAPE)[1]:
                code = CODES[problem.code]
                assert code.message.format(**problem.words)
                assert code.hint.format(**problem.words)
