"""Numbers and what they count."""

from __future__ import annotations

import pytest

from roadmap_engine.russian import Case, count_phrase, plural_form
from roadmap_engine.russian.numerals import UNITS


@pytest.mark.parametrize(
    ("number", "unit", "case", "phrase"),
    [
        (1, "рабочий день", Case.NOMINATIVE, "1 рабочий день"),
        (2, "рабочий день", Case.NOMINATIVE, "2 рабочих дня"),
        (5, "рабочий день", Case.NOMINATIVE, "5 рабочих дней"),
        (11, "рабочий день", Case.NOMINATIVE, "11 рабочих дней"),
        (21, "рабочий день", Case.NOMINATIVE, "21 рабочий день"),
        (22, "календарный день", Case.NOMINATIVE, "22 календарных дня"),
        (2, "учебная неделя", Case.NOMINATIVE, "2 учебные недели"),
        (5, "учебная неделя", Case.NOMINATIVE, "5 учебных недель"),
        (1, "неделя", Case.ACCUSATIVE, "1 неделю"),
        (1, "неделя", Case.GENITIVE, "1 недели"),
        (2, "неделя", Case.GENITIVE, "2 недель"),
        (1, "месяц", Case.GENITIVE, "1 месяца"),
        (3, "месяц", Case.NOMINATIVE, "3 месяца"),
        (10, "месяц", Case.GENITIVE, "10 месяцев"),
        (2, "раз", Case.NOMINATIVE, "2 раза"),
        (5, "раз", Case.GENITIVE, "5 раз"),
        (2, "раз", Case.GENITIVE, "2 раз"),
        (4, "год", Case.NOMINATIVE, "4 года"),
        (5, "год", Case.NOMINATIVE, "5 лет"),
        (3, "год", Case.GENITIVE, "3 лет"),
        (3, "год", Case.DATIVE, "3 годам"),
        (2, "учебный год", Case.GENITIVE, "2 учебных лет"),
        (3, "четверть", Case.NOMINATIVE, "3 четверти"),
        (2, "учебная четверть", Case.ACCUSATIVE, "2 учебные четверти"),
        (2, "полугодие", Case.NOMINATIVE, "2 полугодия"),
        (12, "час", Case.PREPOSITIONAL, "12 часах"),
        (5, "урок", Case.DATIVE, "5 урокам"),
        (3, "день", Case.INSTRUMENTAL, "3 днями"),
        (21, "день", Case.INSTRUMENTAL, "21 днем"),
        (100, "минута", Case.NOMINATIVE, "100 минут"),
    ],
)
def test_unit_agrees_with_number_and_case(number: int, unit: str, case: Case, phrase: str) -> None:
    """«2 рабочих дня», but «2 учебные недели»; beside a number in an oblique case both agree."""
    assert count_phrase(number, unit, case) == phrase


def test_every_unit_has_twelve_forms() -> None:
    """And the name of a unit is its nominative."""
    for name, unit in UNITS.items():
        assert unit.singular[0] == name
        assert len(unit.singular) == len(unit.plural) == len(Case)


def test_an_unknown_unit_is_a_mistake_of_the_caller() -> None:
    """The set is closed: a deadline counts in nothing else."""
    with pytest.raises(KeyError):
        count_phrase(2, "попугай")


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "many"),
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (11, "many"),
        (14, "many"),
        (101, "one"),
        (-2, "few"),
    ],
)
def test_plural_form(number: int, form: str) -> None:
    """The last digit decides, except from eleven to fourteen."""
    assert plural_form(number, "one", "few", "many") == form
