"""A plan of one year moves into the next: what stays, what goes, which words have gone stale."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model import Adoption
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.next_year.roll_over import find_forgotten, next_name
from roadmap_engine.planning.next_year.stale_years import find_stale_years

NEW = SchoolYear(2027)


@pytest.mark.parametrize(
    ("text", "words", "proposal"),
    [
        ("план на 2026/2027 учебный год", "2026/2027", "2027/2028"),
        ("2026-2027 учебного года", "2026-2027", "2027-2028"),
        ("2026–27 уч. г.", "2026–27", "2027–28"),
        ("план 2020/2021 учебного года", "2020/2021", "2027/2028"),
        ("в 2027 году", "2027", "2028"),
        ("итоги 2026 г.", "2026", "2027"),
        ("в 2027г.", "2027", "2028"),
        ("результаты ВПР-2027", "2027", "2028"),
        ("в 2020 году", "2020", None),
        ("до 17.01.2027", "17.01.2027", "17.01.2028"),
        ("до 17.01.27", "17.01.27", "17.01.28"),
        ("2027-01-17", "2027-01-17", "2028-01-17"),
        ("до 17 января 2027 г.", "17 января 2027", "17 января 2028"),
        ("до 17 января 2021 г.", "17 января 2021", "17 января 2028"),
        ("до 15 сентября 2026 г.", "15 сентября 2026", "15 сентября 2027"),
        ("в мае 2027 года", "мае 2027", "мае 2028"),
        ("Август 2026", "Август 2026", "Август 2027"),
        ("до 15 июня 2027 г.", "15 июня 2027", "15 июня 2028"),
        ("до 15 июня 2021 г.", "15 июня 2021", None),
        ("до 29 февраля 2024 г.", "29 февраля 2024", "29 февраля 2028"),
    ],
)
def test_years_that_have_passed_are_found(text: str, words: str, proposal: str | None) -> None:
    """Each in its own form, and the same form is proposed for the new year."""
    (found,) = find_stale_years(text, NEW)
    assert (found.words, found.proposal) == (words, proposal)
    assert text[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("text", "words", "proposal"),
    [
        ("за 2019\\20 учебный год", "2019\\20", "2026\\27"),
        ("на 2020-2021 учебный год", "2020-2021", "2027-2028"),
        ("осень 2020 года", "2020", "2027"),
        ("ВПР (весна 2021 г.)", "2021", "2028"),
        ("Август 2020", "Август 2020", "Август 2027"),
        ("Май 2020", "Май 2020", "Май 2027"),
        ("до 17.01.2021", "17.01.2021", "17.01.2028"),
        ("в 2015/2016 учебном году", "2015/2016", "2027/2028"),
    ],
)
def test_what_a_text_says_of_its_own_year_moves_as_far_as_the_plan(
    text: str, words: str, proposal: str
) -> None:
    """Last year's results stay last year's."""
    (found,) = find_stale_years(text, NEW, SchoolYear(2020))
    assert (found.words, found.proposal) == (words, proposal)


def test_a_day_the_new_year_has_not_is_not_proposed() -> None:
    """29 February of 2028 has no counterpart in 2029."""
    (found,) = find_stale_years("до 29.02.2028", SchoolYear(2028))
    assert found.proposal is None


@pytest.mark.parametrize(
    "text",
    [
        "приказ от 06.05.2027 № 590",
        "письмо Минпросвещения России от 19 ноября 2026 г. № ВБ-2141/03",
        "приказ управления образования от 1 июня 2026 г. «О мерах»",
        "приказ № 214-2027",
        "ГОСТ Р 7.0.97-2025",
        "СанПиН 2.4.3648-20",
        "Стратегия на 2021-2025 годы",
        "до 10 сентября 2027 г.",
        "сентябрь 2027 г.",
        "в 2028 году",
        "2027/2028 учебный год",
        "план на 2028/2029 учебный год",
        "45 2027а 120276 99.99.2027",
        "до 1 октября",
        "ежегодно",
        "телефон 8 2016 20265",
        "Закон 1992 года",
    ],
)
def test_what_belongs_to_an_act_a_number_or_the_new_year_is_left(text: str) -> None:
    """No warning that a clerk would learn to ignore."""
    assert [each.words for each in find_stale_years(text, NEW)] == []


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789./-– №отянвмрг", max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    """What is found stands where it is said to stand, and what is proposed is not stale itself."""
    for found in find_stale_years(text, NEW):
        assert text[slice(*found.span)] == found.words
        if found.proposal is not None and not found.words.isdecimal():
            assert find_stale_years(found.proposal, NEW) == ()


def test_answers_of_the_old_year_go() -> None:
    """Dates, requisites and what is settled; nothing else."""
    adoption = Adoption.model_validate(
        {
            "adoption": "school-12-vpr-2027",
            "roadmap": "tiny@1",
            "organisation": "organisation.yaml",
            "procedure": {"use": "vpr", "held": "2027-04-13/2027-05-18", "grades": [5, 6]},
            "school_year": "2026/2027",
            "events": {"results-received": "2027-05-28"},
            "decided": {"continuity": "2027-09-01"},
            "order": {"date": "2027-05-31", "number": "214-од"},
            "roles": {"head": ["head"]},
            "fill": {"levels": "основного"},
            "settled": {"a": {"state": "done", "on": "2027-06-01"}},
        }
    )
    expected: list[tuple[Path, str]] = [
        (("procedure", "held"), "2027-04-13/2027-05-18"),
        (("events", "results-received"), "2027-05-28"),
        (("decided", "continuity"), "2027-09-01"),
        (("order", "date"), "2027-05-31"),
        (("order", "number"), "214-од"),
        (("settled", "a"), "done"),
    ]
    assert [(each.path, each.words) for each in find_forgotten(adoption)] == expected
    bare = with_fields(
        adoption,
        procedure=with_fields(adoption.procedure, held=None),
        events={},
        decided={},
        order=type(adoption.order)(),
        settled={},
    )
    assert find_forgotten(bare) == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("school-12-vpr-2027", "school-12-vpr-2028"),
        ("adoption-2026", "adoption-2027"),
        ("vpr-2026-2027", "vpr-2027-2028"),
        ("school-2012", "school-2012-2028"),
        ("adoption", "adoption-2028"),
    ],
)
def test_the_next_name(name: str, expected: str) -> None:
    """A year in a name moves with the plan; a number that is no year of the plan stays."""
    assert next_name(name, SchoolYear(2026)) == expected
