"""A question is answered beforehand or on the terminal; a wrong answer is told with its reason."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from roadmap_engine.cli.asking import Interview, SavedError, UnansweredError
from roadmap_engine.cli.language import speak
from roadmap_engine.cli.new_texts import options_to_answers
from roadmap_engine.questionnaire.kinds import COUNT, Kind, Sort
from roadmap_engine.questionnaire.question import SKIP, Form, Page, Question, offer
from roadmap_engine.questionnaire.said import Said

NUMBER = Question("size", Said("Сколько?"), Said("Зачем это."), COUNT, blank=SKIP)
PLACE = Question("place", Said("Где?"), SKIP)
PRIVATE = Question("phone", Said("Телефон?"), SKIP, COUNT, blank=SKIP, private=True)


def form(*questions: Question, **more: Any) -> Form:
    """A form of one page, whose tree is its answers."""
    return Form(pages=(Page(Said("Страница"), questions),), build=lambda known: dict(known.answers), **more)


def offered(question: Question, words: str) -> Question:
    """The same question with an answer offered."""
    kind = question.kind
    return Question(
        question.path, question.words, question.why, kind, lambda _known: offer(words), blank=question.blank
    )


def answers(*given: str, ask: Form) -> tuple[dict[str, Any], list[str]]:
    """What a script that gives answers gets, and the codes of the problems."""
    speak("ru")
    interview = Interview(options_to_answers(given, {}), on_terminal=False)
    found: dict[str, Any] = {}
    with contextlib.suppress(UnansweredError):
        found = dict(interview.fill(ask).known.answers)
    return found, [problem.code for problem in interview.close()]


class TestBeforehand:
    """Without a terminal nothing waits."""

    def test_what_was_answered_is_not_asked(self) -> None:
        assert answers("place= г. Примерск ", ask=form(PLACE)) == ({"place": "г. Примерск"}, [])

    def test_a_default_is_taken(self) -> None:
        assert answers(ask=form(offered(PLACE, "г. Примерск"), NUMBER)) == ({"place": "г. Примерск"}, [])

    def test_a_default_that_cannot_be_read_is_none(self) -> None:
        assert answers(ask=form(offered(PLACE, "a\x07"))) == ({}, ["RM710"])

    def test_all_that_is_missing_wrong_or_needless_is_told_at_once(self) -> None:
        found = answers("size=много", "plase=х", ask=form(PLACE, NUMBER))
        assert found == ({}, ["RM710", "RM711", "RM712"])

    def test_a_short_form_answers_all_it_stands_for(self) -> None:
        names = (Question(f"name.{each}", Said("?"), SKIP) for each in ("full", "short"))
        ask = form(*names, short={"name": ("name.full", "name.short")})
        found = answers("name=Школа", "name.short=Ш", ask=ask)
        assert found == ({"name.full": "Школа", "name.short": "Ш"}, [])

    @pytest.mark.parametrize("words", ["", "-", "  "])
    def test_an_empty_answer_leaves_out_what_has_a_default(self, words: str) -> None:
        assert answers(f"size={words}", ask=form(offered(NUMBER, "5"))) == ({}, [])

    def test_an_answer_about_a_person_is_repeated_in_no_message(self) -> None:
        interview = Interview(options_to_answers(("phone=секрет", "size=много"), {}), on_terminal=False)
        with pytest.raises(UnansweredError):
            interview.fill(form(PRIVATE, NUMBER))
        shown = [dict(problem.arguments)["answer"] for problem in interview.close()]
        assert shown == ["…", "много"]


class TestOnTheTerminal:
    """A person is asked until the answer can be taken."""

    def _talk(self, ask: Form, typed: str, *given: str) -> tuple[dict[str, Any], str]:
        speak("ru")
        interview = Interview(options_to_answers(given, {}), on_terminal=True)
        with CliRunner().isolation(input=typed) as (_out, told, _both):
            found = interview.fill(ask).known.answers
        return dict(found), told.getvalue().decode()

    def test_the_question_says_what_it_is_for(self) -> None:
        found, told = self._talk(form(NUMBER), "12\n\n")
        assert found == {"size": 12}
        assert "Сколько?\nЗачем это.\n[пропустить] > " in told

    def test_a_wrong_answer_is_asked_again(self) -> None:
        found, told = self._talk(form(NUMBER), "много\n12\n\n")
        assert found == {"size": 12}
        assert "«много» — не целое число." in told

    def test_a_wrong_answer_given_beforehand_is_asked_too(self) -> None:
        found, told = self._talk(form(NUMBER), "12\n\n", "size=много")
        assert found == {"size": 12}
        assert "«много» — не целое число" in told

    def test_a_wrong_answer_in_a_short_form_is_asked_too(self) -> None:
        ask = form(NUMBER, short={"number": ("size",)})
        assert self._talk(ask, "12\n\n", "number=много")[0] == {"size": 12}

    def test_an_answer_that_another_makes_wrong_is_asked_anew(self) -> None:
        day = Question("day", Said("Когда?"), SKIP, lambda known: Kind(Sort.DAY, within=known.answer("year")))
        ask = form(Question("year", Said("Год?"), SKIP, Kind(Sort.YEAR)), day)
        found, told = self._talk(ask, "2026/2027\n01.10.2026\n1\n2027/2028\n01.10.2027\n\n")
        assert found["day"].isoformat() == "2027-10-01"
        assert "01.10.2026 — не в 2027/2028 учебном году." in told

    def test_an_answer_that_is_needed_is_asked_until_it_comes(self) -> None:
        found, told = self._talk(form(PLACE), "\n\nг. Примерск\n\n")
        assert found == {"place": "г. Примерск"}
        assert told.count("Здесь без ответа нельзя.") == 2

    def test_enter_takes_what_is_offered_and_a_hyphen_nothing(self) -> None:
        assert self._talk(form(offered(NUMBER, "7")), "\n\n")[0] == {"size": 7}
        assert self._talk(form(offered(NUMBER, "7")), "-\n\n")[0] == {}

    def test_choices_are_numbered_with_their_meaning(self) -> None:
        choices = {"keep": Said("остаётся"), "next": Said("переносится " * 20)}
        found, told = self._talk(
            form(Question("policy", Said("Что?"), SKIP, Kind(Sort.ONE, choices))), "2\n\n"
        )
        assert found == {"policy": "next"}
        assert "   1. остаётся\n   2. переносится" in told
        assert all(len(line) <= 100 for line in told.splitlines())

    def test_figures_are_said_with_their_meaning_and_words_alone(self) -> None:
        """What is offered, and what was answered, is a person's word for it, and no key of a text."""
        week = Kind(Sort.ONE, {"5": Said("суббота — выходной"), "6": Said("в субботу уроки")})
        what = Kind(Sort.ONE, {"keep": Said("остаётся"), "next": Said("переносится")})
        ask = form(
            offered(Question("week", Said("Неделя"), SKIP, week), "5"),
            offered(Question("policy", Said("Что?"), SKIP, what), "keep"),
        )
        told = self._talk(ask, "\n\n\n")[1]
        assert "[5 — суббота — выходной] > " in told
        assert "[остаётся] > " in told
        assert "   1. Неделя: 5 — суббота — выходной\n   2. Что? остаётся\n" in told

    @pytest.mark.parametrize("back", ["<", "назад", "Назад"])
    def test_one_may_go_back(self, back: str) -> None:
        assert self._talk(form(PLACE, NUMBER), f"село\n{back}\nгород\n5\n\n")[0] == {
            "place": "город",
            "size": 5,
        }

    def test_before_the_first_question_there_is_none(self) -> None:
        found, told = self._talk(form(PLACE), "<\nгород\n\n")
        assert found == {"place": "город"}
        assert "Это первый вопрос." in told

    def test_a_question_mark_tells_more(self) -> None:
        told = self._talk(form(offered(NUMBER, "7")), "?\n\n\n")[1]
        assert "В скобках: получено из прежних ответов." in told
        assert "Имя для --answer: size." in told

    def test_all_answers_are_looked_through_and_any_is_changed(self) -> None:
        found, told = self._talk(form(PLACE, NUMBER), "село\n5\n1\nгород\n\n")
        assert found == {"place": "город", "size": 5}
        assert "Ваши ответы:\nСтраница\n   1. Где? село\n   2. Сколько? 5\n" in told

    def test_the_last_question_is_one_step_back_from_the_answers(self) -> None:
        assert self._talk(form(PLACE, NUMBER), "село\n5\n<\n6\n\n")[0] == {"place": "село", "size": 6}

    def test_a_question_that_an_answer_brings_up_is_asked_after_the_change(self) -> None:
        other = Question("other", Said("Ещё?"), SKIP, when=lambda known: known.answer("place") == "город")
        found, _told = self._talk(form(PLACE, other), "село\n1\nгород\nда\n\n")
        assert found == {"place": "город", "other": "да"}

    def test_what_is_quiet_is_offered_among_the_answers_only(self) -> None:
        """Where there is nothing to offer it is asked as any other."""
        quiet = replace(offered(NUMBER, "7"), quiet=True)
        assert self._talk(form(PLACE, quiet), "село\n\n")[0] == {"place": "село", "size": 7}
        assert self._talk(form(PLACE, quiet), "село\n2\n5\n\n")[0] == {"place": "село", "size": 5}
        assert self._talk(form(replace(PLACE, quiet=True)), "село\n\n")[0] == {"place": "село"}

    def test_an_answer_is_said_as_its_choice_is(self) -> None:
        choices = {"keep": Said("остаётся"), "next": Said("переносится")}
        ask = Question("policy", Said("Что делать?"), SKIP, Kind(Sort.ONE, choices))
        assert "   1. Что делать? переносится\n" in self._talk(form(ask), "2\n\n")[1]

    @pytest.mark.parametrize("typed", ["село\nсохранить\n", "село\n5\nсохранить\n"])
    def test_half_done_answers_are_kept(self, typed: str) -> None:
        with pytest.raises(SavedError) as saved:
            self._talk(form(PLACE, NUMBER), typed, "extra=1")
        assert saved.value.answers.items() >= {"place": "село", "extra": "1"}.items()
        assert saved.value.path == Path(".answers.yaml")
