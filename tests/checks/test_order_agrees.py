"""The order says what the plan says, and a point says what its deadline says."""

from __future__ import annotations

import pytest

from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics import Problem, Severity
from tests.checks.test_checks import adoption
from tests.overlays.texts import join, text

ROADMAP = """
roadmap: base
version: 1.0.0
title: План
{year}
columns: [number, title, deadline, responsible]
roles: {{head: директор}}
events: {{results: {{title: получение результатов}}}}
stages:
  - id: analysis
    title: Анализ
    measures:
      - {{id: by-class, title: По классам, deadline: до 17 января 2027 г., responsible: head}}
      - {{id: control, title: Контроль, deadline: с 11 января по 26 марта 2027 г., responsible: head}}
      - {{id: later, title: Итоги, deadline: через 3 дня после получения результатов, responsible: head}}
order:
  issuer_genitive: Управления образования
  date: 2026-12-23
  number: "503"
  text:
    heading: О работе
    preamble: В целях повышения качества
    {more}
    signature: {{post: Начальник, name: А. Б. Образцова}}
    points:
      - {point}
"""


def found(
    point: str, more: str = "place: г. Примерск", *, year: str = "school_year: 2026/2027"
) -> list[Problem]:
    """What the checks say of an order with this point."""
    assembly, problems = join(text(ROADMAP.format(point=point, more=more, year=year)))
    assert not problems
    return list(run_checks(assembly))


@pytest.mark.parametrize(
    "point",
    [
        "Контроль оставляю за собой.",
        "{text: до 17.01.2027 г., deadline: до 17.01.2027 г., measures: [by-class]}",
        # Whoever ends on the last day of a span ends with it.
        "{text: до 26.03.2027 г., deadline: до 26.03.2027 г., measures: [control]}",
        # One of two deadlines is the plan's.
        "{text: 10.01.2027 и до 17.01.2027, deadline: [10.01.2027, до 17.01.2027], measures: [by-class]}",
        # No last day, no contradiction.
        "{text: не менее 2 раз в четверть, deadline: не менее 2 раз в четверть, measures: [by-class]}",
        "{text: до 17.01.2027 г., deadline: до 17.01.2027 г., measures: [later]}",
        "{text: 'в срок {{ deadline }}', measures: [by-class]}",
    ],
)
def test_an_order_that_agrees_is_left_alone(point: str) -> None:
    """No finding where nothing contradicts."""
    assert found(point) == []


def test_another_day_is_told_with_both_places() -> None:
    """The first deadline that differs is underlined, the plan's is named beside it."""
    (problem,) = found("{text: до 10.01.2027 г., deadline: до 10.01.2027 г., measures: [by-class]}")
    assert (problem.code, problem.severity) == ("RM228", Severity.WARNING)
    assert problem.location is not None
    assert problem.location.line == 26
    assert [place.line for place in problem.related] == [13]
    assert problem.words["row"] == "1.1"


def test_without_a_school_year_nothing_is_compared() -> None:
    """A template belongs to no year: its days are not known."""
    point = "{text: до 10.01.2027 г., deadline: до 10.01.2027 г., measures: [by-class]}"
    assert found(point, year="issuer: Министерство") == []


def test_a_gap_of_the_plan_needs_a_measure() -> None:
    """`{{ deadline }}` in a point that stands for no measure would reach the paper as braces."""
    assert [problem.code for problem in found("'в срок {{ deadline }}'")] == ["RM213"]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("date: от «23» декабря 2026 г.", []),
        ("date: 23.12.2026 г.", []),
        ("date: декабрь 2026 г.", []),
        ("date: от «24» декабря 2026 г.", ["RM229"]),
        ("number: № 503", []),
        ("number: № 530", ["RM229"]),
    ],
)
def test_the_print_has_the_date_and_number_of_the_stamp(more: str, codes: list[str]) -> None:
    """As far as the printed words name one day."""
    assert [problem.code for problem in found("Контроль оставляю за собой.", more)] == codes


def test_points_without_a_number_are_named_by_their_words() -> None:
    """A message names the thing somebody has to look for."""
    (problem,) = found("{number: '', text: Организовать работу школ., deadline: до 10.01.2027 г.}")
    assert problem.code == "RM227"
    assert problem.words["point"] == "«Организовать работу школ»"


def test_a_school_is_not_told_what_it_cannot_mend() -> None:
    """The act is the ministry's."""
    point = "{text: до 10.01.2027 г., deadline: до 10.01.2027 г., measures: [by-class]}"
    source = ROADMAP.format(point=point, more="place: г. Примерск", year="school_year: 2026/2027")
    assembly, _ = join(text(source), local=adoption(""))
    assert [problem.code for problem in run_checks(assembly)] == []


def test_a_deadline_that_is_not_understood_is_told_at_its_place() -> None:
    """A phrase of an order is read as a phrase of the plan is."""
    source = ROADMAP.format(
        point="{text: к трём часам ночи, deadline: к трём часам ночи}", more="place: г. Примерск", year=""
    )
    _, problems = join(text(source))
    assert problems
    assert all(problem.location is not None and problem.location.line == 26 for problem in problems)


@pytest.mark.parametrize(
    "point",
    [
        "{to: Директору, text: провести анализ., measures: [by-class]}",
        "{to: 'Методисту и директору школы', text: провести анализ., measures: [by-class]}",
        "{to: Методисту, jointly: вместе с директором и директору помочь, measures: [by-class], text: а.}",
        "{to: '{{ responsible }}', text: провести анализ., measures: [by-class]}",
        # What heads of schools are charged with, the people of the plan do.
        "{to: Руководителям школ, text: провести анализ., measures: [by-class]}",
        "{text: Провести анализ., measures: [by-class]}",
    ],
)
def test_executors_that_agree_are_left_alone(point: str) -> None:
    """Who answers in the plan is named by the point, or by nobody."""
    assert found(point) == []


def test_an_executor_the_point_does_not_name_is_told_with_both_places() -> None:
    """The addressee of the point above counts, too."""
    nested = "{to: Методисту, points: [{text: провести анализ., measures: [by-class]}]}"
    for point in ("{to: Методисту, text: провести анализ., measures: [by-class]}", nested):
        (problem,) = found(point)
        assert (problem.code, problem.severity) == ("RM659", Severity.WARNING)
        assert problem.words["title"] == "директор"
        assert [place.line for place in problem.related] == [13]


def test_a_report_is_in_the_words_of_its_point() -> None:
    """As a deadline is."""
    words = "text: Представить справку в управление образования."
    assert found(f"{{{words}, report_to: в управление  образования}}") == []
    assert [problem.code for problem in found(f"{{{words}, report_to: в министерство}}")] == ["RM658"]


def test_a_row_of_a_table_fits_its_columns() -> None:
    """Fewer cells are filled up, more have no place."""
    table = "table: {columns: [№, Класс], rows: [['1'], ['2', '5', 'x']]}"
    (problem,) = found(f"{{text: В таблице., {table}}}")
    assert problem.code == "RM661"
    assert problem.words["row"] == "2"


@pytest.mark.parametrize(
    ("date", "planned", "agrees"),
    [
        ("2026-12-23", "до 28 августа 2027 г.", True),
        ("2026-12-23", "до 28 августа 2026 г.", False),
        ("2026-06-16", "до 28 августа 2026 г.", True),
        # An order of years ago says nothing of this year's summers: either may be meant.
        ("2020-06-16", "до 28 августа 2026 г.", True),
        ("2026-12-23", "до 28 августа", True),
        ("2026-12-23", "до 27 августа", False),
    ],
)
def test_a_point_without_a_year_lies_on_the_first_such_day_after_the_order(
    date: str, planned: str, agrees: bool
) -> None:
    """The order's date gives the year of its points, and not of the plan's rows."""
    source = ROADMAP.format(
        point="{text: до 28 августа, deadline: до 28 августа, measures: [by-class]}",
        more="place: г. Примерск",
        year="school_year: 2026/2027",
    )
    source = source.replace("2026-12-23", date).replace("до 17 января 2027 г.", planned)
    assembly, problems = join(text(source))
    assert not problems
    assert [problem.code for problem in run_checks(assembly)] == ([] if agrees else ["RM228"])
