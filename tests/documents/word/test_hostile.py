"""What a stranger's template would do beyond being text is refused, or is not in the papers."""

from __future__ import annotations

import io
import zipfile

import pytest

from roadmap_engine.diagnostics import has_errors
from roadmap_engine.documents.word.compiling import compile_template
from roadmap_engine.documents.word.fields import trial_values
from roadmap_engine.documents.word.properties import Properties
from tests.documents.word.hostile import HOSTILE_TEMPLATES
from tests.documents.word.small_files import SHAPE, R, W, document, paragraph, word_file

VALUES = trial_values(SHAPE, full=True)


@pytest.mark.parametrize("words", HOSTILE_TEMPLATES)
def test_it_does_no_harm(words: str) -> None:
    """A refused one fills nothing; of one that is filled, nothing harmful is in any part of the paper."""
    hostile = HOSTILE_TEMPLATES[words]
    word, problems = compile_template(hostile.data, "own.docx", SHAPE)
    assert hostile.code in {problem.code for problem in problems}
    assert has_errors(problems) == hostile.is_refused == (word is None)
    if word is not None:
        with zipfile.ZipFile(io.BytesIO(word.render(VALUES, Properties("План")))) as paper:
            assert (
                b"evil" not in b"".join(name.encode() + paper.read(name) for name in paper.namelist()).lower()
            )
            assert b"External" not in b"".join(map(paper.read, paper.namelist()))


@pytest.mark.parametrize(
    "said", ['<?xml-stylesheet href="https://evil.example"?>', "<!-- {{ evil }} -->", "<?evil {% if a %}?>"]
)
def test_what_word_does_not_read_does_not_pass(said: str) -> None:
    """Remarks and instructions in any part, before its root too, are no text and are in no paper."""
    styles = f'{said}<w:styles xmlns:w="{W}">{said}</w:styles>'
    data = word_file(
        main=said + document(paragraph("{{ title }}") + said),
        relations=f'<Relationship Id="rId9" Type="{R}/styles" Target="styles.xml"/>{said}',
        parts={"word/styles.xml": styles},
        types=said,
    )
    word, problems = compile_template(data, "own.docx", SHAPE)
    assert problems == ()
    assert word is not None
    with zipfile.ZipFile(io.BytesIO(word.render(VALUES, Properties("План")))) as paper:
        assert b"evil" not in b"".join(map(paper.read, paper.namelist()))
        assert "word/styles.xml" in paper.namelist()


def test_a_link_is_no_harm() -> None:
    """What a person clicks may lead to the web."""
    link = (
        f'<Relationship Id="rId9" Type="{R}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    )
    body = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>{{ title }}</w:t></w:r></w:hyperlink></w:p>'
    assert compile_template(word_file(body, relations=link), "own.docx", SHAPE)[1] == ()


def test_a_template_file_becomes_a_document() -> None:
    """Word opens no .docx whose text is said to be a template's."""
    data = word_file(paragraph("{{ title }}"))
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    word, problems = compile_template(changed.getvalue(), "own.docx", SHAPE)
    assert problems == ()
    assert word is not None
    with zipfile.ZipFile(io.BytesIO(word.render(VALUES, Properties("План")))) as paper:
        assert b"document.main+xml" in paper.read("[Content_Types].xml")


def test_a_plain_template_passes() -> None:
    """The same files without the harm: nothing is said of them."""
    assert compile_template(word_file(paragraph("{{ title }}")), "own.docx", SHAPE)[1] == ()
