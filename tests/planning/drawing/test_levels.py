"""The levels a school has, in the words of its plan: of the roadmap, filled in or written by the school."""

from __future__ import annotations

import pytest

from roadmap_engine.planning.drawing.levels import fit_levels
from roadmap_engine.planning.drawing.open_questions import ask_school, find_open_questions
from tests.builders import ROADMAP, SCHOOL, adopt_text, assemble_text, school

CHOICE = "начального общего и/или основного общего и/или среднего"
ALL = "начального общего, основного общего и среднего"
LISTED = ROADMAP.replace("Заседание Педсовета", '"Уровни {{ levels }} общего образования"').replace(
    "Проведение занятий", "Программы начального и/или среднего общего образования"
)
LISTED += f"parameters: {{levels: {{title: Уровни, default: {CHOICE}}}}}\n"


@pytest.mark.parametrize(
    ("text", "primary", "basic", "secondary"),
    [
        (CHOICE, "начального", "начального общего и основного", ALL),
        ("основного/среднего", "основного/среднего", "основного", "основного и среднего"),
        ("в начальном и основном звене", "в начальном звене", None, None),
        ("основного общего образования", None, None, None),
        ("основного и основного", None, None, None),
        (ALL, "начального", "начального общего и основного", None),
    ],
)
def test_a_list_keeps_what_the_school_has(
    text: str, primary: str | None, basic: str | None, secondary: str | None
) -> None:
    """A choice becomes a list; a level alone, and a list of which nothing is the school's, stay."""
    assert fit_levels(text, "primary") == (primary or text)
    assert fit_levels(text, "basic") == (basic or text)
    assert fit_levels(text, "secondary") == (secondary or text)
    assert fit_levels(text, None) == text


@pytest.mark.parametrize(
    ("level", "more", "council", "lessons"),
    [
        ("", "", f"Уровни {CHOICE} общего", "Программы начального и/или среднего общего"),
        ("basic", "", "Уровни начального общего и основного общего", "Программы начального общего"),
        (
            "basic",
            "fill: {levels: среднего}\nreplace: {lessons: {title: начального и/или среднего}}\n",
            "Уровни среднего общего",
            "начального и/или среднего",
        ),
        ("secondary", "", f"Уровни {ALL} общего", "начального и среднего общего"),
    ],
)
def test_what_a_school_says_itself_is_its_own(level: str, more: str, council: str, lessons: str) -> None:
    """Its level chooses where the roadmap leaves a choice, and nowhere else."""
    known = f"{SCHOOL}level: {level}\n" if level else SCHOOL
    plan, _ = adopt_text(more, roadmap=LISTED, organisation=known)
    titles = {measure.id: measure.title for measure in plan.measures()}
    assert council in titles["council"]
    assert lessons in titles["lessons"]


def test_a_school_is_asked_with_the_words_of_its_level() -> None:
    """What is the same for all schools stays as it is; a school of no level is offered the choice."""
    assembly, _ = assemble_text(LISTED)
    assert assembly is not None
    questions = find_open_questions(assembly)
    basic = ask_school(questions, assembly.roadmap, school(f"{SCHOOL}level: basic\n"))
    assert basic.usual_words("levels") == "начального общего и основного"
    assert (basic.events, basic.roles) == (questions.events, questions.roles)
    assert ask_school(questions, assembly.roadmap, school()) == questions
