"""Names and posts in the dative and accusative go back to the nominative, or nowhere."""

from __future__ import annotations

import pytest

from roadmap_engine.russian import Case
from roadmap_engine.russian.letters import lower_first
from roadmap_engine.russian.oblique_names import name_in_nominative
from roadmap_engine.russian.obliques import in_nominative, stands_in
from tests.russian.tables import read_table

CASES = (Case.DATIVE, Case.ACCUSATIVE)
# Where the words cannot tell: a rarer surname has the dative of a common one; an accusative beside another
# looks like a genitive.
LIKE_ANOTHER = {
    "Лановой": "Ланова А. Б.",
    "Ковальской": "Ковальская А. Б.",
    "Ручей": "Ручая А. Б.",
    "учителей предметников": "учителя предметников",
    "учителя логопеда": "учитель логопеда",
    "ответственного за ВПР заместителя директора": "ответственный за ВПР заместителя директора",
    "Бабичу Петру Петровичу": "Бабич Петр Петрович",
    "Бабича Петра Петровича": "Бабич Петр Петрович",
}


@pytest.mark.parametrize("case", CASES)
def test_posts_go_back_to_themselves_or_nowhere(case: Case) -> None:
    """Of every form of the table: its nominative, or no answer; never another nominative."""
    asked = answered = 0
    for row in read_table("posts"):
        form = dict(row.cases).get(case)
        answer = in_nominative(form, case) if form else None
        asked += form is not None
        answered += answer is not None
        if form and answer and form not in LIKE_ANOTHER:
            assert lower_first(answer) == lower_first(row.text).replace("\u2011", "-"), form
    assert answered > asked * 0.85


@pytest.mark.parametrize("case", CASES)
def test_surnames_go_back_to_themselves_or_nowhere(case: Case) -> None:
    """«Ивановой А. Б.» is Иванова; «Кравцу А. Б.» could be two, so there is no answer."""
    asked = answered = 0
    for row in read_table("surnames"):
        form = dict(row.cases).get(case)
        if form is None or " " in row.text:
            continue
        answer = name_in_nominative(f"{form} А. Б.", case)
        asked += 1
        answered += answer is not None
        assert answer in (None, LIKE_ANOTHER.get(form), f"{row.text} А. Б."), form
    assert answered > asked * 0.85


@pytest.mark.parametrize("case", CASES)
def test_full_names_go_back_to_themselves_or_nowhere(case: Case) -> None:
    """A patronymic decides whose the first name and the surname are."""
    for row in read_table("names"):
        form = dict(row.cases).get(case)
        if form is not None:
            assert in_nominative(form, case) in (None, LIKE_ANOTHER.get(form), row.text), form


@pytest.mark.parametrize(
    ("words", "nominative"),
    [
        ("Методисту Ивановой А.А.", "методист Иванова А.А."),
        ("Ивановой А.А., методисту отдела", "Иванова А.А., методист отдела"),
        ("Отделу общего образования (Тен Л.Б.)", "отдел общего образования (Тен Л.Б.)"),
        ("родителям (законным представителям)", "родители (законные представители)"),
        ("Юго-Восточному управлению", "Юго-Восточное управление"),
        ("Финансовому Управлению", "финансовое Управление"),
        ("Главному управлению образования", "главное управление образования"),
        ("учителям-предметникам, работающим в 5 классах", "учителя-предметники, работающие в 5 классах"),
        ("Директору школы Петровой Анне Сергеевне", "директор школы Петрова Анна Сергеевна"),
        ("и.о. директора", "и.о. директора"),
        ("МБУ «Центр»", "МБУ «Центр»"),
        (
            "заместителю главы – начальнику отдела Быкову А.С.",
            "заместитель главы – начальник отдела Быков А.С.",
        ),
        ("гимназии имени А. С. Пушкина", "гимназия имени А. С. Пушкина"),
        ("Льву Толстому", None),
        ("директору, методистам", None),
        ("Петровой А.А., Иванову Б.Б.", None),
        ("Лозовой А.А.", None),
        ("Неру А.А.", None),
        ("ДИРЕКТОРУ ШКОЛЫ", None),
        ("Провести анализ", None),
        ("х" * 400, None),
    ],
)
def test_what_goes_back_and_what_is_not_certain(words: str, nominative: str | None) -> None:
    """A head with its attributes, a person, both in either order; nothing that could be two."""
    assert in_nominative(words, Case.DATIVE) == nominative


def test_heads_in_brackets_are_in_the_nominative_already() -> None:
    """«(Попова Н. Г.)» is no Попов, though it could be his accusative; «(Савину Ю. А.)» must be Савина."""
    assert in_nominative("отдел школ (Попова Н. Г.)", Case.ACCUSATIVE) == "отдел школ (Попова Н. Г.)"
    assert in_nominative("начальника (Савину Ю. А.)", Case.ACCUSATIVE) == "начальник (Савина Ю. А.)"


def test_what_can_only_stand_in_a_case() -> None:
    """An adverb or a number at the head says nothing of a case."""
    assert stands_in("Методисту отдела", Case.DATIVE)
    assert not stands_in("Анализ работ", Case.DATIVE)
    assert not stands_in("12 марта", Case.DATIVE)
    assert not stands_in("№ 5", Case.DATIVE)
