"""Problems are laid out so that a person sees the place and an editor jumps to it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import roadmap_engine
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.showing import (
    format_problem,
    hint_of,
    message_of,
    problem_to_json,
    sort_problems,
    summarise,
)
from roadmap_engine.diagnostics.translation import translator

RUSSIAN, ENGLISH = translator("ru"), translator("en")
LINE = "        deadline: после обсуждения итогов"


def circle(place: Location | None) -> Problem:
    """Two measures that wait for each other."""
    return Problem.of("RM204", location=place, circle="«a» → «b» → «a»")


def test_the_place_is_underlined() -> None:
    """File, line and column; the line with its number; carets and what they point at; what to do."""
    source = "\n".join(["#"] * 13 + [LINE])
    shown = format_problem(circle(Location("adoption.yaml", 14, 19, 23)), source, RUSSIAN)
    assert shown.splitlines() == [
        "adoption.yaml:14:19: ошибка RM204: мероприятия ждут друг друга: «a» → «b» → «a»",
        "   14 |         deadline: после обсуждения итогов",
        "      |                   ^^^^^^^^^^^^^^^^^^^^^^^ здесь круг замыкается",
        "   подсказка: освободите одно из них: дайте ему дату или другое событие",
    ]


def test_a_problem_without_a_source_is_told_without_an_excerpt() -> None:
    """Neither a text that is not at hand nor a place beyond its end keeps the message back."""
    place = Location("a.yaml", 9, 1)
    for problem, source in ((circle(place), None), (circle(place), "a: 1"), (circle(None), "a: 1")):
        shown = format_problem(problem, source, ENGLISH)
        assert "error RM204: measures wait for each other" in shown
        assert "|" not in shown


def test_a_long_line_is_cut_around_the_place() -> None:
    """The excerpt keeps the place in sight, wherever on the line it is."""
    for start in (0, 150, 390):
        line = "x" * start + "ЗДЕСЬ" + "y" * (395 - start)
        shown = format_problem(circle(Location("a.yaml", 1, start + 1, 5)), line, RUSSIAN).splitlines()
        excerpt, carets = shown[1], shown[2]
        assert len(excerpt) <= 112
        assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "ЗДЕСЬ"


def test_tabs_and_control_characters_are_made_visible() -> None:
    """An escape sequence in a text neither moves the carets nor steers the terminal."""
    shown = format_problem(circle(Location("a\x1b.yaml", 1, 3, 1)), "\t\x1b[31mred", RUSSIAN)
    assert "\x1b" not in shown
    assert "→" in shown
    hostile = Problem.of("RM141", thing="roadmap x", key="\x1b[2J", known="«title»")
    assert "\x1b" not in format_problem(hostile, None, RUSSIAN)


def test_a_line_of_a_hint_without_its_words_is_left_out() -> None:
    """«Perhaps … was meant» appears only where something is near."""
    near = Problem.of("RM141", thing="roadmap x", key="titel", near="«title»", known="«title»")
    far = Problem.of("RM141", thing="roadmap x", key="zzz", near="", known="«title»")
    assert "возможно, имелось в виду: «title»" in hint_of(near, RUSSIAN)
    assert "возможно" not in hint_of(far, RUSSIAN)
    assert "здесь известны: «title»" in hint_of(far, RUSSIAN)


def test_things_are_named_in_the_readers_language() -> None:
    """The same problem names the same measure in both languages."""
    problem = Problem.of("RM140", thing="measure by-class", field="title")
    assert message_of(problem, RUSSIAN) == "мероприятие «by-class»: не хватает «title»"
    assert message_of(problem, ENGLISH) == "measure «by-class»: «title» is missing"


def test_a_missing_word_leaves_its_gap_visible() -> None:
    """A message is told even where its finder forgot a word."""
    assert "{circle}" in message_of(Problem.of("RM204"), RUSSIAN)


def test_json_keeps_names_and_translates_sentences() -> None:
    """A script finds code, place and words; a person's sentences are in her language."""
    place, first = Location("a.yaml", 1, 3, 2), Location("a.yaml", 1, 1, 1)
    problem = Problem.of("RM124", location=place, related=(first,), basis="норма", key="id")
    found = problem_to_json(problem, "a: b", RUSSIAN)
    assert found["code"] == "RM124"
    assert found["slug"] == "duplicate-key"
    assert found["location"] == {"file": "a.yaml", "line": 1, "column": 3, "length": 2}
    assert found["related"] == [{"file": "a.yaml", "line": 1, "column": 1, "length": 1}]
    assert found["message"] == "ключ «id» встречается здесь второй раз"
    assert found["basis"] == "норма"
    assert found["excerpt"].splitlines()[0] == "    1 | a: b"
    assert problem_to_json(Problem.of("RM204"), None, RUSSIAN)["location"] is None


def test_problems_are_told_in_the_order_of_reading() -> None:
    """By file, line and column; each once; those without a place last."""
    late, early = circle(Location("b.yaml", 2)), circle(Location("a.yaml", 10))
    nowhere = circle(None)
    assert sort_problems([nowhere, late, early, late]) == (early, late, nowhere)


def test_the_summary_counts_what_there_is() -> None:
    """Errors, warnings and notices in the form the number asks for; peace of mind where there are none."""
    found = [Problem.of("RM204")] * 2 + [Problem.of("RM219")]
    assert summarise(found, RUSSIAN) == "Итого: 2 ошибки, 1 предупреждение"
    assert summarise([], RUSSIAN) == "Замечаний нет"
    assert summarise(found, ENGLISH) == "In all: 2 errors, 1 warning"


@settings(max_examples=200, deadline=None)
@given(
    source=st.text(max_size=300),
    line=st.integers(1, 5),
    column=st.integers(1, 400),
    length=st.integers(1, 400),
    words=st.text(max_size=30),
)
def test_no_text_and_no_place_breaks_the_layout(
    source: str, line: int, column: int, length: int, words: str
) -> None:
    """Whatever a text holds and wherever a problem is said to be, it is told."""
    problem = Problem.of("RM204", location=Location(words, line, column, length), circle=words)
    shown = format_problem(problem, source, RUSSIAN)
    assert "RM204" in shown
    assert problem_to_json(problem, source, RUSSIAN)["code"] == "RM204"


@pytest.mark.parametrize("value", [None, True, ("field",), frozenset({"a"}), {"a": 1}])
def test_a_value_of_the_program_fills_no_gap(value: Any) -> None:
    """Nobody can read one; whoever makes the problem gives words, a day or a number."""
    with pytest.raises(TypeError, match="nobody can read"):
        Problem(code="RM101", arguments=(("file", value),))


def test_a_day_is_said_in_the_readers_way_and_written_for_programs() -> None:
    """One form in each language, ISO 8601 for whoever reads JSON."""
    problem = Problem.of(
        "RM310", date=dt.date(2027, 6, 5), before=dt.date(2027, 6, 4), after=dt.date(2027, 6, 7)
    )
    assert "05.06.2027" in message_of(problem, RUSSIAN)
    assert "5 June 2027" in message_of(problem, ENGLISH)
    assert "4 June 2027 and 7 June 2027" in hint_of(problem, ENGLISH)
    assert problem_to_json(problem, None, ENGLISH)["arguments"]["date"] == "2027-06-05"


def test_a_day_is_put_into_words_in_one_place() -> None:
    """Nobody else names its form."""
    package = Path(roadmap_engine.__file__).parent
    by_hand = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"%d\.%m\.%Y", path.read_text(encoding="utf-8"))
    }
    assert by_hand == set()
