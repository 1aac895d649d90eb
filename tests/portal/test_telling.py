"""Problems as pages tell them: whatever the code, whoever reads knows the words, and nothing is lost."""

from __future__ import annotations

import string
from typing import ClassVar

import pytest
from django.utils.translation import override
from lxml import html  # type: ignore[import-untyped]

from roadmap_engine.diagnostics import CODES, Problem
from roadmap_engine.diagnostics.codes.on_pages import ON_PAGES, Where
from roadmap_engine.diagnostics.problem import OfSettled
from roadmap_engine.portal.pages.environment import take_environment
from roadmap_engine.portal.pages.telling import Link, Told, tell_all, tell_writer
from tests.portal.seen_words import find_program_words


class Somewhere:
    """A page from which everything is in reach, and that knows what one thing is called."""

    names: ClassVar = {"by-class": "1.2. Анализ по классам"}

    def find(self, where: Where, problem: Problem) -> Link | None:
        """Lead anywhere."""
        return Link(f"/{where.value}/{problem.code}", "Изменить")


def make(code: str, words: str = "слово") -> Problem:
    """Make a problem of a code with all its gaps filled."""
    known = CODES[code]
    gaps = {name for text in (known.message, known.hint) for _, name, _, _ in string.Formatter().parse(text)}
    return Problem(code=code, arguments=tuple((name, words) for name in gaps if name))


def show(told: Told) -> str:
    """Give what a reader sees of it, what is folded left out."""
    macro = take_environment().get_template("told.html.j2").module.tell  # type: ignore[attr-defined]
    item = html.fromstring(str(macro([told])))
    for folded in item.xpath(".//details"):
        folded.drop_tree()
    return " ".join(item.text_content().split())


@pytest.mark.parametrize("spot", [None, Somewhere()], ids=["nowhere", "somewhere"])
def test_everybody_knows_the_words(spot: Somewhere | None) -> None:
    """Of every code, wherever it is met; a sentence begins with a capital."""
    shown = {code: show(tell_all([make(code)], spot)[0]) for code in CODES}
    assert {code: found for code, words in shown.items() if (found := find_program_words(words))} == {}
    assert [words for words in shown.values() if words[0].isalpha() and not words[0].isupper()] == []


def test_nothing_is_lost() -> None:
    """What is said to nobody else in so many words is folded for whoever keeps the texts."""
    for code in CODES:
        (told,), (whole,) = tell_all([make(code)]), tell_writer([make(code)])
        if told.words.startswith(("В текстах плана есть", "К текстам плана есть")):
            assert whole.words in told.for_writers, code
        if code not in ON_PAGES and whole.remedy:
            assert whole.remedy in (told.remedy, *told.for_writers), code


def test_things_are_called_by_their_names() -> None:
    """An id that the page knows a name of is not shown; of another the sentence is for writers."""
    (told,) = tell_all([Problem.of("RM210", measure="by-class")], Somewhere())
    assert "«1.2. Анализ по классам»" in told.words
    (told,) = tell_all([Problem.of("RM210", measure="by-parallel")], Somewhere())
    assert "by-parallel" not in told.whole
    assert "by-parallel" in told.for_writers[0]


def test_a_remedy_is_of_a_page_in_reach() -> None:
    """Who cannot open the page is not sent there: the text can be mended by whoever keeps it."""
    problem = Problem.of("RM951", day="01.09.2027", person="Орлова М. П.")
    (here,), (elsewhere,) = tell_all([problem], Somewhere()), tell_all([problem])
    assert here.link == Link("/order/RM951", "Изменить")
    assert here.remedy == "Назовите день приказа."
    assert not here.for_writers
    assert elsewhere.link is None
    assert not elsewhere.remedy
    assert "order:" in elsewhere.for_writers[0]


def test_what_is_said_alike_stands_once() -> None:
    """Two problems for writers are one line of a page, and both are in it."""
    (told,) = tell_all([make("RM210", "one-thing"), make("RM210", "other-thing")])
    assert [each for each in ("one-thing", "other-thing") if any(each in line for line in told.for_writers)]
    assert len(told.for_writers) >= 2


def test_what_is_set_aside_is_not_told() -> None:
    """The reader cannot mend it, or nobody will."""
    assert tell_all([make("RM210").set_aside(OfSettled("by-class"))]) == ()


def test_english_sentences_begin_with_a_capital() -> None:
    """In both languages."""
    with override("en"):
        assert show(tell_all([make("RM951")], Somewhere())[0]).startswith("The order has no date")


def test_days_of_texts_are_written_as_people_do() -> None:
    """In whatever is told; names that only look like days stay."""
    (told,) = tell_all(
        [Problem.of("RM715", path="procedure.held", words="2027-04-13/2027-05-18", year="2026/2027")]
    )
    assert "«13.04.2027 – 18.05.2027»" in show(told)
    (told,) = tell_all([Problem.of("RM715", path="order.number", words="2027-13-45", year="2026/2027")])
    assert "«2027-13-45»" in show(told)
