"""What follows comes after: days of the calendar that lie before what they follow are told."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import Problem
from tests.builders import adopt_text

METHOD = """
roadmap: tiny
version: 1.0.0
title: План
events:
  results-received: получение результатов
  council-decision: {{title: решение Педсовета, decides: deadlines}}
roles: {{head: {{title: директор, filled_by: [head]}}}}
columns: [number, title, deadline, responsible]
stages:
  - id: analysis
    kind: {first}
    title: Первый этап
    measures:
      - {{id: by-class, title: Анализ результатов, deadline: {analysis}, responsible: [head]}}
  - id: reflection
    kind: {last}
    title: Последний этап
    measures:
      - {{id: review, title: Обзор, deadline: {review}, responsible: [head]{more}}}
"""
COUNTED = "в течение 2 недель после получения результатов"
SPRING = "procedure: {use: vpr, held: 2027-04-13/2027-05-18}\n"
RECEIVED = "events: {results-received: 2027-05-28}\n"


def told(
    answers: str = "",
    *,
    first: str = "analytical",
    last: str = "reflective",
    analysis: str = COUNTED,
    review: str = "до 1 октября",
    more: str = "",
) -> tuple[Problem, ...]:
    """Adopt a plan of two stages for the spring, and give what is told of what follows what."""
    text = METHOD.format(first=first, last=last, analysis=analysis, review=review, more=more)
    _plan, problems = adopt_text(answers, roadmap=text)
    return tuple(each for each in problems if each.code in {"RM671", "RM672", "RM673"})


def words(problem: Problem) -> dict[str, str]:
    """Give what a problem says, as it is printed in Russian."""
    return {name: getattr(each, "russian", str(each)) for name, each in problem.arguments}


def test_a_review_before_the_results_is_told_with_both_dates() -> None:
    """A review before the results is told with both dates."""
    (problem,) = told(RECEIVED)
    said = words(problem)
    assert problem.code == "RM672"
    assert (said["measure"], said["date"]) == ("review", "2026-10-01")
    assert (said["cause"], said["cause_date"]) == ("получение результатов", "2027-05-28")


@pytest.mark.parametrize(
    ("case", "answers"),
    [
        ({"review": "до 1 июля"}, RECEIVED),
        ({"review": "в течение 5 месяцев после получения результатов"}, RECEIVED),
        ({"review": "ежемесячно"}, "events: {results-received: 2026-11-10}\n"),
        ({"review": "поурочно"}, RECEIVED),
        ({"review": "с 1 сентября"}, RECEIVED),
        ({}, "events: {results-received: 2026-06-05}\n"),
        ({}, ""),
        ({"more": ", year: this"}, RECEIVED),
        ({"more": ", year: next"}, RECEIVED + "school_year: [2026/2027, 2027/2028]\n"),
        # Sections by theme are in no order of time, and an analysis may be one of last year's results.
        ({"last": "other"}, RECEIVED),
        ({"first": "reflective", "last": "analytical"}, RECEIVED),
        ({"last": "analytical"}, RECEIVED),
        # Texts of another year are told to be that.
        ({"analysis": "до 17 января 2021 г.", "review": "до 31 марта 2021 г."}, SPRING),
    ],
)
def test_nothing_is_told_that_is_not_certain(case: dict[str, str], answers: str) -> None:
    """Nothing is told that is not certain."""
    assert told(answers, **case) == ()


def test_while_results_are_awaited_everything_follows_the_procedure() -> None:
    """While results are awaited everything follows the procedure."""
    (problem,) = told(SPRING)
    assert words(problem)["cause_date"] == "13.04.2027–18.05.2027"
    assert told(SPRING, review="до 20 апреля") == (), "between its first and its last day nothing is certain"


def test_later_stages_follow_an_analysis_by_the_calendar() -> None:
    """Later stages follow an analysis by the calendar."""
    (problem,) = told(SPRING, analysis="до 25 мая", review="до 31 марта")
    said = words(problem)
    assert (said["cause"], said["cause_date"]) == ("Анализ результатов", "2027-05-25")
    assert problem.related


def test_one_part_that_lies_before_is_told_and_of_a_series_only_the_whole() -> None:
    """One part that lies before is told and of a series only the whole."""
    (problem,) = told("events: {results-received: 2027-05-20}\n", review="до 25 декабря; до 31 мая")
    assert words(problem)["date"] == "2026-12-25"


def test_a_plan_that_begins_before_its_procedure_is_told_once_and_of_the_analysis_alone() -> None:
    """A plan that begins before its procedure is told once and of the analysis alone."""
    (problem,) = told(SPRING, analysis="до 17 января", review="до 31 марта")
    assert (problem.code, words(problem)["date"]) == ("RM673", "2027-01-17")
    assert (
        told(
            SPRING + "events: {results-received: 2026-06-05}\n", analysis="до 17 января", review="до 31 марта"
        )
        == ()
    ), "the results are earlier ones, and that is recorded"


@pytest.mark.parametrize("kind", ["other", "reflective"])
def test_what_is_said_to_come_after_an_event_does(kind: str) -> None:
    """What is said to come after an event does."""
    (problem,) = told(RECEIVED, last=kind, analysis="до 1 июня", more=", after: results-received, year: this")
    assert words(problem)["cause_date"] == "2027-05-28"
    assert told("", last=kind, analysis="до 1 июня", more=", after: results-received, year: this") == ()


def test_it_may_come_after_the_order() -> None:
    """It may come after the order."""
    (problem,) = told("order: {date: 2027-05-31}\n", last="other", more=", after: order-issued")
    assert words(problem)["cause_date"] == "2027-05-31"


def test_a_plan_of_one_year_is_told_of_rows_of_the_next() -> None:
    """A plan of one year is told of rows of the next."""
    (problem,) = told(RECEIVED + "replace: {reflection: {year: next}}\n")
    assert problem.code == "RM671"
    assert words(problem)["rows"] == "«reflection»"
    assert told(RECEIVED + "replace: {review: {year: next}}\n")[0].arguments[0] == ("rows", "«review»")
