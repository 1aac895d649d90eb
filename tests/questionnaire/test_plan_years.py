"""A plan for a procedure of the spring is proposed for two years, and its later stages for the second."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.filling import Filled, Given, fill_in
from tests.builders import school

METHOD = "sakha-2021-order-441"
SPRING, AUTUMN = "13.04.2027–18.05.2027", "14.09.2026–10.10.2026"
TWO = "[2026/2027, 2027/2028]"
LATER = {name: {"year": "next"} for name in ("teaching", "assessment", "reflection")}


def answered(roadmap: str = METHOD, **answers: str) -> Filled:
    """Fill in what a school says of a roadmap; nobody is asked."""
    assembly, _problems = assemble(shipped_library().load_chain(roadmap).texts)
    assert assembly is not None
    chosen = Chosen(
        roadmap,
        school(),
        "organisation.yaml",
        dt.date(2026, 8, 20),
        find_open_questions(assembly),
        {"vpr": "ВПР"},
        "vpr",
    )
    given = {path.replace("__", "."): Given(words) for path, words in answers.items()}
    return fill_in(ADOPTION, chosen, given, speak=translator("ru"))


def built(roadmap: str = METHOD, **answers: str) -> tuple[Any, Any]:
    """Give the years and the changes that the text would say."""
    filled = answered(roadmap, **answers)
    assert filled.problems == ()
    tree = ADOPTION.build(filled.known)
    years = tree["school_year"]
    return str(years) if not isinstance(years, tuple) else [str(each) for each in years], tree.get("replace")


def test_a_procedure_of_the_spring_has_what_follows_in_the_year_after() -> None:
    """A procedure of the spring has what follows in the year after."""
    assert built(procedure__held=SPRING) == (["2026/2027", "2027/2028"], LATER)


@pytest.mark.parametrize(
    ("roadmap", "answers"),
    [
        (METHOD, {"procedure__held": AUTUMN}),
        (METHOD, {}),
        ("rubtsovsk-2023-order-534", {"procedure__held": SPRING}),
        ("samara-west-2020-plan", {"procedure__held": SPRING}),
        ("kedrovy-2020-order-63", {"procedure__held": SPRING}),
        # Its days are dates with years, and its analysis counts from nothing.
        ("leninsk-kuznetsky-2020-order-503", {"procedure__held": SPRING}),
        (METHOD, {"procedure__held": SPRING, "school_year": "2026/2027"}),
    ],
)
def test_nothing_else_is_proposed_for_two(roadmap: str, answers: dict[str, str]) -> None:
    """Nothing else is proposed for two years: what is unknown stays so, and an answer is heard."""
    years, changes = built(roadmap, **answers)
    assert (years, changes) == ("2026/2027", None)


def test_a_stage_may_be_kept_in_the_first_year() -> None:
    """A stage may be kept in the first year, by an answer at its place in the text."""
    _years, changes = built(procedure__held=SPRING, replace__teaching__year="this")
    assert changes == {name: each for name, each in LATER.items() if name != "teaching"}


@pytest.mark.parametrize("words", ["2026/2027, 2027/2028", "2026/27 и 2027/28"])
def test_two_years_are_answered_as_people_write_them(words: str) -> None:
    """Two years are answered as people write them, and then the stages are placed in them."""
    assert built(school_year=words) == (["2026/2027", "2027/2028"], LATER)


@pytest.mark.parametrize("words", ["2026/2027, 2028/2029", "2027/2028, 2026/2027", "две тысячи", ","])
def test_what_is_no_year_is_asked_again(words: str) -> None:
    """What is no year, and two years that are apart, cannot be taken."""
    assert {each.code for each in answered(school_year=words).problems} == {"RM711"}
