"""A question is answered beforehand or on the terminal; a wrong answer is told with its reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.cli.answers import (
    choice_of,
    choices_of,
    print_grades,
    read_date,
    read_grades,
    read_line,
    read_number,
    read_slug,
    read_span,
    read_year,
    read_yes,
)
from roadmap_engine.cli.asking import (
    Answers,
    Interview,
    Question,
    UnansweredError,
    WrongAnswerError,
    options_to_answers,
)
from roadmap_engine.cli.language import speak


@pytest.mark.parametrize(
    ("read", "words", "value"),
    [
        (read_date, "28.05.2027", dt.date(2027, 5, 28)),
        (read_date, "1.9.2026", dt.date(2026, 9, 1)),
        (read_date, "2027-05-28", dt.date(2027, 5, 28)),
        (read_year, "2026/27", SchoolYear(2026)),
        (read_grades, "5-8", (5, 6, 7, 8)),
        (read_grades, "9, 11", (9, 11)),
        (read_grades, "5 – 6; 8", (5, 6, 8)),
        (read_number, "1 250", 1250),
        (read_yes, "Да", True),
        (read_yes, "n", False),
        (read_slug, "school-12", "school-12"),
        (choice_of(("vpr", "oge")), "2", "oge"),
        (choice_of(("vpr", "oge")), "vpr", "vpr"),
        (choice_of(("5", "6")), "6", "6"),
        (choices_of(("a", "b", "c")), "3, a, 3", ("c", "a")),
    ],
)
def test_answers_are_read_as_people_write_them(read: Callable[[str], Any], words: str, value: object) -> None:
    """Russian dates, ranges of grades, numbers of a list."""
    assert read(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "13.04.2027–18.05.2027",
        "13.04.2027-18.05.2027",
        "13.04.2027 - 18.05.2027",
        "с 13.04.2027 по 18.05.2027",
        "2027-04-13/2027-05-18",
    ],
)
def test_days_may_be_written_in_any_usual_way(words: str) -> None:
    """Dashes of every kind, «с … по …», and the form of the texts."""
    assert read_span(words) == Span(dt.date(2027, 4, 13), dt.date(2027, 5, 18))


@pytest.mark.parametrize(
    ("read", "words", "reason"),
    [
        (read_date, "31.02.2027", "не день"),
        (read_date, "вчера", "не день"),
        (read_span, "18.05.2027–13.04.2027", "раньше первого"),
        (read_span, "1/2/3", "не дни"),
        (read_year, "2026/2028", "не учебный год"),
        (read_grades, "0", "с 1 по 11"),
        (read_grades, "8-5", "с 1 по 11"),
        (read_grades, "пятый", "не классы"),
        (read_number, "много", "не целое число"),
        (read_yes, "может быть", "«да» или «нет»"),
        (read_slug, "Школа 12", "не годится"),
        (read_slug, "a--b", "не годится"),
        (read_line, "a\x07b", "U+0007"),
        (read_line, "a\u202eb", "U+202E"),
        (read_line, "a\udcffb", "не может"),
        (read_line, "a" * 10_001, "10000"),
        (choice_of(("vpr", "oge")), "vprr", "«vpr»"),
        (choice_of(("vpr", "oge")), "3", "есть «oge», «vpr»"),
        (choice_of(tuple("abcdef")), "7", "от 1 до 6"),
        (choice_of(("5", "6")), "1", "«5», «6»"),
    ],
)
def test_a_wrong_answer_is_told_why(read: Callable[[str], Any], words: str, reason: str) -> None:
    """In the reader's words, naming what was typed or what can be."""
    speak("ru")
    with pytest.raises(WrongAnswerError, match=re.escape(reason)):
        read(words)


def test_grades_are_written_as_they_are_read() -> None:
    """What is offered can be answered."""
    assert read_grades(print_grades((1, 2, 3, 5, 9, 10))) == (1, 2, 3, 5, 9, 10)


NUMBER = Question("size", "Сколько?", read_number, "Зачем это.", optional=True)
PLACE = Question("place", "Где?", read_line)


class TestBeforehand:
    """Without a terminal nothing waits."""

    def test_what_was_answered_is_not_asked(self) -> None:
        interview = Interview(options_to_answers(("place= г. Примерск ",), Answers()), on_terminal=False)
        assert interview.ask(PLACE) == "г. Примерск"
        assert interview.close() == ()

    def test_a_default_is_taken(self) -> None:
        interview = Interview(Answers(), on_terminal=False)
        assert interview.ask(PLACE, "г. Примерск") == "г. Примерск"
        assert interview.ask(NUMBER) is None
        assert interview.close() == ()

    def test_a_default_that_cannot_be_read_is_none(self) -> None:
        interview = Interview(Answers(), on_terminal=False)
        assert interview.ask(PLACE, "a\x07") is None
        assert [problem.code for problem in interview.close()] == ["RM710"]

    def test_all_that_is_missing_wrong_or_needless_is_told_at_once(self) -> None:
        given = options_to_answers(("size=много", "plase=х"), Answers())
        interview = Interview(given, on_terminal=False)
        assert interview.ask(PLACE) is None
        assert interview.ask(NUMBER) is None
        assert [problem.code for problem in interview.close()] == ["RM710", "RM711", "RM712"]

    def test_a_short_form_answers_all_it_stands_for(self) -> None:
        given = options_to_answers(("name=Школа", "name.short=Ш"), Answers())
        interview = Interview(given, on_terminal=False)
        interview.spread("name", "name.full", "name.short")
        names = [interview.ask(Question(f"name.{each}", "?", read_line)) for each in ("full", "short")]
        assert names == ["Школа", "Ш"]
        assert interview.close() == ()

    @pytest.mark.parametrize("words", ["", "-", "  "])
    def test_an_empty_answer_leaves_out_what_has_a_default(self, words: str) -> None:
        interview = Interview(options_to_answers((f"size={words}",), Answers()), on_terminal=False)
        assert interview.ask(NUMBER, "5") is None

    def test_nothing_can_go_on_without_an_answer_that_all_depends_on(self) -> None:
        interview = Interview(Answers(), on_terminal=False)
        with pytest.raises(UnansweredError):
            interview.require(PLACE)


class TestOnTheTerminal:
    """A person is asked until the answer can be taken."""

    def _ask(self, question: Question[Any], typed: str, default: str | None = None) -> tuple[Any, str]:
        speak("ru")
        runner = CliRunner()
        with runner.isolation(input=typed) as (_out, told, _both):
            answer = Interview(Answers(), on_terminal=True).ask(question, default)
        return answer, told.getvalue().decode()

    def test_the_question_says_what_it_is_for(self) -> None:
        answer, told = self._ask(NUMBER, "12\n")
        assert answer == 12
        assert "Сколько?\nЗачем это.\n[пропустить] > " in told

    def test_a_wrong_answer_is_asked_again(self) -> None:
        answer, told = self._ask(NUMBER, "много\n12\n")
        assert answer == 12
        assert "«много» — не целое число." in told

    def test_an_answer_that_is_needed_is_asked_until_it_comes(self) -> None:
        answer, told = self._ask(PLACE, "\n\nг. Примерск\n")
        assert answer == "г. Примерск"
        assert told.count("Здесь без ответа нельзя.") == 2

    def test_enter_takes_what_is_offered_and_a_hyphen_nothing(self) -> None:
        assert self._ask(NUMBER, "\n", "7")[0] == 7
        assert self._ask(NUMBER, "-\n", "7")[0] is None

    def test_choices_are_numbered_with_their_meaning(self) -> None:
        choices = {"keep": "остаётся", "next": "переносится " * 20}
        question = Question("policy", "Что делать?", choice_of(choices), choices=choices)
        answer, told = self._ask(question, "2\n")
        assert answer == "next"
        assert "   1. keep — остаётся\n   2. next — переносится" in told
        assert all(len(line) <= 100 for line in told.splitlines())
