"""What pages say of a problem says it of the same problem, in words that everybody knows."""

from __future__ import annotations

import string

import pytest

from roadmap_engine.diagnostics import CODES, Problem
from roadmap_engine.diagnostics.codes.on_pages import ON_PAGES, Where
from roadmap_engine.diagnostics.codes.on_pages.plans import PLANS_ON_PAGES
from roadmap_engine.diagnostics.codes.on_pages.records import RECORDS_ON_PAGES
from roadmap_engine.diagnostics.codes.on_pages.versions import VERSIONS_ON_PAGES
from roadmap_engine.diagnostics.everyday import is_everyday
from roadmap_engine.diagnostics.showing import fill_hint, fill_message
from roadmap_engine.diagnostics.translation import translator

LISTED = [
    *PLANS_ON_PAGES,
    *RECORDS_ON_PAGES,
    *VERSIONS_ON_PAGES,
]


def list_gaps(*texts: str) -> set[str]:
    """Give the gaps of texts."""
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_code_stands_once() -> None:
    """A mapping keeps the last of two, and says nothing."""
    assert len(LISTED) == len(ON_PAGES)
    assert ON_PAGES.keys() <= CODES.keys()


def test_every_place_is_led_to() -> None:
    """A place that nothing leads to is none."""
    assert {each.where for each in LISTED} - {None} == set(Where)


@pytest.mark.parametrize("code", ON_PAGES)
def test_it_is_filled_with_what_the_problem_says(code: str) -> None:
    """A gap that the code's own words do not have, nothing would fill."""
    own, known = ON_PAGES[code], CODES[code]
    assert list_gaps(own.message, own.remedy) <= list_gaps(known.message, known.hint)
    assert own.message or own.remedy or own.where is not None


@pytest.mark.parametrize("code", ON_PAGES)
def test_everybody_knows_its_words(code: str) -> None:
    """They are Russian, whatever fills them; what is taken from the code as it stands is so, too."""
    own, known, speak = ON_PAGES[code], CODES[code], translator("ru")
    gaps = sorted(list_gaps(known.message, known.hint))
    problem = Problem(code=code, arguments=tuple((gap, "слово") for gap in gaps))
    assert is_everyday(fill_message(own.message or known.message, problem, speak))
    assert is_everyday(fill_hint(own.remedy, problem, speak))
    for text in (own.message, own.remedy):
        assert not text or speak(text) != text, "is not translated"
