"""Dates in words and digits."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap_engine.russian import Case, date_in_words, month_name, numeric_date, range_in_words


def test_months_in_all_cases() -> None:
    """The months of a year decline by two models: март and the rest."""
    assert [month_name(3, case) for case in Case] == ["март", "марта", "марту", "март", "мартом", "марте"]
    assert [month_name(5, case) for case in Case] == ["май", "мая", "маю", "май", "маем", "мае"]
    assert [month_name(9, Case.PREPOSITIONAL), month_name(12, Case.GENITIVE)] == ["сентябре", "декабря"]


def test_dates_in_words() -> None:
    """With the year short, in full, or without it."""
    day = date(2027, 6, 3)
    assert date_in_words(day) == "3 июня 2027 г."
    assert date_in_words(day, year_in_full=True) == "3 июня 2027 года"
    assert date_in_words(day, with_year=False) == "3 июня"
    assert numeric_date(day) == "03.06.2027"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2021, 1, 11), date(2021, 3, 26), "с 11 января по 26 марта 2021 г."),
        (date(2021, 3, 11), date(2021, 3, 26), "с 11 по 26 марта 2021 г."),
        (date(2020, 12, 28), date(2021, 1, 10), "с 28 декабря 2020 г. по 10 января 2021 г."),
        (date(2021, 6, 2), date(2021, 6, 5), "со 2 по 5 июня 2021 г."),
        (date(2021, 6, 2), date(2021, 6, 2), "2 июня 2021 г."),
    ],
)
def test_a_range_says_shared_words_once(start: date, end: date, words: str) -> None:
    """«Со 2», because «со второго»; one day is no range."""
    assert range_in_words(start, end) == words
