"""Every code of the documents can be met, and says in both languages what its message promises."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import CODES
from roadmap_engine.diagnostics.codes.documents import DOCUMENT_CODES
from tests.documents.faults import FAULT_CODES, find_fault


def test_every_code_can_be_met() -> None:
    """A code nobody can meet is no code."""
    assert set(FAULT_CODES) >= {code.id for code in DOCUMENT_CODES}


@pytest.mark.parametrize("code", FAULT_CODES)
def test_a_code_is_met_and_has_its_words(code: str) -> None:
    """The problem comes, and no gap of message or hint stays open."""
    found = find_fault(code)
    assert code in {problem.code for problem in found}
    for problem in found:
        words = problem.words
        assert CODES[problem.code].message.format(**words)
        assert CODES[problem.code].hint.format(**words) is not None
