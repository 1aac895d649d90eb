"""A title to a few words over a narrow column: what is dropped, put into the nominative, or cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.diagnostics.limits import SHORT_TITLE
from roadmap_engine.russian.short_titles import propose_short
from roadmap_engine.russian.thinning import LOOSE, SIGNS, adjectives, bare, fit, thinned, without_doer

_TEXT = """
Проведение Организация Внесение изменений в рабочие программы и проведение анализа результатов ВПР, по учебным
предметам рабочей группы (весна 2021 г.) «Школа чтения» текущей, тематической и промежуточной оценки
обучающихся с учётом всех психолого-педагогического сопровождения: – ; 5-9 классах к за учителями
мастер-классов Обсудить В целях план. Заседание Педагогического совета разрезе каждого класса
"""
SAID = st.lists(st.sampled_from(re.findall(r"\S+", _TEXT)), min_size=1, max_size=14).map(" ".join)
ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Проведение анализа результатов ВПР по учебным предметам", "Анализ результатов ВПР"),
        ("Организация деятельности рабочей группы по вопросам ВПР", "Рабочая группа"),
        ("Организация и проведение открытых уроков в школах", "Открытые уроки"),
        ("Разработка и утверждение программ профильного обучения", "Программы обучения"),
        ("Проведение семинаров-практикумов для организаторов", "Семинары-практикумы"),
        ("Проведение в ОУ индивидуальных занятий с обучающимися", "Индивидуальные занятия"),
        ("Внесение изменений в программу развития школы на год", "Программа развития"),
        ("Внесение изменений в Положение о внутренней системе", "Положение о системе"),
        ("Проведение анализа результатов в разрезе каждого класса", "Анализ по классам"),
        ("Проведение анализа результатов в разрезе класса", "Анализ по классу"),
        ("Систематическое повышение квалификации педагогов", "Повышение квалификации"),
    ],
)
def test_what_is_done_comes_first_and_in_the_nominative(title: str, short: str) -> None:
    """A noun that says only that something is done goes; a form is made where the dictionary is sure."""
    assert propose_short(title) == short


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Разработка приказов об организации проверочных работ", "Разработка приказов"),
        ("Проведение заседаний методических объединений школ", "Заседания объединений"),
        ("Организация проведения ГИА, ВПР по предметам", "Проведение ГИА, ВПР"),
        ("Устранение дефицита педагогических кадров", "Устранение дефицита"),
    ],
)
def test_a_noun_that_says_more_stays(title: str, short: str) -> None:
    """What would be left alone says less, or the contrary."""
    assert propose_short(title) == short


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Трансляция эффективного педагогического опыта", "Трансляция опыта"),
        ("Проведение классных родительских собраний", "Родительские собрания"),
        ("Проведение административных и окружных контрольных работ", "Контрольные работы"),
        ("Организация питания обучающихся начальных классов", "Питание обучающихся"),
        ("Посещение уроков русского языка и математики", "Посещение уроков"),
        ("Анализ учреждениями результатов ГИА в 2023 году", "Анализ результатов ГИА"),
        ("Использование модуля «Многоуровневая система оценки»", "Использование модуля"),
        ("Внутришкольный контроль с учетом результатов мониторинга", "Контроль"),
        ("Сотрудничество всех участников национального проекта", "Сотрудничество"),
        ("Информационно-разъяснительная работа со всеми участниками", "Разъяснительная работа"),
        ("Прохождение курсов повышения квалификации педагогов", "Курсы"),
        ("Мониторинг в ходе подготовки учащихся к олимпиаде", "Мониторинг"),
        ("Обсуждение итогов. Планирование новой работы", "Обсуждение итогов"),
    ],
)
def test_nothing_ends_in_what_leans_on_more(title: str, short: str) -> None:
    """No adjective, preposition, pronoun or open quotation is left without its noun."""
    assert propose_short(title) == short


def test_a_title_that_fits_is_its_own_short_title() -> None:
    """Whatever it says."""
    assert propose_short("Проведение семинара") == "Проведение семинара"
    assert propose_short("Отчёт\n за год") == "Отчёт за год"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Annual review of the results of all examinations", "Annual review of the…"),
        ("В целях определения эффективности мероприятий", "В целях определения…"),
        ("О" * 40, "О" * 21 + "…"),
        ("(" * 400, "(" * 21 + "…"),
        ("«Глокая куздра» штеко будланула бокра и кудрячит", "«Глокая куздра» штеко…"),
    ],
)
def test_words_that_nothing_is_known_of_are_cut_and_it_is_seen(title: str, short: str) -> None:
    """At a word, or inside the only one."""
    assert propose_short(title) == short


@given(SAID | ODD)
def test_it_fits_on_one_line_and_hangs_on_nothing(title: str) -> None:
    """However odd the title; what is longer than the room never ends in a preposition or a conjunction."""
    short = propose_short(title)
    assert 0 < len(short) <= SHORT_TITLE
    assert len(short.splitlines()) == 1
    if len(" ".join(title.split())) > SHORT_TITLE and short.count(" ") and not short.endswith("…"):
        assert bare(short.split(" ")[-1]) not in LOOSE
        assert short[-1] not in SIGNS.replace(".", "")


class TestThinning:
    """What may go of a phrase."""

    def test_adjectives_that_are_joined_go_together(self) -> None:
        words = ["оценки", "текущей,", "тематической", "и", "промежуточной", "работы"]
        assert adjectives(words) == [(1, 2, 3, 4)]
        assert list(thinned(words)) == [words, ["оценки", "работы"]]

    def test_adjectives_that_are_not_go_one_by_one_the_first_before(self) -> None:
        words = ["классные", "родительские", "собрания"]
        assert [" ".join(each) for each in thinned(words)] == [
            "классные родительские собрания",
            "родительские собрания",
            "классные собрания",
            "собрания",
        ]

    def test_a_doer_goes_with_its_adjectives_unless_a_preposition_holds_it(self) -> None:
        assert without_doer(["анализ", "школьными", "учителями", "результатов"]) == ["анализ", "результатов"]
        kept = ["работа", "с", "учителями", "школы"]
        assert without_doer(kept) == kept

    def test_what_fits_is_a_beginning_of_the_words(self) -> None:
        words = ["анализ", "результатов", "по", "предметам"]
        assert fit(words, 18) == ["анализ", "результатов"]
        assert fit(words, 21) == ["анализ", "результатов"]
        assert fit(words, 40) == words
        assert fit(words, 3) == []
