"""What a stranger's template would do beyond being text is refused, or is not in the papers."""

from __future__ import annotations

import io
import zipfile

import pytest

from roadmap_engine.diagnostics import has_errors
from roadmap_engine.documents.word import Properties, compile_template, trial_values
from tests.documents.word.hostile import HOSTILE_TEMPLATES
from tests.documents.word.small_files import SHAPE, paragraph, word_file

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


def test_a_plain_template_passes() -> None:
    """The same files without the harm: nothing is said of them."""
    assert compile_template(word_file(paragraph("{{ title }}")), "own.docx", SHAPE)[1] == ()
