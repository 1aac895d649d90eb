"""Date and number of a paper are read where they leave no doubt, however a clerk has typed them."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.importing.requisites import PaperText, read_paper
from tests.importing.making import make_docx

DAY = dt.date(2027, 5, 31)
HEADING = "Об утверждении плана мероприятий"
BASIS = "В соответствии с приказом министерства от 26 марта 2021 г. № 01-03/441"


def read(*head: str) -> PaperText:
    """Read an order whose letterhead has some lines."""
    lines = ["МБОУ «СОШ № 12»", "ПРИКАЗ", *head, HEADING, BASIS, "ПРИКАЗЫВАЮ:", "1. Утвердить план."]
    text, problems = read_paper(make_docx(*lines), "order.docx")
    assert problems == ()
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("line", "date", "number"),
    [
        ("31 мая 2027 г. № 214-од", DAY, "214-од"),
        ("от «31» мая 2027 года № 12/1-ОД", DAY, "12/1-ОД"),
        ("№ 45-о от 31.05.2027", DAY, "45-о"),
        ("31.05.2027г.   №   45-о", DAY, "45-о"),
        ("31.05.2027 г. Якутск № 01-03/441", DAY, "01-03/441"),
        ("31 мая 2027 г., с. Мая, № А-17", DAY, "А-17"),
        ("Приказ № 17 от 31 мая 2027 г.", DAY, "17"),
        ("31.05.2027", DAY, None),
        ("№ 5", None, "5"),
        ("«___» ____________ 20___ г. № ______", None, None),
        ("«___» ____________ 20___ г. № 12/1 – ОД", None, "12/1 – ОД"),
        ("от 31.05.2027 № ____", DAY, None),
    ],
)
def test_a_line_of_its_own_is_read(line: str, date: dt.date | None, number: str | None) -> None:
    """And it is no line to be compared with what was drawn."""
    text = read(line)
    assert (text.date, text.number) == (date, number)
    assert line not in text.lines
    assert text.heading == HEADING
    assert text.commands


@pytest.mark.parametrize(
    "line",
    [
        "32 мая 2027 г. № 1",
        "31 мая 27 г.",
        "школа № 12",
        "согласно письму от 31.05.2027 № 5",
        "г. Якутск",
    ],
)
def test_any_other_line_is_none(line: str) -> None:
    """It is compared as any other."""
    text = read(line)
    assert (text.date, text.number) == (None, None)
    assert line in text.lines


def test_date_and_number_may_stand_apart() -> None:
    """In two paragraphs, or in two cells of a table."""
    text = read("31 мая 2027 г.", "г. Якутск", "№ 214-од")
    assert (text.date, text.number) == (DAY, "214-од")


def test_two_that_disagree_tell_nothing() -> None:
    """The protocol of a council in a stamp, and the order: which is which is not guessed."""
    text = read("от 28.05.2027 № 9", "от 31.05.2027 № 214-од")
    assert (text.date, text.number) == (None, None)


def test_the_stamp_of_an_appendix_says_them_again() -> None:
    """That is nothing to be compared; the stamp of another act is."""
    lines = ["31 мая 2027 г. № 17", HEADING, "1. Утвердить.", "Приложение", "от 31.05.2027 № 17", "№ 18"]
    text, _ = read_paper(make_docx(*lines), "order.docx")
    assert text is not None
    assert text.lines == (HEADING, "1. Утвердить.", "Приложение", "№ 18")


def test_what_stands_below_the_heading_is_of_another_act() -> None:
    """The basis of an order is no requisite of it."""
    assert (read().date, read().number) == (None, None)
